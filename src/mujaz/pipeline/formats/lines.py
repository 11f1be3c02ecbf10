"""The headline and the bullets of a brief as lines in two languages, as documents, tables and memories hold them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from mujaz.flags.catalogue import read_place
from mujaz.flags.grouping import SEVERITIES
from mujaz.pipeline.formats.base import Language, describe_fewer
from mujaz.pipeline.formats.labels import label, say
from mujaz.pipeline.provenance import REVIEWED
from mujaz.types import Brief, Evidence, Flag, Repair, Severity

_HEADLINE = {"title": "ar", "title_en": "en"}


@dataclass(frozen=True, slots=True)
class Line:
    """A headline or a bullet.

    Attributes:
        bullet: The bullet's place in its brief, from 0; ``headline`` for the headline.
        flags: Those about this line.
    """

    article: str
    bullet: int | Literal["headline"]
    ar: str
    en: str
    flags: tuple[Flag, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    repairs: tuple[Repair, ...] = ()

    @property
    def severity(self) -> Severity | None:
        """Return the worst severity of the flags; None without flags."""
        severities = {flag.severity for flag in self.flags}
        return next((severity for severity in SEVERITIES if severity in severities), None)


@dataclass(frozen=True, slots=True)
class Remark:
    """A flag with the part of a line that it is about.

    Attributes:
        start: The first character in the text of `part`; 0 if the flag is about all of it.
        end: One after the last; the length of the text if the flag is about all of it.
    """

    flag: Flag
    part: Language
    start: int
    end: int


def list_lines(brief: Brief) -> list[Line]:
    """Return the headline, if there is one, and the bullets."""
    article = brief.article
    flags = tuple(flag for flag in brief.flags if flag.part in _HEADLINE)
    headline = Line(article.id, "headline", article.title, article.title_en, flags, repairs=brief.repairs)
    bullets = [
        Line(article.id, number, bullet.ar, bullet.en, bullet.flags, bullet.evidence, bullet.repairs)
        for number, bullet in enumerate(brief.bullets)
    ]
    return [headline, *bullets] if article.title or article.title_en else bullets


def list_remarks(line: Line) -> Iterator[Remark]:
    """Yield the flags of a line with their places; a place beyond the text is taken for all of it."""
    for flag in line.flags:
        name = _HEADLINE.get(flag.part, flag.part)
        part: Language = "ar" if name == "ar" or not line.en else "en"
        text = line.ar if part == "ar" else line.en
        place = read_place(flag.where)
        is_within = place is not None and place.end <= len(text) and name == part
        start, end = (place.start, place.end) if place and is_within else (0, len(text))
        yield Remark(flag, part, start, end)


def describe_notice(brief: Brief, language: Language) -> str:
    """Return the notice that a machine wrote a brief; empty if editors judged all that is in it."""
    return "" if brief.provenance.get(REVIEWED) else label("not_public", language)


def list_notes(brief: Brief, language: Language) -> list[str]:
    """Return what is to be said of a brief as a whole: that a machine wrote it, its flags, why it is short."""
    messages = [say(flag, language) for flag in brief.flags if flag.part not in _HEADLINE]
    return [*filter(None, [describe_notice(brief, language), *messages, describe_fewer(brief)])]


def describe_making(brief: Brief, language: Language) -> str:
    """Return program, strategy and models that made a brief, such as ``Made by: mujaz 0.1.0 · extractive``."""
    provenance = brief.provenance
    bundles = [bundle for bundle in provenance.get("bundles", ()) if isinstance(bundle, dict)]
    models = [f"{bundle.get('name', '')} {bundle.get('version', '')}".strip() for bundle in bundles]
    names = [f"mujaz {provenance.get('mujaz', '')}".strip(), str(provenance.get("strategy", "")), *models]
    return f"{label('made_by', language)}: {' · '.join(filter(None, names))}"
