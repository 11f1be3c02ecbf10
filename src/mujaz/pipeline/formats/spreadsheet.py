"""Briefs as tables for Excel: a row for each headline and bullet. XLSX needs the extra [documents]."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from mujaz.errors import MissingExtraError
from mujaz.extras import find_version
from mujaz.pipeline.formats.base import Language, OutputFormat, Style
from mujaz.pipeline.formats.directions import clean
from mujaz.pipeline.formats.labels import describe_flag, label
from mujaz.pipeline.formats.lines import Line, describe_notice, list_lines
from mujaz.pipeline.formats.tables import BYTE_ORDER_MARK, Cell, format_rows, make_workbook
from mujaz.types import Brief

_COLUMNS = {
    "id": 16,
    "date": 12,
    "address": 24,
    "bullet": 10,
    "arabic": 60,
    "english": 60,
    "severity": 10,
    "flags": 50,
    "evidence": 60,
    "notice": 40,
}
"""The columns by their labels, with their widths in characters."""


def write_csv(briefs: Iterable[Brief], style: Style) -> Iterator[str]:
    """Yield CSV that Excel opens with a click."""
    rows = (format_rows(_list_rows(brief, style.labels)) for brief in briefs)
    text = map("".join, rows)
    for first in islice(text, 1):
        yield BYTE_ORDER_MARK + "".join(format_rows([_name_columns(style.labels)])) + first
    yield from text


def write_xlsx(briefs: Iterable[Brief], style: Style) -> Iterator[bytes]:
    """Yield a workbook as a whole, once all briefs are there.

    Raises:
        MissingExtraError: The extra [documents] is not installed; told before the first brief is made.
    """
    if find_version("XlsxWriter") is None:
        raise MissingExtraError("writing XLSX", "documents")
    briefs = iter(briefs)
    for first in islice(briefs, 1):
        rows = (row for brief in chain([first], briefs) for row in _list_rows(brief, style.labels))
        head, name = _name_columns(style.labels), label("briefs", style.labels)
        yield make_workbook(name, head, rows, [*_COLUMNS.values()], is_from_right=True)


def _name_columns(language: Language) -> list[str]:
    return [label(column, language) for column in _COLUMNS]


def _list_rows(brief: Brief, language: Language) -> Iterator[list[Cell]]:
    return (_make_row(brief, line, language) for line in list_lines(brief))


def _make_row(brief: Brief, line: Line, language: Language) -> list[Cell]:
    article = brief.article
    bullet: Cell = label("headline", language) if line.bullet == "headline" else line.bullet + 1
    severity = label(line.severity, language) if line.severity else ""
    flags = "; ".join(describe_flag(flag, language) for flag in line.flags)
    evidence = " ".join(sentence.text for sentence in line.evidence)
    texts = (line.ar, line.en, severity, flags, evidence, describe_notice(brief, language))
    return [*map(clean, (article.id, article.date, article.url)), bullet, *map(clean, texts)]


CSV = OutputFormat("csv", (".csv",), write_csv)
XLSX = OutputFormat("xlsx", (".xlsx",), write_xlsx, is_binary=True)
