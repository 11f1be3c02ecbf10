"""UTF-16 as a stream of UTF-8: lines can be cut only where a newline is one byte."""

from __future__ import annotations

import codecs
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_READ_BYTES = 4096


def as_utf8(stream: io.BufferedReader) -> io.BufferedReader:
    """`stream` itself; where it is UTF-16, a stream of the same in UTF-8, recoded as it is read.

    It is UTF-16 where it begins with a byte order mark, or with an ASCII character of two bytes: so tables and JSON do.
    """
    encoding = _encoding(stream.peek(2)[:2])
    return io.BufferedReader(_Recoded(stream, encoding)) if encoding else stream


def head_as_utf8(head: bytes) -> bytes:
    """The first bytes of a stream as UTF-8, where they are UTF-16 in the sense of `as_utf8`."""
    encoding = _encoding(head[:2])
    return head.decode(encoding, "ignore").encode() if encoding else head


def _encoding(head: bytes) -> str | None:
    if len(head) < 2 or head in _MARKS:
        return _MARKS.get(head)
    first, second = map(bool, head)
    return {(True, False): "utf-16-le", (False, True): "utf-16-be"}.get((first, second))


class _Recoded(io.RawIOBase):
    """UTF-16 that is read as UTF-8."""

    def __init__(self, stream: io.BufferedReader, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._ready = b""

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Put what comes next into `buffer`; returns how much that is, 0 at the end.

        Raises:
            OSError: What was read is not UTF-16.
        """
        target = memoryview(buffer)
        self._ready = self._ready or self._next()
        filled = self._ready[: len(target)]
        self._ready = self._ready[len(filled) :]
        target[: len(filled)] = filled
        return len(filled)

    def _next(self) -> bytes:
        while read := self._stream.read(_READ_BYTES):
            if text := self._decoded(read):
                return text.encode()
        return self._decoded(b"").encode()

    def _decoded(self, read: bytes) -> str:
        try:
            return self._decoder.decode(read, final=not read)
        except UnicodeDecodeError as exc:
            raise OSError("it begins as UTF-16 and is not UTF-16 throughout") from exc
