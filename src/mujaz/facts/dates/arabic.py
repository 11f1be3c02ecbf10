"""Reads Arabic dates: days, months, years, ranges, weekdays, decades, centuries, and days counted from today."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Literal

from mujaz.facts.base import Date, Shift
from mujaz.facts.dates.calendar import HIJRI, MONTHS, Draft, is_day, is_year, numeric_date, read_month_name, year_span
from mujaz.facts.dates.clock import read_arabic_clock
from mujaz.facts.numbers import arabic_words as words
from mujaz.facts.numbers.arabic import read_cardinal, read_digits, read_ordinal, read_tenth
from mujaz.facts.numbers.arabic_words import stem
from mujaz.facts.tokens import WORDS, Tokens, number_table, phrase_table, word_set
from mujaz.tables import read_table
from mujaz.text.proclitics import AND, ARTICLE, BEFORE_TIMES, BEFORE_UNITS, TO_THE, is_definite

_WORDS = read_table("mujaz.facts.dates", "arabic.toml")
_YEAR_WORDS = word_set("عام العام سنه السنه عامي اعوام الاعوام سنوات عامين صيف شتاء خريف موسم")
_BEFORE_YEAR = _YEAR_WORDS | word_set(
    "في منذ بحلول حتي قبل بعد مونديال انتخابات دوره نسخه وفي ومنذ وحتي العالم طواف لعام لسنه بعام مطلع نهايه اوائل "
    "اواخر خلال مستهل منتصف"
)
_DECADES = number_table(_WORDS["decades"])
_NOT_DATES = word_set("القرن العمر عمره عمرها عمري عمرهم")


_EARLY = word_set("بدايه بدايات مطلع اوائل مستهل")
_NEW = word_set("الجديده الثالثه")
_LAST = word_set("الماضي الماضيه الفائت الفائته المنصرم المنصرمه الاخير الاخيره")
_NEXT = word_set("المقبل المقبله القادم القادمه")
_THIS = word_set("الجاري الجاريه الحالي الحاليه")
_UNITS: dict[str, Literal["week", "month", "year"]] = {
    "الاسبوع": "week", "الشهر": "month", "العام": "year", "السنه": "year",
}  # fmt: skip
_DAYS = phrase_table(_WORDS["days"])
_OWN_DAY = word_set("في طوال خلال طيله ذلك نفس مدي هذا من كل")
_WEEKDAYS = number_table(_WORDS["weekdays"])
# A mosque, market or village named after a weekday.
_NAMED_PLACES = word_set("مسجد جامع طريق سوق حي قريه بلده مدينه شارع ساحه ميدان باب وادي")
# «الاثنين» is also "both".
_BOTH = frozenset({"بين", "شمل"})
# These are also verbs and names of people: a month only beside a day, a year, another name, or after a word of time.
_DOUBTFUL = frozenset({"مارس", "اب", "ماي", "جوان", "رجب", "شعبان", "رمضان", "محرم", "صفر"})
_TIME_WORDS = word_set(
    "في منذ شهر خلال بدايه مطلع نهايه منتصف اوائل اواخر حتي بين بحلول اول اخر مستهل شهري قبل بعد وفي ومنذ لشهر هلال"
)
_PARTS = ("اسبوع", "النصف", "الثلث", "الشطر")
"""Parts of a month that are counted: «الأسبوع الأول من أكتوبر» names no day."""

_STARTERS = (
    {keys[0] for keys in (*MONTHS, *HIJRI, *_DAYS)}
    | {day.removeprefix(ARTICLE) for day in _WEEKDAYS}
    | {"يوم", "هذا", "هذه", "ساعه", "عاشوراء", "قرن", "الفيه"}
    | {unit.removeprefix(ARTICLE) for unit in _UNITS}
    | _DECADES.keys()
    | words.ORDINALS.keys()
    | words.TENS.keys()
    | words.SCALES.keys()
)


@lru_cache(maxsize=WORDS)
def _may_start(word: str) -> bool:
    return stem(word, _STARTERS)[1] != ""


def read_date(tokens: Tokens, index: int) -> list[Draft]:
    """Read the dates that start at a token: two for «3 إلى 12 نوفمبر», mostly one, often none."""
    token = tokens[index]
    if token.kind == "mark" or (token.kind == "word" and not _may_start(token.key)):
        return []
    weekday = _read_weekday(tokens, index)
    if weekday is not None:
        return _read_after_weekday(tokens, weekday)
    return _read_day_range(tokens, index) or year_span(tokens, index) or _read_single(tokens, index)


def _read_single(tokens: Tokens, index: int) -> list[Draft]:
    date = (
        _read_numeric(tokens, index)
        or _read_day_and_month(tokens, index)
        or _read_month(tokens, index)
        or _read_ashura(tokens, index)
        or _read_decade(tokens, index)
        or _read_century(tokens, index)
        or _read_relative(tokens, index)
        or read_arabic_clock(tokens, index)
        or _read_year(tokens, index)
    )
    return [] if date is None else [date]


def _read_after_weekday(tokens: Tokens, weekday: Draft) -> list[Draft]:
    """Read the date or the direction after a weekday: «الثلاثاء 7 أكتوبر 2014», «الأحد المقبل»."""
    index = weekday.end + (1 if tokens[weekday.end].key in {"،", ","} else 0)
    dated = _read_numeric(tokens, index) or _read_day_and_month(tokens, index)
    if dated is not None:
        return [Draft(weekday.start, dated.end, replace(dated.date, weekday=weekday.date.weekday), weekday.skip)]
    return [_with_direction(tokens, weekday)]


def _read_day_range(tokens: Tokens, index: int) -> list[Draft]:
    """Read two days of one month: «3 إلى 12 نوفمبر», «بين 25 و27 تشرين الأول», «الثاني والثالث من أيار»."""
    first = _read_day(tokens, index)
    if first is None:
        return []
    day, end, skip = first
    start = end if tokens[end].key.startswith(AND + ARTICLE) else end + 1
    if start > end and tokens[end].key not in {"الي", AND, "-", "حتي", "وحتي", "–"}:
        return []
    last = _read_day_and_month(tokens, start)
    if last is None or last.date.day is None or not day < last.date.day:
        return []
    return [Draft(index, end, replace(last.date, day=day), skip), last]


def _read_day(tokens: Tokens, index: int) -> tuple[int, int, int] | None:
    """Read a day of a month, in digits or an ordinal: the day, the token after it, characters of proclitics."""
    if is_day(tokens[index].key) and read_digits(tokens, index) is not None:
        return int(tokens[index].key), index + 1, 0
    ordinal = read_ordinal(tokens, index) or read_tenth(tokens, index)
    return None if ordinal is None or not is_day(str(ordinal[0])) else ordinal


def _read_day_and_month(tokens: Tokens, index: int) -> Draft | None:
    """Read a day with its month: «7 أكتوبر (تشرين الأول) 2014», «السابع من آذار 2021», «25 أيار من عام 2000»."""
    named = _read_day(tokens, index)
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
    if tokens[index - 1].key == "مدينه" or tokens[index - 1].key.endswith(_PARTS):
        return None
    return _with_year(tokens, Draft(index, month.end, replace(month.date, day=day), skip))


def _read_month(tokens: Tokens, index: int) -> Draft | None:
    """Read a month without a day: «يونيو (حزيران) الماضي», «ديسمبر 2024», «شهر شباط»."""
    month = read_month_name(tokens, index)
    if month is None:
        return None
    whole = _with_year(tokens, month)
    names = " ".join(tokens.keys(index, month.end - index))
    certain = whole.end > month.end or month.end - index > 1
    if not certain and names[month.skip :] in _DOUBTFUL and tokens[index - 1].key not in _TIME_WORDS:
        return None
    return whole


def _with_year(tokens: Tokens, draft: Draft) -> Draft:
    """Return the date with the year and era after it, or with its direction."""
    index = draft.end
    index += 1 if tokens[index].key in {"من", "،", ","} and tokens[index + 1].key in _YEAR_WORDS else 0
    index += 1 if tokens[index].key in _YEAR_WORDS or tokens[index].key == "،" else 0
    token = tokens[index]
    hijri = draft.date.hijri
    if token.kind != "digits" or not is_year(token.key, hijri=hijri):
        return _with_direction(tokens, draft)
    era = tokens[index + 1]
    end = index + 2 if era.key in {"ه", "م", "هجريه", "ميلاديه"} else index + 1
    return Draft(draft.start, end, replace(draft.date, year=int(token.key)), draft.skip)


def _read_numeric(tokens: Tokens, index: int) -> Draft | None:
    numeric = numeric_date(tokens, index, day_first=True)
    if numeric is not None and tokens[numeric.end].key == "ه":
        return replace(numeric, end=numeric.end + 1, date=replace(numeric.date, hijri=True))
    return numeric


def _read_ashura(tokens: Tokens, index: int) -> Draft | None:
    skip = 1 if tokens[index].key in {"وعاشوراء", "بعاشوراء", "لعاشوراء"} else 0
    if tokens[index].key[skip:] != "عاشوراء":
        return None
    return Draft(index, index + 1, Date(0, 0, month=1, day=10, hijri=True), skip)


def _read_relative(tokens: Tokens, index: int) -> Draft | None:
    """Read a time counted from today: «أمس», «الليلة الماضية», «الأسبوع الماضي», «هذا العام», «اليوم»."""
    days, count = tokens.longest(index, _DAYS)
    if count:
        return Draft(index, index + count, Date(0, 0, shift=("day", int(days))))
    if tokens[index].key in {"هذا", "هذه"} and tokens[index + 1].key in _UNITS:
        return Draft(index, index + 2, Date(0, 0, shift=(_UNITS[tokens[index + 1].key], 0)))
    key, skip = tokens[index].key, 0
    if key.startswith(BEFORE_UNITS) and key[1:] in _UNITS:
        key, skip = key[1:], 1
    shift = _read_shift(tokens, index, key) if key in _UNITS else None
    if shift is not None:
        return Draft(index, index + 2, Date(0, 0, shift=shift), skip)
    return _read_today(tokens, index)


def _read_shift(tokens: Tokens, index: int, key: str) -> Shift | None:
    after = tokens[index + 1].key
    for adjectives, amount in ((_LAST - {"الاخير", "الاخيره"}, -1), (_NEXT, 1), (_THIS, 0)):
        if after in adjectives:
            return _UNITS[key], amount
    return None


def _read_today(tokens: Tokens, index: int) -> Draft | None:
    """Read «اليوم» as today; a certain day, or a day as a span of time, is not today."""
    if tokens[index].key != "اليوم" or tokens[index - 1].key in _OWN_DAY or tokens[index + 1].key.startswith(ARTICLE):
        return None
    return Draft(index, index + 1, Date(0, 0, shift=("day", 0)))


def _with_direction(tokens: Tokens, draft: Draft) -> Draft:
    """Return the date with the direction after it: «الماضي», «المقبل», «الجاري»."""
    key = tokens[draft.end].key
    if key in _LAST:
        return Draft(draft.start, draft.end + 1, replace(draft.date, direction=-1), draft.skip)
    if key in _NEXT:
        return Draft(draft.start, draft.end + 1, replace(draft.date, direction=1), draft.skip)
    return draft if key not in _THIS else replace(draft, end=draft.end + 1)


def _read_weekday(tokens: Tokens, index: int) -> Draft | None:
    """Read a weekday, with «اليوم» before it; not in names of places («سوق الخميس»), nor «الاثنين» as "both"."""
    if tokens[index].key == "اليوم" and tokens[index + 1].key in _WEEKDAYS:
        following = _read_weekday(tokens, index + 1)
        return None if following is None else replace(following, start=index)
    key = tokens[index].key
    host = "ا" + key[1:] if key.startswith(TO_THE) else key[1:]
    skip = 1 if key.startswith(BEFORE_TIMES) and host in _WEEKDAYS else 0
    number = _WEEKDAYS.get(host if skip else key)
    if number is None:
        return None
    if tokens[index - 1].key in _NAMED_PLACES or (number == 1 and tokens[index - 1].key in _BOTH):
        return None
    return Draft(index, index + 1, Date(0, 0, weekday=number), skip)


def _read_decade(tokens: Tokens, index: int) -> Draft | None:
    """Read a decade: «التسعينيات», «ستينيات القرن الماضي»; not the years of a life."""
    if tokens[index].key == "الالفيه" and (tokens[index - 1].key in _EARLY or tokens[index + 1].key in _NEW):
        return Draft(index, index + 2 if tokens[index + 1].key in _NEW else index + 1, Date(0, 0, decade=2000))
    proclitic, word = stem(tokens[index].key, _DECADES)
    end = index + 2 if tokens[index + 1].key == "من" and tokens[index + 2].key in _NOT_DATES else index + 1
    if not word or tokens[end].key in _NOT_DATES - {"القرن"}:
        return None
    century, first = _read_century(tokens, end), 1900
    if century is not None and century.date.century is not None:
        end, first = century.end, (century.date.century - 1) * 100
    elif tokens.keys(end, 2) == ("القرن", "الماضي"):
        end += 2
    elif not proclitic.endswith(ARTICLE):
        return None
    return Draft(index, end, Date(0, 0, decade=first + _DECADES[word]), len(proclitic))


def _read_century(tokens: Tokens, index: int) -> Draft | None:
    """Read a century: «القرن التاسع عشر», «القرن الـ21»."""
    proclitic, word = stem(tokens[index].key, {"قرن"})
    if not word or not is_definite(proclitic):
        return None
    end = index + 2 if tokens[index + 1].key == ARTICLE else index + 1
    if tokens[end].kind == "digits" and tokens[end].key.isdecimal() and len(tokens[end].key) <= 2:
        return Draft(index, end + 1, Date(0, 0, century=int(tokens[end].key)), len(proclitic))
    ordinal = read_ordinal(tokens, end)
    if ordinal is not None:
        return Draft(index, ordinal[1], Date(0, 0, century=ordinal[0]), len(proclitic))
    twentieth = tokens[end].key == "العشرين"
    return Draft(index, end + 1, Date(0, 0, century=20), len(proclitic)) if twentieth else None


def _read_year(tokens: Tokens, index: int) -> Draft | None:
    """Read a year that a word before it, or no noun after it, tells from a count."""
    if tokens[index].kind != "digits":
        return _read_year_in_words(tokens, index)
    token, before, after = tokens[index], tokens[index - 1].key, tokens[index + 1]
    if not is_year(token.key, hijri=False) or read_digits(tokens, index) is None or _is_unit(tokens, index + 1):
        return None
    stated = stem(before, _YEAR_WORDS)[1] != ""
    cued = stated or before in _BEFORE_YEAR or _follows_year(tokens, index)
    likely = is_year(token.key, hijri=False, near=True)
    if not (stated or (likely and (cued or (not token.key.endswith("00") and after.kind != "word")))):
        return None
    end = index + 2 if after.glued and after.key in {"م", "ه"} else index + 1
    return Draft(index, end, Date(0, 0, year=int(token.key), hijri=after.glued and after.key == "ه"))


def _is_unit(tokens: Tokens, index: int) -> bool:
    scale = stem(tokens[index].key, words.ANY_SCALES)[1]
    return bool(scale) or bool(tokens.longest(index, words.UNIT_PHRASES)[1])


def _follows_year(tokens: Tokens, index: int) -> bool:
    """Tell whether a year goes on another: «2003 و2011», «1975-1990»."""
    link, year = tokens[index - 1].key, tokens[index - 2].key
    return link in {AND, "-", "–", "الي", "حتي", "/"} and is_year(year, hijri=False, near=True)


def _read_year_in_words(tokens: Tokens, index: int) -> Draft | None:
    """Read a year in words: «عام ألف وتسعمئة وثمانية وخمسين»."""
    if tokens[index - 1].key not in _YEAR_WORDS or tokens[index].kind != "word":
        return None
    reading = read_cardinal(tokens, index)
    if reading is None or reading.scale != 1000 or reading.end - index == 1:
        return None
    value = int(reading.value)
    return Draft(index, reading.end, Date(0, 0, year=value)) if is_year(str(value), hijri=False) else None
