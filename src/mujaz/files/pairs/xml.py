"""Reading XML of any size as a stream: bounded, without entities."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import ClassVar
from xml.parsers import expat

from mujaz.errors import ArticleError
from mujaz.files.pairs.base import Pair

MAX_SEGMENT = 20_000
"""Characters of a segment that are read."""

MAX_DEPTH = 100
"""Elements within elements; those of the formats need some ten."""

_CHUNK = 1 << 16

_LONGEST = 1 << 22
"""Bytes of one tag or comment, which the parser keeps in memory."""

Attributes = dict[str, str]


class SegmentReader:
    """Reads the segments of a translation file with expat, which expands no entities here.

    Entities could grow without bound or name other files: a file that declares some is refused. A document type is
    accepted, since exporters write one, and not fetched. A subclass says what elements mean, in `open` and `close`; it
    calls `begin_text` where a segment begins, `end_text` where it ends, and puts finished pairs into `pairs`.

    Attributes:
        codes: Elements within a segment whose content is formatting code and not text.
        pairs: The pairs that are read and not yet yielded.
    """

    codes: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, name: str) -> None:
        self.name = name
        self.pairs: list[Pair] = []
        self._text: list[str] | None = None
        self._length = self._in_codes = self._depth = 0

    def open(self, name: str, attributes: Attributes) -> None:
        """Take note of the beginning of an element outside a segment."""
        raise NotImplementedError

    def close(self, name: str) -> None:
        """Take note of the end of an element."""
        raise NotImplementedError

    def begin_text(self) -> None:
        """Collect the text from here on."""
        self._text, self._length, self._in_codes = [], 0, 0

    def end_text(self) -> str:
        """Return the text that was collected, its white space squeezed."""
        text, self._text = "".join(self._text or ()), None
        return " ".join(text.split())

    def read(self, stream: io.BufferedReader) -> Iterator[Pair]:
        """Yield the pairs of a file.

        Raises:
            ArticleError: Not XML, cut off, beyond a bound, or with entities of its own.
        """
        parser = expat.ParserCreate(namespace_separator=None)
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._collect
        parser.EntityDeclHandler = self._refuse
        size = 0
        try:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                parser.Parse(chunk, False)
                if size - parser.CurrentByteIndex > _LONGEST:
                    raise ValueError(f"a tag of more than {_LONGEST:,} bytes")  # noqa: TRY301 - told as below
                yield from self.pairs
                self.pairs.clear()
            parser.Parse(b"", True)
        except (expat.ExpatError, LookupError, ValueError) as exc:
            # The last two: an encoding that Python does not know, or the parser cannot use.
            raise ArticleError(self.name, f"not readable XML: {exc}") from exc
        yield from self.pairs

    def _start(self, name: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise ValueError(f"more than {MAX_DEPTH} elements within each other")
        local = name.rpartition(":")[2]
        if self._text is None:
            self.open(local, attributes)
        elif local in self.codes:
            self._in_codes += 1

    def _end(self, name: str) -> None:
        self._depth -= 1
        local = name.rpartition(":")[2]
        if local in self.codes and self._text is not None:
            self._in_codes -= 1
        else:
            self.close(local)

    def _collect(self, data: str) -> None:
        if self._text is not None and self._in_codes == 0 and self._length < MAX_SEGMENT:
            self._text.append(data[: MAX_SEGMENT - self._length])
            self._length += len(data)

    def _refuse(self, *_declaration: object) -> None:
        raise ArticleError(self.name, "declares entities of its own, and is refused; export it again without")


def language_of(attributes: Attributes, *keys: str) -> str:
    """Return the language that the first of some attributes names, without its country: ``ar`` for ``ar-EG``."""
    code = next((attributes[key] for key in keys if key in attributes), "")
    return code.replace("_", "-").partition("-")[0].lower()
