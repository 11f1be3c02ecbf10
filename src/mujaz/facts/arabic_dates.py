"""Reads Arabic dates: both traditions of month names and the Maghreb's, Hijri months, weekdays, relative days."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Literal

from mujaz.facts import arabic
from mujaz.facts.arabic import stem
from mujaz.facts.arabic_numbers import read_cardinal, read_digits, read_ordinal
from mujaz.facts.base import Date, Shift
from mujaz.facts.calendar import Draft, clock, is_day, is_year, numeric_date, year_span
from mujaz.facts.tokens import Token, Tokens, phrases_of, word_set
from mujaz.text.clean import fold

_MONTH_NAMES = (
    "يناير|كانون الثاني|جانفي",
    "فبراير|شباط|فيفري",
    "مارس|آذار",
    "أبريل|نيسان|أفريل|إبريل",
    "مايو|أيار|ماي",
    "يونيو|يونيه|حزيران|جوان",
    "يوليو|يوليه|تموز|جويلية|يوليوز",
    "أغسطس|آب|أوت|غشت",
    "سبتمبر|أيلول|شتنبر",
    "أكتوبر|تشرين الأول",
    "نوفمبر|تشرين الثاني|نونبر",
    "ديسمبر|كانون الأول|دجنبر",
)
_HIJRI_NAMES = (
    "محرم", "صفر", "ربيع الأول", "ربيع الآخر|ربيع الثاني", "جمادى الأولى", "جمادى الآخرة|جمادى الثانية", "رجب", "شعبان",
    "رمضان", "شوال", "ذي القعدة|ذو القعدة", "ذي الحجة|ذو الحجة",
)  # fmt: skip
_MONTHS = {
    key: value
    for number, names in enumerate(_MONTH_NAMES, 1)
    for key, value in phrases_of(names.split("|"), str(number)).items()
}
_HIJRI = {
    key: value
    for number, names in enumerate(_HIJRI_NAMES, 1)
    for key, value in phrases_of(names.split("|"), str(number)).items()
}
# These are also verbs and names of people: a month only beside a day, a year, another name, or after a word of time.
_DOUBTFUL = frozenset({"مارس", "اب", "ماي", "جوان", "رجب", "شعبان", "رمضان", "محرم", "صفر"})
# Safar is also "nil": «فازوا 3 صفر».
_SAFAR = 2
_PROCLITICS = ("و", "ب", "ل", "ف", "ال")
_TIME_WORDS = word_set(
    "في منذ شهر خلال بدايه مطلع نهايه منتصف اوائل اواخر حتي بين بحلول اول اخر مستهل شهري قبل بعد وفي ومنذ لشهر هلال"
)
_WEEKDAYS = {
    fold(name): number
    for number, names in enumerate(["الاثنين/الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"], 1)
    for name in names.split("/")
}
# A mosque, market or village named after a weekday.
_PLACES = word_set("مسجد جامع طريق سوق حي قريه بلده مدينه شارع ساحه ميدان باب وادي")
# «الاثنين» is also "both".
_BOTH = frozenset({"بين", "شمل"})
_LAST = word_set("الماضي الماضيه الفائت الفائته المنصرم المنصرمه الاخير الاخيره")
_NEXT = word_set("المقبل المقبله القادم القادمه")
_THIS = word_set("الجاري الجاريه الحالي الحاليه")
_UNITS: dict[str, Literal["week", "month", "year"]] = {
    "الاسبوع": "week", "الشهر": "month", "العام": "year", "السنه": "year",
}  # fmt: skip
_DAYS = (
    phrases_of(["أول أمس", "أول من أمس"], "-2")
    | phrases_of(["أمس", "البارحة", "بالأمس", "وأمس"], "-1")
    | phrases_of(["بعد غد"], "2")
    | phrases_of(["غدا", "الغد"], "1")
)
_YEAR_WORDS = word_set("عام العام سنه السنه عامي اعوام الاعوام سنوات عامين صيف شتاء خريف موسم")
_BEFORE_YEAR = _YEAR_WORDS | word_set(
    "في منذ بحلول حتي قبل بعد مونديال انتخابات دوره نسخه وفي ومنذ وحتي العالم طواف لعام لسنه بعام مطلع نهايه اوائل "
    "اواخر خلال مستهل منتصف"
)
_DECADES = {
    fold(stem_ + ending): decade
    for stem_, decade in [
        ("عشرين", 20), ("ثلاثين", 30), ("أربعين", 40), ("خمسين", 50), ("ستين", 60), ("سبعين", 70), ("ثمانين", 80),
        ("تسعين", 90),
    ]
    for ending in ("يات", "ات", "ييات")
}  # fmt: skip
_OWNERS = word_set("القرن العمر عمره عمرها عمري عمرهم")
_MORNING = word_set("صباحا فجرا")
_EVENING = word_set("مساء ليلا عصرا ظهرا")
_OWN_DAY = word_set("في طوال خلال طيله ذلك نفس مدي هذا من كل")

_STARTERS = (
    {keys[0] for keys in (*_MONTHS, *_HIJRI, *_DAYS)}
    | {day.removeprefix("ال") for day in _WEEKDAYS}
    | {"يوم", "هذا", "هذه", "ساعه", "عاشوراء", "قرن"}
    | {unit.removeprefix("ال") for unit in _UNITS}
    | _DECADES.keys()
    | arabic.ORDINALS.keys()
    | arabic.SCALES.keys()
)


@lru_cache(maxsize=1 << 15)
def _may_start(word: str) -> bool:
    return stem(word, _STARTERS)[1] != ""


def read_date(tokens: Tokens, at: int) -> list[Draft]:
    """The dates that start at token `at`: two for «3 إلى 12 نوفمبر», mostly one, often none."""
    token = tokens[at]
    if token.kind == "mark" or (token.kind == "word" and not _may_start(token.key)):
        return []
    weekday = _weekday(tokens, at)
    if weekday is not None:
        return _after_weekday(tokens, weekday)
    return _day_range(tokens, at) or year_span(tokens, at) or _single(tokens, at)


def _single(tokens: Tokens, at: int) -> list[Draft]:
    date = (
        _numeric(tokens, at)
        or _day_and_month(tokens, at)
        or _month(tokens, at)
        or _ashura(tokens, at)
        or _decade(tokens, at)
        or _century(tokens, at)
        or _relative(tokens, at)
        or _clock(tokens, at)
        or _year(tokens, at)
    )
    return [] if date is None else [date]


def _after_weekday(tokens: Tokens, weekday: Draft) -> list[Draft]:
    """«الثلاثاء 7 أكتوبر 2014», «الأحد المقبل»."""
    at = weekday.end + (1 if tokens[weekday.end].key in {"،", ","} else 0)
    dated = _numeric(tokens, at) or _day_and_month(tokens, at)
    if dated is not None:
        return [Draft(weekday.start, dated.end, replace(dated.date, weekday=weekday.date.weekday), weekday.skip)]
    return [_directed(tokens, weekday)]


def _weekday(tokens: Tokens, at: int) -> Draft | None:
    if tokens[at].key == "اليوم" and tokens[at + 1].key in _WEEKDAYS:
        following = _weekday(tokens, at + 1)
        return None if following is None else replace(following, start=at)
    key = tokens[at].key
    skip = 1 if key.startswith(("و", "ل", "ب", "ف")) and key[1:] in _WEEKDAYS else 0
    if key.startswith("لل") and "ا" + key[1:] in _WEEKDAYS:
        key, skip = "ا" + key[1:], 1
        number = _WEEKDAYS[key]
    else:
        found = _WEEKDAYS.get(key[skip:])
        if found is None:
            return None
        number = found
    if tokens[at - 1].key in _PLACES or (number == 1 and tokens[at - 1].key in _BOTH):
        return None
    return Draft(at, at + 1, Date(0, 0, weekday=number), skip)


def _directed(tokens: Tokens, draft: Draft) -> Draft:
    key = tokens[draft.end].key
    if key in _LAST:
        return Draft(draft.start, draft.end + 1, replace(draft.date, direction=-1), draft.skip)
    if key in _NEXT:
        return Draft(draft.start, draft.end + 1, replace(draft.date, direction=1), draft.skip)
    return draft if key not in _THIS else replace(draft, end=draft.end + 1)


def _day_range(tokens: Tokens, at: int) -> list[Draft]:
    """«3 إلى 12 نوفمبر», «بين 25 و27 تشرين الأول»: both days are of that month."""
    if not _is_day_token(tokens[at]) or tokens[at + 1].key not in {"الي", "و", "-", "حتي", "–"}:
        return []
    last = _day_and_month(tokens, at + 2)
    if last is None or last.date.day is None or not int(tokens[at].key) < last.date.day:
        return []
    return [Draft(at, at + 1, replace(last.date, day=int(tokens[at].key))), last]


def _is_day_token(token: Token) -> bool:
    return token.kind == "digits" and is_day(token.key)


def _day_and_month(tokens: Tokens, at: int) -> Draft | None:
    """«7 أكتوبر (تشرين الأول) 2014», «السابع من آذار 2021», «25 أيار من عام 2000»."""
    if _is_day_token(tokens[at]) and read_digits(tokens, at) is not None:
        day, end, skip = int(tokens[at].key), at + 1, 0
    else:
        ordinal = read_ordinal(tokens, at)
        if ordinal is None or not is_day(str(ordinal[0])):
            return None
        day, end, skip = ordinal
    if tokens[end].key in {"من", "شهر"}:
        end += 1
    if tokens[end].key == "شهر":
        end += 1
    month = _month_name(tokens, end)
    if month is None:
        return None
    if tokens[at - 1].key == "مدينه":
        return None
    return _with_year(tokens, Draft(at, month.end, replace(month.date, day=day), skip))


def _month(tokens: Tokens, at: int) -> Draft | None:
    """A month without a day: «يونيو (حزيران) الماضي», «ديسمبر 2024», «شهر شباط»."""
    month = _month_name(tokens, at)
    if month is None:
        return None
    whole = _with_year(tokens, month)
    names = " ".join(tokens.keys(at, month.end - at))
    certain = whole.end > month.end or month.end - at > 1
    if not certain and names[month.skip :] in _DOUBTFUL and tokens[at - 1].key not in _TIME_WORDS:
        return None
    return whole


def _month_name(tokens: Tokens, at: int) -> Draft | None:
    """A month's name, with its name in the other tradition after it: «يونيو (حزيران)», «أيار/مايو»."""
    number, count, skip = _one_name(tokens, at, _MONTHS)
    if not count:
        number, count, skip = _one_name(tokens, at, _HIJRI)
        if not count or (number == _SAFAR and tokens[at - 1].key != "شهر" and tokens[at + 1].kind != "digits"):
            return None
        return Draft(at, at + count, Date(0, 0, month=number, hijri=True), skip)
    end = at + count
    bracket = tokens[end].key in {"(", "/", "-"}
    again, more, _ = _one_name(tokens, end + bracket, _MONTHS)
    if again == number:
        end += bracket + more + (1 if tokens[end].key == "(" and tokens[end + 1 + more].key == ")" else 0)
    return Draft(at, end, Date(0, 0, month=number), skip)


