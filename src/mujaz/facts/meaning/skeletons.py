"""Arabic words by their consonants, so that «يوقع» and «وقع» or «تتوصل» and «توصلت» are one verb."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal, TypeAlias

from mujaz.facts.tokens import WORDS, Tokens
from mujaz.text.proclitics import AND, BEFORE_NOUNS, SO

_ENDINGS = ("تها", "وها", "ون", "ين", "ان", "وا", "ها", "هم", "ته", "تا", "ت", "ه", "ا")
_WEAK = str.maketrans("", "", "اويىءئؤ")
_SHORTEST = 2
_FUTURE = "س"
_PRESENT = tuple("يتن")
AROUND = 7
"""Words on either side of a verb that are looked at."""
_MOST_INDICES = 16
_BESIDE = 5
"""Words on either side of a fact that are looked at."""

Word: TypeAlias = tuple[Literal[-1, 1], str]
"""The consonants of a word, and whether it is before a fact or after it."""


@lru_cache(maxsize=WORDS)
def verb_skeletons(word: str) -> frozenset[str]:
    """Return the consonants that a folded verb may have, with and without prefixes of person and future."""
    forms = {word, word.removeprefix(AND), word.removeprefix(SO)}
    forms |= {form.removeprefix(_FUTURE) for form in forms}
    forms |= {form[1:] for form in forms if form.startswith(_PRESENT)}
    skeletons = {_without_ending(form).translate(_WEAK) for form in forms}
    return frozenset(skeleton for skeleton in skeletons if len(skeleton) >= _SHORTEST)


def _without_ending(word: str) -> str:
    endings = (ending for ending in _ENDINGS if word.endswith(ending) and len(word) - len(ending) > _SHORTEST)
    return word.removesuffix(next(endings, ""))


@lru_cache(maxsize=WORDS)
def noun_skeleton(word: str) -> str:
    """Return the consonants of a folded noun or adjective without article and proclitics."""
    for proclitic in BEFORE_NOUNS:
        if word.startswith(proclitic) and len(word) - len(proclitic) > _SHORTEST:
            return _without_ending(word[len(proclitic) :]).translate(_WEAK)
    return _without_ending(word).translate(_WEAK)


def _add(indices: list[int], index: int) -> None:
    if len(indices) < _MOST_INDICES:
        indices.append(index)


class VerbIndex:
    """The words of a text by their consonants, and the words around each.

    Of a word that comes again and again only the first `_MOST_INDICES` are kept, so that looking up every word of a
    text takes time linear in it.
    """

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self._verbs: dict[str, list[int]] = defaultdict(list)
        self._nouns: dict[str, list[int]] = defaultdict(list)
        self._around: dict[int, frozenset[str]] = {}
        for index, token in enumerate(tokens):
            if token.kind == "word":
                for skeleton in verb_skeletons(token.key):
                    _add(self._verbs[skeleton], index)
                _add(self._nouns[noun_skeleton(token.key)], index)

    def find_alike(self, verbs: VerbIndex, index: int, shared: int, excluded: set[int]) -> Iterator[int]:
        """Find the verb at `index` of `other` among at least `shared` of the words around it, `excluded` left out."""
        around = verbs.around(index)
        skeletons = verb_skeletons(verbs.tokens[index].key)
        indices = {alike for skeleton in skeletons for alike in self._verbs.get(skeleton, ())}
        return (alike for alike in sorted(indices - excluded) if len(around & self.around(alike)) >= shared)

    def find_nouns(self, words: frozenset[str]) -> set[int]:
        """Return the indices of `words`, which are as `around` gives them."""
        return {index for word in words for index in self._nouns.get(word, ())}

    def count_shared(self, words: frozenset[str], indices: Iterable[int]) -> int:
        """Return how many of `words` are together around one of `indices`."""
        return max((len(words & self.around(index)) for index in indices), default=0)

    def around(self, index: int) -> frozenset[str]:
        """Return the words around a token that carry meaning."""
        if index not in self._around:
            near = (self.tokens[beside] for beside in range(index - AROUND, index + AROUND + 1) if beside != index)
            words = (noun_skeleton(token.key) for token in near if token.kind == "word" and len(token.key) > 2)
            self._around[index] = frozenset(words)
        return self._around[index]


class Surroundings:
    """The words around the facts of a text, by their consonants."""

    def __init__(self, text: str) -> None:
        self._tokens = Tokens(text)
        self._starts = [token.start for token in self._tokens]
        self._known: dict[tuple[int, int], frozenset[Word]] = {}

    def words(self, start: int, end: int) -> frozenset[Word]:
        """Return the words next to a fact, some on either side."""
        if (start, end) not in self._known:
            self._known[start, end] = self._near(start, end, _BESIDE)
        return self._known[start, end]

    def neighbours(self, start: int, end: int) -> frozenset[Word]:
        """Return the one word before a fact and the one after it."""
        return self._near(start, end, 1)

    def next_word(self, end: int) -> str:
        """Return the consonants of the word right after a fact; empty if none follows."""
        after = bisect_left(self._starts, end)
        return next((skeleton for _, skeleton in self._words(1, range(after, after + 1))), "")

    def _near(self, start: int, end: int, count: int) -> frozenset[Word]:
        first = bisect_right(self._starts, start) - 1  # the token that it begins in, with its proclitic
        after = bisect_left(self._starts, end)
        return self._words(-1, range(first - count, first)) | self._words(1, range(after, after + count))

    def _words(self, side: Literal[-1, 1], indices: range) -> frozenset[Word]:
        words = (self._tokens[index] for index in indices)
        return frozenset(
            (side, noun_skeleton(token.key)) for token in words if token.kind == "word" and len(token.key) > 1
        )
