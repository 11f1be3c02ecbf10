"""Term lists, and their Arabic terms in text: a trie of their words, walked once over the text.

Arabic writes the conjunction, prepositions and the article on to a word, and pronouns and plural endings after it. So
every word of the text may be a few forms, and a term is found if one form of each word fits: «وبوزارة الصحة» and
«وزارته» have «وزارة». A plural inside the word («وزراء») is another term.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from mujaz.facts.tokens import Token, Tokens
from mujaz.text.proclitics import ARTICLE, CONJUNCTIONS, PREPOSITIONS, TO, TO_THE

MOST_TERMS = 20_000
MOST_WORDS = 12
"""Words of an Arabic term, or of an English form."""

_LAMS = ((TO_THE, ARTICLE), (TO_THE, ARTICLE + TO))
"""«ل» and the article: «للأمم», and «للجنة» if the noun begins with a lam."""

_PRONOUNS_AND_PLURALS = ("هما", "هم", "هن", "ها", "نا", "كم", "ون", "ين", "ان", "ات")
_LETTERS = ("ه", "ا")
"""A pronoun or the feminine, and the alef of a dual in front of its noun or of tanwin; folded, so ta marbuta is «ه»."""

_FEWEST = 3
"""Letters that are left of a word, at least, when something is taken off it; 4 when that is one letter at its end."""


@dataclass(frozen=True, slots=True)
class Term:
    """A thing with its names in both languages.

    Attributes:
        arabic: Its names in Arabic, one at least.
        english: The English that is required.
        admitted: Other English that passes.
        forbidden: English that does not.
        case_sensitive: Whether upper and lower case must be as written here.
        where: File and line, or file and entry, for messages.
    """

    arabic: tuple[str, ...]
    english: str
    admitted: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    case_sensitive: bool = False
    where: str = ""

    @property
    def accepted(self) -> tuple[str, ...]:
        """Return all English that passes, the required first."""
        return (self.english, *self.admitted)


@dataclass(frozen=True)
class Glossary:
    """A term list.

    Attributes:
        terms: In the order of the file.
        name: The file's name, without its folder.
        sha256: Of the file's bytes, in hexadecimal digits.
    """

    terms: tuple[Term, ...]
    name: str = ""
    sha256: str = ""

    def find(self, text: str) -> list[tuple[Term, list[Occurrence]]]:
        """Find the terms that an Arabic text has, in its order, each with its occurrences; linear in its length."""
        occurrences: dict[int, list[Occurrence]] = {}
        for occurrence in self._finder.find(text):
            occurrences.setdefault(occurrence.index, []).append(occurrence)
        return [(self.terms[index], of_term) for index, of_term in occurrences.items()]

    @cached_property
    def _finder(self) -> Finder:
        return Finder([(name, index) for index, term in enumerate(self.terms) for name in term.arabic])


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A term in a text, in whole words; `index` is the term's."""

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
            for token in _list_tokens(name):
                node = node.next.setdefault(token.key, _Node())
            if node.index is None:
                node.index = index

    def find(self, text: str) -> Iterator[Occurrence]:
        """Yield the terms in `text`, in its order: of those that begin at one word the longest, none inside another.

        Linear in the length of `text`: a word has a bounded number of forms and a term a bounded number of words.
        """
        tokens = _list_tokens(text)
        start = 0
        while start < len(tokens):
            index, count = self._find_longest(tokens, start)
            if index is None:
                start += 1
                continue
            yield Occurrence(index, tokens[start].start, tokens[start + count - 1].end)
            start += count

    def _find_longest(self, tokens: Sequence[Token], start: int) -> tuple[int | None, int]:
        longest: tuple[int | None, int] = (None, 0)
        nodes = [self._root]
        for count in range(1, len(tokens) - start + 1):
            forms = _list_forms(tokens[start + count - 1], opens=count == 1)
            nodes = [node.next[form] for node in nodes for form in forms if form in node.next]
            if not nodes:
                break
            ending = next((node.index for node in nodes if node.index is not None), None)
            longest = longest if ending is None else (ending, count)
        return longest


def count_words(forms: Sequence[str]) -> int:
    """Count the words of the longest of `forms`."""
    return max((len(form.split()) for form in forms), default=0)


def _list_tokens(text: str) -> list[Token]:
    tokens = Tokens(text)
    return [tokens[index] for index in range(len(tokens))]


def _list_forms(token: Token, *, opens: bool) -> tuple[str, ...]:
    """Return what a term may have for this word; only its first word has proclitics before the article."""
    return _list_word_forms(token.key, opens) if token.kind == "word" else (token.key,)


@lru_cache(maxsize=1 << 12)
def _list_word_forms(key: str, opens: bool) -> tuple[str, ...]:
    hosts = _without_proclitics(key) if opens else [key]
    bare = [host.removeprefix(ARTICLE) for host in hosts if _is_word(host.removeprefix(ARTICLE))]
    whole = dict.fromkeys((*hosts, *bare))
    return tuple(dict.fromkeys((*whole, *(stem for form in whole for stem in _without_ending(form)))))


def _without_proclitics(key: str) -> list[str]:
    """Return the word as it is, and without the conjunction, the preposition, and both."""
    words = [key, key[1:]] if key.startswith(CONJUNCTIONS) else [key]
    bare = [word[1:] for word in words if word.startswith(PREPOSITIONS)]
    with_article = [word.replace(lam, article, 1) for lam, article in _LAMS for word in words if word.startswith(lam)]
    return [key, *filter(_is_word, (*words[1:], *bare, *with_article))]


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


def _is_word(form: str) -> bool:
    return len(form) >= _FEWEST
