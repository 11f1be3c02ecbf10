"""Briefs as a translation memory: TMX 1.4b, a unit for each headline and bullet that has both languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from mujaz import __version__
from mujaz.pipeline.formats.base import Language, OutputFormat, Style
from mujaz.pipeline.formats.labels import describe_flag, label
from mujaz.pipeline.formats.lines import Line, list_lines
from mujaz.pipeline.formats.xml import XML, Envelope, make_element, write_elements
from mujaz.types import Brief

_HEADER = {
    "creationtool": "mujaz",
    "creationtoolversion": __version__,
    "segtype": "paragraph",
    "o-tmf": "mujaz",
    "adminlang": "en",
    "srclang": "ar",
    "datatype": "plaintext",
}


def write_tmx(briefs: Iterable[Brief], style: Style) -> Iterator[str]:
    """Yield one document."""
    head = make_element("header", make_element("note", text=label("not_public", style.labels)))
    head.attrib.update(_HEADER)
    envelopes = [Envelope("tmx", {"version": "1.4"}, [head]), Envelope("body", {})]
    return write_elements(briefs, envelopes, lambda brief, _number: _make_units(brief, style.labels), {})


def _make_units(brief: Brief, language: Language) -> Iterator[Any]:
    return (_make_unit(line, language) for line in list_lines(brief) if line.ar and line.en)


def _make_unit(line: Line, language: Language) -> Any:
    notes = [make_element("note", text=describe_flag(flag, language)) for flag in line.flags]
    place = line.bullet if line.bullet == "headline" else str(line.bullet + 1)
    properties = {"article": line.article, "bullet": place, "severity": line.severity or ""}
    described = [
        make_element("prop", text=value, type=f"x-mujaz-{name}") for name, value in properties.items() if value
    ]
    texts = (_make_text("ar", line.ar), _make_text("en", line.en))
    return make_element("tu", *notes, *described, *texts, tuid=f"{line.article}#{place}")


def _make_text(language: Language, text: str) -> Any:
    variant = make_element("tuv", make_element("seg", text=text))
    variant.set(f"{XML}lang", language)
    return variant


FORMAT = OutputFormat("tmx", (".tmx",), write_tmx)
