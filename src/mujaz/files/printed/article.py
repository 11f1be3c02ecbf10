"""From the lines of pages to an article: without running heads and page numbers, words made whole, a title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, takewhile
from statistics import median

from mujaz.errors import ArticleError
from mujaz.files.printed.glyphs import read_pages
from mujaz.files.printed.lines import Line, find_lines, order_lines
from mujaz.files.printed.order import read_lines

_EDGE = 2
"""Lines at the head and the foot of a page among which page lines are looked for."""

_SAME_HEIGHT = 4
"""Points within which page lines of several pages have one height."""

_NUMBER = re.compile(
    r"[\W_]*(?:(?:صفحة|ص|page|p)[\W_]*)?\d{1,4}(?:[\W_]*(?:من|of|/)?[\W_]*\d{1,4})?[\W_]*", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_HYPHEN = re.compile(r"(?<=[A-Za-z])[-\u2010\u00ad]\n(?=[a-z])|\u00ad\n?")
_LARGE, _LONGEST_TITLE, _MOST_TITLE_LINES = 1.2, 250, 4
_PARAGRAPH_GAP = 1.35


def read_article(data: bytes) -> tuple[str, str]:
    """Return the title and the text of a PDF.

    Raises:
        ArticleError: No text in it, encrypted, or too large.
    """
    pages = [find_lines(glyphs) for glyphs in read_pages(data)]
    if not any(pages):
        raise ArticleError("", "no text in it: its pages are pictures, as of a scanner; a program for OCR makes text")
    _read_letters(pages)
    pages = [order_lines(page) for page in _drop_page_lines(pages)]
    return _find_title(pages), _HYPHEN.sub("", _join([line for page in pages for line in page]))


def _read_letters(pages: Sequence[Sequence[Line]]) -> None:
    lines = [line for page in pages for line in page]
    for line, text in zip(lines, read_lines([line.text for line in lines]), strict=True):
        line.text = text


def _drop_page_lines(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """Return the pages without the numbers at their heads and feet, and without lines that several have there."""
    if len(pages) < 2:
        return list(pages)
    edges = [_find_edges(page) for page in pages]
    counts = Counter(key for lines in edges for key in {_make_key(line) for line in lines})
    repeated = {key for key, count in counts.items() if count > 1 and 2 * count >= len(pages)}
    return [
        [line for line in page if line not in edge or not (_NUMBER.fullmatch(line.text) or _make_key(line) in repeated)]
        for page, edge in zip(pages, edges, strict=True)
    ]


def _find_edges(page: Sequence[Line]) -> list[Line]:
    """Return the highest and the lowest lines of a page."""
    heights = sorted({line.base for line in page})
    edge = {*heights[:_EDGE], *heights[-_EDGE:]}
    return [line for line in page if line.base in edge]


def _make_key(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text), round(line.base / _SAME_HEIGHT)


def _find_title(pages: Sequence[Sequence[Line]]) -> str:
    """Return the first lines of the first page if their letters are larger than the rest; else nothing."""
    lines = [line for page in pages for line in page]
    if not lines or not pages[0]:
        return ""
    usual, largest = median(line.size for line in lines), pages[0][0].size
    head = list(takewhile(lambda line: line.size > 0.95 * largest, pages[0]))
    title = " ".join(line.text for line in head)
    is_title = largest >= _LARGE * usual and len(head) <= _MOST_TITLE_LINES and len(title) <= _LONGEST_TITLE
    return title if is_title else ""


def _join(lines: Sequence[Line]) -> str:
    """Return the text of lines, with a blank line at the gap between paragraphs."""
    gaps = [_measure_gap(above, below) for above, below in pairwise(lines)]
    narrow = sorted(gap for gap in gaps if gap > 0)
    usual = narrow[len(narrow) // 4] if narrow else 0.0  # half of the gaps may be between paragraphs
    texts = [lines[0].text] if lines else []
    for gap, below in zip(gaps, lines[1:], strict=True):
        texts += ["\n\n" if gap > _PARAGRAPH_GAP * usual else "\n", below.text]
    return "".join(texts)


def _measure_gap(above: Line, below: Line) -> float:
    return (above.base - below.base) / max(above.size, below.size)
