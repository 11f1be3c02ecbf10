"""The judge that the checks pass to the translator's ladder.

Only texts in which the checks find something severe climb; the translator has tried again already if its own judges
found something. Another translation counts only if it keeps what the first one says and repairs what was found: a text
without a flag is not yet a better one, for a wrong name may be gone because nothing is said in its place. Of all
candidates the least bad is taken: none with more severe findings than the first, of those the one with the least weight
of findings, of equals the earliest. A text that no step repairs stays as it was, flagged.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from mujaz.checks.english import LONGEST, Subject, check_english, count_faults
from mujaz.facts.compare import find_unsupported, keeps_facts
from mujaz.facts.find import find_facts
from mujaz.facts.kinds import kind_of
from mujaz.translate.ladder import Attempt, Climb, Judge
from mujaz.translate.translation import Translation, count_severe


class EnglishJudge(Judge[Translation]):
    """Wants the English of a subject in which the checks find nothing severe."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject

    def examine(self, candidate: Translation) -> Translation:
        """Return `candidate` with what the checks find in it."""
        return replace(candidate, findings=check_english(self._subject, candidate.text))

    def is_content(self, climb: Climb[Any, Translation]) -> bool:
        """Tell whether nothing severe was found, or it is gone and no warning came instead."""
        first, best = climb.first, climb.candidate
        return not count_severe(first.findings) or (not best.severe and best.warnings <= first.warnings)

    def admits(self, climb: Climb[Any, Translation], attempt: Attempt[Translation]) -> bool:
        """Tell whether an edit adds no finding, or another translation repairs what was found in the first."""
        candidate = attempt.candidate
        if attempt.base is not None:  # an edit that repairs one thing and breaks another is not taken
            return _tell_apart(candidate) <= _tell_apart(attempt.base) and candidate.severe <= climb.first.severe
        return repairs(self._subject, climb.first, candidate)

    def rank(self, candidate: Translation) -> int:
        """Return the weight of all findings."""
        return candidate.badness

    def count_faults(self, arabic: str, english: str) -> int:
        """Count the facts that a hypothesis adds and loses."""
        return count_faults(arabic, english)


def _tell_apart(translation: Translation) -> set[tuple[str, str]]:
    return {(flag.kind, flag.message) for flag in translation.findings}


def repairs(subject: Subject, first: Translation, new: Translation) -> bool:
    """Tell whether `new` has fewer severe findings than `first`, says what belongs there and loses nothing."""
    if new.severe >= first.severe:
        return False
    return keeps_facts(subject.arabic, first.text, new.text) and _says_more(subject, first, new.text)


def _says_more(subject: Subject, first: Translation, new: str) -> bool:
    """Tell whether `new` leaves out less of each kind with a severe finding, unless the first text left out nothing."""
    severe = {flag.kind for flag in first.all_flags if flag.severity == "severe"}
    before, after = (_count_lost(subject, english) for english in (first.text, new))
    return all(after[kind] < before[kind] for kind in severe if before[kind])


def _count_lost(subject: Subject, english: str) -> Counter[str]:
    """Count what `english` leaves out of the Arabic, by kind; also names that are known with less certainty."""
    facts = find_facts(english[:LONGEST], "en")
    return Counter(kind_of(fact).name for fact in find_unsupported(subject.facts, facts))
