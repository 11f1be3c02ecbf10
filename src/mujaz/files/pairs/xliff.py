"""Pairs in XLIFF 1.2 and 2: the segments of each unit whose source and target are Arabic and English."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import ClassVar

from mujaz.errors import ArticleError
from mujaz.files.pairs.base import Pair, PairFormat
from mujaz.files.pairs.xml import Attributes, SegmentReader, language_of


def read_xliff(stream: io.BufferedReader, name: str) -> Iterator[Pair]:
    """Yield the pairs of all segments with a translation, from Arabic into English.

    Raises:
        ArticleError: Not XML, cut off, beyond a bound, with entities of its own, or of other languages.
    """
    return _XliffReader(name).read(stream)


class _XliffReader(SegmentReader):
    # Of 1.2; version 2 has the codes outside the text, in attributes or ``originalData``.
    codes: ClassVar = frozenset({"bpt", "ept", "it", "ph"})

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._id = self._source = self._target = ""
        self._aside = 0

    def open(self, name: str, attributes: Attributes) -> None:
        if name == "file" and "source-language" in attributes:
            self._require_languages(attributes, "source-language", "target-language")
        elif name == "xliff" and "srcLang" in attributes:
            self._require_languages(attributes, "srcLang", "trgLang")
        elif name in {"unit", "trans-unit"}:
            self._id = attributes.get("id", "")
        elif name in {"alt-trans", "originalData", "matches"}:  # other proposals are no translation of the unit
            self._aside += 1
        elif name in {"source", "target"} and not self._aside:
            self.begin_text()
        if name in {"segment", "trans-unit"}:
            self._source = self._target = ""

    def _require_languages(self, attributes: Attributes, source: str, target: str) -> None:
        languages = language_of(attributes, source), language_of(attributes, target)
        if languages[0] != "ar" or languages[1] not in {"en", ""}:
            given = " to ".join(language or "nothing" for language in languages)
            raise ArticleError(self.name, f"translates {given}; only Arabic to English is checked")

    def close(self, name: str) -> None:
        if name in {"alt-trans", "originalData", "matches"}:
            self._aside -= 1
        elif name == "source" and not self._aside:
            self._source = self.end_text()
        elif name == "target" and not self._aside:
            self._target = self.end_text()
        elif name in {"segment", "trans-unit"} and self._source and self._target:
            self.pairs.append(Pair(self._id, f"{self.name}: unit {self._id}", self._source, self._target))


FORMAT = PairFormat(suffixes=(".xlf", ".xliff"), read=read_xliff, matches=lambda head: b"<xliff" in head)
