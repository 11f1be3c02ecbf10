"""Pairs of quotation marks and brackets: what must not be torn apart."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict

_CLOSING = {"«": "»", "(": ")", "[": "]"}
# Curly marks come the wrong way round as often as not in right-to-left typing: they are read as straight ones.
_STRAIGHT = '"“”„‟'
_MARK = re.compile(f"[{re.escape(''.join([*_CLOSING, *_CLOSING.values()]) + _STRAIGHT)}]")
_OPENS = re.compile(r"(?<!\S).(?=\S)")
_CLOSES = re.compile(r"(?<=\S).(?![^\s.!?؟…،؛,;:»)\]])")


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Spans of all pairs in `text`, marks included, in order of their ends; a mark without a partner is passed over."""
    open_at: defaultdict[str, list[int]] = defaultdict(list)
    spans = []
    for match in _MARK.finditer(text):
        mark, at = match[0], match.start()
        closing = '"' if mark in _STRAIGHT else _CLOSING.get(mark, mark)
        if mark in _CLOSING or (closing == '"' and _opens(text, at, is_open=bool(open_at['"']))):
            open_at[closing].append(at)
        elif open_at[closing]:
            spans.append((open_at[closing].pop(), match.end()))
    return spans


def _opens(text: str, at: int, *, is_open: bool) -> bool:
    """Whether the straight mark at `at` opens: the spaces around it tell, else marks open and close by turns."""
    if _OPENS.match(text, at):
        return True
    return not is_open and not _CLOSES.match(text, at)


class ShortQuotations:
    """The quotations and brackets of a text that are short enough to be read as one."""

    def __init__(self, text: str, max_words: int) -> None:
        longest = max_words * 30  # characters; keeps the counting of words linear however the pairs are nested
        short = (span for span in quoted_spans(text) if span[1] - span[0] <= longest)
        spans = sorted(span for span in short if len(text[slice(*span)].split()) <= max_words)
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in spans:
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def end_around(self, at: int) -> int | None:
        """Where the quotation ends that holds the characters before and at `at`; None outside of all."""
        found = bisect_left(self._starts, at) - 1
        return self._ends[found] if found >= 0 and at < self._ends[found] else None
