"""What a text states that can be checked: numbers, dates and names, normalized."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from mujaz.facts.names.base import Name

Language: TypeAlias = Literal["ar", "en"]

Bound: TypeAlias = Literal["exact", "about", "over", "under", "order"]
"""How a number is meant: ``order`` names a magnitude only («مئات الآلاف», "dozens")."""

Sign: TypeAlias = Literal["", "minus", "down"]

Shift: TypeAlias = tuple[Literal["day", "week", "month", "year"], int]
"""Counted from the day of the text: ``("day", -1)`` is yesterday, ``("year", 0)`` this year."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a text states it.

    Attributes:
        low: The value after scaling («نصف مليون» is 500000).
        high: The same, but for ranges ("20-30").
        start: Where its expression starts; proclitics and rounding words are left out, units belong to it.
        end: Where it ends.
        unit: ``percent``, an ISO 4217 code, a currency's family (``pound``), one of `MEASURES`, or empty.
        bound: How it is meant.
        ordinal: Whether it tells a rank ("seventh").
        other: A second value that it may be meant as: «3.250 كلم» is 3.25 or 3,250. «عقدين», two, is also 20 years.
        sign: ``minus`` where it is said to be below zero, ``down`` where it stands beside a word of falling.
    """

    low: Fraction
    high: Fraction
    start: int
    end: int
    unit: str = ""
    bound: Bound = "exact"
    ordinal: bool = False
    other: Fraction | None = None
    sign: Sign = ""


MEASURES = frozenset({"kg", "t", "km", "m", "ha", "celsius"})


@dataclass(frozen=True, slots=True)
class Date:
    """A date or time as a text states it; what is not stated is None.

    Attributes:
        start: Where its expression starts.
        end: Where it ends.
        weekday: Monday is 1.
        decade: Its first year (1990).
        time: Minutes since midnight.
        either_half: Whether the time may be of either half of the day: "at eight o'clock".
        hijri: Whether year, month and day are of the Hijri calendar.
        direction: -1 for "last June", 1 for "next Sunday".
        shift: A date counted from the text's own.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    decade: int | None = None
    century: int | None = None
    time: int | None = None
    either_half: bool = False
    hijri: bool = False
    direction: Literal[-1, 1] | None = None
    shift: Shift | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a text states, in its order. The digits of a date are no number.

    Attributes:
        words: The words of the text, among which names of another text are looked for.
    """

    numbers: tuple[Number, ...]
    dates: tuple[Date, ...]
    names: tuple[Name, ...] = ()
    words: tuple[str, ...] = ()
