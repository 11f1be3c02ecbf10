"""Briefs as JSON: one object, an array of several, or one object a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from mujaz.pipeline.formats.base import OutputFormat, Style
from mujaz.types import Brief


def write_json(briefs: Iterable[Brief], style: Style) -> Iterator[str]:
    """Yield one object for one brief of one article, an array for several articles."""
    objects = (brief.to_json(text=style.text, indent=2) for brief in briefs)
    first, second = next(objects, None), next(objects, None)
    if first is None:
        return
    if second is None and not style.is_several():
        yield first + "\n"
        return
    yield "[\n" + first
    for following in chain([second] if second else [], objects):
        yield ",\n" + following
    yield "\n]\n"


def write_json_lines(briefs: Iterable[Brief], style: Style) -> Iterator[str]:
    """Yield an object a line."""
    for brief in briefs:
        yield brief.to_json(text=style.text) + "\n"


JSON = OutputFormat("json", (".json",), write_json)
JSON_LINES = OutputFormat("jsonl", (".jsonl", ".ndjson"), write_json_lines)
