"""The English of one text, put together from its segments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

from mujaz.engines.base import Hypothesis
from mujaz.translate.answers import Output
from mujaz.translate.degenerate import CONTROL_PIECE
from mujaz.translate.normalize import latinize
from mujaz.translate.segments import join
from mujaz.types import Flag, Repair

NOT_TRANSLATED = "[not translated]"
"""Stands where the translator wrote nothing, so that no English is empty; always flagged."""

_SEVERE = 3
"""A severe finding counts as so many warnings."""


@dataclass(frozen=True, slots=True)
class Translation:
    """The English of one text.

    Attributes:
        text: One line without Arabic letters; empty only for a blank source.
        flags: The findings of the translator.
        score: Log-probability per piece of what was generated, at most 0; 0 if nothing was generated, None if the
            engine gives no scores.
        segments: Into how many segments the text was cut.
        attempts: Most attempts that a segment took: 1 as a rule, more if the first was bad or left out what must be
            copied, 0 without Arabic.
        findings: Those of the checks of a brief.
        notes: Flags that tell what a repair changed; they are no findings.
        repairs: The steps that the checks made the translator try.
    """

    text: str
    flags: tuple[Flag, ...] = ()
    score: float | None = 0.0
    segments: int = 0
    attempts: int = 0
    findings: tuple[Flag, ...] = ()
    notes: tuple[Flag, ...] = ()
    repairs: tuple[Repair, ...] = ()

    @property
    def all_flags(self) -> tuple[Flag, ...]:
        """Return all findings and notes, for an editor."""
        return (*self.flags, *self.findings, *self.notes)

    @property
    def severe(self) -> int:
        """Count the severe findings."""
        return count_severe((*self.flags, *self.findings))

    @property
    def warnings(self) -> int:
        """Count the warnings."""
        return sum(flag.severity == "warning" for flag in (*self.flags, *self.findings))

    @property
    def badness(self) -> int:
        """Weigh all findings."""
        return _SEVERE * self.severe + self.warnings


def count_severe(flags: Sequence[Flag]) -> int:
    """Count the severe ones of `flags`."""
    return sum(flag.severity == "severe" for flag in flags)


def assemble(outputs: Sequence[Output]) -> Translation:
    """Return the English of a text from that of its segments; blank if it has none."""
    if not outputs:
        return Translation("")
    asked = [output.hypothesis for output in outputs if output.segment.has_arabic]
    return Translation(
        text=_text(outputs),
        flags=tuple(dict.fromkeys(output.problem.flag for output in outputs if output.problem)),
        score=_score(asked),
        segments=len(outputs),
        attempts=max(output.attempts for output in outputs),
    )


def _score(hypotheses: Sequence[Hypothesis]) -> float | None:
    pieces = sum(len(hypothesis.pieces) + 1 for hypothesis in hypotheses)  # and the end
    log_probability = sum(hypothesis.log_probability for hypothesis in hypotheses)
    if isnan(log_probability):  # not every engine gives scores
        return None
    return log_probability / pieces if pieces else 0.0


def _text(outputs: Sequence[Output]) -> str:
    texts = [_make_readable(output) for output in outputs]
    if all(text == NOT_TRANSLATED for text in texts):
        return NOT_TRANSLATED
    return join([output.segment for output in outputs], texts)


def _make_readable(output: Output) -> str:
    source = output.segment.source
    text = CONTROL_PIECE.sub(lambda piece: piece[0] if piece[0] in source else " ", output.text)
    text = latinize(text)
    return text if any(map(str.isalnum, text)) or not output.problem else NOT_TRANSLATED
