"""Whether a number of an English text stands where one of the Arabic should: same place, same thing counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from mujaz.facts.base import Number
from mujaz.facts.numbers.counted import counted_in_arabic, counted_in_english
from mujaz.facts.numbers.kind import is_same_number
from mujaz.facts.tokens import Tokens

_SMALL = 2
"""Ones and twos are said by the form of a noun: what stands for them may be anywhere."""

_SCALE = 1000
_ROUNDED = Fraction(1, 100)

_APART = 0.5
"""By what part of its text a number may stand earlier or later than the one that it stands for."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A number among the others of its text."""

    number: Number
    among: Sequence[Number]
    text: str

    @property
    def place(self) -> float:
        """Where in its text it stands, from 0 to 1."""
        return self.number.start / max(1, len(self.text))


def one_slot(english: Stated, arabic: Stated) -> bool:
    """Whether two different numbers fill one slot, so that one of them must be wrong."""
    return (
        _is_plain(english.number)
        and _is_plain(arabic.number)
        and not _by_rounding_or_scale(english.number, arabic.number)
        and abs(english.place - arabic.place) <= _APART
        and _in_one_order(english, arabic)
        and _count_the_same(english, arabic)
    )


def _is_plain(number: Number) -> bool:
    """Whether it is one certain count: no range, rank, magnitude, share, one or two, nothing below zero or doubtful."""
    one_value = number.low == number.high and number.other is None and number.bound != "order"
    return one_value and not number.ordinal and number.low > _SMALL and number.sign != "minus"


def _by_rounding_or_scale(one: Number, other: Number) -> bool:
    """Whether one is the other rounded, or one text has a word for its thousands and the other lost it."""
    less, more = sorted((one.low, other.low))
    thousands = more / less
    while thousands >= _SCALE and (thousands / _SCALE).denominator == 1:
        thousands /= _SCALE
    return thousands == 1 or more - less <= _ROUNDED * more


def _in_one_order(english: Stated, arabic: Stated) -> bool:
    """Whether the other numbers of both texts are the same ones, and the same of them stand before the two."""
    others = [other for other in arabic.among if other is not arabic.number]
    for number in english.among:
        if number is english.number:
            continue
        alike = [other for other in others if is_same_number(number, other)]
        if not alike:
            return False
        before = number.start < english.number.start
        match = next((other for other in alike if (other.start < arabic.number.start) == before), None)
        if match is None:
            return False
        others.remove(match)
    return not others


def _count_the_same(english: Stated, arabic: Stated) -> bool:
    """Whether both count one thing: in one unit that is stated, or by nouns known to name the same."""
    if english.number.unit or arabic.number.unit:
        return english.number.unit == arabic.number.unit
    counted = counted_in_english(*_after(english))
    return counted != "" and counted in counted_in_arabic(*_after(arabic))


def _after(stated: Stated) -> tuple[Tokens, int]:
    """The text from a number on as tokens, and where they begin."""
    return Tokens(stated.text[stated.number.end :]), 0
