"""What one text states and another does not."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from mujaz.facts.base import Date, Facts, Number
from mujaz.facts.names.base import Name
from mujaz.facts.names.matching import same_name
from mujaz.facts.names.support import omitted_names, unsupported_names
from mujaz.facts.same import DATE_FIELDS, same_date, same_number, signs_agree, units_agree

__all__ = ["Unsupported", "omitted_names", "same_date", "same_name", "same_number", "unsupported"]

_ABOUT_AS_MANY = 2
_ABOUT_AS_LONG = 2
_BESIDE = 2
"""Characters between «أمس» and «الثلاثاء», or between "yesterday" and "(Tuesday)"."""

_PARTED = 8
"""Characters between the parts of one amount: «مليار دولار ونصف مليار», "3 million and 200 thousand"."""

_LEAST_SCALE = 1000
_HALF = Fraction(1, 2)
_HALF_WORDS = frozenset({"half", "halfway", "mid", "midterm", "midterms", "midway"})
"""What says a half without counting: «نصف المدة» is "mid-term", «نصف الساعة الأول» "the first half hour"."""

_FORMS = frozenset({0, 1, 2})
"""What Arabic mostly says by the form of a noun (no goal, one, two)."""


@dataclass(frozen=True, slots=True)
class Unsupported:
    """What one text states and the other does not."""

    numbers: tuple[Number, ...]
    dates: tuple[Date, ...]
    names: tuple[Name, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.numbers or self.dates or self.names)


def unsupported(facts: Facts, source: Facts) -> Unsupported:
    """The facts that have no equal in `source`.

    Ones and twos are passed over, since Arabic mostly says them by the form of the noun, and so are "today" and "this
    year", which a text may leave unsaid. A number may be borne out by a year of the same value and the other way round,
    because digits alone do not always tell them apart; a range by its two ends. Where the texts are about as long and
    state about as many numbers, as a sentence and its translation do, what is one too many here is named when one is
    left over there: "5 dead, 5 wounded" for «3 قتلى و5 جرحى», "2 dead" for «3 قتلى». The other way round,
    ``unsupported(source, facts)`` is what `facts` leaves out. The time taken is that of `facts` times `source`: one of
    them should be short.
    """
    told = _told_in_parts(facts, source)
    missing = [
        number
        for number in facts.numbers
        if not _by_form(number) and not _has_number(number, source) and number not in told
    ]
    named = {*map(id, missing), *map(id, _one_too_many(facts, source, len(missing)))}
    return Unsupported(
        tuple(number for number in facts.numbers if id(number) in named),
        tuple(date for date in facts.dates if not _is_now(date) and not _is_told(date, facts, source)),
        unsupported_names(facts, source),
    )


def _told_in_parts(facts: Facts, source: Facts) -> set[Number]:
    """Numbers of `facts` that are two of `source` together, and pairs that are one of it: "3 million and 200,000"."""
    wholes = {pair: _sum_of(*pair) for pair in _neighbours(facts)}
    parts = [_sum_of(*pair) for pair in _neighbours(source)]
    split = {
        part
        for pair, whole in wholes.items()
        if whole is not None and any(same_number(whole, other) for other in source.numbers)
        for part in pair
    }
    joined = {
        number for number in facts.numbers if any(whole is not None and same_number(number, whole) for whole in parts)
    }
    return split | joined


def _neighbours(facts: Facts) -> Iterator[tuple[Number, Number]]:
    return itertools.pairwise(facts.numbers)


def _sum_of(first: Number, second: Number) -> Number | None:
    """Two parts of one amount as one number; None for what is none: the second is the rest of a larger scale."""
    plain = all(part.low == part.high and part.bound != "order" and not part.ordinal for part in (first, second))
    near = 0 <= second.start - first.end <= _PARTED
    if not (
        plain and near and first.low >= _LEAST_SCALE and second.low * 2 <= first.low and units_agree(first, second)
    ):
        return None
    whole = first.low + second.low
    return replace(first, low=whole, high=whole, end=second.end, unit=first.unit or second.unit)


def _one_too_many(facts: Facts, source: Facts, missing: int) -> list[Number]:
    """Numbers that nothing in `source` is left for, as many as `source` has left that are not accounted for."""
    if len(source.numbers) > len(facts.numbers) + _ABOUT_AS_MANY:
        return []
    summary = len(source.words) > _ABOUT_AS_LONG * len(facts.words)  # it may repeat one number, and leave out another
    left, extra = list(source.numbers), []
    for number in facts.numbers:
        match = _nearest(number, left)
        if match is not None:
            left.remove(match)
        elif _by_form(number) or (not summary and any(same_number(number, other) for other in source.numbers)):
            extra.append(number)
    unsaid = [number for number in left if not _by_form(number) and not _has_number(number, facts)]
    return extra[: max(0, len(unsaid) - missing)]


def _nearest(number: Number, others: list[Number]) -> Number | None:
    """The one of `others` that is the same number, of equal value if there is one."""
    alike = [other for other in others if same_number(number, other)]
    return next((other for other in alike if other.low == number.low), alike[0] if alike else None)


def _by_form(number: Number) -> bool:
    return number.low == number.high and number.low in _FORMS and number.unit != "percent"


def _is_now(date: Date) -> bool:
    return date.shift is not None and date.shift[1] == 0


def _bears_out(stated: Number, number: Number) -> bool:
    """Whether `stated` says as much as `number`: "dozens" is no support for "thirty"."""
    vaguer = stated.bound == "order" and number.bound != "order"
    return not vaguer and same_number(number, stated)


def _has_number(number: Number, source: Facts) -> bool:
    if any(_bears_out(other, number) for other in source.numbers):
        return True
    if not number.unit and any(number.low in _figures(date) for date in source.dates):
        return True
    if number.ordinal and any(number.low == date.day for date in source.dates):
        return True
    if number.low == number.high == _HALF and not _HALF_WORDS.isdisjoint(map(str.lower, source.words)):
        return True
    return _has_ends(number, source)


def _has_ends(number: Number, source: Facts) -> bool:
    """Whether `source` states both ends of a range, or a range that ends in this number."""
    others = [
        other
        for other in source.numbers
        if other.bound != "order" and units_agree(number, other) and signs_agree(number, other)
    ]
    ends = {end for other in others for end in (other.low, other.high)}
    # Of a score ("4-1") Arabic may say the lower end by the form of the noun: «أربعة أهداف مقابل هدف».
    return number.high in ends and (number.low in ends or (number.low < number.high and number.low in _FORMS))


def _figures(date: Date) -> tuple[Fraction | int | None, ...]:
    """What of a date may be read as a number: the year, the century, and the time written as a decimal.

    Not a full hour: "17 years" is not borne out by 17:00. One without its half of the day may stand alone: "at 7".
    """
    told = date.time is not None and (date.time % 60 or date.either_half)
    clock = Fraction(date.time // 60) + Fraction(date.time % 60, 100) if told and date.time else None
    return date.year, date.century, clock


def _is_told(date: Date, facts: Facts, source: Facts) -> bool:
    """Whether `source` has a date, or the same day said beside it in another way: of «أمس الثلاثاء» one is enough."""
    if _has_date(date, source):
        return True
    return any(_is_same_day(date, other) and _has_date(other, source) for other in facts.dates)


def _is_same_day(one: Date, other: Date) -> bool:
    """Whether a weekday and a day counted from the text's own stand side by side."""
    kinds = {(date.weekday is not None, date.shift is not None and date.shift[0] == "day") for date in (one, other)}
    first, second = sorted((one, other), key=lambda date: date.start)
    return kinds == {(True, False), (False, True)} and 0 <= second.start - first.end <= _BESIDE


def _has_date(date: Date, source: Facts) -> bool:
    """Whether each field of a date stands in a date of `source` that it does not contradict."""
    alike = [other for other in source.dates if same_date(date, other)]
    stated = [name for name in DATE_FIELDS if getattr(date, name) is not None]
    if alike and all(any(getattr(other, name) is not None for other in alike) for name in stated):
        return True
    alone = len(stated) == 1
    return alone and any(number.low in _figures(date) and not number.unit for number in source.numbers)
