"""Whether another translation of a text says all that the first one says, as far as words can tell.

A text that is translated again in clauses may come back without its verb, its denial or a figure, and with words that
are none. What is put right by that is not worth it.
"""

from __future__ import annotations

from dataclasses import replace

from mujaz.facts.base import Facts
from mujaz.facts.compare import omitted_names, unsupported
from mujaz.facts.find import find_facts
from mujaz.facts.meaning.compare import compare_polarity
from mujaz.facts.words.nonwords import find_nonwords
from mujaz.facts.words.verbs import count_verbs

LONGEST = 3_000
"""Characters of a text that are compared: comparing takes the square."""

_FEWER_VERBS = 2
"""A text may say with one verb what another says with so many, not with more."""


def keeps(arabic: str, old: str, new: str) -> bool:
    """Tell whether `new` has what `old` has of `arabic`: numbers, dates, names, denials, its verb.

    It may not have more words that are no words, either.
    """
    arabic, old, new = (text[:LONGEST] for text in (arabic, old, new))
    source = find_facts(arabic, "ar")
    return (
        _left_out(source, new) <= _left_out(source, old)
        and _turned(arabic, new) <= _turned(arabic, old)
        and _nonwords(arabic, new) <= _nonwords(arabic, old)
        and count_verbs(new) * _FEWER_VERBS >= count_verbs(old)
    )


def _left_out(source: Facts, english: str) -> set[tuple[int, int]]:
    """Return where the facts of an Arabic text stand that `english` leaves out."""
    facts = find_facts(english, "en")
    missing = unsupported(replace(source, names=()), facts)
    numbers = {(number.start, number.end) for number in missing.numbers}
    dates = {(date.start, date.end) for date in missing.dates}
    return numbers | dates | {(name.start, name.end) for name in omitted_names(source, facts)}


def _turned(arabic: str, english: str) -> set[str]:
    return {change.kind for change in compare_polarity(arabic, english, "ar", "en")}


def _nonwords(arabic: str, english: str) -> int:
    return sum(1 for _ in find_nonwords(arabic, english))
