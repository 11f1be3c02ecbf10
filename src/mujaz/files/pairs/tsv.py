"""Pairs in a table without a head: Arabic, a tab, English; further columns are ignored."""

from __future__ import annotations

import io
from collections.abc import Iterator

from mujaz.errors import ArticleError
from mujaz.files.formats.base import make_long_line_error, read_bounded_lines
from mujaz.files.pairs.base import Pair, PairEntry, PairFormat


def read_tsv(stream: io.BufferedReader, name: str) -> Iterator[PairEntry]:
    """Yield the pair of each line that is not blank, or what is wrong with the line."""
    for number, line in enumerate(read_bounded_lines(stream, name), start=1):
        where = f"{name}:{number}"
        if line is None:
            yield make_long_line_error(where)
        elif line.strip():
            yield _read_line(line, str(number), where)


def _read_line(line: bytes, number: str, where: str) -> PairEntry:
    try:
        columns = line.decode("utf-8-sig").rstrip("\r\n").split("\t")
    except UnicodeDecodeError:
        return ArticleError(where, "not UTF-8; save the file as UTF-8")
    if len(columns) < 2:
        return ArticleError(where, "a line needs an Arabic text and an English one, separated by a tab")
    return Pair(number, where, columns[0], columns[1])


FORMAT = PairFormat(suffixes=(".tsv", ".txt"), read=read_tsv)
