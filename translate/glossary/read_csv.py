"""Glossaries as tables: a header ``ar,en,admitted,forbidden,case_sensitive``, then a term a line."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from mujaz.errors import InputError
from mujaz.translate.glossary.terms import Term

NEEDED = ("ar", "en")
COLUMNS = (*NEEDED, "admitted", "forbidden", "case_sensitive")
SEPARATOR = "|"
"""Between several values of a cell."""

_DELIMITERS = "\t;,"
_TRUTHS = {"": False, "no": False, "false": False, "0": False, "yes": True, "true": True, "1": True}


def read_csv(text: str, name: str) -> list[Term]:
    """Return the terms of a table whose first line names the columns; with commas, semicolons or tabs between them.

    Raises:
        InputError: A column is missing or unknown, or a line does not fit; names the line.
    """
    head = text.split("\n", 1)[0]
    delimiter = next((mark for mark in _DELIMITERS if mark in head), ",")
    rows = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    try:
        columns = _read_columns(next(rows, []), name)
        return [_make_term(columns, row, f"{name}:{rows.line_num}") for row in rows if any(map(str.strip, row))]
    except csv.Error as exc:
        raise InputError(f"{name}:{rows.line_num}: not a table: {exc}") from exc


def _read_columns(row: Sequence[str], name: str) -> list[str]:
    columns = [cell.strip().lower() for cell in row]
    unknown = [column for column in columns if column not in COLUMNS]
    missing = [column for column in NEEDED if column not in columns]
    if unknown or missing or len(set(columns)) < len(columns):
        raise InputError(f"{name}:1: the first line must name columns among {', '.join(COLUMNS)}; ar and en are needed")
    return columns


def _make_term(columns: Sequence[str], row: Sequence[str], where: str) -> Term:
    if len(row) > len(columns):
        raise InputError(f"{where}: {len(row)} cells for {len(columns)} columns; put text with separators in quotes")
    cells = dict(zip(columns, row, strict=False))
    arabic, english = _split_values(cells.get("ar", "")), _split_values(cells.get("en", ""))
    if not arabic or len(english) != 1:
        raise InputError(f"{where}: a term needs Arabic in ar and one English form in en")
    truth = cells.get("case_sensitive", "").strip().lower()
    if truth not in _TRUTHS:
        raise InputError(f"{where}: case_sensitive is yes or no, not “{truth[:60]}”")
    admitted, forbidden = _split_values(cells.get("admitted", "")), _split_values(cells.get("forbidden", ""))
    return Term(arabic, english[0], admitted, forbidden, _TRUTHS[truth], where)


def _split_values(cell: str) -> tuple[str, ...]:
    return tuple(" ".join(value.split()) for value in cell.split(SEPARATOR) if value.strip())
