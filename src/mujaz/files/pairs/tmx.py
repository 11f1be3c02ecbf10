"""Pairs in a translation memory (TMX 1.4): the segments of each unit in two languages, whatever their country."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import ClassVar

from mujaz.files.pairs.base import Pair, PairFormat
from mujaz.files.pairs.xml import Attributes, SegmentReader, language_of


def read_tmx(stream: io.BufferedReader, name: str, source: str = "ar", target: str = "en") -> Iterator[Pair]:
    """Yield the pairs of two languages; units that lack a language are left out.

    Raises:
        ArticleError: Not XML, cut off, beyond a bound, or with entities of its own.
    """
    return _TmxReader(name, source, target).read(stream)


class _TmxReader(SegmentReader):
    codes: ClassVar = frozenset({"bpt", "ept", "ph", "it", "ut"})

    def __init__(self, name: str, source: str, target: str) -> None:
        super().__init__(name)
        self._languages = source, target
        self._number = 0
        self._id = self._language = ""
        self._unit: dict[str, str] = {}

    def open(self, name: str, attributes: Attributes) -> None:
        if name == "tu":
            self._number += 1
            self._id = attributes.get("tuid") or str(self._number)
            self._unit = {}
        elif name == "tuv":
            self._language = language_of(attributes, "xml:lang", "lang")
        elif name == "seg":
            self.begin_text()

    def close(self, name: str) -> None:
        if name == "seg":
            self._unit[self._language] = self.end_text()
        elif name == "tu":
            source, target = (self._unit.get(language, "") for language in self._languages)
            if source and target:
                self.pairs.append(Pair(self._id, f"{self.name}: unit {self._id}", source, target))


FORMAT = PairFormat(suffixes=(".tmx",), read=read_tmx, matches=lambda head: b"<tmx" in head)
