"""Rows of tables that stand in plain text: cells parted by tabs, bars or wide gaps, or a name with its figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

_GAP = re.compile(r"\s*[|¦│]\s*|\t+| {3,}")
_PARTED = re.compile(r"[|¦│\t]| {3}")
_FIGURE = re.compile(r"[+\-−]?[\d.,٫٬:/%٪]+")
_MOST_WORDS = 6
_LEAST_CELLS = 3
_MOST_LETTERED = 3
_LEAST_FIGURES = 2
_LONGEST = 120
_SENTENCE_END = re.compile(r"[.!؟?…]$")


def table_rows(lines: Sequence[str]) -> list[bool]:
    """Return which of consecutive raw `lines` are rows of a table: two alike in a row, and the head above figures."""
    kinds = [_kind(line) for line in lines]
    found = [False] * len(lines)
    for at in range(1, len(lines)):
        if kinds[at] and kinds[at] == kinds[at - 1]:
            found[at - 1] = found[at] = True
    for at in range(len(lines) - 1):
        if found[at + 1] and not found[at] and kinds[at + 1] and _is_head(lines[at], kinds[at + 1]):
            found[at] = True
    return found


def _kind(line: str) -> int:
    """How many cells a line has, 0 where it is no row; negative where only its figures tell."""
    cells = [cell for cell in _GAP.split(line.strip()) if cell] if _PARTED.search(line) else []
    if len(cells) >= _LEAST_CELLS and all(cell.count(" ") < _MOST_WORDS for cell in cells):
        return len(cells)
    tokens = line.split() if len(line) <= _LONGEST else []
    figures = [token for token in tokens if _FIGURE.fullmatch(token) and any(map(str.isdigit, token))]
    is_row = len(figures) >= _LEAST_FIGURES and 1 <= len(tokens) - len(figures) <= _MOST_LETTERED
    return -len(figures) if is_row and tokens[-len(figures) :] == figures else 0


def _is_head(line: str, cells: int) -> bool:
    """Whether `line` may name the columns of rows with so many figures: as many words, none of them a figure."""
    tokens = line.split()
    if _SENTENCE_END.search(line) or any(map(str.isdigit, line)):
        return False
    return cells < 0 and len(tokens) == 1 - cells
