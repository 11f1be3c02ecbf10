"""Briefs for translation tools: XLIFF 2.1, a file for each brief, a unit for the headline and for each bullet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from mujaz.pipeline.formats.base import Language, OutputFormat, Style
from mujaz.pipeline.formats.labels import describe_flag
from mujaz.pipeline.formats.lines import Line, describe_making, list_lines, list_notes, list_remarks
from mujaz.pipeline.formats.xml import Envelope, Namespaces, make_element, write_elements
from mujaz.types import Brief, Severity

CORE = "urn:oasis:names:tc:xliff:document:2.0"
"""The namespace of version 2.1 too."""

METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
"""The namespace of the module that keeps what other tools do not read."""

_NAMESPACES: Namespaces = {None: CORE, "mda": METADATA}

SENT = "mujaz-sent"
"""The category of metadata with a line as it was."""

_PRIORITIES: dict[Severity, str] = {"severe": "1", "warning": "3", "info": "5"}


def write_xliff(briefs: Iterable[Brief], style: Style) -> Iterator[str]:
    """Yield one document."""
    outer = Envelope(f"{{{CORE}}}xliff", {"version": "2.1", "srcLang": "ar", "trgLang": "en"})
    return write_elements(briefs, [outer], lambda brief, number: [_make_file(brief, number, style.labels)], _NAMESPACES)


def _make_file(brief: Brief, number: int, language: Language) -> Any:
    notes = [*list_notes(brief, language), describe_making(brief, language)]
    units = [_make_unit(line, language) for line in list_lines(brief) if line.ar]
    return _make(
        "file", _make_notes(notes), *units, id=f"f{number + 1}", original=brief.article.id, srcDir="rtl", trgDir="ltr"
    )


def _make_notes(texts: Iterable[str]) -> Any:
    return _make("notes", *(_make("note", text=text) for text in texts))


def _make_unit(line: Line, language: Language) -> Any:
    key = "headline" if line.bullet == "headline" else f"b{line.bullet + 1}"
    flags = [
        _make(
            "note",
            text=describe_flag(remark.flag, language),
            category=remark.flag.kind,
            priority=_PRIORITIES[remark.flag.severity],
            appliesTo="source" if remark.part == "ar" else "target",
        )
        for remark in list_remarks(line)
    ]
    # Without a translation, or with one that must not be used unseen, there is work to do.
    state = "initial" if not line.en or line.severity == "severe" else "translated"
    texts = [_make("source", text=line.ar), *([_make("target", text=line.en)] if line.en else [])]
    notes = [_make("notes", *flags)] if flags else []
    return _make("unit", _make_sent(line), *notes, _make("segment", *texts, id="s1", state=state), id=key)


def _make_sent(line: Line) -> Any:
    """Return metadata with the line as it is: when the file comes back, they tell what was changed."""
    fields = {"article": line.article, "bullet": str(line.bullet), "ar": line.ar, "en": line.en}
    values = (make_element(f"{{{METADATA}}}meta", text=text, type=name) for name, text in fields.items())
    group = make_element(f"{{{METADATA}}}metaGroup", *values, category=SENT)
    return make_element(f"{{{METADATA}}}metadata", group)


def _make(tag: str, *children: Any, text: str = "", **attributes: str) -> Any:
    return make_element(f"{{{CORE}}}{tag}", *children, text=text, namespaces=_NAMESPACES, **attributes)


FORMAT = OutputFormat("xliff", (".xlf", ".xliff"), write_xliff)
