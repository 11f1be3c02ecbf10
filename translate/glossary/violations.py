"""Where English does not keep to the glossary."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from mujaz.flags.catalogue import Place, make_flag
from mujaz.translate.glossary.arabic import Occurrence
from mujaz.translate.glossary.english import Mention, mentions
from mujaz.translate.glossary.term import Glossary, Term
from mujaz.types import Flag


@dataclass(frozen=True, slots=True)
class Violation:
    """A term of the Arabic that the English has not as it should.

    Attributes:
        term: The term.
        places: Where the Arabic has it, one place at least.
        forbidden: Where the English has what is forbidden for it.
        accepted: How often the English has what passes. 0 where it is missing, else something is forbidden beside it.
    """

    term: Term
    places: tuple[Occurrence, ...]
    forbidden: tuple[Mention, ...]
    accepted: int


def find_violations(glossary: Glossary, arabic: str, english: str) -> list[Violation]:
    """The violations in `english` as the translation of `arabic`, in the order of the Arabic.

    Only terms that the Arabic has are looked at. A term that it has twice and the English once is none: English may say
    "it". Nor is a forbidden form inside what passes for this term or another one ("Union" in "European Union").
    """
    present = glossary.find(arabic)
    passing = [mentions(term.accepted, english, case_sensitive=term.case_sensitive) for term, _ in present]
    taken = _Taken([mention for kept in passing for mention in kept])
    return [
        Violation(term, tuple(places), tuple(wrong), len(kept))
        for (term, places), kept in zip(present, passing, strict=True)
        if (wrong := _forbidden(term, english, taken)) or not kept
    ]


def _forbidden(term: Term, english: str, taken: _Taken) -> list[Mention]:
    found = mentions(term.forbidden, english, case_sensitive=term.case_sensitive)
    return [one for one in found if not taken.overlaps(one)]


class _Taken:
    """The parts of a text that something stands in, for looking up in logarithmic time."""

    def __init__(self, taken: list[Mention]) -> None:
        taken.sort(key=lambda mention: mention.start)
        self._starts = [mention.start for mention in taken]
        self._reach = list(accumulate((mention.end for mention in taken), max))

    def overlaps(self, mention: Mention) -> bool:
        before = bisect_left(self._starts, mention.end)
        return before > 0 and self._reach[before - 1] > mention.start


def flags(violation: Violation, arabic: str, english: str) -> Iterator[Flag]:
    """What an editor should know: of each forbidden form where it stands, else that the term is missing."""
    place = violation.places[0]
    source = Place("ar", place.start, place.end)
    said = {"other": arabic[place.start : place.end], "wanted": violation.term.english}
    for mention in violation.forbidden:
        there = Place("en", mention.start, mention.end)
        yield make_flag("term-forbidden", there, source, text=english[mention.start : mention.end], **said)
    if not violation.forbidden:
        yield make_flag("term-missing", "en", source, **said)
