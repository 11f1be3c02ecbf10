"""Numbers as a kind of fact: when two are the same, and which of one text the other does not support."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from mujaz.facts.base import Date, Facts, Kind, Number, Search, with_article
from mujaz.facts.meaning.skeletons import Surroundings
from mujaz.facts.numbers.find import find_numbers

ROUNDING = Fraction(5, 100)
"""How far from each other two numbers may be when one of them is "about"."""

BEYOND = Fraction(10, 100)
"""How far beyond its figure a number may be that is "more than" or "less than" it."""

_ABOUT_AS_MANY = 2
_ABOUT_AS_LONG = 2
_PARTED = 8
"""Characters between the parts of one amount: «مليار دولار ونصف مليار», "3 million and 200 thousand"."""

_LEAST_SCALE = 1000
_HALF = Fraction(1, 2)
_HALF_WORDS = frozenset({"half", "halfway", "mid", "midterm", "midterms", "midway"})
"""English words that say a half without counting: «نصف المدة» is "mid-term"."""

_FORMS = frozenset({0, 1, 2})
"""Numbers that Arabic mostly says by the form of a noun (no goal, one, two)."""

_FAMILIES = {
    "pound": {"GBP", "EGP", "SYP", "LBP"},
    "riyal": {"SAR", "QAR", "OMR", "YER", "IRR"},
    "dirham": {"AED", "MAD"},
    "dinar": {"KWD", "DZD", "TND", "IQD", "JOD", "LYD", "BHD"},
    "lira": {"TRY", "LBP", "SYP", "pound"},
}


class Numbers(Kind[Number]):
    """Numbers: counts, shares, amounts, ranks and magnitudes."""

    type = Number
    name = noun = "number"
    noun_ar = "العدد"
    priority = 1

    def find(self, search: Search) -> Iterable[Number]:
        """Find the numbers of a text, without the digits of dates."""
        return (with_article(number, search.text) for number in find_numbers(search))

    def is_same(self, first: Number, second: Number) -> bool:
        """Tell whether two numbers can be the same fact."""
        return is_same_number(first, second)

    def find_unsupported(self, facts: Facts, source: Facts) -> Iterable[Number]:
        """Find the numbers that have no equal in `source`.

        Ones and twos are passed over, since Arabic mostly says them by the form of the noun. A number may be supported
        by a year of the same value, because digits alone do not always tell them apart; a range by its two ends. If the
        texts are about as long and state about as many numbers, as a sentence and its translation do, a number that is
        one too many is named when one is left over in the source: "5 dead, 5 wounded" for «3 قتلى و5 جرحى», "2 dead"
        for «3 قتلى».
        """
        sums = _sums(facts, source)
        counted = (number for number in facts.numbers if not _is_said_by_form(number) and number not in sums)
        missing = [number for number in counted if not _is_stated(number, source)]
        named = {*map(id, missing), *map(id, _find_extra(facts, source, len(missing)))}
        return (number for number in facts.numbers if id(number) in named)

    def find_misplaced(
        self, facts: Facts, source: Facts, near: Surroundings, source_near: Surroundings
    ) -> Iterable[Number]:
        """Find the numbers that are counted elsewhere in `source`."""
        numbers, stated = ([number for number in each.numbers if number.bound != "order"] for each in (facts, source))
        for number in numbers:
            is_known = number.low == number.high in {1, 2} or any(is_same_number(number, equal) for equal in stated)
            counted = near.next_word(number.end)
            if is_known and self.is_misplaced(number, numbers, stated, near, source_near, counted):
                yield number


def is_same_number(first: Number, second: Number) -> bool:
    """Tell whether two numbers can be the same fact.

    Values are compared after scaling ("half a million", 500,000), shares with percentages. Units must agree if both
    are stated; measures are not converted. A rounding word allows a rounder figure than the other text's exact one:
    `ROUNDING` off, or in its direction `BEYOND`. A magnitude («مئات») fits the numbers that it names. Rank and count
    are not told apart. Of a number with two readings either may fit. A number below zero needs one that is below zero,
    too, or that falls.
    """
    if not _units_agree(first, second) or not _signs_agree(first, second):
        return False
    return any(_has_same_value(*values) for values in itertools.product(_readings(first), _readings(second)))


def _readings(number: Number) -> tuple[Number, ...]:
    if number.alternative is None:
        return (number,)
    return number, replace(number, low=number.alternative, high=number.alternative, alternative=None)


def _has_same_value(first: Number, second: Number) -> bool:
    if "order" in {first.bound, second.bound}:
        return _magnitudes_agree(first, second)
    low, high = _as_percent(first, second)
    second_low, second_high = _as_percent(second, first)
    if low == second_low and high == second_high:
        return True
    return _rounds(first, low, second, second_low) or _rounds(second, second_low, first, low)


def _signs_agree(first: Number, second: Number) -> bool:
    """Tell whether two numbers may be on one side of zero."""
    return {first.sign, second.sign} != {"minus", ""}


def _units_agree(first: Number, second: Number) -> bool:
    """Tell whether the units of two numbers can be the same, also if one is not stated or says less («جنيه»)."""
    if not first.unit or not second.unit or first.unit == second.unit:
        return True
    return second.unit in _FAMILIES.get(first.unit, ()) or first.unit in _FAMILIES.get(second.unit, ())


def _as_percent(number: Number, beside: Number) -> tuple[Fraction, Fraction]:
    """Return both ends, as percentages if `number` is a share and `beside` a percentage."""
    is_share = beside.unit == "percent" and not number.unit and number.low < 1
    return (number.low * 100, number.high * 100) if is_share else (number.low, number.high)


def _magnitudes_agree(first: Number, second: Number) -> bool:
    if first.bound == second.bound:
        return first.low == second.low
    named, exact = (first, second) if first.bound == "order" else (second, first)
    return named.low <= exact.low < named.low * 10


def _rounds(number: Number, stated: Fraction, exact: Number, value: Fraction) -> bool:
    """Tell whether `number` is a rounding of `other`, which is stated exactly and in more digits."""
    rounder = exact.bound == "exact" and _count_digits(stated) < _count_digits(value)
    return rounder and _fits_bound(number.bound, stated, value)


def _count_digits(value: Fraction) -> int:
    """Return how many significant digits a value has; fractions that no decimal says have very many."""
    shifted = value * 10**6
    return len(str(shifted).strip("0")) if shifted.denominator == 1 else 10**6


def _fits_bound(bound: str, stated: Fraction, value: Fraction) -> bool:
    if bound == "about":
        return abs(stated - value) <= ROUNDING * max(stated, value)
    if bound == "over":
        return stated <= value <= stated * (1 + BEYOND)
    return bound == "under" and stated * (1 - BEYOND) <= value <= stated


def _sums(facts: Facts, source: Facts) -> set[Number]:
    """Return the numbers of `facts` that two of `source` make together, and pairs that make one of it.

    "3 million and 200,000" is 3.2 million.
    """
    wholes = {neighbours: _sum(*neighbours) for neighbours in itertools.pairwise(facts.numbers)}
    sums = [whole for neighbours in itertools.pairwise(source.numbers) if (whole := _sum(*neighbours)) is not None]
    split = {
        part
        for neighbours, whole in wholes.items()
        if whole is not None and any(is_same_number(whole, stated) for stated in source.numbers)
        for part in neighbours
    }
    return split | {number for number in facts.numbers if any(is_same_number(number, whole) for whole in sums)}


def _sum(first: Number, second: Number) -> Number | None:
    """Return two parts of one amount as one number; None unless the second is the rest of a larger scale."""
    plain = all(part.low == part.high and part.bound != "order" and not part.ordinal for part in (first, second))
    near = 0 <= second.start - first.end <= _PARTED
    if not (
        plain and near and first.low >= _LEAST_SCALE and second.low * 2 <= first.low and _units_agree(first, second)
    ):
        return None
    whole = first.low + second.low
    return replace(first, low=whole, high=whole, end=second.end, unit=first.unit or second.unit)


def _find_extra(facts: Facts, source: Facts, missing: int) -> list[Number]:
    """Find numbers for which nothing in `source` is left, as many as `source` has left itself beside `missing`."""
    if len(source.numbers) > len(facts.numbers) + _ABOUT_AS_MANY:
        return []
    summary = len(source.words) > _ABOUT_AS_LONG * len(facts.words)  # it may repeat one number, and leave out another
    unmatched, extra = list(source.numbers), []
    for number in facts.numbers:
        match = _nearest(number, unmatched)
        if match is not None:
            unmatched.remove(match)
        elif _is_said_by_form(number) or (not summary and any(is_same_number(number, same) for same in source.numbers)):
            extra.append(number)
    unsaid = [number for number in unmatched if not _is_said_by_form(number) and not _is_stated(number, facts)]
    return extra[: max(0, len(unsaid) - missing)]


def _nearest(number: Number, numbers: list[Number]) -> Number | None:
    """Return one of `others` that is the same number, of equal value if possible."""
    alike = [candidate for candidate in numbers if is_same_number(number, candidate)]
    return next((candidate for candidate in alike if candidate.low == number.low), alike[0] if alike else None)


def _is_said_by_form(number: Number) -> bool:
    return number.low == number.high and number.low in _FORMS and number.unit != "percent"


def _is_stated(number: Number, source: Facts) -> bool:
    if any(_supports(stated, number) for stated in source.numbers):
        return True
    if not number.unit and any(number.low in figures_of(date) for date in source.dates):
        return True
    if number.ordinal and any(number.low == date.day for date in source.dates):
        return True
    if number.low == number.high == _HALF and not _HALF_WORDS.isdisjoint(map(str.lower, source.words)):
        return True
    return _has_ends(number, source)


def _supports(stated: Number, number: Number) -> bool:
    """Tell whether `stated` says as much as `number`: "dozens" is no support for "thirty"."""
    vaguer = stated.bound == "order" and number.bound != "order"
    return not vaguer and is_same_number(number, stated)


def _has_ends(number: Number, source: Facts) -> bool:
    """Tell whether `source` states both ends of a range, or a range that ends in this number."""
    ends: set[Fraction] = set()
    for stated in source.numbers:
        if stated.bound != "order" and _units_agree(number, stated) and _signs_agree(number, stated):
            ends |= {stated.low, stated.high}
    # Of a score ("4-1") Arabic may say the lower end by the form of the noun: «أربعة أهداف مقابل هدف».
    return number.high in ends and (number.low in ends or (number.low < number.high and number.low in _FORMS))


def figures_of(date: Date) -> Iterator[Fraction | int]:
    """Yield the figures of a date that may be read as a number: year, century, the time written as a decimal.

    A full hour is no such figure, as 17:00 does not support "17 years"; one without its half of the day is ("at 7").
    """
    yield from (figure for figure in (date.year, date.century) if figure is not None)
    if date.time and (date.time % 60 or date.either_half):
        yield Fraction(date.time // 60) + Fraction(date.time % 60, 100)
