"""How much of what must be copied a translation copies: numbers, and words in Latin letters.

Asked for is what the Arabic source states and the reference translation renders; a number counts by its value
(«3 آلاف», "3,000", "three thousand"), a Latin word without regard to case. A hypothesis that has it once where it is
asked for twice has half of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from mujaz.facts.base import Date, Language
from mujaz.facts.find import find_facts

_LATIN = re.compile(r"[A-Za-z](?:[A-Za-z0-9&'’.+_-]*[A-Za-z0-9+])?")
_POSSESSIVE = re.compile("['’]s$")


@dataclass(frozen=True, slots=True)
class CopyRate:
    """How many of the asked-for numbers and Latin words are in the output."""

    numbers: int = 0
    numbers_asked: int = 0
    latin: int = 0
    latin_asked: int = 0

    def __add__(self, other: CopyRate) -> CopyRate:
        return CopyRate(
            self.numbers + other.numbers,
            self.numbers_asked + other.numbers_asked,
            self.latin + other.latin,
            self.latin_asked + other.latin_asked,
        )


def copy_rate(triples: Iterable[tuple[str, str, str]]) -> CopyRate:
    """The counts over triples of Arabic source, hypothesis and reference."""
    return sum((_of_one(*triple) for triple in triples), start=CopyRate())


def _of_one(source: str, hypothesis: str, reference: str) -> CopyRate:
    numbers = values(source, "ar") & values(reference, "en")
    latin = latin_words(source) & latin_words(reference)
    return CopyRate(
        (numbers & values(hypothesis, "en")).total() if numbers else 0,
        numbers.total(),
        (latin & latin_words(hypothesis)).total(),
        latin.total(),
    )


def values(text: str, language: Language) -> Counter[Fraction]:
    """The values of the numbers of a text and of the years and days of its dates; ranges by their two ends."""
    facts = find_facts(text, language)
    ends = (end for number in facts.numbers for end in {number.low, number.high})
    return Counter([*ends, *(Fraction(figure) for date in facts.dates for figure in _figures(date))])


def _figures(date: Date) -> Iterator[int]:
    yield from (figure for figure in (date.year, date.day) if figure is not None)


def latin_words(text: str) -> Counter[str]:
    """The words of a text in Latin letters, in lower case and without a possessive: "Toyota's" is Toyota."""
    return Counter(_POSSESSIVE.sub("", word.lower()) for word in _LATIN.findall(text))