def _one_name(tokens: Tokens, at: int, names: dict[tuple[str, ...], str]) -> tuple[int, int, int]:
    """Month, how many tokens its name takes, and how many characters its proclitic; zeros where none is named."""
    first = tokens[at]
    if first.kind != "word":
        return 0, 0, 0
    for skip in (0, 1):
        if skip and not first.key.startswith(_PROCLITICS):
            break
        for count in (2, 1):
            keys = (first.key[skip:], *tokens.keys(at + 1, count - 1))
            if keys in names and (keys != ("اب",) or "آ" in first.text):
                return int(names[keys]), count, skip
    return 0, 0, 0


def _with_year(tokens: Tokens, draft: Draft) -> Draft:
    """The year after a month, and the era, or the direction."""
    at = draft.end
    at += 1 if tokens[at].key in {"من", "،", ","} and tokens[at + 1].key in _YEAR_WORDS else 0
    at += 1 if tokens[at].key in _YEAR_WORDS or tokens[at].key == "،" else 0
    token = tokens[at]
    hijri = draft.date.hijri
    if token.kind != "digits" or not is_year(token.key, hijri=hijri):
        return _directed(tokens, draft)
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


def _decade(tokens: Tokens, at: int) -> Draft | None:
    """«التسعينيات», «ستينيات القرن الماضي»; not the years of a life."""
    proclitic, word = stem(tokens[at].key, _DECADES)
    end = at + 2 if tokens[at + 1].key == "من" and tokens[at + 2].key in _OWNERS else at + 1
    if not word or tokens[end].key in _OWNERS - {"القرن"}:
        return None
    century, first = _century(tokens, end), 1900
    if century is not None and century.date.century is not None:
        end, first = century.end, (century.date.century - 1) * 100
    elif tokens.keys(end, 2) == ("القرن", "الماضي"):
        end += 2
    elif not proclitic.endswith("ال"):
        return None
    return Draft(at, end, Date(0, 0, decade=first + _DECADES[word]), len(proclitic))


