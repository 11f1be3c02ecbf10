"""Translation memories (TMX 1.4): pairs of segments, read as a stream by a parser that expands no entities.

A memory is a stranger's file. Entities could grow without bound or name other files, so one that declares any is
refused; a document type is borne, since exporters write one, and not fetched.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from xml.parsers import expat

from mujaz.errors import InputError

MARKUP = {"bpt", "ept", "ph", "it", "ut"}
"""Elements of a segment whose content is formatting code and not text."""

MAX_SEGMENT = 20_000
"""Characters of a segment that are kept; such a pair is left out later, being too long to learn from."""

MAX_DEPTH = 100
"""Elements within elements; those of the format need ten."""

_CHUNK = 1 << 16
_LONGEST = 1 << 22
"""Bytes of one tag or comment, which the parser holds whole."""

_LANGUAGE = ("xml:lang", "lang")


def read_tmx(path: Path, source: str = "ar", target: str = "en") -> Iterator[tuple[str, str]]:
    """The segments of each unit in two languages, whatever their country; units that lack one are left out.

    Args:
        path: A ``.tmx`` or ``.tmx.gz``.
        source: Code of the source's language.
        target: Code of the target's.

    Raises:
        InputError: Missing, not XML, cut off, or with entities of its own.
    """
    reader = _Reader(source, target)
    try:
        with gzip.open(path, "rb") if path.name.endswith(".gz") else path.open("rb") as file:
            yield from reader.read(file)
    except FileNotFoundError as exc:
        raise InputError(f"{path}: no such file") from exc
    except (OSError, EOFError, zlib.error, expat.ExpatError, LookupError, ValueError) as exc:
        # The last two: an encoding that Python does not know, or the parser cannot use.
        raise InputError(f"{path}: not a readable TMX file: {exc}") from exc
    except _EntityError as exc:
        raise InputError(f"{path}: declares entities of its own, and is refused; export it again without") from exc


class _EntityError(Exception):
    """The file declares an entity."""


class _Reader:
    """Expat's handlers, and what they have gathered of the unit at hand."""

    def __init__(self, source: str, target: str) -> None:
        self._languages = (source, target)
        self._pairs: list[tuple[str, str]] = []
        self._unit: dict[str, str] = {}
        self._language = ""
        self._text: list[str] | None = None
        self._kept = 0
        self._markup = 0
        self._depth = 0

    def read(self, file: gzip.GzipFile | BufferedReader) -> Iterator[tuple[str, str]]:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = _refuse
        given = 0
        while chunk := file.read(_CHUNK):
            given += len(chunk)
            parser.Parse(chunk, False)
            if given - parser.CurrentByteIndex > _LONGEST:
                raise ValueError(f"a tag of more than {_LONGEST:,} bytes")
            yield from self._pairs
            self._pairs.clear()
        parser.Parse(b"", True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise ValueError(f"more than {MAX_DEPTH} elements within each other")
        if name == "tu":
            self._unit = {}
        elif name == "tuv":
            code = next((attributes[key] for key in _LANGUAGE if key in attributes), "")
            self._language = code.replace("_", "-").partition("-")[0].lower()
        elif name == "seg":
            self._text, self._kept, self._markup = [], 0, 0
        elif name in MARKUP:
            self._markup += 1

    def _end(self, name: str) -> None:
        self._depth -= 1
        if name == "seg" and self._text is not None:
            if self._language in self._languages:
                self._unit[self._language] = " ".join("".join(self._text).split())
            self._text = None
        elif name in MARKUP:
            self._markup -= 1
        elif name == "tu":
            source, target = (self._unit.get(language, "") for language in self._languages)
            if source and target:
                self._pairs.append((source, target))

    def _characters(self, data: str) -> None:
        if self._text is not None and self._markup == 0 and self._kept < MAX_SEGMENT:
            self._text.append(data[: MAX_SEGMENT - self._kept])
            self._kept += len(data)


def _refuse(*_declaration: object) -> None:
    raise _EntityError
