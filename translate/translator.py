"""`Translator`: Arabic texts in, English out, with a flag on everything that is no proper translation."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Unpack

from mujaz.engines.base import Engine, GenerationOptions
from mujaz.errors import BundleError
from mujaz.models.bundle import open_bundle
from mujaz.profiles import Profile, ProfileOptions, as_profile
from mujaz.text.markup import plain_text
from mujaz.translate.copying.again import render_copying
from mujaz.translate.copying.spelling import respell
from mujaz.translate.glossary.enforcement import enforce, keep_to
from mujaz.translate.glossary.read import read_glossary
from mujaz.translate.notice import notice
from mujaz.translate.placeholders import mask, unmask
from mujaz.translate.retry import Faults, Way, best_hypotheses, in_clauses, render
from mujaz.translate.segments import split
from mujaz.translate.translation import Translation, assemble


class Translator:
    """Translates Arabic into English with a MarianMT bundle.

    Pickled, its profile travels and its model does not: the copy loads it.

    Attributes:
        profile: What it was made with.
        notice: What every brief with this translator's English must say; None for a model of publishable quality.
        bundle: The model.
        glossary: What the English must keep to; None for nothing.
    """

    def __init__(self, profile: Profile | str = "auto", **overrides: Unpack[ProfileOptions]) -> None:
        """Load the translator that the profile names.

        Args:
            profile: A profile, its name, or a TOML file.
            **overrides: Fields of `Profile` to put on top.

        Raises:
            InputError: The profile or an override is not valid, or its glossary.
            ModelError: The bundle is missing or refused, or its engine cannot be had.
        """
        self.profile = settings = as_profile(profile, **overrides)
        bundle = open_bundle(settings.translator)
        if bundle.manifest.task != "translate":
            raise BundleError(bundle.name, "it summarizes; give a bundle whose task is to translate")
        self.bundle = bundle
        self.glossary = read_glossary(settings.glossary) if settings.glossary else None
        self.notice = notice(bundle.manifest)
        self._mends = settings.checks and settings.repair
        self._options = bundle.generation_options(beam_size=settings.beam_size)
        self._engine = bundle.engine(
            engine=settings.engine,
            device=settings.device,
            compute_type=settings.compute_type,
            threads=settings.threads,
        )

    def __reduce__(self) -> tuple[type[Translator], tuple[Profile]]:
        """Return how a copy is made: of the profile."""
        return type(self), (self.profile,)

    def translate(self, text: str) -> Translation:
        """The English of `text`; blank for blank."""
        return self.translate_many([text])[0]

    def translate_many(self, texts: Sequence[str]) -> list[Translation]:
        """The English of each text, in their order, batched over all of them.

        Unless the profile says no to `checks` or `repair`, what must be copied is seen to: where a number, a date or a
        word in Latin letters is missing, others are tried, and such words are spelled as the Arabic has them. Tags and
        other mark-up are taken off; placeholders («{0}», «%s») come over as they are.
        """
        masked = [mask(plain_text(text)) for text in texts]
        plain = [one.text for one in masked]
        first = self._translated(plain, render_copying if self._mends else render)
        made = enforce(self.glossary, plain, first, self.translate_best) if self.glossary else first
        return [unmask(english, one.stands_for) for english, one in zip(made, masked, strict=True)]

    def translate_in_clauses(self, texts: Sequence[str]) -> list[Translation]:
        """The same, with every segment cut at the borders of its clauses where it can be; one engine call."""
        return self._translated(texts, in_clauses)

    def translate_best(self, texts: Sequence[str], faults: Faults) -> list[Translation]:
        """The same, of several hypotheses for each segment the one with the fewest faults; one engine call.

        Args:
            texts: As for `translate_many`.
            faults: How many faults an English text has as the translation of a normalized Arabic segment.
        """
        return self._translated(texts, partial(best_hypotheses, faults=faults))

    def _translated(self, texts: Sequence[str], way: Way) -> list[Translation]:
        made = translate_with(self._engine, self._options, texts, way)
        if self._mends:
            made = [respell(*pair) for pair in zip(texts, made, strict=True)]
        return [keep_to(self.glossary, *pair) for pair in zip(texts, made, strict=True)] if self.glossary else made


def translate_with(
    engine: Engine, options: GenerationOptions, texts: Sequence[str], way: Way = render
) -> list[Translation]:
    """The English of each text, on an engine that is loaded already; `way` renders the segments."""
    plans = [split(text, engine.count_pieces) for text in texts]
    rendered = iter(way([segment for plan in plans for segment in plan], engine, options))
    return [assemble([part for _ in plan for part in next(rendered)]) for plan in plans]
