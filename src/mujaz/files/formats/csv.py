"""Articles out of tables: CSV and Parquet, the columns named as the keys of JSON Lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from mujaz.errors import ArticleError
from mujaz.files.fields import Fields
from mujaz.files.formats.json import to_article
from mujaz.files.opening import MAX_BYTES, bounded_lines, too_long
from mujaz.text.decode import decode
from mujaz.types import Article
from mujaz.wording import count_noun

_DELIMITERS = (",", ";", "\t")


def read_csv(stream: io.BufferedReader, name: str, fields: Fields) -> Iterator[Article | ArticleError]:
    """For each row an article, its id empty where none is given, or what is wrong with the row.

    The first row names the columns; comma, semicolon or tab parts them, whichever parts a column with
    the text from the rest.
    """
    csv.field_size_limit(MAX_BYTES)
    lines = _Lines(stream, name)
    try:
        header, delimiter = _header(next(lines, ""), name, fields)
        rows = csv.reader(lines, delimiter=delimiter, strict=True)
        yield from _rows(rows, header, lines, fields)
    except csv.Error as exc:
        yield ArticleError(f"{name}:1", f"not valid CSV: {exc}")
    except ArticleError as exc:
        yield exc


def _rows(rows: Any, header: list[str], lines: _Lines, fields: Fields) -> Iterator[Article | ArticleError]:
    while True:
        start = lines.where_next
        try:
            row = next(rows, None)
            if row is None:
                return
            if row:
                yield _article(row, header, start, fields)
        except csv.Error as exc:
            yield ArticleError(start, f"not valid CSV: {exc}")
        except ArticleError as exc:
            yield exc
            if exc.where != start:
                return


def _article(row: list[str], header: list[str], where: str, fields: Fields) -> Article:
    if len(row) != len(header):
        there, named = count_noun(len(row), "field"), count_noun(len(header), "column")
        raise ArticleError(where, f"{there} where the first row names {named}")
    return to_article(dict(zip(header, row, strict=True)), where, fields)


def _header(line: str, name: str, fields: Fields) -> tuple[list[str], str]:
    columns: list[str] = []
    for delimiter in _DELIMITERS:
        cut = [column.strip() for column in next(csv.reader([line], delimiter=delimiter), [])]
        if fields.keys(cut)["text"]:
            return cut, delimiter
        columns = max(columns, cut, key=len)
    reason = 'the first row must name the columns, "text" among them'
    raise ArticleError(f"{name}:1", f"{reason}: {fields.missing('text', columns)}" if any(columns) else reason)


class _Lines:
    """The lines of a file as text, for the csv module, which takes more than one where a field holds a newline."""

    def __init__(self, stream: io.BufferedReader, name: str) -> None:
        self._lines = bounded_lines(stream, name)
        self._name = name
        self._number = 0

    @property
    def where_next(self) -> str:
        return f"{self._name}:{self._number + 1}"

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        where = self.where_next
        self._number += 1
        if line is None:
            raise too_long(where)
        return decode(line, where) if line.strip() else "\n"
