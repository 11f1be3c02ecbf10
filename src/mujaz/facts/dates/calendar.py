"""What the date readers of both languages share: drafts, plausible days and years, dates and times in digits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from mujaz.facts.base import Date
from mujaz.facts.tokens import Tokens

_NEAR_YEARS = range(1900, 2100)
_YEARS = range(1000, 2100)
_HIJRI_YEARS = range(1, 1500)
_HIJRI_TODAY = range(1300, 1500)
_MONTHS = range(1, 13)
_DASHES = frozenset("-‑–/")
_SEPARATORS = frozenset("/-")
_EVENING_BEGINS, _LAST_BEFORE_NOON = 6, 9

Half: TypeAlias = Literal["am", "pm", "night", "noon"]
"""Of the day. At night it is one and eleven, at noon eleven and one."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A date by tokens; its `date` gets a span when it is kept. `skip` counts the characters of a proclitic."""

    start: int
    end: int
    date: Date
    skip: int = 0


def is_day(key: str) -> bool:
    """Whether these digits can be a day of a month."""
    return key.isdigit() and len(key) <= 2 and 1 <= int(key) <= 31


def is_year(key: str, *, hijri: bool, near: bool = False) -> bool:
    """Whether these digits can be a year, or one that news speaks of without saying that it is a year."""
    if not key.isdigit() or len(key) > 4:
        return False
    return int(key) in (_HIJRI_YEARS if hijri else _NEAR_YEARS if near else _YEARS)


def numeric_date(tokens: Tokens, at: int, *, day_first: bool) -> Draft | None:
    """As in "2020-02-14", "12/05/2009"; the year alone where no habit tells day from month."""
    first, second, third = tokens[at].key, tokens[at + 2].key, tokens[at + 4].key
    mark = tokens[at + 1].key
    if (
        mark not in _SEPARATORS
        or tokens[at + 3].key != mark
        or not all(part.isdigit() for part in (first, second, third))
    ):
        return None
    if any(len(part) > 4 for part in (first, second, third)) or tokens[at - 1].key == mark:
        return None
    year, month, day = map(int, (first, second, third)) if len(first) > 2 else map(int, (third, second, first))
    hijri = year in _HIJRI_TODAY
    if not (hijri or year in _YEARS):
        return None
    if len(first) <= 2 and not day_first and day in _MONTHS and month != day:
        if month in _MONTHS:
            return Draft(at, at + 5, Date(0, 0, year=year, hijri=hijri))
        month, day = day, month
    elif month not in _MONTHS:
        month, day = day, month
    if month not in _MONTHS or not is_day(str(day)):
        return None
    return Draft(at, at + 5, Date(0, 0, year=year, month=month, day=day, hijri=hijri))


def year_span(tokens: Tokens, at: int) -> list[Draft]:
    """As in "2019-20", "1943-6", "1924/1925": two years, the second one mostly shortened."""
    first, dash, second = tokens[at], tokens[at + 1], tokens[at + 2]
    short = len(second.key) <= 2 or (dash.key == "/" and len(second.key) == len(first.key))
    whole = is_year(first.key, hijri=False, near=True) and second.key.isdigit() and short
    if not (whole and dash.key in _DASHES and dash.glued and second.glued) or tokens[at + 3].key in _DASHES:
        return []
    year = int(first.key[: -len(second.key)] + second.key)
    if year <= int(first.key):
        return []
    return [Draft(at, at + 1, Date(0, 0, year=int(first.key))), Draft(at + 2, at + 3, Date(0, 0, year=year))]


def clock(tokens: Tokens, at: int) -> tuple[int, int, int] | None:
    """Hour, minute and the token after "14:30"."""
    hour, minute = tokens[at].key, tokens[at + 2].key
    if tokens[at + 1].key != ":" or not (hour.isdigit() and minute.isdigit()):
        return None
    if len(hour) > 2 or len(minute) != 2 or int(hour) > 23 or int(minute) > 59:
        return None
    return int(hour), int(minute), at + 3


def in_half(hour: int, half: Half) -> int:
    """The hour of the day, 0 to 23, of an hour on the dial: one at night is 1, eleven at night 23, one at noon 13."""
    dial = hour % 12
    if half == "night":
        return dial if dial < _EVENING_BEGINS else dial + 12
    if half == "noon":
        return dial if dial > _LAST_BEFORE_NOON else dial + 12
    return dial + 12 if half == "pm" else dial
