"""`Translator`: Arabic texts in, English out, with a flag on everything that is no proper translation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Unpack

from mujaz.engines.base import Engine, GenerationOptions
from mujaz.errors import BundleError
from mujaz.flags.catalogue import wordings
from mujaz.models.bundle import open_bundle
from mujaz.models.manifest import Manifest
from mujaz.models.registry.catalogue import find_by_repository
from mujaz.profiles import Profile, ProfileOptions, as_profile
from mujaz.text.markup import plain_text
from mujaz.translate import steps
from mujaz.translate.answers import Answers, Outputs, Request
from mujaz.translate.glossary.read import read_glossary
from mujaz.translate.glossary.terms import Glossary
from mujaz.translate.glossary.violations import keep_to
from mujaz.translate.judges import CopyingJudge, DegenerateJudge, GlossaryJudge, NameJudge
from mujaz.translate.ladder import Climb, Judge, try_steps
from mujaz.translate.latin import respell
from mujaz.translate.placeholders import mask, unmask
from mujaz.translate.segments import split
from mujaz.translate.steps.base import Text
from mujaz.translate.translation import Translation, assemble
from mujaz.types import Repair

TEST_SET, METRIC = "flores200-devtest", "chrF2"

PUBLISHABLE = 55.0
"""Least chrF2 on flores200-devtest of a translator whose English goes out without a notice.

It was 45 at first. The embedded translator reached 46.5, and its English still had made-up names and lost clauses, read
side by side with the Arabic; the weakest published standard model has 61.
"""

PUBLISHABLE_BY_AUTHORS = {("FLORES-101 devtest", "chrF"): PUBLISHABLE, ("FLORES", "BLEU"): 33.9}
"""Least score of a standard model by its authors: those of OPUS-MT report the same sentences in an earlier edition.

Mozilla reports BLEU; the bound is what the weakest OPUS-MT model has, whose English goes out without a notice.
"""


class Translator:
    """Translates Arabic into English with a MarianMT bundle.

    Pickled, its profile travels and its model does not: the copy loads it.

    Attributes:
        profile: The profile that it was made with.
        notice: A sentence that every brief with its English must carry; None for a model of publishable quality.
        bundle: The model.
        glossary: The terms that the English must keep to; None for nothing.
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
        self.notice = find_notice(bundle.manifest)
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
        repair: Whether to try again if numbers or Latin words were not copied, or the judges find something.
        glossary: The terms that the English must keep to.
        judges: Who examines the translation of each text.
    """
    answers = Answers(engine, options)
    plans = [_plan(text, engine, glossary, repair=repair) for text in texts]
    translations = _translate_segments(plans, answers, repair=repair)
    if repair:
        climbs = [Climb(*both, NameJudge(both[0].arabic)) for both in zip(plans, translations, strict=True)]
        try_steps(climbs, steps.NAMES, answers)
        translations = [replace(climb.candidate, repairs=climb.list_repairs("en")) for climb in climbs]
    if glossary:
        climbs = [Climb(*both, GlossaryJudge(glossary)) for both in zip(plans, translations, strict=True)]
        try_steps(climbs, steps.GLOSSARY, answers)
        translations = [replace(climb.candidate, attempts=climb.first.attempts + len(climb.tried)) for climb in climbs]
    if judges:
        climbs = [Climb(*each) for each in zip(plans, translations, judges, strict=True)]
        try_steps(climbs, steps.CHECKS if repair else (), answers)
        translations = [replace(climb.candidate, repairs=_join_repairs(climb)) for climb in climbs]
    return translations


def _join_repairs(climb: Climb[Text[Translation], Translation]) -> tuple[Repair, ...]:
    return (*climb.first.repairs, *climb.list_repairs("en"))


def _plan(text: str, engine: Engine, glossary: Glossary | None, *, repair: bool) -> Text[Translation]:
    masked = mask(plain_text(text))

    def finish(outputs: Outputs) -> Translation:
        translation = assemble(outputs)
        if repair:
            translation = respell(masked.text, translation)
        if glossary:
            translation = keep_to(glossary, masked.text, translation)
        return unmask(translation, masked.figures)

    return Text(text, split(masked.text, engine.count_pieces), finish)


def _translate_segments(plans: Sequence[Text[Translation]], answers: Answers, *, repair: bool) -> list[Translation]:
    """Translate each segment by itself, and take those that came out bad up the ladder."""
    segments = [segment for plan in plans for segment in plan.segments]
    texts = [Text[Outputs](segment.source, (segment,), tuple) for segment in segments]
    requests = [Request(segment, answers.options) for segment in segments]
    answers.ask(requests)
    degenerate = DegenerateJudge()
    first = [answers.choose(request, degenerate.count_faults) for request in requests]
    climbs = [Climb(text, (output,), degenerate) for text, output in zip(texts, first, strict=True) if output]
    try_steps(climbs, steps.DEGENERATE, answers)
    outputs = list(map(_count_attempts, climbs))
    if repair:
        climbs = [Climb(text, group, CopyingJudge(text.arabic)) for text, group in zip(texts, outputs, strict=True)]
        try_steps(climbs, steps.COPYING, answers)
        outputs = list(map(_count_attempts, climbs))
    groups = iter(outputs)
    return [plan.finish(tuple(output for _ in plan.segments for output in next(groups))) for plan in plans]


def _count_attempts(climb: Climb[Text[Outputs], Outputs]) -> Outputs:
    """Return the best candidate, each part with the number of attempts that were made."""
    attempts = climb.first[0].attempts + len(climb.tried)
    return tuple(replace(output, attempts=attempts) for output in climb.candidate) if climb.tried else climb.candidate


def find_notice(manifest: Manifest) -> str | None:
    """Return the notice that this translator's English carries; None for a model that is good enough.

    That is one which was measured so, or a standard model whose authors say so: its conversion was compared with the
    original. If it was measured as well, the lower score counts.
    """
    scores = [quality.score for quality in manifest.quality if (quality.test_set, quality.metric) == (TEST_SET, METRIC)]
    verdicts = [score >= PUBLISHABLE for score in scores] + _judge_published(manifest.source.repository)
    return None if verdicts and all(verdicts) else wordings()["notice"].en


def _judge_published(repository: str) -> list[bool]:
    model = find_by_repository(repository)
    reported = model.published if model else ()
    return [
        quality.score >= PUBLISHABLE_BY_AUTHORS[quality.test_set, quality.metric]
        for quality in reported
        if (quality.test_set, quality.metric) in PUBLISHABLE_BY_AUTHORS
    ]
