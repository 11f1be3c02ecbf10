"""Text files as a stream of lines."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from io import BufferedReader, TextIOWrapper

from mujaz.errors import ArticleError
from mujaz.pipeline.sources import MAX_BYTES, opened
from mujaz.text.decode import decode


def read_lines(path: str) -> Iterator[str]:
    """The lines of a text file, ``-`` for standard input, without their ends; only a newline ends a line.

    UTF-8 and, with a BOM, UTF-16; a line that is not UTF-8 is read in the other encodings that `decode` knows.

    Raises:
        ArticleError: The file, or a line, cannot be read; a line is too long.
    """
    with opened(path) as source:
        boms = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
        lines = _utf16_lines if source.stream.peek(2)[:2] in boms else _lines
        yield from lines(source.stream, source.name)


def _lines(stream: BufferedReader, name: str) -> Iterator[str]:
    number = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        where = f"{name}:{number}"
        _check_length(len(line), where)
        yield _line(line.removeprefix(codecs.BOM_UTF8) if number == 1 else line, where)


def _line(line: bytes, where: str) -> str:
    line = line.removesuffix(b"\n").removesuffix(b"\r")
    try:
        return line.decode()
    except UnicodeDecodeError:
        return decode(line, where)


def _utf16_lines(stream: BufferedReader, name: str) -> Iterator[str]:
    number = 0
    text = TextIOWrapper(stream, encoding="utf-16", errors="replace", newline="\n")
    while line := text.readline(MAX_BYTES + 1):
        number += 1
        _check_length(len(line), f"{name}:{number}")
        yield line.removesuffix("\n").removesuffix("\r")


def _check_length(length: int, where: str) -> None:
    if length > MAX_BYTES:
        raise ArticleError(where, f"longer than {MAX_BYTES:,} bytes; cut it into lines")
