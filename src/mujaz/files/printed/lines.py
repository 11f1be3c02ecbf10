"""From the places of glyphs to lines of text; from the places of lines to their order: columns from right to left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from mujaz.files.printed.glyphs import Glyph
from mujaz.files.printed.order import join_glyphs

_SAME_LINE = 0.3
"""How far apart baselines of one line are at most; this and what follows in heights of the font."""

_WORD_GAP, _COLUMN_GAP = 0.2, 1.4
_GUTTER = 0.8
_LEAST_ROWS = 3
"""Lines on either side of a gutter."""

_MOST_CROSSING = 0.3
"""Share of the lines, such as headings, that may go across a gutter."""


@dataclass(slots=True)
class Line:
    """A line of a page, or of a column; distances in points.

    Attributes:
        left: Of its first glyph from the left.
        right: Of the end of its last glyph.
        base: Height of its baseline.
        size: Height of its font.
        text: Its letters from left to right.
    """

    left: float
    right: float
    base: float
    size: float
    text: str


def find_lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """Return the lines of a page, those of columns apart, their letters as they stand from left to right."""
    bases: list[Glyph] = []
    marks: list[Glyph] = []
    for glyph in glyphs:
        (marks if glyph.is_mark else bases).append(glyph)
    rows = list(_cut_rows(bases))
    _attach_marks(marks, rows)
    lines = (_make_line(segment) for row in rows for segment in _cut_segments(row))
    # A letter by itself is a rest that the producer cuts off, as Chromium does at the end of a column.
    return [line for line in lines if len(line.text) > 1 or line.text.isdigit()]


def _cut_rows(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    """Yield the glyphs of each baseline from left to right, the highest baseline first."""
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.base):
        if row and row[0].base - glyph.base > _SAME_LINE * min(row[0].size, glyph.size):
            yield sorted(row, key=lambda glyph: glyph.middle)
            row = []
        row.append(glyph)
    if row:
        yield sorted(row, key=lambda glyph: glyph.middle)


def _attach_marks(marks: Iterable[Glyph], rows: Sequence[list[Glyph]]) -> None:
    """Add signs above and below letters to the letters."""
    for mark in marks:
        near = [row for row in rows if abs(row[0].base - mark.base) < mark.size / 2]
        letters = [glyph for row in near for glyph in row if glyph.left - 1 <= mark.middle <= glyph.right + 1]
        if letters := [glyph for glyph in letters if glyph.text.strip()]:
            nearest = min(letters, key=lambda glyph: (abs(glyph.base - mark.base), abs(glyph.middle - mark.middle)))
            nearest.text += mark.text


def _cut_segments(row: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Yield the glyphs of a baseline that belong together, with blanks at the gaps between words; no glyph twice."""
    segment: list[Glyph] = []
    for glyph in row:
        if segment:
            gap = (glyph.left - max(glyph.right for glyph in segment[-3:])) / glyph.size
            is_shadow = glyph.text == segment[-1].text and glyph.middle - segment[-1].middle < glyph.size / 20
            if is_shadow and glyph.text.strip():
                continue
            if gap > _COLUMN_GAP:
                yield segment
                segment = []
            elif gap > _WORD_GAP and glyph.text.strip() and segment[-1].text.strip():
                segment.append(Glyph(segment[-1].right, glyph.left, glyph.base, glyph.size, " "))
        if segment or glyph.text.strip():
            segment.append(glyph)
    if segment:
        yield segment


def _make_line(segment: Sequence[Glyph]) -> Line:
    left, right = min(glyph.left for glyph in segment), max(glyph.right for glyph in segment)
    size = median(glyph.size for glyph in segment)
    return Line(left, right, segment[0].base, size, " ".join(join_glyphs(segment).split()))


def order_lines(lines: Sequence[Line]) -> list[Line]:
    """Return lines in the order of reading: at each line across the columns those above it, the right column first."""
    gutters = _find_gutters(lines)
    ordered: list[Line] = []
    columns: list[list[Line]] = [[] for _ in range(len(gutters) + 1)]
    for line in sorted(lines, key=lambda line: (-line.base, -line.right)):
        if any(line.left < gutter < line.right for gutter in gutters):
            ordered += _empty(columns)
            ordered.append(line)
        else:
            columns[sum(line.left >= gutter for gutter in gutters)].append(line)
    return ordered + _empty(columns)


def _empty(columns: list[list[Line]]) -> list[Line]:
    lines = [line for column in reversed(columns) for line in column]
    for column in columns:
        column.clear()
    return lines


def _find_gutters(lines: Sequence[Line]) -> list[float]:
    """Return the middles of the white strips that part columns, from left to right."""
    if not lines:
        return []
    size = median(line.size for line in lines)
    gutters: list[float] = []
    x, end, begin = min(line.left for line in lines), max(line.right for line in lines), None
    step = size / 4
    while x < end:
        if _is_white(lines, x):
            begin = x if begin is None else begin
        else:
            if begin is not None and x - begin >= _GUTTER * size:
                gutters.append((begin + x - step) / 2)
            begin = None
        x += step
    return gutters


def _is_white(lines: Sequence[Line], x: float) -> bool:
    left = sum(line.right <= x for line in lines)
    right = sum(line.left >= x for line in lines)
    crossing = len(lines) - left - right
    return min(left, right) >= _LEAST_ROWS and crossing <= _MOST_CROSSING * min(left, right)
