"""The repair ladder of the English: what is tried, in which order, and what is taken.

Only texts in which the checks find something severe climb it; what the translator itself found bad it has tried again
already. Each rung takes all of a window's texts through the engine in one call:

1. ``clauses``: translated once more, cut at the borders of its clauses;
2. ``hypotheses``: of several hypotheses for each segment the one that states the Arabic's facts best;
3. ``corrected``: in each text so far, a wrong number or name replaced when there is no doubt by which, and when the
   checks of the new text find nothing that they had not found before.

Another translation counts only if it keeps what the first one says and mends what was found (`mujaz.checks.keeping`).
Of everything that was tried the least bad is taken: never one with more severe findings than the first, of those the
one with the least weight of findings, of equals the earliest. So no repair makes it worse, and what no rung mends stays
as it was, flagged.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from mujaz.checks.checked import Checked, checked, count_severe
from mujaz.checks.correction import correct_name, correct_number
from mujaz.checks.english import Subject, check_english, faults
from mujaz.checks.keeping import mends
from mujaz.flags.catalogue import moved, read_place
from mujaz.translate.translation import Translation
from mujaz.types import Flag, Repair


class Alternatives(Protocol):
    """What the ladder asks of a translator; `Translator` has it."""

    def translate_in_clauses(self, texts: Sequence[str]) -> list[Translation]:
        """Translations by clauses."""

    def translate_best(self, texts: Sequence[str], faults: Callable[[str, str], int]) -> list[Translation]:
        """Translations by the best of several hypotheses."""


class _Climb:
    """One text on the ladder: its first translation and what was made of it since."""

    def __init__(self, subject: Subject, first: Checked) -> None:
        self.subject = subject
        self.pool = [first]
        self._tried: list[str] = []

    @property
    def goes_on(self) -> bool:
        """Whether something severe is left, or was got rid of at the cost of more warnings."""
        if not count_severe(self.pool[0].found):
            return False
        best = self._best()
        return bool(best.severe) or best.warnings > self.pool[0].warnings

    def add(self, step: str, made: Sequence[Checked]) -> None:
        """What a step made of it, if anything."""
        self._tried.append(step)
        self.pool += made

    def result(self) -> Checked:
        """The best of it, with the record of what was tried."""
        best = self._best()
        repairs = (Repair(step=step, where=self.subject.part, taken=step in best.steps) for step in self._tried)
        return replace(best, repairs=tuple(repairs))

    def _best(self) -> Checked:
        allowed = [one for one in self.pool if one.severe <= self.pool[0].severe]
        return min(allowed, key=lambda one: one.badness)  # the earliest of equals


Rung = Callable[[Sequence[_Climb]], list[list[Checked]]]
"""What a step of the ladder makes of each text."""


def mend_english(subjects: Sequence[Subject], first: Sequence[Checked], translator: Alternatives) -> list[Checked]:
    """The best that can be had for each of `first`, the checked translations of `subjects`."""
    climbs = [_Climb(subject, one) for subject, one in zip(subjects, first, strict=True)]
    for step, rung in _rungs(translator).items():
        bad = [climb for climb in climbs if climb.goes_on]
        for climb, made in zip(bad, rung(bad) if bad else (), strict=True):
            climb.add(step, made)
    return [climb.result() for climb in climbs]


def _rungs(translator: Alternatives) -> dict[str, Rung]:
    def again(step: str, translate: Callable[[list[str]], list[Translation]]) -> Rung:
        def rung(climbs: Sequence[_Climb]) -> list[list[Checked]]:
            made = translate([climb.subject.arabic for climb in climbs])
            return [_if_better(climb, step, one) for climb, one in zip(climbs, made, strict=True)]

        return rung

    return {
        "clauses": again("clauses", translator.translate_in_clauses),
        "hypotheses": again("hypotheses", lambda texts: translator.translate_best(texts, faults)),
        "corrected": lambda climbs: [_corrected(climb) for climb in climbs],
    }


def _if_better(climb: _Climb, step: str, made: Translation) -> list[Checked]:
    """Return another translation, checked, unless it loses something or only hides what was found severe."""
    other = checked(climb.subject, made, (step,))
    return [other] if mends(climb.subject, climb.pool[0], other) else []


def _corrected(climb: _Climb) -> list[Checked]:
    """Each text so far with a number or a name corrected, where there is one to correct."""
    made = (_with_corrections(climb.subject, one) for one in climb.pool)
    return [one for one in made if one]


def _with_corrections(subject: Subject, one: Checked) -> Checked | None:
    """`one` with a number or a name corrected, checked again; None when there is none or it would add a finding."""
    text, flags, notes = one.translation.text, one.translation.flags, one.notes
    for correct in (correct_number, correct_name):
        if found := correct(subject, text):
            by = len(found[0]) - len(text)
            text, note = found
            if place := read_place(note.where):
                flags, notes = (tuple(moved(flag, place, by) for flag in told) for told in (flags, notes))
            notes = (*notes, note)
    if notes == one.notes:
        return None
    findings = check_english(subject, text)
    if not {_finding(flag) for flag in findings} <= {_finding(flag) for flag in one.found}:
        return None  # what mends one thing and breaks another stays undone
    translation = replace(one.translation, text=text, flags=flags)
    return Checked(translation, findings, notes, (*one.steps, "corrected"))


def _finding(flag: Flag) -> tuple[str, str]:
    return flag.kind, flag.message
