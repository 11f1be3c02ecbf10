"""Lines that were broken at a column, as in mail and PDF, made paragraphs again before sentences are cut.

Whoever wraps a text fills each line: the first word of the next would not have gone in. Lines of a list, a poem or a
page of links are not filled so. Where columns are uneven (letters of different width), full stops in the midst of
lines and none at their ends tell as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from mujaz.text.clean import CleanText
from mujaz.text.labels import opens_with_label

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
    is_row = [False] * len(lines)
    for index in range(1, len(lines)):
        if kinds[index] and kinds[index] == kinds[index - 1]:
            is_row[index - 1] = is_row[index] = True
    for index in range(len(lines) - 1):
        if is_row[index + 1] and not is_row[index] and kinds[index + 1] and _is_head(lines[index], kinds[index + 1]):
            is_row[index] = True
    return is_row


def _kind(line: str) -> int:
    """How many cells a line has, 0 if it is no row; negative if only its figures tell."""
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


NARROWEST, WIDEST = 25, 130
"""Characters of a column that text is wrapped at."""

_LEAST_FILLED = 0.85
"""Share of the lines without full stop that are full, in a text that is wrapped."""
_NEARLY_FULL = 3
"""Characters that a full line may be short of, in a column known to be one: whoever broke it counted otherwise."""
_SURELY_FILLED = 4
"""So many full lines are no chance, even if nothing else tells."""
_LEAST_UNEVEN = 0.6
"""In an uneven column, a line of this share of the longest counts as full."""
_LEAST_RUNNING_ON = 0.25
"""Share of breaks in an uneven column between words that belong together."""
_LEAST_BROKEN = 2
_LEAST_SHAPED = 0.6
_MOST_WIDER = 0.2
"""Share of lines wider than the column (an address, a footer) that a wrapped text may have."""

LONGEST_BLOCK = 1000
"""Lines without a blank one between that are held at once."""
_SHORT_LAST = 0.8
"""A paragraph's last line is shorter than this share of the longest."""

_LINE = re.compile(r"[^\n]*\S")
_CLOSED = re.compile(r"[.!؟?…:][»\"”)\]]*$")
_INNER_STOP = re.compile(r"[.؟!][»\"”)\]]*\s+\S")
_QUOTE = re.compile(r"\s*(?:>\s?)*")
# A line that ends so goes on in the next.
_HANGING = re.compile(
    r"(?:^|\s)[و]?(?:في|من|إلى|الى|على|عن|مع|بين|بعد|قبل|منذ|خلال|حول|ضد|عند|نحو|كل|أن|إن|ان|أو|ثم|التي|الذي"
    r"|الذين|هذا|هذه|غير|لم|لن"
    r"|لا|قد|بعض|جميع|أكثر|أي|ما|كما|لدى|أمام"
    r"|تحت|فوق|حتى|كان|كانت|إنه|أنه|إنها|أنها|رئيس|وزير|و)$|[،,؛]$"
)
# No line begins so but one that goes on from the line before.
_LEANS_BACK = re.compile(
    r"(?:التي|الذي|الذين|اللذين|اللتين|أن|أنه|أنها|إلى|الى|عن|على|من|بن|ابن|دينار|دينارا|دولار|دولارا|ريال|جنيه|يورو|درهم)(?!\w)"
)
_COUNTED = re.compile(
    r"(?:مليون|مليار|ألف|آلاف|ملايين|مليارات|بالمئة|بالمائة|في الم|شخص|قتيل|جريح|عام|سنة|سنوات|شهر|أشهر|يوم|أيام|ساعة"
    r"|ساعات|دقيقة|يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر|كيلو|متر|طن|هدف|نقطة|نقاط|مرة|مرات|%|٪)"
)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    start: int
    end: int
    block: int


def join_wrapped(cleaned: CleanText) -> CleanText:
    """Return `cleaned` with a space for each newline at which a line was only broken; itself if none was."""
    lines = _lines(cleaned.text)
    column = _column(lines) or _column(_without_furniture(lines))
    if not column:
        return cleaned
    breaks = [
        (before.end, after.start)
        for before, after in pairwise(lines)
        if before.block == after.block and _is_broken(before, after, column)
    ]
    return cleaned.spaced(breaks)


def join_paragraphs(lines: Iterable[str]) -> Iterator[str]:
    """Yield `lines`, which are known to be wrapped, with those of a paragraph joined; blank lines stay.

    A paragraph ends before a blank line or an item of a list, and after a short line that ends as a sentence does.
    """
    block: list[str] = []
    for line in lines:
        if line.strip():
            block.append(line)
        if block and (not line.strip() or len(block) == LONGEST_BLOCK):
            yield from _paragraphs(block)
            block = []
        if not line.strip():
            yield line
    yield from _paragraphs(block)


