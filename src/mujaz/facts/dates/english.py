"""Reads English dates: months, weekdays, years, decades, centuries, days counted from today, times."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from mujaz.facts.base import Date
from mujaz.facts.dates.calendar import Draft, is_day, is_year, numeric_date, year_span
from mujaz.facts.dates.english_clock import read_clock
from mujaz.facts.dates.english_hijri import may_begin_hijri, read_hijri_month
from mujaz.facts.numbers.counted import counted_in_english
from mujaz.facts.tokens import Token, Tokens, phrases_of, word_set
from mujaz.facts.words import english

_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january/jan",
            "february/feb",
            "march/mar",
            "april/apr",
            "may",
            "june/jun",
            "july/jul",
            "august/aug",
            "september/sept/sep",
            "october/oct",
            "november/nov",
            "december/dec",
        ],
        1,
    )
    for name in names.split("/")
}
_SHORT = word_set("jan feb mar apr jun jul aug sept sep oct nov dec")
_MONTHS_ONLY = frozenset({"muharram", "shawwal"})
"""Hijri months that are hardly ever the name of a man; of two words none is."""
_WEEKDAYS = {
    name: number
    for number, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"], 1)
}
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
_DAYS = (
    phrases_of(["the day before yesterday", "day before yesterday"], "-2")
    | phrases_of(["yesterday", "last night", "last evening"], "-1")
    | phrases_of(["today"], "0")
    | phrases_of(["tomorrow"], "1")
    | phrases_of(["the day after tomorrow", "day after tomorrow"], "2")
)
_BEFORE_A_LAST_ONE, _AFTER_A_LAST_ONE = frozenset({"the", "his", "her", "its", "their", "s"}), frozenset({"of", "as"})
"""Words beside "last night" that make it the last one of several: "the last night of the fair"."""

_DECADES = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90,
}  # fmt: skip
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
    | english.ORDINALS.keys()
    | english.UNITS.keys()
    | english.TENS.keys()
    | {"a", "half", "quarter"}
)


def read_date(tokens: Tokens, at: int) -> list[Draft]:
    """The dates that start at token `at`: two for "3 to 12 November", mostly one, often none."""
    token = tokens[at]
    starts = token.key in _STARTERS or may_begin_hijri(token.key)
    if token.kind == "mark" or (token.kind == "word" and not starts):
        return []
    return _day_range(tokens, at) or _days_after_month(tokens, at) or year_span(tokens, at) or _single(tokens, at)


def _single(tokens: Tokens, at: int) -> list[Draft]:
    date = (
        numeric_date(tokens, at, day_first=False)
        or _relative(tokens, at)
        or _directed(tokens, at)
        or _weekday(tokens, at)
        or _dated(tokens, at)
        or _decade(tokens, at)
        or _century(tokens, at)
        or read_clock(tokens, at)
        or _year(tokens, at)
    )
    return [] if date is None else [date]


def _relative(tokens: Tokens, at: int) -> Draft | None:
    """As in "Yesterday", "last night", "last week"."""
    days, count = tokens.longest(at, _DAYS, 4)
    if count:
        one_of_several = tokens[at - 1].key in _BEFORE_A_LAST_ONE or tokens[at + count].key in _AFTER_A_LAST_ONE
        if tokens[at].key == "last" and one_of_several:
            return None
        return Draft(at, at + count, Date(0, 0, shift=("day", int(days))))
    amount, unit = _SHIFTS.get(tokens[at].key), _UNITS.get(tokens[at + 1].key)
    if amount is None or unit is None or tokens[at - 1].key == "the":
        return None
    return Draft(at, at + 2, Date(0, 0, shift=(unit, amount)))


def _directed(tokens: Tokens, at: int) -> Draft | None:
    """As in "Last June", "next Sunday"."""
    direction = _DIRECTIONS.get(tokens[at].key)
    if direction is None:
        return None
    named = _weekday(tokens, at + 1) or _dated(tokens, at + 1)
    if named is None or named.date.year is not None:
        return None
    return Draft(at, named.end, replace(named.date, direction=direction))


def _weekday(tokens: Tokens, at: int) -> Draft | None:
    """A weekday, with the date that may follow: "Tuesday, October 7, 2014"."""
    number = _WEEKDAYS.get(tokens[at].key)
    if number is None or not tokens[at].capitalized or _is_surname_next(tokens, at):
        return None
    if tokens[at - 1].key in _FEASTS and tokens[at - 1].capitalized:
        return None
    end = at + 2 if tokens[at + 1].key == "," else at + 1
    dated = _dated(tokens, end)
    if dated is not None and dated.date.day is not None:
        return Draft(at, dated.end, replace(dated.date, weekday=number))
    return Draft(at, at + 1, Date(0, 0, weekday=number))


def _is_surname_next(tokens: Tokens, at: int) -> bool:
    """As in "Friday Okonkwo", "April Jones": a capital follows, and no word of time stands before."""
    after = tokens[at + 1]
    known = after.key in _MONTHS or after.key in _WEEKDAYS
    return after.capitalized and not known and tokens[at - 1].key not in _TIME_WORDS


def _dated(tokens: Tokens, at: int) -> Draft | None:
    """As in "October 7, 2014", "26 October 2014", "the first of May", "December 2024", "June"."""
    day_first = _day(tokens, at)
    if day_first is not None:
        day, end = day_first
        end += 1 if tokens[end].key == "of" or tokens[end].key in _DASHES else 0
        month = _month(tokens, end, certain=True)
        return None if month is None else _with_year(tokens, Draft(at, month.end, replace(month.date, day=day)))
    month = _month(tokens, at, certain=False)
    if month is None:
        return None
    day_after = _day(tokens, month.end)
    if day_after is not None and not _counts(tokens, day_after[1]):
        return _with_year(tokens, Draft(at, day_after[1], replace(month.date, day=day_after[0])))
    return _with_year(tokens, month)


def _counts(tokens: Tokens, at: int) -> bool:
    return tokens[at].key in english.SCALES or tokens[at].key == "%"


def _day(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """A day of a month and the token after it: "7", "7th", "the 3rd", "the first"."""
    token, after = tokens[at], tokens[at + 1]
    if token.key == "the":
        return _day(tokens, at + 1)
    if token.kind == "digits" and is_day(token.key):
        if token.glued and tokens[at - 1].key in _DASHES and tokens[at - 2].kind == "word":
            return None
        suffixed = after.glued and after.key in english.ORDINAL_SUFFIXES
        return int(token.key), at + 2 if suffixed else at + 1
    number = english.ORDINALS.get(token.key)
    return (number, at + 1) if number is not None and tokens[at + 1].key == "of" else None


def _month(tokens: Tokens, at: int, *, certain: bool) -> Draft | None:
    """A month's name; one that is also a word or a name needs a number beside it or a word of time before it."""
    token = tokens[at]
    hijri, count = read_hijri_month(tokens, at)
    if count:
        return _hijri_month(tokens, at, hijri, count, certain=certain)
    number = _MONTHS.get(token.key)
    if number is None or not token.capitalized or token.text.isupper():
        return None
    end = at + 2 if token.key in _SHORT and tokens[at + 1].key == "." else at + 1
    beside = (
        certain or _is_number(tokens[end]) or (tokens[end].key == "," and is_year(tokens[end + 1].key, hijri=False))
    )
    if beside or (_is_month_alone(tokens, at) and token.key not in _SHORT):
        return Draft(at, end, Date(0, 0, month=number))
    return None


