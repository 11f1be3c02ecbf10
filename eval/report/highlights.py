"""The parts of a bullet or headline that its flags are about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mujaz.flags.catalogue import Place, read_place
from mujaz.types import Flag, Severity

_WORST_FIRST: tuple[Severity, ...] = ("severe", "warning", "info")


@dataclass(frozen=True, slots=True)
class Highlight:
    """A part of a text, and the severity of the worst flag on it; empty where none is."""

    text: str
    severity: Severity | str = ""


def highlighted(text: str, part: str, flags: Iterable[Flag]) -> list[Highlight]:
    """`text` in pieces that lie wholly inside or outside of each span that `flags` name in `part` (``ar``, ``en``...).

    Spans that `text` does not have, as when it was corrected since, are left out.
    """
    spans = [(place, flag.severity) for flag in flags for place in _places(flag, part) if place.end <= len(text)]
    borders = sorted({0, len(text), *(border for place, _ in spans for border in (place.start, place.end))})
    return [Highlight(text[start:end], _worst(start, spans)) for start, end in pairwise(borders)]


def _places(flag: Flag, part: str) -> list[Place]:
    found = map(read_place, (flag.where, flag.source))
    return [place for place in found if place and place.part == part]


def _worst(at: int, spans: Sequence[tuple[Place, Severity]]) -> str:
    here = {severity for place, severity in spans if place.start <= at < place.end}
    return next((severity for severity in _WORST_FIRST if severity in here), "")