def _century(tokens: Tokens, at: int) -> Draft | None:
    """«القرن التاسع عشر», «القرن الـ21»."""
    proclitic, word = stem(tokens[at].key, {"قرن"})
    if not word or not proclitic.endswith(("ال", "لل")):
        return None
    end = at + 2 if tokens[at + 1].key == "ال" else at + 1
    if tokens[end].kind == "digits" and tokens[end].key.isdigit() and len(tokens[end].key) <= 2:
        return Draft(at, end + 1, Date(0, 0, century=int(tokens[end].key)), len(proclitic))
    ordinal = read_ordinal(tokens, end)
    if ordinal is not None:
        return Draft(at, ordinal[1], Date(0, 0, century=ordinal[0]), len(proclitic))
    twentieth = tokens[end].key == "العشرين"
    return Draft(at, end + 1, Date(0, 0, century=20), len(proclitic)) if twentieth else None


def _relative(tokens: Tokens, at: int) -> Draft | None:
    """«أمس», «الأسبوع الماضي», «هذا العام», «اليوم»."""
    days, count = tokens.longest(at, _DAYS)
    if count:
        return Draft(at, at + count, Date(0, 0, shift=("day", int(days))))
    if tokens[at].key in {"هذا", "هذه"} and tokens[at + 1].key in _UNITS:
        return Draft(at, at + 2, Date(0, 0, shift=(_UNITS[tokens[at + 1].key], 0)))
    key, skip = tokens[at].key, 0
    if key[:1] in {"و", "ل", "ب"} and key[1:] in _UNITS:
        key, skip = key[1:], 1
    shift = _shift(tokens, at, key) if key in _UNITS else None
    if shift is not None:
        return Draft(at, at + 2, Date(0, 0, shift=shift), skip)
    return _today(tokens, at)


