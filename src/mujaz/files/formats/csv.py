"""Articles in CSV tables, one a row; the columns are named as the keys of JSON Lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from mujaz.errors import ArticleError
from mujaz.files.formats.base import MAX_BYTES, Entry, InputFormat, Reading, make_long_line_error, read_bounded_lines
from mujaz.files.records import Fields, read_record
from mujaz.text.decode import decode
from mujaz.wording import count_noun

_DELIMITERS = (",", ";", "\t")


def read_csv(stream: io.BufferedReader, name: str, reading: Reading) -> Iterator[Entry]:
    """Yield for each row an article, its id empty if none is given, or what is wrong with the row.

    The first row names the columns. The delimiter is the one of comma, semicolon and tab that separates a column with
    the text from the rest.
    """
    csv.field_size_limit(MAX_BYTES)
    lines = _Lines(stream, name)
    try:
        header, delimiter = _read_header(next(lines, ""), name, reading.fields)
        rows = csv.reader(lines, delimiter=delimiter, strict=True)
        yield from _read_rows(rows, header, lines, reading.fields)
    except csv.Error as exc:
        yield ArticleError(f"{name}:1", f"not valid CSV: {exc}")
    except ArticleError as exc:
        yield exc


def _read_rows(rows: Any, header: list[str], lines: _Lines, fields: Fields) -> Iterator[Entry]:
    while True:
        where = lines.next_where
        try:
            row = next(rows, None)
        except csv.Error as exc:
            yield ArticleError(where, f"not valid CSV: {exc}")
        except ArticleError as exc:
            yield exc
            if exc.where != where:  # inside a field that spans lines: where the next row begins is not known
                return
        else:
            if row is None:
                return
            if row:
                yield _read_row(row, header, where, fields)


def _read_row(row: list[str], header: list[str], where: str, fields: Fields) -> Entry:
    if len(row) != len(header):
        values, columns = count_noun(len(row), "field"), count_noun(len(header), "column")
        return ArticleError(where, f"{values}, but the first row names {columns}")
    return read_record(dict(zip(header, row, strict=True)), where, fields)


def _read_header(line: str, name: str, fields: Fields) -> tuple[list[str], str]:
    columns: list[str] = []
    for delimiter in _DELIMITERS:
        cut = [column.strip() for column in next(csv.reader([line], delimiter=delimiter), [])]
        if fields.find_keys(cut)["text"]:
            return cut, delimiter
        columns = max(columns, cut, key=len)
    reason = 'the first row must name the columns, "text" among them'
    raise ArticleError(f"{name}:1", f"{reason}: {fields.describe_missing('text', columns)}" if any(columns) else reason)


class _Lines:
    """The lines of a file as text, for the csv module, which takes more than one if a field holds a newline."""

    def __init__(self, stream: io.BufferedReader, name: str) -> None:
        self._lines = read_bounded_lines(stream, name)
        self._name = name
        self._number = 0

    @property
    def next_where(self) -> str:
        """The file and number of the next line."""
        return f"{self._name}:{self._number + 1}"

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        where = self.next_where
        self._number += 1
        if line is None:
            raise make_long_line_error(where)
        return decode(line, where) if line.strip() else "\n"


FORMAT = InputFormat(suffixes=(".csv", ".tsv"), read=read_csv, by_lines=True)
