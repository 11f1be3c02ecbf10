"""Outputs cut to one length, so that no system wins or loses by length alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from statistics import median_low

_WORD = re.compile(r"\S+")


def count_words(text: str) -> int:
    """The length of `text` in words."""
    return len(text.split())


def median_length(lengths: Iterable[int]) -> int:
    """The length in the middle, the shorter one of two; at least one."""
    return max(median_low(lengths), 1)


def cut(text: str, words: int) -> str:
    """The first `words` words of `text`, its lines kept."""
    for number, found in enumerate(_WORD.finditer(text), start=1):
        if number == words:
            return text[: found.end()]
    return text
