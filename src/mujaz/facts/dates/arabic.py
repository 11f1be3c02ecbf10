"""Reads Arabic dates: days, months and years in one expression, ranges of days, and what the other readers find."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from mujaz.facts.base import Date
from mujaz.facts.dates.arabic_clock import read_clock
from mujaz.facts.dates.arabic_months import HIJRI, MONTHS, read_month_name
from mujaz.facts.dates.arabic_relative import DAYS, UNITS, directed, read_relative
from mujaz.facts.dates.arabic_weekdays import WEEKDAYS, read_weekday
from mujaz.facts.dates.arabic_years import DECADES, YEAR_WORDS, read_century, read_decade, read_year
from mujaz.facts.dates.calendar import Draft, is_day, is_year, numeric_date, year_span
from mujaz.facts.numbers.arabic import read_digits, read_ordinal, read_tenth
from mujaz.facts.tokens import WORDS, Token, Tokens, word_set
from mujaz.facts.words import arabic
from mujaz.facts.words.arabic import stem

# These are also verbs and names of people: a month only beside a day, a year, another name, or after a word of time.
_DOUBTFUL = frozenset({"مارس", "اب", "ماي", "جوان", "رجب", "شعبان", "رمضان", "محرم", "صفر"})
_TIME_WORDS = word_set(
    "في منذ شهر خلال بدايه مطلع نهايه منتصف اوائل اواخر حتي بين بحلول اول اخر مستهل شهري قبل بعد وفي ومنذ لشهر هلال"
)
_PARTS = ("اسبوع", "النصف", "الثلث", "الشطر")
"""Parts of a month that are counted: «الأسبوع الأول من أكتوبر» names no day."""

_STARTERS = (
    {keys[0] for keys in (*MONTHS, *HIJRI, *DAYS)}
    | {day.removeprefix("ال") for day in WEEKDAYS}
    | {"يوم", "هذا", "هذه", "ساعه", "عاشوراء", "قرن", "الفيه"}
    | {unit.removeprefix("ال") for unit in UNITS}
    | DECADES.keys()
    | arabic.ORDINALS.keys()
    | arabic.TENS.keys()
    | arabic.SCALES.keys()
)


@lru_cache(maxsize=WORDS)
def _may_start(word: str) -> bool:
    return stem(word, _STARTERS)[1] != ""


def read_date(tokens: Tokens, at: int) -> list[Draft]:
    """The dates that start at token `at`: two for «3 إلى 12 نوفمبر», mostly one, often none."""
    token = tokens[at]
    if token.kind == "mark" or (token.kind == "word" and not _may_start(token.key)):
        return []
    weekday = read_weekday(tokens, at)
    if weekday is not None:
        return _after_weekday(tokens, weekday)
    return _day_range(tokens, at) or year_span(tokens, at) or _single(tokens, at)


def _single(tokens: Tokens, at: int) -> list[Draft]:
    date = (
        _numeric(tokens, at)
        or _day_and_month(tokens, at)
        or _month(tokens, at)
        or _ashura(tokens, at)
        or read_decade(tokens, at)
        or read_century(tokens, at)
        or read_relative(tokens, at)
        or read_clock(tokens, at)
        or read_year(tokens, at)
    )
    return [] if date is None else [date]


def _after_weekday(tokens: Tokens, weekday: Draft) -> list[Draft]:
    """«الثلاثاء 7 أكتوبر 2014», «الأحد المقبل»."""
    at = weekday.end + (1 if tokens[weekday.end].key in {"،", ","} else 0)
    dated = _numeric(tokens, at) or _day_and_month(tokens, at)
    if dated is not None:
        return [Draft(weekday.start, dated.end, replace(dated.date, weekday=weekday.date.weekday), weekday.skip)]
    return [directed(tokens, weekday)]


def _day_range(tokens: Tokens, at: int) -> list[Draft]:
    """«3 إلى 12 نوفمبر», «بين 25 و27 تشرين الأول», «الثاني والثالث من أيار»: both days are of that month."""
    first = _day(tokens, at)
    if first is None:
        return []
    day, end, skip = first
    start = end if tokens[end].key.startswith("وال") else end + 1
    if start > end and tokens[end].key not in {"الي", "و", "-", "حتي", "وحتي", "–"}:
        return []
    last = _day_and_month(tokens, start)
    if last is None or last.date.day is None or not day < last.date.day:
        return []
    return [Draft(at, end, replace(last.date, day=day), skip), last]


def _day(tokens: Tokens, at: int) -> tuple[int, int, int] | None:
    """A day of a month in digits or by its ordinal: its number, the token after it, characters of its proclitics."""
    if _is_day_token(tokens[at]) and read_digits(tokens, at) is not None:
        return int(tokens[at].key), at + 1, 0
    ordinal = read_ordinal(tokens, at) or read_tenth(tokens, at)
    return None if ordinal is None or not is_day(str(ordinal[0])) else ordinal


def _is_day_token(token: Token) -> bool:
    return token.kind == "digits" and is_day(token.key)


def _day_and_month(tokens: Tokens, at: int) -> Draft | None:
    """«7 أكتوبر (تشرين الأول) 2014», «السابع من آذار 2021», «25 أيار من عام 2000»."""
    named = _day(tokens, at)
    if named is None:
        return None
    day, end, skip = named
    if tokens[end].key in {"من", "شهر"}:
        end += 1
    if tokens[end].key == "شهر":
        end += 1
    month = read_month_name(tokens, end)
    if month is None:
        return None
    if tokens[at - 1].key == "مدينه" or tokens[at - 1].key.endswith(_PARTS):
        return None
    return _with_year(tokens, Draft(at, month.end, replace(month.date, day=day), skip))


def _month(tokens: Tokens, at: int) -> Draft | None:
    """A month without a day: «يونيو (حزيران) الماضي», «ديسمبر 2024», «شهر شباط»."""
    month = read_month_name(tokens, at)
    if month is None:
        return None
    whole = _with_year(tokens, month)
    names = " ".join(tokens.keys(at, month.end - at))
    certain = whole.end > month.end or month.end - at > 1
    if not certain and names[month.skip :] in _DOUBTFUL and tokens[at - 1].key not in _TIME_WORDS:
        return None
    return whole


def _with_year(tokens: Tokens, draft: Draft) -> Draft:
    """The year after a month, and the era, or the direction."""
    at = draft.end
    at += 1 if tokens[at].key in {"من", "،", ","} and tokens[at + 1].key in YEAR_WORDS else 0
    at += 1 if tokens[at].key in YEAR_WORDS or tokens[at].key == "،" else 0
    token = tokens[at]
    hijri = draft.date.hijri
    if token.kind != "digits" or not is_year(token.key, hijri=hijri):
        return directed(tokens, draft)
    era = tokens[at + 1]
    end = at + 2 if era.key in {"ه", "م", "هجريه", "ميلاديه"} else at + 1
    return Draft(draft.start, end, replace(draft.date, year=int(token.key)), draft.skip)


def _numeric(tokens: Tokens, at: int) -> Draft | None:
    found = numeric_date(tokens, at, day_first=True)
    if found is not None and tokens[found.end].key == "ه":
        return replace(found, end=found.end + 1, date=replace(found.date, hijri=True))
    return found


def _ashura(tokens: Tokens, at: int) -> Draft | None:
    skip = 1 if tokens[at].key in {"وعاشوراء", "بعاشوراء", "لعاشوراء"} else 0
    if tokens[at].key[skip:] != "عاشوراء":
        return None
    return Draft(at, at + 1, Date(0, 0, month=1, day=10, hijri=True), skip)
