"""`Translator`: Arabic texts in, English out, with a flag on everything that is no proper translation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mujaz.engines.base import Engine, GenerationOptions
from mujaz.errors import BundleError
from mujaz.models.bundle import open_bundle
from mujaz.profiles import Profile, as_profile
from mujaz.translate.degenerate import CONTROL_PIECE
from mujaz.translate.latinize import latinize
from mujaz.translate.notice import notice
from mujaz.translate.retry import Rendering, render
from mujaz.translate.segments import join, split
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
        attempts: Most engine calls that a segment took: 1 as a rule, 2 or 3 where the first was bad, 0 without Arabic.
    """

    text: str
    flags: tuple[Flag, ...] = ()
    score: float = 0.0
    segments: int = 0
    attempts: int = 0


class Translator:
    """Translates Arabic into English with a MarianMT bundle.

    Attributes:
        notice: What every brief with this translator's English must say; None for a model of publishable quality.
        bundle: The model.
    """

    def __init__(self, profile: Profile | str = "auto", **overrides: Any) -> None:
        """Load the translator that the profile names.

        Args:
            profile: A profile, its name, or a TOML file.
            **overrides: Fields of `Profile` to put on top.

        Raises:
            InputError: The profile or an override is not valid.
            ModelError: The bundle is missing or refused, or its engine cannot be had.
        """
        settings = as_profile(profile, **overrides)
        bundle = open_bundle(settings.translator)
        if bundle.manifest.task != "translate":
            raise BundleError(bundle.name, "it summarizes; give a bundle whose task is to translate")
        self.bundle = bundle
        self.notice = notice(bundle.manifest)
        self._options = bundle.generation_options(beam_size=settings.beam_size)
        self._engine = bundle.engine(
            engine=settings.engine,
            device=settings.device,
            compute_type=settings.compute_type,
            threads=settings.threads,
        )

    def translate(self, text: str) -> Translation:
        """The English of `text`; blank for blank."""
        return self.translate_many([text])[0]

    def translate_many(self, texts: Sequence[str]) -> list[Translation]:
        """The English of each text, in their order, batched over all of them."""
        return translate_with(self._engine, self._options, texts)


def translate_with(engine: Engine, options: GenerationOptions, texts: Sequence[str]) -> list[Translation]:
    """What `Translator.translate_many` does, on an engine that is loaded already."""
    plans = [split(text, engine.count_pieces) for text in texts]
    rendered = iter(render([segment for plan in plans for segment in plan], engine, options))
    return [_assemble([part for _ in plan for part in next(rendered)]) for plan in plans]


def _assemble(renderings: Sequence[Rendering]) -> Translation:
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
    problems = dict.fromkeys((r.problem.kind, r.problem.message) for r in renderings if r.problem)
    return tuple(Flag(kind=kind, severity="severe", message=message, where="en") for kind, message in problems)
