"""Opening what an article comes from: files, gzip'd files, standard input."""

from __future__ import annotations

import gzip
import io
import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from mujaz.errors import ArticleError

STDIN = "-"
MAX_BYTES = 64 * 1024 * 1024
"""The largest text file, HTML file or line of JSON Lines that is read, after decompression."""

_KINDS = {".txt": "text", ".html": "html", ".htm": "html", ".xhtml": "html", ".jsonl": "jsonl", ".ndjson": "jsonl"}
_SNIFFED_BYTES = 1024
_SKIPPED_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Source:
    """An opened input: its name in messages, the stem for ids, ``text``, ``html`` or ``jsonl``, and the bytes."""

    name: str
    stem: str
    kind: str
    stream: io.BufferedReader


@contextmanager
def opened(path: str) -> Iterator[Source]:
    """The input at `path`, ``-`` for standard input. The suffix tells the kind, else the first bytes do.

    Raises:
        ArticleError: No such file, a folder, no permission, a broken gzip file.
    """
    try:
        if path == STDIN:
            stream = _decompressed(cast(io.BufferedReader, sys.stdin.buffer))
            yield Source("stdin", "stdin", _sniffed(stream), stream)
        else:
            with Path(path).open("rb") as file, _decompressed(file) as stream:
                plain = Path(path).with_suffix("") if path.endswith(".gz") else Path(path)
                yield Source(
                    _readable(path), _readable(plain.stem), _KINDS.get(plain.suffix.lower()) or _sniffed(stream), stream
                )
    except IsADirectoryError as exc:
        example = f"{_readable(path).rstrip('/')}/*.txt"
        raise ArticleError(_readable(path), f"is a folder; give the files in it, for example {example}") from exc
    except FileNotFoundError as exc:
        raise ArticleError(_readable(path), "no such file") from exc
    except (OSError, EOFError, zlib.error) as exc:
        raise ArticleError(_readable(path), f"cannot be read: {getattr(exc, 'strerror', None) or exc}") from exc


def whole(stream: io.BufferedReader, name: str) -> bytes:
    """All bytes of an input.

    Raises:
        ArticleError: More than `MAX_BYTES`.
    """
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ArticleError(name, f"larger than {MAX_BYTES // 2**20} MB; split it, or give an archive as JSON Lines")
    return data


def bounded_lines(stream: io.BufferedReader) -> Iterator[bytes | None]:
    """The lines of an input with their ends; None stands for one over `MAX_BYTES`, so that it costs no memory."""
    while line := stream.readline(MAX_BYTES + 1):
        if len(line) <= MAX_BYTES:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_SKIPPED_BYTES)
        yield None


def too_long(where: str) -> ArticleError:
    """What is wrong with a line in whose place `bounded_lines` gave None."""
    return ArticleError(where, f"line larger than {MAX_BYTES // 2**20} MB")


def _readable(path: str) -> str:
    # A file's name need not be UTF-8, an id must.
    return os.fsencode(path).decode("utf-8", "replace")


def _decompressed(file: io.BufferedReader) -> io.BufferedReader:
    if not file.peek(2).startswith(b"\x1f\x8b"):
        return file
    return io.BufferedReader(cast(io.RawIOBase, gzip.GzipFile(fileobj=cast(BinaryIO, file))))


def _sniffed(stream: io.BufferedReader) -> str:
    head = stream.peek(_SNIFFED_BYTES).removeprefix(b"\xef\xbb\xbf").lstrip()[:_SNIFFED_BYTES].lower()
    if head.startswith(b"{"):
        return "jsonl"
    return "html" if head.startswith((b"<!doctype html", b"<html")) else "text"
