"""Reads English dates: months, weekdays, years, decades, centuries, days counted from today, times."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from mujaz.facts.base import Date
from mujaz.facts.dates.calendar import (
    Draft,
    is_day,
    is_year,
    may_begin_hijri,
    numeric_date,
    read_hijri_month,
    year_span,
)
from mujaz.facts.dates.clock import read_english_clock
from mujaz.facts.numbers import english_words as words
from mujaz.facts.numbers.things import find_english_thing
from mujaz.facts.tokens import Token, Tokens, number_table, phrase_table, word_set
from mujaz.tables import read_table

_WORDS = read_table("mujaz.facts.dates", "english.toml")
_MONTHS = number_table(_WORDS["months"])
_SHORT = word_set("jan feb mar apr jun jul aug sept sep oct nov dec")
_MONTHS_ONLY = frozenset({"muharram", "shawwal"})
"""Hijri months that are hardly ever the name of a man; of two words none is."""
_WEEKDAYS = number_table(_WORDS["weekdays"])
_TIME_WORDS = word_set(
    "in on since until till by of last next this late early mid during from before after between to through every "
    "and or each"
)
_BEFORE_YEAR = word_set(
    "in since by until till of from to before after between during and for mid early late circa through"
)
_UNITS: dict[str, Literal["week", "month", "year"]] = {"week": "week", "month": "month", "year": "year"}
_SHIFTS = {"last": -1, "next": 1, "this": 0}
_DIRECTIONS: dict[str, Literal[-1, 1]] = {"last": -1, "next": 1, "past": -1, "coming": 1}
_DAYS = phrase_table(_WORDS["days"])
_BEFORE_A_LAST_ONE, _AFTER_A_LAST_ONE = frozenset({"the", "his", "her", "its", "their", "s"}), frozenset({"of", "as"})
"""Words beside "last night" that make it the last one of several: "the last night of the fair"."""

_DECADES = number_table(_WORDS["decades"])
# "Good Friday", "Palm Sunday": names of days that Arabic need not name by the weekday.
_FEASTS = word_set("good palm easter ash black bloody holy")
_DASHES = frozenset("-‑–")
_THIS_MILLENNIUM = 2000


_STARTERS = (
    {keys[0] for keys in _DAYS}
    | _MONTHS.keys()
    | _WEEKDAYS.keys()
    | _SHIFTS.keys()
    | _DIRECTIONS.keys()
    | _DECADES.keys()
    | words.ORDINALS.keys()
    | words.UNITS.keys()
    | words.TENS.keys()
    | {"a", "half", "quarter"}
)


def read_date(tokens: Tokens, index: int) -> list[Draft]:
    """Read the dates that start at a token: two for "3 to 12 November", mostly one, often none."""
    token = tokens[index]
    starts = token.key in _STARTERS or may_begin_hijri(token.key)
    if token.kind == "mark" or (token.kind == "word" and not starts):
        return []
    return (
        _read_day_range(tokens, index)
        or _read_days_after_month(tokens, index)
        or year_span(tokens, index)
        or _read_single(tokens, index)
    )


def _read_single(tokens: Tokens, index: int) -> list[Draft]:
    date = (
        numeric_date(tokens, index, day_first=False)
        or _read_relative(tokens, index)
        or _read_directed(tokens, index)
        or _read_weekday(tokens, index)
        or _read_dated(tokens, index)
        or _read_decade(tokens, index)
        or _read_century(tokens, index)
        or read_english_clock(tokens, index)
        or _read_year(tokens, index)
    )
    return [] if date is None else [date]


def _read_relative(tokens: Tokens, index: int) -> Draft | None:
    """Read a time counted from today: "yesterday", "last night", "last week"."""
    days, count = tokens.longest(index, _DAYS, 4)
    if count:
        one_of_several = tokens[index - 1].key in _BEFORE_A_LAST_ONE or tokens[index + count].key in _AFTER_A_LAST_ONE
        if tokens[index].key == "last" and one_of_several:
            return None
        return Draft(index, index + count, Date(0, 0, shift=("day", int(days))))
    amount, unit = _SHIFTS.get(tokens[index].key), _UNITS.get(tokens[index + 1].key)
    if amount is None or unit is None or tokens[index - 1].key == "the":
        return None
    return Draft(index, index + 2, Date(0, 0, shift=(unit, amount)))


def _read_directed(tokens: Tokens, index: int) -> Draft | None:
    """Read a date with its direction: "last June", "next Sunday"."""
    direction = _DIRECTIONS.get(tokens[index].key)
    if direction is None:
        return None
    named = _read_weekday(tokens, index + 1) or _read_dated(tokens, index + 1)
    if named is None or named.date.year is not None:
        return None
    return Draft(index, named.end, replace(named.date, direction=direction))


def _read_weekday(tokens: Tokens, index: int) -> Draft | None:
    """Read a weekday, with the date that may follow: "Tuesday, October 7, 2014"."""
    number = _WEEKDAYS.get(tokens[index].key)
    if number is None or not tokens[index].capitalized or _is_surname_next(tokens, index):
        return None
    if tokens[index - 1].key in _FEASTS and tokens[index - 1].capitalized:
        return None
    end = index + 2 if tokens[index + 1].key == "," else index + 1
    dated = _read_dated(tokens, end)
    if dated is not None and dated.date.day is not None:
        return Draft(index, dated.end, replace(dated.date, weekday=number))
    return Draft(index, index + 1, Date(0, 0, weekday=number))


def _is_surname_next(tokens: Tokens, index: int) -> bool:
    """Tell whether a day or month is a first name: "Friday Okonkwo", "April Jones"."""
    after = tokens[index + 1]
    calendar_word = after.key in _MONTHS or after.key in _WEEKDAYS
    return after.capitalized and not calendar_word and tokens[index - 1].key not in _TIME_WORDS


def _read_dated(tokens: Tokens, index: int) -> Draft | None:
    """Read a month with or without its day: "October 7, 2014", "26 October 2014", "the first of May", "June"."""
    day_first = _read_day(tokens, index)
    if day_first is not None:
        day, end = day_first
        end += 1 if tokens[end].key == "of" or tokens[end].key in _DASHES else 0
        month = _read_month(tokens, end, certain=True)
        return None if month is None else _with_year(tokens, Draft(index, month.end, replace(month.date, day=day)))
    month = _read_month(tokens, index, certain=False)
    if month is None:
        return None
    day_after = _read_day(tokens, month.end)
    if day_after is not None and not _counts(tokens, day_after[1]):
        return _with_year(tokens, Draft(index, day_after[1], replace(month.date, day=day_after[0])))
    return _with_year(tokens, month)


def _counts(tokens: Tokens, index: int) -> bool:
    return tokens[index].key in words.SCALES or tokens[index].key == "%"


def _read_day(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """Read a day of a month and return the token after it: "7", "7th", "the 3rd", "the first"."""
    token, after = tokens[index], tokens[index + 1]
    if token.key == "the":
        return _read_day(tokens, index + 1)
    if token.kind == "digits" and is_day(token.key):
        if token.glued and tokens[index - 1].key in _DASHES and tokens[index - 2].kind == "word":
            return None
        suffixed = after.glued and after.key in words.ORDINAL_SUFFIXES
        return int(token.key), index + 2 if suffixed else index + 1
    number = words.ORDINALS.get(token.key)
    return (number, index + 1) if number is not None and tokens[index + 1].key == "of" else None


def _read_month(tokens: Tokens, index: int, *, certain: bool) -> Draft | None:
    """Read a month; one that is also a word or a name needs a number beside it or a word of time before it."""
    token = tokens[index]
    hijri, count = read_hijri_month(tokens, index)
    if count:
        return _read_hijri_alone(tokens, index, hijri, count, certain=certain)
    number = _MONTHS.get(token.key)
    if number is None or not token.capitalized or token.text.isupper():
        return None
    end = index + 2 if token.key in _SHORT and tokens[index + 1].key == "." else index + 1
    before_year = tokens[end].key == "," and is_year(tokens[end + 1].key, hijri=False)
    beside = certain or _is_number(tokens[end]) or before_year
    if beside or (_is_month_alone(tokens, index) and token.key not in _SHORT):
        return Draft(index, end, Date(0, 0, month=number))
    return None


def _read_hijri_alone(tokens: Tokens, index: int, number: int, count: int, *, certain: bool) -> Draft | None:
    beside = certain or _is_number(tokens[index + count]) or tokens[index - 1].key in _TIME_WORDS
    if count == 1 and tokens[index].key not in _MONTHS_ONLY and not beside:
        return None
    return Draft(index, index + count, Date(0, 0, month=number, hijri=True))


def _is_number(token: Token) -> bool:
    return token.kind == "digits" and (is_day(token.key) or is_year(token.key, hijri=False))


def _is_month_alone(tokens: Tokens, index: int) -> bool:
    if tokens[index].key in {"may", "march"}:
        cued = tokens[index - 1].key in _TIME_WORDS - {"to", "and", "or"} or tokens[index - 2].key == "mid"
        return cued and not _is_surname_next(tokens, index) and not tokens[index + 1].capitalized
    cued = tokens[index - 1].key in _TIME_WORDS or tokens[index - 1].key in _DASHES
    return not _is_surname_next(tokens, index) and (cued or tokens[index].key not in {"april", "june", "august"})


def _with_year(tokens: Tokens, draft: Draft) -> Draft:
    index = draft.end + 1 if tokens[draft.end].key in {",", "of"} | _DASHES else draft.end
    token, after = tokens[index], tokens[index + 1]
    is_decade = after.glued and after.key == "s"
    if not is_year(token.key, hijri=draft.date.hijri) or len(token.key) < len("2014") or is_decade:
        return draft
    end = index + 2 if tokens[index + 1].key in {"ah", "ad"} else index + 1
    return Draft(draft.start, end, replace(draft.date, year=int(tokens[index].key)))


def _read_day_range(tokens: Tokens, index: int) -> list[Draft]:
    """Read two days of one month: "3 to 12 November", "3-12 November", "the 3rd and 4th of November"."""
    first = _read_day(tokens, index) if tokens[index].kind == "digits" else None
    if first is None or tokens[first[1]].key not in _DASHES | {"to", "and"}:
        return []
    day, end = first
    last = _read_dated(tokens, end + 1)
    if last is None or last.date.day is None or tokens[end + 1].kind != "digits" or day >= last.date.day:
        return []
    return [Draft(index, end, replace(last.date, day=day)), last]


def _read_days_after_month(tokens: Tokens, index: int) -> list[Draft]:
    """Read two days after their month: "March 8 and 9", "March 26-28"."""
    month = _read_month(tokens, index, certain=False)
    first = _read_day(tokens, month.end) if month is not None else None
    if month is None or first is None or tokens[first[1]].key not in _DASHES | {"and", "to"}:
        return []
    last = _read_day(tokens, first[1] + 1)
    if last is None or last[0] <= first[0] or tokens[first[1] + 1].kind != "digits" or _is_no_day(tokens, last[1]):
        return []
    whole = _with_year(tokens, Draft(first[1] + 1, last[1], replace(month.date, day=last[0])))
    return [Draft(index, first[1], replace(whole.date, day=first[0])), whole]


def _is_no_day(tokens: Tokens, index: int) -> bool:
    """Tell whether a number is no day because of the words after it: another month, a scale, a counted noun."""
    month = _read_month(tokens, index, certain=True)
    return month is not None or _counts(tokens, index) or find_english_thing(tokens, index) != ""


def _read_decade(tokens: Tokens, index: int) -> Draft | None:
    """Read a decade: "the 1990s", "the nineties"."""
    token, after = tokens[index], tokens[index + 1]
    if token.kind == "digits" and is_year(token.key, hijri=False) and after.glued and after.key == "s":
        if token.key.endswith("00") and int(token.key) < _THIS_MILLENNIUM:  # "the 1800s" are a century
            return Draft(index, index + 2, Date(0, 0, century=int(token.key) // 100 + 1))
        return Draft(index, index + 2, Date(0, 0, decade=int(token.key))) if token.key.endswith("0") else None
    short = (
        token.key.isdecimal() and len(token.key) == 2 and token.key.endswith("0") and after.glued and after.key == "s"
    )
    if short and tokens[index - 1].key in _DASHES | {"the", "'", "’", "late", "early", "mid"}:
        return Draft(index, index + 2, Date(0, 0, decade=1900 + int(token.key)))
    if token.key in _DECADES and tokens[index - 1].key in _DASHES | {"the", "late", "early", "mid"}:
        return Draft(index, index + 1, Date(0, 0, decade=1900 + _DECADES[token.key]))
    return None


def _read_century(tokens: Tokens, index: int) -> Draft | None:
    """Read a century: "the 19th century", "twenty-first-century"."""
    key = tokens[index].key
    end, number = index + 1, words.ORDINALS.get(key)
    if key.isdecimal() and tokens[index + 1].key in words.ORDINAL_SUFFIXES:
        end, number = index + 2, int(key)
    elif key == "twenty" and tokens.keys(index + 1, 2) == ("-", "first"):
        end, number = index + 3, 21
    end += 1 if tokens[end].key in _DASHES else 0
    if number is None or number > 21 or tokens[end].key not in {"century", "centuries"}:
        return None
    return Draft(index, end + 1, Date(0, 0, century=number))


def _read_year(tokens: Tokens, index: int) -> Draft | None:
    """Read a year that a word before it, or no noun after it, tells from a count."""
    token, before, after = tokens[index], tokens[index - 1].key, tokens[index + 1]
    if token.kind != "digits" or not is_year(token.key, hijri=False) or (after.glued and after.kind == "word"):
        return None
    measured = after.key in words.SCALES or tokens.longest(index + 1, words.UNIT_PHRASES)[1]
    if measured or before in {"$", "€", "£"}:
        return None
    beside = token.glued and before in _DASHES | {"/"}  # "1975-1990" holds two, the document S/2014/258 none
    if beside and tokens[index - 2].key != "mid" and not _is_year_before(tokens, index):
        return None
    likely = is_year(token.key, hijri=False, near=True)
    cued = before in _BEFORE_YEAR or _is_year_before(tokens, index)
    certain = before == "in" and len(token.key) == 4
    if not (certain or (likely and (cued or (not token.key.endswith("00") and after.kind != "word")))):
        return None
    return Draft(index, index + 1, Date(0, 0, year=int(token.key)))


def _is_year_before(tokens: Tokens, index: int) -> bool:
    link, year = tokens[index - 1].key, tokens[index - 2].key
    return link in _DASHES | {"and", "to", "/"} and is_year(year, hijri=False, near=True)
