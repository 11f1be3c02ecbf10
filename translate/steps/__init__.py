"""The steps of the translator's ladder, one a file, and their order, here alone."""

from __future__ import annotations

from mujaz.translate.answers import Outputs
from mujaz.translate.steps.base import Combined, TranslationStep
from mujaz.translate.steps.clauses import Clauses
from mujaz.translate.steps.correction import Correction
from mujaz.translate.steps.figures import Figures
from mujaz.translate.steps.hypotheses import Hypotheses
from mujaz.translate.steps.names import CarriedNames, LatinNames
from mujaz.translate.steps.without_repetition import WithoutRepetition
from mujaz.translate.translation import Translation

DEGENERATE: tuple[TranslationStep[Outputs], ...] = (
    Combined(WithoutRepetition(), Clauses()),
    Combined(WithoutRepetition(), Hypotheses(least=4)),
)
"""For a segment that came back as no translation."""

COPYING: tuple[TranslationStep[Outputs], ...] = (Combined(Figures(), Hypotheses()), Combined(Figures(), Clauses()))
"""For a segment that came back without a number, a date or a Latin word."""

NAMES: tuple[TranslationStep[Translation], ...] = (LatinNames(), CarriedNames())
"""For a text that lacks the name of a person, or has it in no spelling that is known."""

GLOSSARY: tuple[TranslationStep[Translation], ...] = (Hypotheses(),)
"""For a text that does not keep to the glossary."""

CHECKS: tuple[TranslationStep[Translation], ...] = (Clauses(), Hypotheses(), Correction())
"""For a text in which the checks of a brief find something severe."""