def _hijri_month(tokens: Tokens, at: int, number: int, count: int, *, certain: bool) -> Draft | None:
    beside = certain or _is_number(tokens[at + count]) or tokens[at - 1].key in _TIME_WORDS
    if count == 1 and tokens[at].key not in _MONTHS_ONLY and not beside:
        return None
    return Draft(at, at + count, Date(0, 0, month=number, hijri=True))


def _is_number(token: Token) -> bool:
    return token.kind == "digits" and (is_day(token.key) or is_year(token.key, hijri=False))


def _is_month_alone(tokens: Tokens, at: int) -> bool:
    if tokens[at].key in {"may", "march"}:
        cued = tokens[at - 1].key in _TIME_WORDS - {"to", "and", "or"} or tokens[at - 2].key == "mid"
        return cued and not _is_surname_next(tokens, at) and not tokens[at + 1].capitalized
    cued = tokens[at - 1].key in _TIME_WORDS or tokens[at - 1].key in _DASHES
    return not _is_surname_next(tokens, at) and (cued or tokens[at].key not in {"april", "june", "august"})


def _with_year(tokens: Tokens, draft: Draft) -> Draft:
    at = draft.end + 1 if tokens[draft.end].key in {",", "of"} | _DASHES else draft.end
    if tokens[at].kind != "digits" or not is_year(tokens[at].key, hijri=draft.date.hijri) or len(tokens[at].key) < 4:
        return draft
    if tokens[at + 1].glued and tokens[at + 1].key == "s":
        return draft
    end = at + 2 if tokens[at + 1].key in {"ah", "ad"} else at + 1
    return Draft(draft.start, end, replace(draft.date, year=int(tokens[at].key)))


