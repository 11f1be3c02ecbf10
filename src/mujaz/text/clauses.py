"""Cutting a sentence that is too long for a model at the borders of its clauses."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, pairwise

from mujaz.tables import read_table
from mujaz.text.proclitics import AND_THE, may_have_and
from mujaz.text.sentences import ShortQuotations
from mujaz.text.words import folded_words, words

SHORT_QUOTATION = 6
"""A quotation or bracket of at most so many words is a name or a phrase, never cut."""

_CENTRE = (0.3, 0.7)
"""A cut of the best rank is looked for in this part of what is to be cut, so that the parts are of like size."""

# White space, or the place after a mark that was typed without one: «قال،وأضاف», but not «5،2».
_GAP = re.compile(r"\s+|(?<=[،؛])(?=[^\W\d])")

# Ranks of a gap by its two sides, the best first.
_STOP_BEFORE = re.compile(r"[.!?؟…؛;]['\"»”)]*$")
_COMMA_BEFORE = re.compile(r"[،,:–—-]$")
_QUOTE_BEFORE = re.compile(r"[»\"”)][،,]?$")
_QUOTE_AFTER = re.compile(r"[«\"“(–—-]")
_WORDS = read_table("mujaz.text", "data/words.toml")["clauses"]
_OPENS_CLAUSE, _OPENS_PHRASE = folded_words(_WORDS["opens_clause"]), folded_words(_WORDS["opens_phrase"])
# Gaps that no cut may use.
_FIGURE_BEFORE = re.compile(r"\d$")
_FIGURE_AFTER = re.compile(r"\d{3}(?!\d)|[٪%]")  # 1 000 000
_ABBREVIATION_BEFORE = re.compile(r"(?:^|[^\w.])(?:و?[ء-ي]|لد|(?:[ء-ي][./])+[ء-ي]|[A-Za-z]|Mr|Mrs|Ms|Dr|St)\.$")
_LATIN = re.compile(r"[A-Za-z]")
LEANS_ON_NEXT = folded_words(_WORDS["leans_on_next"])
_LEANS_ON_PREVIOUS = folded_words("بن ابن بنت آل")


def split_clauses(text: str, count: Callable[[str], int], limit: int) -> list[str]:
    """Cut `text` into parts that each count at most `limit`, at the places that read best.

    Cuts are made at full stops and «؛», else at commas, colons and quotation marks, else before conjunctions, else at
    any space, near the middle of what is too long. Never inside a figure, an abbreviation with its name or a short
    quotation, even if a part stays too long for that. Joined with spaces, the parts are `text` up to white space.

    Args:
        text: A sentence; its length may be anything, the work grows with n log n.
        count: Size of a text, such as its SentencePiece pieces; about additive over words.
        limit: Most that a part may count.
    """
    text = text.strip()
    if not text or count(text) <= limit:
        return [text] if text else []
    return list(_Cutter(text, count, limit).clauses())


class _Cutter:
    """The words of one text, their sizes, and the gaps between them by rank."""

    def __init__(self, text: str, count: Callable[[str], int], limit: int) -> None:
        gaps = [match.span() for match in _GAP.finditer(text)]
        self._starts = [0, *(end for _, end in gaps)]
        self._ends = [*(start for start, _ in gaps), len(text)]
        self._text, self._count, self._limit = text, count, limit
        sizes = (count(text[start:end]) for start, end in zip(self._starts, self._ends, strict=True))
        self._sizes = list(accumulate(sizes, initial=0))
        self._by_rank = self._ranked()

    def clauses(self) -> Iterator[str]:
        """Yield the parts from left to right."""
        todo = [(0, len(self._starts))]
        while todo:
            low, high = todo.pop()
            part = self._text[self._starts[low] : self._ends[high - 1]]
            fits = self._sizes[high] - self._sizes[low] <= self._limit and self._count(part) <= self._limit
            cut = None if fits else self._cut(low, high)
            if cut is None:
                yield part
            else:
                todo += [(cut, high), (low, cut)]

    def _cut(self, low: int, high: int) -> int | None:
        """The first word of the right part: at the best gap near the middle, else at the nearest there is."""
        first, last = (self._word_at(low, high, share) for share in _CENTRE)
        middle = self._word_at(low, high, 0.5)
        for cuts in self._by_rank:
            if (cut := _nearest(cuts, middle, max(first, low + 1), min(last, high - 1))) is not None:
                return cut
        nearest = (_nearest(cuts, middle, low + 1, high - 1) for cuts in self._by_rank)
        return min((cut for cut in nearest if cut is not None), key=lambda cut: abs(cut - middle), default=None)

    def _word_at(self, low: int, high: int, share: float) -> int:
        """The word at which `share` of the size of words `low` to `high` is reached."""
        size = self._sizes[low] + share * (self._sizes[high] - self._sizes[low])
        return bisect_left(self._sizes, size, low, high)

    def _ranked(self) -> list[list[int]]:
        by_rank: list[list[int]] = [[] for _ in range(6)]
        quotations = ShortQuotations(self._text, SHORT_QUOTATION)
        tokens = [self._text[start:end] for start, end in zip(self._starts, self._ends, strict=True)]
        for index, (before, after) in enumerate(pairwise(tokens), start=1):
            if quotations.end_around(self._starts[index]) is None and not _is_inseparable(before, after):
                by_rank[_rank(before, after)].append(index)
        return by_rank


def _nearest(cuts: Sequence[int], to: int, low: int, high: int) -> int | None:
    """The one of sorted `cuts` from `low` to `high` that is nearest to `to`."""
    index = bisect_left(cuts, to)
    around = [cut for cut in cuts[max(0, index - 1) : index + 1] if low <= cut <= high]
    return min(around, key=lambda cut: abs(cut - to), default=None)


def _is_inseparable(before: str, after: str) -> bool:
    if _FIGURE_AFTER.match(after) and _FIGURE_BEFORE.search(before):
        return True
    return bool(_ABBREVIATION_BEFORE.search(before) or (_LATIN.match(before[-1]) and _LATIN.match(after)))


def _rank(before: str, after: str) -> int:
    if _STOP_BEFORE.search(before):
        return 0
    if _COMMA_BEFORE.search(before) or _QUOTE_BEFORE.search(before) or _QUOTE_AFTER.match(after):
        return 1
    word = "".join(words(after)[:1])
    joined = may_have_and(word)
    if word in _OPENS_CLAUSE or (joined and not word.startswith(AND_THE)):
        return 2
    if _FIGURE_BEFORE.search(before) or word in _LEANS_ON_PREVIOUS or "".join(words(before)[-1:]) in LEANS_ON_NEXT:
        return 5
    return 3 if joined or word in _OPENS_PHRASE else 4
