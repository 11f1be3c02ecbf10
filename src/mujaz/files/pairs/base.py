"""The interface of a format of pairs."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mujaz.errors import ArticleError
from mujaz.files.formats.base import make_long_line_error, read_bounded_lines


@dataclass(frozen=True, slots=True)
class Pair:
    """An Arabic text and an English one that should say the same.

    Attributes:
        id: Given in the file, else counted in it from 1.
        where: The file, and the line or unit, for messages.
        arabic: The source.
        english: Its translation.
        article: The text of the article that the Arabic is from; empty if it is not known.
    """

    id: str
    where: str
    arabic: str
    english: str
    article: str = ""


PairEntry = Pair | ArticleError
"""A pair, or what is wrong in the place of one."""


@dataclass(frozen=True, slots=True)
class PairFormat:
    """A kind of file that pairs are read from.

    Attributes:
        suffixes: Lower case, each with its dot. A file may have ``.gz`` behind it.
        read: Yields the pairs of an open file, in order, as a stream. It is given the file's bytes and its name for
            messages. If nothing more of the file can be read, it raises an `ArticleError`.
        matches: Tells whether a file without a known suffix has this format, by its first 1,024 bytes.
    """

    suffixes: tuple[str, ...]
    read: Callable[[io.BufferedReader, str], Iterator[PairEntry]]
    matches: Callable[[bytes], bool] = lambda _head: False


def read_lines(
    stream: io.BufferedReader, name: str, read_line: Callable[[bytes, str, str], PairEntry]
) -> Iterator[PairEntry]:
    """Yield the pair of each line that is not blank, or the fault of the line.

    Args:
        stream: The file's bytes.
        name: Its name in messages.
        read_line: Reads a line, given its number and its place for messages, too.
    """
    for number, line in enumerate(read_bounded_lines(stream, name), start=1):
        where = f"{name}:{number}"
        if line is None:
            yield make_long_line_error(where)
        elif line.strip():
            yield read_line(line, str(number), where)
