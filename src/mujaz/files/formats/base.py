"""The interface of an input format, and how formats read bytes within bounds."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from mujaz.errors import ArticleError
from mujaz.files.records import Fields
from mujaz.types import Article, Page

_USUAL_FIELDS = Fields()

Entry = Article | Page | ArticleError
"""An article, a page that holds one, or what is wrong in the place of one."""

MAX_BYTES = 64 * 1024 * 1024
"""The largest text, HTML or JSON file, or line of JSON Lines, that is read, after decompression."""

MOST_BLANK = 1_000_000
"""Blank lines in a row after which a file is not read on."""

_SKIPPED_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Reading:
    """How the inputs of a run are read.

    Attributes:
        fields: Which keys of records and columns of tables are read.
        attachments: Whether the files that are attached to mail are read too.
        full_text: Whether the page of each entry of a feed is fetched, and read in the place of the entry's text.
        allow_private: Whether addresses of the own network, and other ports than those of the web, may be fetched.
    """

    fields: Fields = _USUAL_FIELDS
    attachments: bool = False
    full_text: bool = False
    allow_private: bool = False


USUAL = Reading()


@dataclass(frozen=True, slots=True)
class Attached:
    """A file within a file, as mail has them; it is read as its own format is.

    Attributes:
        name: Its name, which tells its format.
        data: Its content.
        source: The file that it is in, for messages.
    """

    name: str
    data: bytes
    source: str


@dataclass(frozen=True, slots=True)
class InputFormat:
    """A kind of file that articles are read from. Its files are told by their suffix, others by their first bytes.

    Attributes:
        suffixes: Lower case, each with its dot. A file may have ``.gz`` behind it.
        read: Yields the entries of an open file, and files within it, in order. It is given the file's bytes, the
            file's name for messages, and how to read. An article without an id has the id ``""``. If nothing more of
            the file can be read, it raises an `ArticleError`.
        matches: Tells whether a file without a known suffix has this format, by its first 1,024 bytes: UTF-8, without
            a byte order mark and leading white space.
        by_lines: Whether it is read line by line: then `read` never gets UTF-16.
        take_apart: Returns the article of a `Page` that `read` yielded, or raises an `ArticleError`.
    """

    suffixes: tuple[str, ...]
    read: Callable[[io.BufferedReader, str, Reading], Iterable[Entry | Attached]]
    matches: Callable[[bytes], bool] = lambda _head: False
    by_lines: bool = False
    take_apart: Callable[[Page], Article] | None = None


def read_whole(stream: io.BufferedReader, name: str, most: int | None = None) -> bytes:
    """Return all bytes of an input.

    Raises:
        ArticleError: More than `most`, or than `MAX_BYTES` if that is None.
    """
    most = MAX_BYTES if most is None else most
    data = stream.read(most + 1)
    if len(data) > most:
        raise ArticleError(name, f"larger than {most // 2**20} MB; split it, or give an archive as JSON Lines")
    return data


def read_bounded_lines(stream: io.BufferedReader, name: str) -> Iterator[bytes | None]:
    """Yield the lines of an input with their ends; None for a line over `MAX_BYTES`, so that it costs no memory.

    Raises:
        ArticleError: More than `MOST_BLANK` blank lines in a row.
    """
    blank = 0
    while line := stream.readline(MAX_BYTES + 1):
        blank = 0 if line.strip() else blank + 1
        if blank > MOST_BLANK:
            raise ArticleError(name, f"more than {MOST_BLANK:,} blank lines in a row; the rest is not read")
        if len(line) <= MAX_BYTES:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_SKIPPED_BYTES)
        yield None


def make_long_line_error(where: str) -> ArticleError:
    """Return the error for a line in whose place `read_bounded_lines` gave None."""
    return ArticleError(where, f"line larger than {MAX_BYTES // 2**20} MB")
