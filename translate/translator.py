"""`Translator`: Arabic texts in, English out, with a flag on everything that is no proper translation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Unpack

from mujaz.engines.base import Engine, GenerationOptions
from mujaz.errors import BundleError
from mujaz.models.bundle import open_bundle
from mujaz.profiles import Profile, ProfileOptions, as_profile
from mujaz.text.markup import plain_text
from mujaz.translate import steps
from mujaz.translate.answers import Answers, Parts, Request
from mujaz.translate.glossary.read import read_glossary
from mujaz.translate.glossary.terms import Glossary
from mujaz.translate.glossary.violations import keep_to
from mujaz.translate.judges import CopyingJudge, DegenerateJudge, GlossaryJudge
from mujaz.translate.ladder import Climb, Judge, climb
from mujaz.translate.latin import respell
from mujaz.translate.notice import notice
from mujaz.translate.placeholders import mask, unmask
from mujaz.translate.segments import split
from mujaz.translate.steps.base import Text
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
        self._repairs = settings.checks and settings.repair
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
        """Return the English of `text`; blank for blank."""
        return self.translate_many([text])[0]

    def translate_many(
        self, texts: Sequence[str], judges: Sequence[Judge[Translation]] | None = None
    ) -> list[Translation]:
        """Return the English of each text, in their order, batched over all of them.

        Unless the profile says no to `checks` or `repair`, what must be copied is seen to: if a number, a date or a
        word in Latin letters is missing, others are tried, and such words are spelled as the Arabic has them. Tags and
        other mark-up are taken off; placeholders («{0}», «%s») come over as they are.

        Args:
            texts: Any Arabic.
            judges: Who examines each translation. Unless the profile says no to `repair`, other translations are tried
                for those with which a judge is not content (`mujaz.translate.steps`).
        """
        return translate_with(
            self._engine, self._options, texts, repair=self._repairs, glossary=self.glossary, judges=judges
        )


def translate_with(
    engine: Engine,
    options: GenerationOptions,
    texts: Sequence[str],
    *,
    repair: bool = False,
    glossary: Glossary | None = None,
    judges: Sequence[Judge[Translation]] | None = None,
) -> list[Translation]:
    """Return the English of each text, on an engine that is loaded already.

    Args:
        engine: The engine.
        options: How it generates the first time.
        texts: Any Arabic.
        repair: Whether something is tried for what must be copied, and for what the judges find.
        glossary: What the English must keep to.
        judges: Who examines the translation of each text.
    """
    answers = Answers(engine, options)
    plans = [_plan(text, engine, glossary, repair=repair) for text in texts]
    translations = _translate_segments(plans, answers, repair=repair)
    if glossary:
        climbs = [Climb(*pair, GlossaryJudge(glossary)) for pair in zip(plans, translations, strict=True)]
        climb(climbs, steps.GLOSSARY, answers)
        translations = [replace(one.candidate, attempts=one.first.attempts + len(one.tried)) for one in climbs]
    if judges:
        climbs = [Climb(*each) for each in zip(plans, translations, judges, strict=True)]
        climb(climbs, steps.CHECKS if repair else (), answers)
        translations = [replace(one.candidate, repairs=one.list_repairs("en")) for one in climbs]
    return translations


def _plan(text: str, engine: Engine, glossary: Glossary | None, *, repair: bool) -> Text[Translation]:
    masked = mask(plain_text(text))

    def finish(parts: Parts) -> Translation:
        translation = assemble(parts)
        if repair:
            translation = respell(masked.text, translation)
        if glossary:
            translation = keep_to(glossary, masked.text, translation)
        return unmask(translation, masked.stands_for)

    return Text(text, split(masked.text, engine.count_pieces), finish)


def _translate_segments(plans: Sequence[Text[Translation]], answers: Answers, *, repair: bool) -> list[Translation]:
    """Translate each segment by itself, and take those that came out bad up the ladder."""
    segments = [segment for plan in plans for segment in plan.segments]
    texts = [Text[Parts](segment.source, (segment,), tuple) for segment in segments]
    requests = [Request(segment, answers.options) for segment in segments]
    answers.ask(requests)
    degenerate = DegenerateJudge()
    first = [answers.choose(request, degenerate.count_faults) for request in requests]
    climbs = [Climb(text, (part,), degenerate) for text, part in zip(texts, first, strict=True) if part]
    climb(climbs, steps.DEGENERATE, answers)
    parts = list(map(_count_attempts, climbs))
    if repair:
        climbs = [Climb(text, own, CopyingJudge(text.arabic)) for text, own in zip(texts, parts, strict=True)]
        climb(climbs, steps.COPYING, answers)
        parts = list(map(_count_attempts, climbs))
    groups = iter(parts)
    return [plan.finish(tuple(part for _ in plan.segments for part in next(groups))) for plan in plans]


def _count_attempts(one: Climb[Text[Parts], Parts]) -> Parts:
    """Return the best candidate, each part with the number of attempts that were made."""
    attempts = one.first[0].attempts + len(one.tried)
    return tuple(replace(part, attempts=attempts) for part in one.candidate) if one.tried else one.candidate
