"""Pairs in a table without a head: Arabic, a tab, English; further columns are ignored."""

from __future__ import annotations

from functools import partial

from mujaz.errors import ArticleError
from mujaz.files.pairs.base import Pair, PairEntry, PairFormat, read_lines


def _read_line(line: bytes, number: str, where: str) -> PairEntry:
    try:
        columns = line.decode("utf-8-sig").rstrip("\r\n").split("\t")
    except UnicodeDecodeError:
        return ArticleError(where, "not UTF-8; save the file as UTF-8")
    if len(columns) < 2:
        return ArticleError(where, "a line needs an Arabic text and an English one, separated by a tab")
    return Pair(number, where, columns[0], columns[1])


FORMAT = PairFormat(suffixes=(".tsv", ".txt"), read=partial(read_lines, read_line=_read_line))
