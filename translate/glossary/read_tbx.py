"""Glossaries in TBX-Basic (ISO 30042), of 2008 (``martif``) and 2019 (``tbx``, both styles).

A concept's Arabic terms become the names, its English terms the required form, the admitted and the forbidden ones, by
their administrative status. The XML is read by expat as a stream: no document type of its own, no entities, nothing
fetched, depth and text bounded.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import NoReturn
from xml.parsers import expat

from mujaz.errors import InputError
from mujaz.translate.glossary.terms import Term

DEEPEST = 32
LONGEST_TEXT = 10_000

_CONCEPTS = {"termEntry", "conceptEntry"}
_LANGUAGES = {"langSet", "langSec"}
_TERMS = {"tig", "ntig", "termSec"}
_STATUS = "administrativeStatus"
_PREFERRED = ("preferredTerm-admn-sts", "preferred")
_FORBIDDEN = ("deprecatedTerm-admn-sts", "supersededTerm-admn-sts", "deprecated", "superseded")


@dataclass(slots=True)
class _Named:
    """A term as the file has it, in one language."""

    language: str
    text: str = ""
    status: str = ""


@dataclass(slots=True)
class _Concept:
    line: int
    named: list[_Named] = field(default_factory=list)


def read_tbx(data: bytes, name: str) -> list[Term]:
    """Return the terms of a TBX document that have both Arabic and English; other languages are left out.

    Raises:
        InputError: It is not well-formed, declares entities, or a concept has no English that may be used.
    """
    reader = _Reader(name)
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as exc:
        raise InputError(f"{name}:{exc.lineno}: not well-formed XML: {expat.errors.messages[exc.code]}") from exc
    except (ValueError, LookupError) as exc:  # an unknown encoding
        raise InputError(f"{name}: not XML that can be read: {exc}") from exc
    return [term for concept in reader.concepts if (term := _make_term(concept, name))]


class _Reader:
    """Collects concepts while expat goes through the document."""

    def __init__(self, name: str) -> None:
        self.concepts: list[_Concept] = []
        self._name = name
        self._path: list[str] = []
        self._language = ""
        self._text: list[str] | None = None
        self._length = 0
        self._take: Callable[[str], None] | None = None
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._entity
        self.parser.SkippedEntityHandler = self._entity

    def _refuse(self, reason: str) -> NoReturn:
        raise InputError(f"{self._name}:{self.parser.CurrentLineNumber}: {reason}")

    def _doctype(self, _name: str, _system: str | None, _public: str | None, internal: int) -> None:
        if internal:  # a document type that is only named is never fetched
            self._refuse("declarations in the document are not read")

    def _entity(self, *_: object) -> None:
        self._refuse("entities are not read")

    def _start(self, full: str, attributes: dict[str, str]) -> None:
        tag = full.rpartition(" ")[2]
        self._path.append(tag)
        if len(self._path) > DEEPEST:
            self._refuse(f"nested deeper than {DEEPEST} elements")
        if tag in _CONCEPTS:
            self.concepts.append(_Concept(self.parser.CurrentLineNumber))
        elif tag in _LANGUAGES:
            self._language = next((value for key, value in attributes.items() if key.endswith("lang")), "").lower()
        elif self.concepts and tag in _TERMS:
            self.concepts[-1].named.append(_Named(self._language))
        elif self.concepts and self.concepts[-1].named:
            self._listen(tag, attributes.get("type", ""))

    def _listen(self, tag: str, kind: str) -> None:
        named = self.concepts[-1].named[-1]
        attribute = "text" if tag == "term" else "status" if _STATUS in (tag, kind) else None
        if attribute:
            self._text, self._length, self._take = [], 0, partial(setattr, named, attribute)

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)
            self._length += len(text)
            if self._length > LONGEST_TEXT:
                self._refuse("longer than any term")

    def _end(self, full: str) -> None:
        self._path.pop()
        tag = full.rpartition(" ")[2]
        if self._take and self._text is not None and tag not in ("hi", "foreign"):
            self._take(" ".join("".join(self._text).split()))
            self._text = self._take = None


def _make_term(concept: _Concept, name: str) -> Term | None:
    def list_texts(language: str, *, forbidden: bool) -> tuple[str, ...]:
        named = [term for term in concept.named if term.language.split("-")[0] == language and term.text]
        named.sort(key=lambda term: term.status not in _PREFERRED)  # stable: else the order of the file
        return tuple(term.text for term in named if (term.status in _FORBIDDEN) == forbidden)

    arabic, english = list_texts("ar", forbidden=False), list_texts("en", forbidden=False)
    where = f"{name}:{concept.line}"
    if not arabic or not any(term.language.startswith("en") for term in concept.named):
        return None
    if not english:
        raise InputError(f"{where}: all English terms of «{arabic[0]}» are deprecated; one must be allowed")
    return Term(arabic, english[0], english[1:], list_texts("en", forbidden=True), where=where)
