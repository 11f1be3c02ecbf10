"""Whether another translation mends what was found severe in the first one, or only hides it.

A text without a flag is not yet a better one: a wrong name may be gone because nothing stands for it any more.
"""

from __future__ import annotations

from collections import Counter

from mujaz.checks.checked import Checked
from mujaz.checks.english import LONGEST, Subject
from mujaz.facts.compare import find_unsupported, keeps_facts
from mujaz.facts.find import find_facts
from mujaz.facts.kinds import kind_of


def mends(subject: Subject, first: Checked, other: Checked) -> bool:
    """Tell whether `other` has fewer severe findings than `first`, says what belongs there and loses nothing."""
    if other.severe >= first.severe:
        return False
    old, new = first.translation.text, other.translation.text
    return keeps_facts(subject.arabic, old, new) and _says_more(subject, first, new)


def _says_more(subject: Subject, first: Checked, new: str) -> bool:
    """Tell whether `new` leaves out less of each kind with a severe finding, unless the first text left out nothing."""
    severe = {flag.kind for flag in first.flags if flag.severity == "severe"}
    before, after = (_count_lost(subject, english) for english in (first.translation.text, new))
    return all(after[kind] < before[kind] for kind in severe if before[kind])


def _count_lost(subject: Subject, english: str) -> Counter[str]:
    """Count what `english` leaves out of the Arabic, by kind; also names that are known with less certainty."""
    facts = find_facts(english[:LONGEST], "en")
    return Counter(kind_of(fact).name for fact in find_unsupported(subject.facts, facts))
