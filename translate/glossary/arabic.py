"""Terms in Arabic text: a trie of their words, walked once over the text.

Arabic writes the conjunction, prepositions and the article on to a word, and pronouns and plural endings after it. So
every word of the text stands for a few forms, and a term is found where one form of each word fits: «وبوزارة الصحة» and
«وزارته» have «وزارة». What is inflected inside the word («وزراء») is another term.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from mujaz.facts.tokens import Token, Tokens

_CONJUNCTIONS = ("و", "ف")
_PREPOSITIONS = ("ب", "ك", "ل")
_ARTICLE = "ال"
_LAMS = (("لل", "ال"), ("لل", "الل"))
"""«ل» and the article: «للأمم», and «للجنة» where the noun begins with a lam."""

_PRONOUNS_AND_PLURALS = ("هما", "هم", "هن", "ها", "نا", "كم", "ون", "ين", "ان", "ات")
_LETTERS = ("ه", "ا")
"""A pronoun or the feminine, and the alef of a dual in front of its noun or of tanwin; folded, so ta marbuta is «ه»."""

_FEWEST = 3
"""Letters that are left of a word, at least, when something is taken off it; 4 when that is one letter at its end."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where a term stands in a text, in whole words; `index` is the term's."""

    index: int
    start: int
    end: int


@dataclass(slots=True)
class _Node:
    next: dict[str, _Node] = field(default_factory=dict)
    index: int | None = None


class Finder:
    """Finds terms.

    Args:
        names: Arabic names, each with the index of its term; of two equal names the first counts.
    """

    def __init__(self, names: Sequence[tuple[str, int]]) -> None:
        self._root = _Node()
        for name, index in names:
            node = self._root
            for token in _tokens(name):
                node = node.next.setdefault(token.key, _Node())
            if node.index is None:
                node.index = index

    def find(self, text: str) -> Iterator[Occurrence]:
        """Where terms stand in `text`, in its order: of those that begin at one word the longest, none in another.

        Linear in the length of `text`: a word has a bounded number of forms and a term a bounded number of words.
        """
        tokens = _tokens(text)
        at = 0
        while at < len(tokens):
            index, count = self._longest(tokens, at)
            if index is None:
                at += 1
                continue
            yield Occurrence(index, tokens[at].start, tokens[at + count - 1].end)
            at += count

    def _longest(self, tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
        found: tuple[int | None, int] = (None, 0)
        nodes = [self._root]
        for count in range(1, len(tokens) - at + 1):
            options = _forms(tokens[at + count - 1], opens=count == 1)
            nodes = [node.next[form] for node in nodes for form in options if form in node.next]
            if not nodes:
                break
            ending = next((node.index for node in nodes if node.index is not None), None)
            found = found if ending is None else (ending, count)
        return found


def _tokens(text: str) -> list[Token]:
    tokens = Tokens(text)
    return [tokens[at] for at in range(len(tokens))]


def _forms(token: Token, *, opens: bool) -> tuple[str, ...]:
    """What a term may have for this word; only its first word has proclitics before the article."""
    return _of_word(token.key, opens) if token.kind == "word" else (token.key,)


@lru_cache(maxsize=1 << 12)
def _of_word(key: str, opens: bool) -> tuple[str, ...]:
    hosts = _without_proclitics(key) if opens else [key]
    bare = [host.removeprefix(_ARTICLE) for host in hosts if _is_word(host.removeprefix(_ARTICLE))]
    whole = dict.fromkeys((*hosts, *bare))
    return tuple(dict.fromkeys((*whole, *(form for one in whole for form in _without_ending(one)))))


def _without_proclitics(key: str) -> list[str]:
    """The word as it stands, and without the conjunction, the preposition, and both."""
    rest = [key, key[1:]] if key.startswith(_CONJUNCTIONS) else [key]
    bare = [word[1:] for word in rest if word.startswith(_PREPOSITIONS)]
    with_article = [word.replace(*pair, 1) for pair in _LAMS for word in rest if word.startswith(pair[0])]
    return [key, *filter(_is_word, (*rest[1:], *bare, *with_article))]


def _without_ending(word: str) -> Iterator[str]:
    for ending in (*_PRONOUNS_AND_PLURALS, *_LETTERS):
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < _FEWEST + (len(ending) == 1):
            continue
        yield stem
        if stem.endswith("ت"):  # «وزارته»
            yield f"{stem[:-1]}ه"
        if ending == "ات":  # «وزارات»
            yield f"{stem}ه"


def _is_word(rest: str) -> bool:
    return len(rest) >= _FEWEST
