"""Tables for Excel, as CSV and as workbooks, in which no cell acts as a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain

from mujaz.errors import MissingExtraError, OutputError
from mujaz.pipeline.formats.directions import is_rtl

BYTE_ORDER_MARK = "\ufeff"
"""Tells Excel that a file of CSV is UTF-8; without it Arabic letters are garbage."""

MOST_ROWS, MOST_CHARACTERS = 1_048_576, 32_767
"""Of a sheet, and of a cell."""

_FORMULA = re.compile("[=+@\t\r\uff1d\uff0b\uff0d\uff20-]")
_CUT = re.compile("(;\\s*)(?=[=+@\uff1d\uff0b\uff0d\uff20-])")
"""Where Excel cuts a line at semicolons, a formula could begin behind one, too."""

_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")

Cell = str | int | float


def make_harmless(cell: Cell) -> Cell:
    """Return a cell that Excel takes for a text: with an apostrophe before a sign that would begin a formula."""
    if not isinstance(cell, str) or _NUMBER.fullmatch(cell):
        return cell
    cell = _CUT.sub(r"\1'", cell)
    return f"'{cell}" if _FORMULA.match(cell) else cell


def format_rows(rows: Iterable[Sequence[Cell]], line_end: str = "\r\n") -> Iterator[str]:
    """Yield rows as lines of CSV, harmless to Excel."""
    for row in rows:
        file = io.StringIO()
        csv.writer(file, lineterminator=line_end).writerow(map(make_harmless, row))
        yield file.getvalue()


def format_for_excel(text: str) -> str:
    """Return CSV with line feeds as Excel wants it; its cells are on one line each."""
    return BYTE_ORDER_MARK + text.replace("\n", "\r\n")


def make_workbook(
    name: str, head: Sequence[str], rows: Iterable[Sequence[Cell]], widths: Sequence[int], *, is_from_right: bool
) -> bytes:
    """Return the file of a workbook with one sheet. No text in it is taken for a formula or an address.

    Args:
        name: That of the sheet.
        head: The names of the columns; they stay in sight, and rows can be filtered by them.
        rows: The cells; texts that are too long are cut.
        widths: Of the columns, in characters.
        is_from_right: Whether the first column stands on the right.

    Raises:
        MissingExtraError: The extra [documents] is not installed.
        OutputError: More rows than a sheet can have.
    """
    try:
        import xlsxwriter  # an extra
    except ImportError as exc:
        raise MissingExtraError("writing XLSX", "documents") from exc
    file = io.BytesIO()
    workbook = xlsxwriter.Workbook(file, {"in_memory": True})
    # No time of the clock: equal results are equal files.
    workbook.set_properties({"author": "Mujaz", "created": datetime(2000, 1, 1, tzinfo=UTC)})
    sheet = workbook.add_worksheet(name)
    if is_from_right:
        sheet.right_to_left()
    sheet.freeze_panes(1, 0)
    bold = workbook.add_format({"bold": True})
    directions = [workbook.add_format({"text_wrap": True, "valign": "top", "reading_order": order}) for order in (1, 2)]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    last = 0
    for number, row in enumerate(chain([head], rows)):
        if number == MOST_ROWS:
            raise OutputError(f"more than {MOST_ROWS:,} rows; write CSV")
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                form = directions[is_rtl(cell)] if number else bold
                sheet.write_string(number, column, cell[:MOST_CHARACTERS], form)
            else:
                sheet.write_number(number, column, cell)
        last = number
    sheet.autofilter(0, 0, last, len(head) - 1)
    workbook.close()
    return file.getvalue()