def _shift(tokens: Tokens, at: int, key: str) -> Shift | None:
    after = tokens[at + 1].key
    for words, amount in ((_LAST - {"الاخير", "الاخيره"}, -1), (_NEXT, 1), (_THIS, 0)):
        if after in words:
            return _UNITS[key], amount
    return None


def _today(tokens: Tokens, at: int) -> Draft | None:
    """«اليوم»; a certain day, or a day as a span of time, is not today."""
    if tokens[at].key != "اليوم" or tokens[at - 1].key in _OWN_DAY or tokens[at + 1].key.startswith("ال"):
        return None
    return Draft(at, at + 1, Date(0, 0, shift=("day", 0)))


def _clock(tokens: Tokens, at: int) -> Draft | None:
    """«الساعة 14:30», «الثامنة مساء»: times whose half of the day is known."""
    after_hour = tokens[at].key in {"الساعه", "والساعه", "للساعه"}
    start = at + 1 if after_hour else at
    digits = clock(tokens, start) if after_hour or tokens[start + 1].key == ":" else None
    if digits is not None:
        hour, minute, end = digits
    else:
        alone = _hour(tokens, start, after_hour=after_hour)
        if alone is None:
            return None
        hour, minute, end = alone
    half = tokens[end].key if tokens.keys(end, 2) != ("بعد", "الظهر") else "عصرا"
    if half in _MORNING | _EVENING and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half in _EVENING else 0)
        end += 2 if tokens[end].key == "بعد" else 1
    elif digits is None:
        return None
    return Draft(at, end, Date(0, 0, time=hour * 60 + minute))


def _hour(tokens: Tokens, at: int, *, after_hour: bool) -> tuple[int, int, int] | None:
    """The full hour: «العاشرة», and after «الساعة» also in digits."""
    if after_hour and _is_day_token(tokens[at]):
        return int(tokens[at].key), 0, at + 1
    ordinal = read_ordinal(tokens, at)
    # Hours are feminine; «محمد السادس مساء» is a king in the evening.
    return None if ordinal is None or not tokens[at].key.endswith("ه") else (ordinal[0], 0, ordinal[1])


def _year(tokens: Tokens, at: int) -> Draft | None:
    """A year that a word before it, or what is not after it, tells from a count."""
    if tokens[at].kind != "digits":
        return _year_in_words(tokens, at)
    token, before, after = tokens[at], tokens[at - 1].key, tokens[at + 1]
    if not is_year(token.key, hijri=False) or read_digits(tokens, at) is None or _is_unit(tokens, at + 1):
        return None
    stated = stem(before, _YEAR_WORDS)[1] != ""
    cued = stated or before in _BEFORE_YEAR or _follows_year(tokens, at)
    likely = is_year(token.key, hijri=False, near=True)
    if not (stated or (likely and (cued or (not token.key.endswith("00") and after.kind != "word")))):
        return None
    end = at + 2 if after.glued and after.key in {"م", "ه"} else at + 1
    return Draft(at, end, Date(0, 0, year=int(token.key), hijri=after.glued and after.key == "ه"))


def _is_unit(tokens: Tokens, at: int) -> bool:
    scale = stem(tokens[at].key, arabic.ANY_SCALES)[1]
    return bool(scale) or bool(tokens.longest(at, arabic.UNIT_PHRASES)[1])


def _follows_year(tokens: Tokens, at: int) -> bool:
    """«2003 و2011», «1975-1990»."""
    return tokens[at - 1].key in {"و", "-", "–", "الي", "حتي", "/"} and is_year(
        tokens[at - 2].key, hijri=False, near=True
    )


def _year_in_words(tokens: Tokens, at: int) -> Draft | None:
    """«عام ألف وتسعمئة وثمانية وخمسين»."""
    if tokens[at - 1].key not in _YEAR_WORDS or tokens[at].kind != "word":
        return None
    reading = read_cardinal(tokens, at)
    if reading is None or reading.scale != 1000 or reading.end - at == 1:
        return None
    value = int(reading.value)
    return Draft(at, reading.end, Date(0, 0, year=value)) if is_year(str(value), hijri=False) else None