def _day_range(tokens: Tokens, at: int) -> list[Draft]:
    """As in "3 to 12 November", "3-12 November", "the 3rd and 4th of November": both days are of that month."""
    first = _day(tokens, at) if tokens[at].kind == "digits" else None
    if first is None or tokens[first[1]].key not in _DASHES | {"to", "and"}:
        return []
    day, end = first
    last = _dated(tokens, end + 1)
    if last is None or last.date.day is None or tokens[end + 1].kind != "digits" or day >= last.date.day:
        return []
    return [Draft(at, end, replace(last.date, day=day)), last]


def _days_after_month(tokens: Tokens, at: int) -> list[Draft]:
    """As in "March 8 and 9", "March 26-28": both days are of that month."""
    month = _month(tokens, at, certain=False)
    first = _day(tokens, month.end) if month is not None else None
    if month is None or first is None or tokens[first[1]].key not in _DASHES | {"and", "to"}:
        return []
    last = _day(tokens, first[1] + 1)
    if last is None or last[0] <= first[0] or tokens[first[1] + 1].kind != "digits" or _names_other(tokens, last[1]):
        return []
    whole = _with_year(tokens, Draft(first[1] + 1, last[1], replace(month.date, day=last[0])))
    return [Draft(at, first[1], replace(whole.date, day=first[0])), whole]


def _names_other(tokens: Tokens, at: int) -> bool:
    """Whether what follows a number tells that it is no day: a month of its own, a scale, what it counts."""
    return _month(tokens, at, certain=True) is not None or _counts(tokens, at) or counted_in_english(tokens, at) != ""


def _decade(tokens: Tokens, at: int) -> Draft | None:
    """As in "The 1990s", "the nineties"."""
    token, after = tokens[at], tokens[at + 1]
    if token.kind == "digits" and is_year(token.key, hijri=False) and after.glued and after.key == "s":
        if token.key.endswith("00") and int(token.key) < _THIS_MILLENNIUM:  # "the 1800s" are a century
            return Draft(at, at + 2, Date(0, 0, century=int(token.key) // 100 + 1))
        return Draft(at, at + 2, Date(0, 0, decade=int(token.key))) if token.key.endswith("0") else None
    short = token.key.isdigit() and len(token.key) == 2 and token.key.endswith("0") and after.glued and after.key == "s"
    if short and tokens[at - 1].key in _DASHES | {"the", "'", "’", "late", "early", "mid"}:
        return Draft(at, at + 2, Date(0, 0, decade=1900 + int(token.key)))
    if token.key in _DECADES and tokens[at - 1].key in _DASHES | {"the", "late", "early", "mid"}:
        return Draft(at, at + 1, Date(0, 0, decade=1900 + _DECADES[token.key]))
    return None


def _century(tokens: Tokens, at: int) -> Draft | None:
    """As in "The 19th century", "twenty-first-century"."""
    end, number = at + 1, english.ORDINALS.get(tokens[at].key)
    if tokens[at].kind == "digits" and tokens[at + 1].key in english.ORDINAL_SUFFIXES and tokens[at].key.isdigit():
        end, number = at + 2, int(tokens[at].key)
    elif tokens[at].key == "twenty" and tokens.keys(at + 1, 2) == ("-", "first"):
        end, number = at + 3, 21
    end += 1 if tokens[end].key in _DASHES else 0
    if number is None or number > 21 or tokens[end].key not in {"century", "centuries"}:
        return None
    return Draft(at, end + 1, Date(0, 0, century=number))


def _year(tokens: Tokens, at: int) -> Draft | None:
    """A year that a word before it, or what is not after it, tells from a count."""
    token, before, after = tokens[at], tokens[at - 1].key, tokens[at + 1]
    if token.kind != "digits" or not is_year(token.key, hijri=False) or (after.glued and after.kind == "word"):
        return None
    if after.key in english.SCALES or tokens.longest(at + 1, english.UNIT_PHRASES)[1] or before in {"$", "€", "£"}:
        return None
    beside = token.glued and before in _DASHES | {"/"}  # "1975-1990" holds two, the document S/2014/258 none
    if beside and tokens[at - 2].key != "mid" and not _is_year_before(tokens, at):
        return None
    likely = is_year(token.key, hijri=False, near=True)
    cued = before in _BEFORE_YEAR or _is_year_before(tokens, at)
    certain = before == "in" and len(token.key) == 4
    if not (certain or (likely and (cued or (not token.key.endswith("00") and after.kind != "word")))):
        return None
    return Draft(at, at + 1, Date(0, 0, year=int(token.key)))


def _is_year_before(tokens: Tokens, at: int) -> bool:
    return tokens[at - 1].key in _DASHES | {"and", "to", "/"} and is_year(tokens[at - 2].key, hijri=False, near=True)
