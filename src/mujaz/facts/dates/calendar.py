"""The calendar, as the readers of dates in both languages share it: days, years, dates in digits, names of months."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from mujaz.facts.base import Date
from mujaz.facts.tokens import Tokens, phrase_table
from mujaz.tables import read_table
from mujaz.text.proclitics import ARTICLE, BEFORE_TIMES

_NEAR_YEARS = range(1900, 2100)
_YEARS = range(1000, 2100)
_HIJRI_YEARS = range(1, 1500)
_HIJRI_TODAY = range(1300, 1500)
_MONTH_NUMBERS = range(1, 13)
_DASHES = frozenset("-‑–/")
_SEPARATORS = frozenset("/-")
_EVENING_BEGINS, _LAST_BEFORE_NOON = 6, 9

Half: TypeAlias = Literal["am", "pm", "night", "noon"]
"""Of the day. At night it is one and eleven, at noon eleven and one."""

_WORDS = read_table("mujaz.facts.dates", "arabic.toml")
MONTHS = phrase_table(_WORDS["months"])
HIJRI = phrase_table(_WORDS["hijri_months"])
# Safar is also "nil": «فازوا 3 صفر».
_SAFAR = 2

_HIJRI_EN = [re.compile(name) for name in read_table("mujaz.facts.dates", "english.toml")["hijri_months"].values()]
_LINKS = frozenset("-‑–'’‘ʿʾ`")
_LONGEST_HIJRI = 8
"""Tokens of the longest spelling, "Dhu al-Qi'dah", with its marks."""

_BEGINNINGS = ("muh", "moh", "saf", "rab", "jum", "jam", "raj", "sha", "ram", "dh", "zu", "zi", "zhu")


@dataclass(frozen=True, slots=True)
class Draft:
    """A date by tokens; its `date` gets a span when it is used. `skip` counts the characters of a proclitic."""

    start: int
    end: int
    date: Date
    skip: int = 0


def is_day(key: str) -> bool:
    """Tell whether these digits can be a day of a month."""
    return key.isdecimal() and len(key) <= 2 and 1 <= int(key) <= 31


def is_year(key: str, *, hijri: bool, near: bool = False) -> bool:
    """Tell whether these digits can be a year, or one that news speaks of without saying that it is a year."""
    if not key.isdecimal() or len(key) > 4:
        return False
    return int(key) in (_HIJRI_YEARS if hijri else _NEAR_YEARS if near else _YEARS)


def numeric_date(tokens: Tokens, index: int, *, day_first: bool) -> Draft | None:
    """Read a date such as "2020-02-14", "12/05/2009"; only its year if day and month may be either."""
    first, second, third = tokens[index].key, tokens[index + 2].key, tokens[index + 4].key
    mark = tokens[index + 1].key
    if mark not in _SEPARATORS or tokens[index + 3].key != mark or tokens[index - 1].key == mark:
        return None
    if not all(field.isdecimal() and len(field) <= len("2014") for field in (first, second, third)):
        return None
    year, month, day = map(int, (first, second, third)) if len(first) > 2 else map(int, (third, second, first))
    hijri = year in _HIJRI_TODAY
    if not (hijri or year in _YEARS):
        return None
    if len(first) <= 2 and not day_first and day in _MONTH_NUMBERS and month != day:
        if month in _MONTH_NUMBERS:
            return Draft(index, index + 5, Date(0, 0, year=year, hijri=hijri))
        month, day = day, month
    elif month not in _MONTH_NUMBERS:
        month, day = day, month
    if month not in _MONTH_NUMBERS or not is_day(str(day)):
        return None
    return Draft(index, index + 5, Date(0, 0, year=year, month=month, day=day, hijri=hijri))


def year_span(tokens: Tokens, index: int) -> list[Draft]:
    """Read two years, the second mostly shortened: "2019-20", "1943-6", "1924/1925"."""
    first, dash, second = tokens[index], tokens[index + 1], tokens[index + 2]
    short = len(second.key) <= 2 or (dash.key == "/" and len(second.key) == len(first.key))
    whole = is_year(first.key, hijri=False, near=True) and second.key.isdecimal() and short
    if not (whole and dash.key in _DASHES and dash.glued and second.glued) or tokens[index + 3].key in _DASHES:
        return []
    year = int(first.key[: -len(second.key)] + second.key)
    if year <= int(first.key):
        return []
    begin = Draft(index, index + 1, Date(0, 0, year=int(first.key)))
    return [begin, Draft(index + 2, index + 3, Date(0, 0, year=year))]


def in_half(hour: int, half: Half) -> int:
    """Return the hour of the day, 0 to 23, of an hour on the dial: at night 1 and 23, at noon 13 for one."""
    dial = hour % 12
    if half == "night":
        return dial if dial < _EVENING_BEGINS else dial + 12
    if half == "noon":
        return dial if dial > _LAST_BEFORE_NOON else dial + 12
    return dial + 12 if half == "pm" else dial


def read_month_name(tokens: Tokens, index: int) -> Draft | None:
    """Read a month's name, with its name in the other tradition after it: «يونيو (حزيران)», «أيار/مايو»."""
    number, count, skip = _read_name(tokens, index, MONTHS)
    if not count:
        number, count, skip = _read_name(tokens, index, HIJRI)
        if not count or (number == _SAFAR and tokens[index - 1].key != "شهر" and tokens[index + 1].kind != "digits"):
            return None
        return Draft(index, index + count, Date(0, 0, month=number, hijri=True), skip)
    end = index + count
    bracket = tokens[end].key in {"(", "/", "-"}
    again_number, again_count, _ = _read_name(tokens, end + bracket, MONTHS)
    if again_number == number:
        end += bracket + again_count + (1 if tokens[end].key == "(" and tokens[end + 1 + again_count].key == ")" else 0)
    return Draft(index, end, Date(0, 0, month=number), skip)


def _read_name(tokens: Tokens, index: int, names: dict[tuple[str, ...], str]) -> tuple[int, int, int]:
    """Read a month: its number, the tokens of its name, the characters of its proclitic; zeros if there is none."""
    first = tokens[index]
    if first.kind != "word":
        return 0, 0, 0
    for skip in (0, 1):
        if skip and not first.key.startswith((*BEFORE_TIMES, ARTICLE)):
            break
        for count in (2, 1):
            keys = (first.key[skip:], *tokens.keys(index + 1, count - 1))
            if keys in names and (keys != ("اب",) or "آ" in first.text):
                return int(names[keys]), count, skip
    return 0, 0, 0


def may_begin_hijri(word: str) -> bool:
    """Tell whether the name of a Hijri month may begin with this word, in small letters."""
    return word.startswith(_BEGINNINGS)


def read_hijri_month(tokens: Tokens, index: int) -> tuple[int, int]:
    """Read the Hijri month at a token: its number and the tokens of its name; zeros if there is none."""
    if not (tokens[index].capitalized and may_begin_hijri(tokens[index].key)):
        return 0, 0
    words: list[tuple[str, int]] = []
    for count in range(1, _LONGEST_HIJRI + 1):
        token = tokens[index + count - 1]
        if token.kind == "word":
            words.append((token.key, count))
        elif token.key not in _LINKS:
            break
    for length in range(len(words), 0, -1):
        name = " ".join(word for word, _ in words[:length])
        for number, month in enumerate(_HIJRI_EN, 1):
            if month.fullmatch(name):
                return number, words[length - 1][1]
    return 0, 0
