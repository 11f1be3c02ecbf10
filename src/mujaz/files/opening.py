"""Opening what an article comes from: files, gzip'd files, standard input."""

from __future__ import annotations

import gzip
import io
import os
import re
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from mujaz.errors import ArticleError
from mujaz.files.utf16 import as_utf8, head_as_utf8

STDIN = "-"
MAX_BYTES = 64 * 1024 * 1024
"""The largest text, HTML or JSON file, or line of JSON Lines, that is read, after decompression."""

MOST_RATIO = 300
"""How many times as large as itself a gzip'd file may become; archives of text become ten times as large."""

UNJUDGED_BYTES = 128 * 1024 * 1024
"""Bytes up to which a gzip'd file may become as large as it likes."""

MOST_BLANK = 1_000_000
"""Blank lines in a row after which a file is not read on."""

KINDS = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "json",
    ".ndjson": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
}
"""What a file holds, by its suffix."""

_BY_LINES = ("json", "csv")
_SNIFFED_BYTES = 1024
_JSON = re.compile(rb"\{|\[\s*\{")
_SKIPPED_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Source:
    """An opened input: its name in messages, the stem for ids, one of the values of `KINDS`, and the bytes.

    The bytes of what is read by lines, ``json`` and ``csv``, are never UTF-16.
    """

    name: str
    stem: str
    kind: str
    stream: io.BufferedReader


class Meter:
    """Counts the bytes of the files that were read, as they lie on the disk, to say how much is left."""

    def __init__(self) -> None:
        self._before = 0
        self._file: BinaryIO | None = None

    @property
    def position(self) -> int:
        """Bytes of all files so far."""
        return self._before + (self._file.tell() if self._file else 0)

    @contextmanager
    def reading(self, file: BinaryIO) -> Iterator[None]:
        """Count what is read of `file`, and all of it once it is left."""
        size = os.fstat(file.fileno()).st_size
        self._file = file if file.seekable() else None
        try:
            yield
        finally:
            self._file = None
            self._before += size


@contextmanager
def opened(path: str, meter: Meter | None = None) -> Iterator[Source]:
    """The input at `path`, ``-`` for standard input. The suffix tells the kind, else the first bytes do.

    Args:
        path: A file.
        meter: Counts what is read of it.

    Raises:
        ArticleError: No such file, no permission, a broken gzip file.
    """
    if not path:  # to pathlib, this folder
        raise ArticleError("''", "no file has an empty name")
    try:
        if path == STDIN:
            yield _source("stdin", "stdin", "", _decompressed(_stdin()))
        else:
            with Path(path).open("rb") as file, (meter or Meter()).reading(file), _decompressed(file) as stream:
                plain = Path(path).with_suffix("") if path.endswith(".gz") else Path(path)
                yield _source(readable(path), readable(plain.stem), plain.suffix, stream)
    except FileNotFoundError as exc:
        raise ArticleError(readable(path), "no such file") from exc
    except (OSError, EOFError, zlib.error) as exc:
        raise ArticleError(readable(path), f"cannot be read: {getattr(exc, 'strerror', None) or exc}") from exc


def _source(name: str, stem: str, suffix: str, stream: io.BufferedReader) -> Source:
    kind = KINDS.get(suffix.lower()) or _sniffed(stream)
    return Source(name, stem, kind, as_utf8(stream) if kind in _BY_LINES else stream)


def whole(stream: io.BufferedReader, name: str, most: int | None = None) -> bytes:
    """Return all bytes of an input.

    Raises:
        ArticleError: More than `most`, or than `MAX_BYTES` if that is None.
    """
    most = MAX_BYTES if most is None else most
    data = stream.read(most + 1)
    if len(data) > most:
        raise ArticleError(name, f"larger than {most // 2**20} MB; split it, or give an archive as JSON Lines")
    return data


def bounded_lines(stream: io.BufferedReader, name: str) -> Iterator[bytes | None]:
    """The lines of an input with their ends; None stands for one over `MAX_BYTES`, so that it costs no memory.

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


def too_long(where: str) -> ArticleError:
    """What is wrong with a line in whose place `bounded_lines` gave None."""
    return ArticleError(where, f"line larger than {MAX_BYTES // 2**20} MB")


def readable(path: str) -> str:
    """`path` as text that can be written: a file's name need not be UTF-8."""
    return os.fsencode(path).decode("utf-8", "replace")


def _stdin() -> io.BufferedReader:
    # Not sys.stdin.buffer: Python closes that when it exits, and aborts where a thread is still waiting in it.
    try:
        return open(sys.stdin.fileno(), "rb", closefd=False)
    except io.UnsupportedOperation:  # something else was put in its place
        return cast(io.BufferedReader, sys.stdin.buffer)


def _decompressed(file: io.BufferedReader) -> io.BufferedReader:
    if not file.peek(2).startswith(b"\x1f\x8b"):
        return file
    return io.BufferedReader(_Inflated(file))


class _Counted:
    """A file, and how many bytes were read of it."""

    def __init__(self, file: io.BufferedReader) -> None:
        self._file = file
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self.count += len(data)
        return data


class _Inflated(io.RawIOBase):
    """The content of a gzip'd file, as long as that is not out of all proportion to the file."""

    def __init__(self, file: io.BufferedReader) -> None:
        self._compressed = _Counted(file)
        self._content = gzip.GzipFile(fileobj=cast(BinaryIO, self._compressed), mode="rb")
        self._given = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill `buffer`."""
        count = self._content.readinto(buffer)
        self._given += count
        if self._given > max(UNJUDGED_BYTES, MOST_RATIO * self._compressed.count):
            raise OSError(f"it becomes more than {MOST_RATIO} times as large as it is; the rest is not read")
        return count


def _sniffed(stream: io.BufferedReader) -> str:
    head = head_as_utf8(stream.peek(_SNIFFED_BYTES)).removeprefix(b"\xef\xbb\xbf").lstrip()[:_SNIFFED_BYTES].lower()
    if _JSON.match(head):
        return "json"
    return "html" if head.startswith((b"<!doctype html", b"<html")) else "text"
