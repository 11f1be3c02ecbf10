"""Opening the files that articles come from: plain, gzip'd, UTF-16, standard input."""

from __future__ import annotations

import gzip
import io
import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any, BinaryIO, cast
from urllib.parse import unquote, urlsplit

from mujaz.errors import ArticleError
from mujaz.files.fetching.addresses import is_address
from mujaz.files.fetching.fetcher import FETCHERS, Fetched
from mujaz.files.formats import find_format, known_suffixes, text
from mujaz.files.formats.base import Attached, InputFormat

STDIN = "-"

MOST_RATIO = 300
"""How many times as large as itself a gzip'd file may become; archives of text become ten times as large."""

UNJUDGED_BYTES = 128 * 1024 * 1024
"""Bytes up to which a gzip'd file may become as large as it likes."""

_HEAD_BYTES = 1024
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/csv": ".csv",
    "text/vtt": ".vtt",
    "message/rfc822": ".eml",
}
"""The suffix of the format that a server names, for what is not told by its first bytes."""

_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_RECODED_CHARACTERS = 4096


@dataclass(frozen=True, slots=True)
class Source:
    """An open input.

    Attributes:
        name: Its name in messages.
        stem: The id of its article, if the article has none.
        format: How it is read.
        stream: Its bytes; never UTF-16 if the format is read by lines.
    """

    name: str
    stem: str
    format: InputFormat
    stream: io.BufferedReader


class Meter:
    """Counts the bytes of the files that were read, as they are on the disk, to tell how much is left."""

    def __init__(self) -> None:
        self._before = 0
        self._file: BinaryIO | None = None

    @property
    def position(self) -> int:
        """Bytes of all files so far."""
        return self._before + (self._file.tell() if self._file else 0)

    @contextmanager
    def measure(self, file: BinaryIO) -> Iterator[None]:
        """Count the bytes that are read of `file`, and all of it when the context is left."""
        size = os.fstat(file.fileno()).st_size
        self._file = file if file.seekable() else None
        try:
            yield
        finally:
            self._file = None
            self._before += size


@contextmanager
def open_source(path: str, meter: Meter | None = None, *, allow_private: bool = False) -> Iterator[Source]:
    """Open the input at `path`, or standard input for ``-``, and find its format.

    Args:
        path: A file, or an address, which is fetched once in a run.
        meter: Counts the bytes that are read of it.
        allow_private: Whether an address may be in the own network.

    Raises:
        ArticleError: No such file, no permission, a broken gzip file.
    """
    if not path:  # to pathlib, this folder
        raise ArticleError("''", "no file has an empty name")
    try:
        if path == STDIN:
            yield _make_source("stdin", "stdin", "", _decompress(_open_stdin()))
        elif is_address(path):
            yield _open_fetched(FETCHERS[allow_private].fetch_once(path))
        else:
            with Path(path).open("rb") as file, (meter or Meter()).measure(file), _decompress(file) as stream:
                plain = Path(path).with_suffix("") if path.endswith(".gz") else Path(path)
                yield _make_source(decode_path(path), decode_path(plain.stem), plain.suffix, stream)
    except FileNotFoundError as exc:
        raise ArticleError(decode_path(path), "no such file") from exc
    except (OSError, EOFError, zlib.error) as exc:
        raise ArticleError(decode_path(path), f"cannot be read: {getattr(exc, 'strerror', None) or exc}") from exc


def _open_fetched(fetched: Fetched) -> Source:
    stream = _decompress(io.BufferedReader(cast(io.RawIOBase, io.BytesIO(fetched.body))))
    path = PurePath(unquote(urlsplit(fetched.url).path))
    by_content = find_format("", stream.peek(_HEAD_BYTES)[:_HEAD_BYTES].lstrip())
    suffix = "" if by_content is not text.FORMAT else _SUFFIXES.get(fetched.content_type, path.suffix or ".html")
    return _make_source(fetched.url, path.stem or urlsplit(fetched.url).netloc, suffix, stream)


def open_attached(attached: Attached) -> Source | None:
    """Return an open file within a file; None if its suffix tells no kind of article, as that of a picture."""
    name = PurePath(attached.name)
    suffix = PurePath(name.stem).suffix if name.suffix.lower() == ".gz" else name.suffix
    if suffix.lower() not in known_suffixes():
        return None
    stream = _decompress(io.BufferedReader(cast(io.RawIOBase, io.BytesIO(attached.data))))
    return _make_source(f"{attached.source}: {attached.name}", name.stem, suffix, stream)


def decode_path(path: str) -> str:
    """Return `path` as text that can be written: a file's name need not be UTF-8."""
    return os.fsencode(path).decode("utf-8", "replace")


def _make_source(name: str, stem: str, suffix: str, stream: io.BufferedReader) -> Source:
    first_bytes = stream.peek(_HEAD_BYTES)
    encoding = _find_utf16(first_bytes)
    head = first_bytes.decode(encoding, "ignore").encode() if encoding else first_bytes
    form = find_format(suffix, head.removeprefix(_UTF8_MARK).lstrip()[:_HEAD_BYTES])
    if form.by_lines and encoding:
        stream = io.BufferedReader(_Utf8(stream, encoding))
    return Source(name, stem, form, stream)


def _open_stdin() -> io.BufferedReader:
    # Not sys.stdin.buffer: Python closes that when it exits, and aborts if a thread is still waiting in it.
    try:
        return open(sys.stdin.fileno(), "rb", closefd=False)
    except io.UnsupportedOperation:  # something else was put in its place
        return cast(io.BufferedReader, sys.stdin.buffer)


def _decompress(file: io.BufferedReader) -> io.BufferedReader:
    if not file.peek(2).startswith(b"\x1f\x8b"):
        return file
    return io.BufferedReader(_Inflated(file))


def _find_utf16(head: bytes) -> str | None:
    """Return the encoding of bytes that begin with a mark of UTF-16, or with an ASCII character of two bytes.

    Tables and JSON begin with ASCII.
    """
    start = head[:2]
    if len(start) < 2 or start in _UTF16_MARKS:
        return _UTF16_MARKS.get(start)
    first, second = map(bool, start)
    return {(True, False): "utf-16-le", (False, True): "utf-16-be"}.get((first, second))


class _CountingReader:
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
        self._compressed = _CountingReader(file)
        self._content = gzip.GzipFile(fileobj=cast(BinaryIO, self._compressed), mode="rb")
        self._size = 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill `buffer`."""
        count = self._content.readinto(buffer)
        self._size += count
        if self._size > max(UNJUDGED_BYTES, MOST_RATIO * self._compressed.count):
            raise OSError(f"it becomes more than {MOST_RATIO} times as large as it is; the rest is not read")
        return count


class _Utf8(io.RawIOBase):
    """UTF-16 that is read as UTF-8, because lines can be cut only if a newline is one byte."""

    def __init__(self, stream: io.BufferedReader, encoding: str) -> None:
        self._text = io.TextIOWrapper(stream, encoding, newline="")
        self._ready = b""

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Put the next bytes into `buffer`; return how many they are, 0 at the end.

        Raises:
            OSError: The file is not UTF-16 throughout.
        """
        try:
            self._ready = self._ready or self._text.read(_RECODED_CHARACTERS).encode()
        except UnicodeDecodeError as exc:
            raise OSError("it begins as UTF-16 and is not UTF-16 throughout") from exc
        count = min(len(buffer), len(self._ready))
        buffer[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count
