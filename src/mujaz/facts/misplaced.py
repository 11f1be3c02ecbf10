"""Facts that a text takes from another place of its source: "5 dead" when the source has 9 dead, and 5 elsewhere.

A long article has many numbers and names, and few weekdays: that a fact is somewhere in it says little. So the words
around it are compared, and both texts must be Arabic.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import Literal, TypeAlias

from mujaz.facts.base import F, Fact
from mujaz.facts.meaning.skeletons import noun_skeleton
from mujaz.facts.tokens import Tokens

Word: TypeAlias = tuple[Literal[-1, 1], str]
"""The consonants of a word, and whether it is before a fact or after it."""

LEAST_SHARED = 3
"""Words that a fact must share with the one in whose place it is."""

_AROUND = 5
_BETTER = 2


class Surroundings:
    """The words around the facts of a text, by their consonants."""

    def __init__(self, text: str) -> None:
        self._tokens = Tokens(text)
        self._starts = [token.start for token in self._tokens]
        self._known: dict[tuple[int, int], frozenset[Word]] = {}

    def words(self, fact: Fact) -> frozenset[Word]:
        """Return the words next to `fact`, some on either side."""
        span = fact.start, fact.end
        if span not in self._known:
            self._known[span] = self._near(fact, _AROUND)
        return self._known[span]

    def neighbours(self, fact: Fact) -> frozenset[Word]:
        """Return the one word before `fact` and the one after it."""
        return self._near(fact, 1)

    def next_word(self, fact: Fact) -> str:
        """Return the consonants of the word right after a fact; empty if none follows."""
        end = bisect_left(self._starts, fact.end)
        return next((skeleton for _, skeleton in self._words(1, range(end, end + 1))), "")

    def _near(self, fact: Fact, count: int) -> frozenset[Word]:
        first = bisect_right(self._starts, fact.start) - 1  # the token that it begins in, with its proclitic
        end = bisect_left(self._starts, fact.end)
        return self._words(-1, range(first - count, first)) | self._words(1, range(end, end + count))

    def _words(self, side: Literal[-1, 1], indices: range) -> frozenset[Word]:
        words = (self._tokens[index] for index in indices)
        return frozenset(
            (side, noun_skeleton(token.key)) for token in words if token.kind == "word" and len(token.key) > 1
        )


def is_misplaced(
    fact: F,
    facts: Sequence[F],
    source: Sequence[F],
    near: Surroundings,
    source_near: Surroundings,
    is_same: Callable[[F, F], bool],
    counted: str = "",
) -> bool:
    """Tell whether the words of `fact` are around one of `source` that nothing in `facts` says.

    Fewer of them are enough if the thing it counts is counted there, and never by a number like it: «5 عمال».

    Args:
        fact: A fact that `source` states.
        facts: The facts of its kind in its text.
        source: The facts of that kind in the source.
        near: The words around `facts`.
        source_near: The words around `source`.
        is_same: Tells whether two facts can be the same.
        counted: The consonants of the noun that the fact counts; empty if it counts none.
    """
    words = near.words(fact)
    equals = [stated for stated in source if is_same(fact, stated)]
    better = max((len(words & source_near.words(stated)) for stated in equals), default=0) + _BETTER
    telling = counted and all(source_near.next_word(stated) != counted for stated in equals)

    def is_likely(stated: F) -> bool:
        least = better if telling and source_near.next_word(stated) == counted else max(LEAST_SHARED, better)
        return len(words & source_near.words(stated)) >= least

    return any(not any(is_same(fact_stated, stated) for fact_stated in facts) for stated in filter(is_likely, source))