def _paragraphs(block: Sequence[str]) -> Iterator[str]:
    lines = [_QUOTE.sub("", line, count=1).strip() for line in block]
    width = max(map(len, lines), default=0)
    paragraph: list[str] = []
    for line in lines:
        ends = paragraph and _CLOSED.search(paragraph[-1]) and len(paragraph[-1]) < _SHORT_LAST * width
        if paragraph and (ends or opens_with_label(line)):
            yield " ".join(paragraph)
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield " ".join(paragraph)


@dataclass(frozen=True, slots=True)
class _Column:
    width: int
    is_even: bool


def _lines(text: str) -> list[_Line]:
    found_lines: list[_Line] = []
    block, last = 0, 0
    for match in _LINE.finditer(text):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        mark = _QUOTE.match(text, start, match.end())
        start = mark.end() if mark else start
        if text.count("\n", last, start) > 1:
            block += 1
        last = match.end()
        if start < match.end():
            found_lines.append(_Line(text[start : match.end()], start, match.end(), block))
        else:
            block += 1
    return found_lines


def _column(lines: Sequence[_Line]) -> _Column | None:
    """The column that the lines are wrapped at; None if they are not."""
    neighbours = [(line, next_line) for line, next_line in pairwise(lines) if line.block == next_line.block]
    broken = [
        (line, next_line)
        for line, next_line in neighbours
        if not _CLOSED.search(line.text) and not opens_with_label(next_line.text)
    ]
    if not broken:
        return None
    width = max(len(line.text) for line, _ in broken)
    running_on = sum(_runs_on(line, next_line) for line, next_line in broken)
    if not NARROWEST <= width <= WIDEST or len(broken) + running_on < _LEAST_BROKEN:
        return None
    if sum(len(line.text) > width + _first_word(line) for line in lines) > _MOST_WIDER * len(lines):
        return None
    filled = sum(_is_filled(line, next_line, width) for line, next_line in broken)
    inner = sum(_INNER_STOP.search(line.text) is not None for line, _ in neighbours)
    closed = sum(_CLOSED.search(line.text) is not None for line, _ in neighbours)
    may_miss = max(filled >= _SURELY_FILLED, (1 - _LEAST_FILLED) * len(broken))  # the headline, as a rule
    if len(broken) - filled <= may_miss and (running_on or inner or filled >= _SURELY_FILLED):
        return _Column(width, is_even=True)
    uneven = sum(len(line.text) >= _LEAST_UNEVEN * width for line, _ in broken)
    if uneven < _LEAST_FILLED * len(broken) or not (inner >= max(1, closed) or len(neighbours) < 2 * len(broken)):
        return None
    tells = running_on >= _LEAST_RUNNING_ON * len(broken) or _ends_blocks(lines)
    return _Column(width, is_even=False) if tells else None


def _without_furniture(lines: Sequence[_Line]) -> list[_Line]:
    """Return the blocks that end as paragraphs do, without the menus, headlines and links around them."""
    paragraph_lines: list[_Line] = []
    for _, group in groupby(lines, key=lambda line: line.block):
        block = list(group)
        labelled = any(opens_with_label(line.text) for line in block)
        if len(block) > 1 and _CLOSED.search(block[-1].text) and not labelled:
            paragraph_lines += block
    return paragraph_lines


def _ends_blocks(lines: Sequence[_Line]) -> bool:
    """Whether blank lines part blocks of lines whose last alone ends as a sentence does."""
    blocks = [[line.text for line in block] for _, block in groupby(lines, key=lambda line: line.block)]
    long_blocks = [block for block in blocks if len(block) > 1]
    shaped = sum(
        _CLOSED.search(block[-1]) is not None and not any(map(_CLOSED.search, block[:-1])) for block in long_blocks
    )
    return shaped >= max(_LEAST_BROKEN, _LEAST_SHAPED * len(long_blocks))


def _runs_on(before: _Line, after: _Line) -> bool:
    """Whether the words at a break belong together: «في | المدينة», «45 | مليون», «أعلن | أن»."""
    if _HANGING.search(before.text) or _LEANS_BACK.match(after.text):
        return True
    return before.text[-1].isdigit() and _COUNTED.match(after.text) is not None


def _is_broken(before: _Line, after: _Line, column: _Column) -> bool:
    if opens_with_label(after.text) or len(before.text) > column.width + _first_word(before):
        return False
    if column.is_even:
        open_end = not _CLOSED.search(before.text)
        return _is_filled(before, after, column.width - (_NEARLY_FULL if open_end else 0))
    return len(before.text) >= _LEAST_UNEVEN * column.width and not _CLOSED.search(before.text)


def _is_filled(before: _Line, after: _Line, width: int) -> bool:
    return len(before.text) + 1 + _first_word(after) > width


def _first_word(line: _Line) -> int:
    return len(line.text.split(maxsplit=1)[0])
