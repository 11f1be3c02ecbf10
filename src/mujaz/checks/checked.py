"""An English text with what was found in it and what was tried to mend it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mujaz.checks.english import Subject, check_english
from mujaz.translate.translation import Translation
from mujaz.types import Flag, Repair

_SEVERE = 3
"""A severe finding counts as so many warnings."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The English of one text.

    Attributes:
        translation: With the flags of the translator.
        found: The flags of the checks.
        notes: Flags that tell what a repair changed; they are no findings.
        steps: The steps of the repair ladder that made this text, none for the first translation.
        repairs: Every step that was tried.
    """

    translation: Translation
    found: tuple[Flag, ...] = ()
    notes: tuple[Flag, ...] = ()
    steps: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()

    @property
    def flags(self) -> tuple[Flag, ...]:
        """All flags."""
        return (*self._findings, *self.notes)

    @property
    def severe(self) -> int:
        """How many findings are severe."""
        return count_severe(self._findings)

    @property
    def warnings(self) -> int:
        """How many findings are warnings."""
        return sum(flag.severity == "warning" for flag in self._findings)

    @property
    def badness(self) -> int:
        """All findings, weighed."""
        return _SEVERE * self.severe + self.warnings

    @property
    def _findings(self) -> tuple[Flag, ...]:
        return (*self.translation.flags, *self.found)


def count_severe(flags: tuple[Flag, ...]) -> int:
    """How many of `flags` are severe."""
    return sum(flag.severity == "severe" for flag in flags)


def checked(subject: Subject, translation: Translation, steps: tuple[str, ...] = ()) -> Checked:
    """`translation` of the subject with what the checks find in it."""
    return Checked(_of_part(subject, translation), check_english(subject, translation.text), steps=steps)


def unchecked(subject: Subject, translation: Translation) -> Checked:
    """`translation` of the subject with the translator's own flags only."""
    return Checked(_of_part(subject, translation))


def _of_part(subject: Subject, translation: Translation) -> Translation:
    parts = {"en": subject.part, "ar": subject.side}
    flags = tuple(
        flag.model_copy(update={"where": _moved(flag.where, parts), "source": _moved(flag.source, parts)})
        for flag in translation.flags
    )
    return replace(translation, flags=flags)


def _moved(place: str, parts: dict[str, str]) -> str:
    """The same span of what a part is called here."""
    part, colon, span = place.partition(":")
    return f"{parts.get(part, part)}{colon}{span}"
