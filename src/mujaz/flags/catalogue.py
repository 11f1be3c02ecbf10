"""Makes flags: checks name a wording of `catalogue.toml` and fill in its values; none writes a sentence of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from mujaz.tables import read_table
from mujaz.types import Flag, Severity


@dataclass(frozen=True, slots=True)
class Wording:
    """A flag in words; `make_flag` fills in ``{…}``, also in the kind."""

    kind: str
    severity: Severity
    en: str
    ar: str


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a text: of a bullet (``ar``, ``en``), a headline (``title``, ``title_en``) or the ``article``."""

    part: str
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.part}:{self.start}-{self.end}"


_PLACE = re.compile(r"(ar|en|title|title_en|article):(\d{1,9})-(\d{1,9})")


def read_place(where: str) -> Place | None:
    """Return the place that `Flag.where` or `Flag.source` names; None if it names no span, or no sensible one."""
    match = _PLACE.fullmatch(where)
    if not match or int(match[2]) >= int(match[3]):
        return None
    return Place(match[1], int(match[2]), int(match[3]))


def move_flag(flag: Flag, changed: Place, by: int) -> Flag:
    """Return `flag` with its place after the text from `changed` on got longer by so many characters."""
    place = read_place(flag.where)
    if place is None or place.part != changed.part or place.end <= changed.start:
        return flag
    start = place.start + by if place.start > changed.start else place.start
    return flag.model_copy(update={"where": str(Place(place.part, start, place.end + by))})


DROPPED = "dropped"
"""The kind of flags about bullets and headlines that ``--strict`` left out."""


@cache
def wordings() -> dict[str, Wording]:
    """Return every flag, by the name under which `make_flag` makes it."""
    return {name: Wording(**entry) for name, entry in read_table("mujaz.flags", "catalogue.toml").items()}


def make_flag(name: str, where: str | Place, source: str | Place = "", **values: object) -> Flag:
    """Make the flag of that name.

    Args:
        name: A key of `wordings`.
        where: The text or span that it is about, as `Flag.where`.
        source: The span with which that should agree, as `Flag.source`.
        **values: The values of the sentences. A value ``X`` may come with ``X_ar``, which the Arabic sentence takes.
    """
    wording = wordings()[name]
    message = wording.en.format(**values)
    in_arabic = values | {key.removesuffix("_ar"): value for key, value in values.items() if key.endswith("_ar")}
    return Flag(
        kind=wording.kind.format(**values),
        severity=wording.severity,
        message=message[0].upper() + message[1:] if wording.en.startswith("{") else message,
        message_ar=wording.ar.format(**in_arabic),
        where=str(where),
        source=str(source),
    )
