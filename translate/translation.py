"""The English of one text, put together from its segments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mujaz.translate.degenerate import CONTROL_PIECE
from mujaz.translate.latinize import latinize
from mujaz.translate.retry import Rendering
from mujaz.translate.segments import join
from mujaz.types import Flag

NOT_TRANSLATED = "[not translated]"
"""Stands where the translator wrote nothing, so that no English is empty; always flagged."""


@dataclass(frozen=True, slots=True)
class Translation:
    """The English of one text.

    Attributes:
        text: One line without Arabic letters; empty only for a blank source.
        flags: What an editor must know about it.
        score: Log-probability per piece of what was generated, at most 0; 0 where nothing was.
        segments: Into how many segments the text was cut.
        attempts: Most engine calls that a segment took: 1 as a rule, more where the first was bad or left out what must
            be copied, 0 without Arabic.
    """

    text: str
    flags: tuple[Flag, ...] = ()
    score: float = 0.0
    segments: int = 0
    attempts: int = 0


def assemble(renderings: Sequence[Rendering]) -> Translation:
    """The English of a text whose segments were rendered so; blank where it has none."""
    if not renderings:
        return Translation("")
    pieces = sum(rendering.outcome.pieces for rendering in renderings)
    log_probability = sum(rendering.outcome.log_probability for rendering in renderings)
    return Translation(
        text=_text(renderings),
        flags=_flags(renderings),
        score=log_probability / pieces if pieces else 0.0,
        segments=len(renderings),
        attempts=max(rendering.attempts for rendering in renderings),
    )


def _text(renderings: Sequence[Rendering]) -> str:
    outputs = [_readable(rendering) for rendering in renderings]
    if all(output == NOT_TRANSLATED for output in outputs):
        return NOT_TRANSLATED
    return join([rendering.segment for rendering in renderings], outputs)


def _readable(rendering: Rendering) -> str:
    source = rendering.segment.source
    text = CONTROL_PIECE.sub(lambda piece: piece[0] if piece[0] in source else " ", rendering.outcome.text)
    text = latinize(text)
    return text if any(map(str.isalnum, text)) or not rendering.problem else NOT_TRANSLATED


def _flags(renderings: Sequence[Rendering]) -> tuple[Flag, ...]:
    return tuple(dict.fromkeys(rendering.problem.flag for rendering in renderings if rendering.problem))
