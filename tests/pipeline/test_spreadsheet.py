"""Briefs as tables for Excel."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from mujaz.errors import MissingExtraError, OutputError
from mujaz.pipeline.formats import formats_by_name, spreadsheet, tables
from mujaz.pipeline.formats.base import Style
from mujaz.pipeline.formats.tables import make_harmless, make_workbook
from tests.pipeline.briefs import MIXED_AR, MIXED_EN, a_brief, a_mixed_brief

URL = "https://news.example/profits?a=1&b=2"
AR, EN = "أرباح Nile Tech ترتفع +18.5%", "Profits of Nyle Tech rise +18.5%"
NOTICE = "Machine output. Not for publication unseen."
HEAD = ["Id", "Date", "Address", "Bullet", "Arabic", "English", "Severity", "Flags", "Evidence", "Notice"]
FLAGS = "number (severe): The English has “2.51”.; unsupported (warning): Only some of it is said."


def write(name: str, *ids: str) -> bytes:
    pieces = formats_by_name()[name].write(map(a_mixed_brief, ids), Style())
    return b"".join(piece if isinstance(piece, bytes) else piece.encode() for piece in pieces)


def read_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def read_sheet(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data)).active


def test_csv_has_a_row_for_the_headline_and_for_each_bullet() -> None:
    assert read_csv(write("csv", "a", "b"))[:4] == [
        HEAD,
        ["a", "2026-10-18", URL, "Headline", AR, EN, "severe", "name (severe): The English has “Nyle”.", "", NOTICE],
        ["a", "2026-10-18", URL, "1", MIXED_AR, MIXED_EN, "severe", FLAGS, MIXED_AR, NOTICE],
        ["a", "2026-10-18", URL, "2", "'=وحضر الأهالي الافتتاح.", "'-Families came.", "", "", "", NOTICE],
    ]


def test_csv_begins_with_a_mark_and_ends_lines_as_excel_wants_it() -> None:
    data = write("csv", "a")
    assert data.startswith(b"\xef\xbb\xbfId,")
    assert data.count(b"\r\n") == data.count(b"\n") == 4


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+961 1", "'+961 1"),
        ("-1+1", "'-1+1"),
        ("@SUM(1)", "'@SUM(1)"),
        ("\t=1", "'\t=1"),
        ("a; =1+1", "a; '=1+1"),
        ("\r=1", "'\r=1"),
        ("\uff1d1", "'\uff1d1"),
        ("-0.25", "-0.25"),
        ("+5", "+5"),
        (-3, -3),
        ("خبر", "خبر"),
        ("", ""),
    ],
)
def test_a_text_that_would_be_a_formula_has_an_apostrophe(cell: str | int, expected: str | int) -> None:
    assert make_harmless(cell) == expected


def test_the_workbook_has_the_same_cells_and_no_formula() -> None:
    sheet = read_sheet(write("xlsx", "a", "b"))
    rows = [["" if cell.value is None else cell.value for cell in row] for row in sheet.iter_rows()]
    plain = [[cell.removeprefix("'") for cell in row] for row in read_csv(write("csv", "a", "b"))]
    assert [[str(cell) for cell in row] for row in rows] == plain
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s", "n"}  # empty ones are "n"
    assert all(cell.hyperlink is None for row in sheet.iter_rows() for cell in row)


def test_the_sheet_runs_from_right_to_left_and_cells_as_their_text_does() -> None:
    sheet = read_sheet(write("xlsx", "a"))
    assert sheet.sheet_view.rightToLeft
    assert (sheet.cell(3, 5).alignment.readingOrder, sheet.cell(4, 6).alignment.readingOrder) == (2, 1)
    assert sheet.freeze_panes == "A2"


def test_equal_briefs_make_equal_workbooks() -> None:
    assert write("xlsx", "a") == write("xlsx", "a")


def test_texts_that_are_too_long_are_cut_and_rows_beyond_a_sheet_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = make_workbook("a", ["x"], [["ا" * 40_000]], [10], is_from_right=True)
    assert len(read_sheet(data).cell(2, 1).value) == 32_767
    monkeypatch.setattr(tables, "MOST_ROWS", 2)
    with pytest.raises(OutputError, match="more than 2 rows; write CSV"):
        make_workbook("a", ["x"], [["1"], ["2"]], [10], is_from_right=True)


def test_without_the_extra_the_message_names_it_before_anything_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "find_version", lambda _package: None)
    with pytest.raises(MissingExtraError, match=r"writing XLSX.*documents"):
        next(iter(formats_by_name()["xlsx"].write(iter([a_brief()]), Style())))


def test_a_workbook_is_written_as_bytes(tmp_path: Path) -> None:
    from mujaz.cli.results import write_results

    write_results(formats_by_name()["xlsx"].write([a_brief()], Style()), str(tmp_path / "b.xlsx"))
    assert (tmp_path / "b.xlsx").read_bytes().startswith(b"PK")
