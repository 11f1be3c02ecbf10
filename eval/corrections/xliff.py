"""XLIFF files that came back out of a translation tool."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from mujaz.errors import InputError
from mujaz.eval.corrections.base import ReturnedLine, SentLine, parse_xml
from mujaz.pipeline.formats.directions import clean
from mujaz.pipeline.formats.xliff import CORE, METADATA, SENT

_APPROVED = {"reviewed", "final"}


def read_xliff(data: bytes, name: str) -> Iterator[ReturnedLine]:
    """Yield the lines of a file, in their order.

    A line whose translation was taken out is taken out; one whose segments are all in the state ``reviewed`` or
    ``final`` is approved.

    Raises:
        InputError: No XML, or no XLIFF that Mujaz wrote.
    """
    units = list(parse_xml(data, name).iter(f"{{{CORE}}}unit"))
    lines = [line for unit in units if (line := _read_unit(unit, name))]
    if not lines:
        raise InputError(f"{name}: no XLIFF that Mujaz wrote, or the tool that saved it kept nothing of that")
    yield from lines


def _read_unit(unit: Any, name: str) -> ReturnedLine | None:
    """Return the line of a unit; None if Mujaz did not write it."""
    fields = {
        meta.get("type", ""): meta.text or ""
        for meta in unit.iterfind(f".//{_meta('metaGroup')}[@category='{SENT}']/{_meta('meta')}")
    }
    if not fields:
        return None
    bullet = fields.get("bullet", "")
    try:
        sent = SentLine.model_validate({**fields, "bullet": bullet if bullet == "headline" else int(bullet)})
    except (ValidationError, ValueError) as exc:
        raise InputError(f"{name}: what Mujaz wrote into it is damaged") from exc
    segments = [child for child in unit if child.tag in (_core("segment"), _core("ignorable"))]
    arabic = _join(segments, "source")
    english = _join([segment for segment in segments if segment.find(_core("target")) is not None], "target")
    states = {segment.get("state", "initial") for segment in segments if segment.tag == _core("segment")}
    is_taken_out = not english and bool(sent.en)
    return ReturnedLine(sent, "" if is_taken_out else arabic, english, is_approved=bool(states) and states <= _APPROVED)


def _join(segments: list[Any], tag: str) -> str:
    """Return the text of all segments in one language; a tool may have cut a unit into several."""
    texts = (segment.find(_core(tag)) for segment in segments)
    return " ".join(clean("".join("".join(text.itertext()) for text in texts if text is not None)).split())


def _core(tag: str) -> str:
    return f"{{{CORE}}}{tag}"


def _meta(tag: str) -> str:
    return f"{{{METADATA}}}{tag}"
