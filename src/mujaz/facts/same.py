"""Whether two numbers or two dates, of one language or of two, say the same."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product

from mujaz.facts.base import Date, Number

ROUNDING = Fraction(5, 100)
"""How far from each other two numbers may be when one of them is "about"."""

BEYOND = Fraction(10, 100)
"""How far beyond its figure a number may be that is "more than" or "less than" it."""

_FAMILIES = {
    "pound": {"GBP", "EGP", "SYP", "LBP"},
    "riyal": {"SAR", "QAR", "OMR", "YER", "IRR"},
    "dirham": {"AED", "MAD"},
    "dinar": {"KWD", "DZD", "TND", "IQD", "JOD", "LYD", "BHD"},
    "lira": {"TRY", "LBP", "SYP", "pound"},
}
_HALF_DAY = 12 * 60
DATE_FIELDS = ("year", "month", "day", "weekday", "decade", "century", "time", "shift")


def same_number(one: Number, other: Number) -> bool:
    """Whether two numbers can be the same fact.

    Values are compared after scaling ("half a million", 500,000), shares with percentages. Units must agree where both
    are stated; measures are not converted. A rounding word allows a rounder figure than the other text's exact one:
    `ROUNDING` off, or in its direction `BEYOND`. A magnitude («مئات») fits what it names. Rank and count are not told
    apart. Of a number with two readings either may fit. What one text says to be below zero the other must say so, or
    say that it falls.
    """
    if not units_agree(one, other) or not signs_agree(one, other):
        return False
    return any(_same_value(*pair) for pair in product(_readings(one), _readings(other)))


def _readings(number: Number) -> tuple[Number, ...]:
    """What a number may be meant as."""
    if number.other is None:
        return (number,)
    return number, replace(number, low=number.other, high=number.other, other=None)


def _same_value(one: Number, other: Number) -> bool:
    (low, high), (other_low, other_high) = _values(one, other)
    if "order" in {one.bound, other.bound}:
        return _magnitudes_agree(one, other)
    if low == other_low and high == other_high:
        return True
    return _rounds(one, low, other, other_low) or _rounds(other, other_low, one, low)


def signs_agree(one: Number, other: Number) -> bool:
    """Whether two numbers may be on one side of zero: what is below it there must be so here, or be said to fall."""
    return {one.sign, other.sign} != {"minus", ""}


def units_agree(one: Number, other: Number) -> bool:
    """Whether the units of two numbers can be the same: also where one is not stated, or states less («جنيه»)."""
    if not one.unit or not other.unit or one.unit == other.unit:
        return True
    return other.unit in _FAMILIES.get(one.unit, ()) or one.unit in _FAMILIES.get(other.unit, ())


def _values(one: Number, other: Number) -> tuple[tuple[Fraction, Fraction], tuple[Fraction, Fraction]]:
    """The ends of both, as percentages where one is a percentage and the other a share."""
    return _as_percent(one, other), _as_percent(other, one)


def _as_percent(number: Number, beside: Number) -> tuple[Fraction, Fraction]:
    is_share = beside.unit == "percent" and not number.unit and number.low < 1
    return (number.low * 100, number.high * 100) if is_share else (number.low, number.high)


def _magnitudes_agree(one: Number, other: Number) -> bool:
    if one.bound == other.bound:
        return one.low == other.low
    named, exact = (one, other) if one.bound == "order" else (other, one)
    return named.low <= exact.low < named.low * 10


def _rounds(one: Number, stated: Fraction, other: Number, value: Fraction) -> bool:
    """Whether `one` is a rounding of `other`, which is stated exactly and in more digits."""
    rounder = other.bound == "exact" and _digits(stated) < _digits(value)
    return rounder and _fits(one.bound, stated, value)


def _digits(value: Fraction) -> int:
    """How many significant digits a value has; fractions that no decimal says have very many."""
    shifted = value * 10**6
    return len(str(shifted).strip("0")) if shifted.denominator == 1 else 10**6


def _fits(bound: str, stated: Fraction, value: Fraction) -> bool:
    if bound == "about":
        return abs(stated - value) <= ROUNDING * max(stated, value)
    if bound == "over":
        return stated <= value <= stated * (1 + BEYOND)
    return bound == "under" and stated * (1 - BEYOND) <= value <= stated


def same_date(one: Date, other: Date) -> bool:
    """Whether two dates can be the same: they share a field, and agree in every field that both state."""
    shared = [name for name in DATE_FIELDS if getattr(one, name) is not None and getattr(other, name) is not None]
    if not shared or (one.hijri != other.hijri and {"year", "month", "day"} & set(shared)):
        return False
    if one.direction and other.direction and one.direction != other.direction:
        return False
    return all(_same_field(one, other, name) for name in shared)


def _same_field(one: Date, other: Date, name: str) -> bool:
    ours, theirs = getattr(one, name), getattr(other, name)
    if name == "time" and (one.either_half or other.either_half):
        return bool((ours - theirs) % _HALF_DAY == 0)
    return bool(ours == theirs)
