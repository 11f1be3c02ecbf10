"""The translator's own judges: of degenerate English, of what must be copied, and of the glossary."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from mujaz.facts.base import Facts, Language
from mujaz.facts.compare import find_unsupported, keeps_facts
from mujaz.facts.find import find_facts
from mujaz.translate.answers import Output, Outputs
from mujaz.translate.glossary.terms import Glossary
from mujaz.translate.glossary.violations import KIND, find_violations
from mujaz.translate.ladder import Attempt, Climb, Judge
from mujaz.translate.latin import LONGEST, count_lost_words, find_slips, put_right
from mujaz.translate.steps.names import find_lacking
from mujaz.translate.translation import Translation

_LOST = 2
"""A lost thing counts as so many faults: the one in its place is another."""

_LONGER, _SPARE = 0.2, 3
"""By what part of its words, or how many, a translation with another name in it may be longer or shorter."""

_PHRASE = 4
"""Words; shorter phrases come twice in good English, too."""


class DegenerateJudge(Judge[Outputs]):
    """Wants segments that are translations at all (`mujaz.translate.degenerate`)."""

    def rank(self, candidate: Outputs) -> float:
        """Return how bad the parts are."""
        return measure_badness(candidate)


class CopyingJudge(Judge[Outputs]):
    """Wants a segment that has the numbers, dates and Latin words of its Arabic."""

    def __init__(self, arabic: str) -> None:
        self._arabic = arabic

    def is_content(self, climb: Climb[Any, Outputs]) -> bool:
        """Tell whether nothing is lost that must be copied."""
        return not _count_lost(self._arabic, _text(climb.candidate))

    def admits(self, climb: Climb[Any, Outputs], attempt: Attempt[Outputs]) -> bool:
        """Tell whether an attempt keeps what the best one so far says, or is a translation unlike that one."""
        old, new = climb.candidate, attempt.candidate
        return keeps_facts(self._arabic, _text(old), _text(new)) or measure_badness(new) < measure_badness(old)

    def rank(self, candidate: Outputs) -> tuple[float, int]:
        """Return how bad the parts are, then how many faults they have."""
        return measure_badness(candidate), count_copying_faults(self._arabic, _text(candidate))

    def count_faults(self, arabic: str, english: str) -> int:
        """Count what `english` lacks, adds and stammers."""
        return count_copying_faults(arabic, english)


class NameJudge(Judge[Translation]):
    """Wants texts that have the people of their Arabic by name (`mujaz.translate.steps.names`)."""

    def __init__(self, arabic: str) -> None:
        self._arabic = arabic

    def admits(self, climb: Climb[Any, Translation], attempt: Attempt[Translation]) -> bool:
        """Tell whether an attempt has more of the names and is worse in nothing else that can be told."""
        old, new = climb.candidate, attempt.candidate
        return (
            self.rank(new) < self.rank(old)
            and new.severe <= old.severe
            and _is_as_long(old.text, new.text)
            and _count_said_again(new.text) <= _count_said_again(old.text)
            and _count_added(self._arabic, new.text) <= _count_added(self._arabic, old.text)
            and keeps_facts(self._arabic, old.text, new.text)
        )

    def rank(self, candidate: Translation) -> int:
        """Return how many names are lacking."""
        return len(find_lacking(self._arabic, candidate.text))


def _is_as_long(old: str, new: str) -> bool:
    return abs(len(new.split()) - len(old.split())) <= max(_SPARE, _LONGER * len(old.split()))


def _count_added(arabic: str, english: str) -> int:
    return sum(1 for _ in find_unsupported(find_facts(english[:LONGEST], "en"), find_facts(arabic[:LONGEST], "ar")))


class GlossaryJudge(Judge[Translation]):
    """Wants texts that keep to a glossary."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary

    def admits(self, climb: Climb[Any, Translation], attempt: Attempt[Translation]) -> bool:
        """Tell whether an attempt has no more severe findings than the best one so far."""
        return attempt.candidate.severe <= climb.candidate.severe

    def rank(self, candidate: Translation) -> int:
        """Return how many violations there are."""
        return sum(flag.kind == KIND for flag in candidate.flags)

    def count_faults(self, arabic: str, english: str) -> int:
        """Count the terms of `arabic` that `english` has not as the glossary wants."""
        return len(find_violations(self._glossary, arabic, english))


def measure_badness(outputs: Outputs) -> float:
    """Return how bad the translation of one segment is, over its parts; 0 if each may pass."""
    return sum(output.rank for output in outputs) / len(outputs)


def count_copying_faults(arabic: str, english: str) -> int:
    """Count how far `english` is from having the numbers, dates and Latin words of `arabic`: lost ones count double.

    A Latin word that can be put right (`mujaz.translate.latin`) is no fault. Phrases that are said again count double
    as well, unless the Arabic says some again: a text that has its number because it stammers is no better.
    """
    added = list(find_unsupported(_facts(english, "en"), _facts(arabic, "ar")))
    stammers = 0 if _count_said_again(arabic) else _count_said_again(english)
    return _LOST * (_count_lost(arabic, english) + stammers) + len(added)


def _count_lost(arabic: str, english: str) -> int:
    lost = list(find_unsupported(_facts(arabic, "ar"), _facts(english, "en")))
    words = count_lost_words(arabic, put_right(english, find_slips(arabic, english)))
    return len(lost) + words.total()


def _count_said_again(text: str) -> int:
    words = text.casefold().split()
    phrases = [tuple(words[start : start + _PHRASE]) for start in range(len(words) - _PHRASE + 1)]
    return len(phrases) - len(set(phrases))


@lru_cache(maxsize=16)
def _facts(text: str, language: Language) -> Facts:  # the same Arabic is asked about for each hypothesis
    return find_facts(text[:LONGEST], language, names=False)


def _text(outputs: Sequence[Output]) -> str:
    return " ".join(output.text for output in outputs)
