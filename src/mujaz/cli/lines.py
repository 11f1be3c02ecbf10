"""Text files as a stream of lines."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from io import BufferedReader

from mujaz.errors import ArticleError
from mujaz.files.formats.base import make_long_line_error, read_bounded_lines, read_whole
from mujaz.files.opening import open_source
from mujaz.text.decode import decode

_HEAD = 8192  # bytes by which UTF-8 is told from the rest


def read_lines(path: str) -> Iterator[str]:
    """The lines of a text file, ``-`` for standard input, without their ends; only a newline ends a line.

    UTF-8 is read as a stream. A file in one of the other encodings that `decode` knows is read read_whole.

    Raises:
        ArticleError: The file, or a line, cannot be read or is too long.
    """
    with open_source(path) as source:
        if _is_utf8(source.stream.peek(_HEAD)):
            yield from _lines(source.stream, source.name)
        else:
            yield from decode(read_whole(source.stream, source.name), source.name).removesuffix("\n").split("\n")


def _is_utf8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # does not mind a letter that is cut at the end
    except UnicodeDecodeError:
        return False
    return b"\x00" not in head  # UTF-16 without a mark may pass for UTF-8, but for its zeros


def _lines(stream: BufferedReader, name: str) -> Iterator[str]:
    for number, line in enumerate(read_bounded_lines(stream, name), start=1):
        where = f"{name}:{number}"
        if line is None:
            raise make_long_line_error(where)
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as exc:
            raise ArticleError(where, "not UTF-8, unlike what comes before it; save the file as UTF-8") from exc
        yield text.removesuffix("\n").removesuffix("\r")
