"""Reads times of day, in Arabic («الساعة 14:30», «الثامنة والنصف مساء») and English ("half past eight", "1900 GMT")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mujaz.facts.base import Date
from mujaz.facts.dates.calendar import Draft, Half, in_half, is_day
from mujaz.facts.numbers import english_words
from mujaz.facts.numbers.arabic import read_cardinal, read_ordinal
from mujaz.facts.tokens import Token, Tokens, number_table, phrase_table, word_set
from mujaz.tables import read_table
from mujaz.text.proclitics import AND

_HALVES: dict[str, Half] = {"am": "am", "pm": "pm", "night": "night", "noon": "noon"}
_WORDS = read_table("mujaz.facts.dates", "arabic.toml")
_HALVES_AR = phrase_table(_WORDS["halves"])
_HOUR_WORDS = word_set("الساعه والساعه للساعه بالساعه")

_WRITTEN = re.compile(r"([01]?\d|2[0-3])[.,]([0-5]\d)")
_OF_DAY = re.compile(r"([01]\d|2[0-3])([0-5]\d)")
_ZONE = word_set("ت بتوقيت بالتوقيت غرينتش جرينتش")
"""Words after a time: «04,00 ت غ», «بتوقيت غرينتش»."""

_PARTS = number_table(_WORDS["minutes"])
_LEFT = {"ربع": 15, "ربعا": 15, "الربع": 15, "ثلث": 20, "ثلثا": 20, "الثلث": 20}
_MINUTE_WORDS = word_set("دقيقه دقائق دقيقتين دقيقتان")

_HALVES_EN = phrase_table(read_table("mujaz.facts.dates", "english.toml")["halves"])
_STARTERS = english_words.UNITS.keys() | english_words.TENS.keys() | {"half", "quarter", "a"}
_APOSTROPHES = frozenset("'’‘")
_AFTER_HOUR = word_set(", . ; ) ? gmt utc local on yesterday today tomorrow")
_POINT = re.compile(r"(1[0-2]|[1-9])\.([0-5]\d)")
_ZONES = word_set("gmt utc")


@dataclass(frozen=True, slots=True)
class _Time:
    """An hour on the dial or of the day, minutes, the token after them, and whether only a time is written so."""

    hour: int
    minute: int
    end: int
    certain: bool = False


def read_arabic_clock(tokens: Tokens, index: int) -> Draft | None:
    """Read a time: «الساعة 14:30», «الثامنة والنصف مساء», «الساعة الثامنة», of either half of the day."""
    after_hour = tokens[index].key in _HOUR_WORDS
    start = index + 1 if after_hour else index
    time = _read_arabic_digits(tokens, start, after_hour) or _read_arabic_hour(tokens, start, after_hour)
    if time is None:
        return None
    half, length = tokens.longest(time.end, _HALVES_AR, 3)
    hour, end = time.hour, time.end
    if half and 1 <= hour <= 12:
        hour, end = in_half(hour, _HALVES[half]), end + length
    elif not (time.certain or after_hour or tokens[end].key == "بتوقيت"):
        return None
    either = not half and not time.certain and hour <= 12
    minutes = (hour * 60 + time.minute) % (24 * 60)
    return Draft(index, end, Date(0, 0, time=minutes, either_half=either))


def _read_arabic_digits(tokens: Tokens, index: int, after_hour: bool) -> _Time | None:
    """Read a time in digits: «14:30», also «14,30» and «1430» if a word tells that it is a time."""
    if tokens[index + 1].key == ":":
        digits = _read_digits(tokens, index)
        return None if digits is None else _Time(*digits, certain=True)
    written = _WRITTEN.fullmatch(tokens[index].key) or _OF_DAY.fullmatch(tokens[index].key)
    if written is None or not (after_hour or tokens[index + 1].key in _ZONE):
        return None
    return _Time(int(written[1]), int(written[2]), index + 1, certain=True)


def _read_arabic_hour(tokens: Tokens, index: int, after_hour: bool) -> _Time | None:
    """Read the hour with its minutes: «العاشرة», and after «الساعة» also in digits."""
    if after_hour and tokens[index].kind == "digits" and is_day(tokens[index].key) and int(tokens[index].key) <= 24:
        return _with_minutes(tokens, int(tokens[index].key), index + 1)
    ordinal = read_ordinal(tokens, index)
    # Hours are feminine; «محمد السادس مساء» is a king in the evening.
    if ordinal is None or not tokens[index].key.endswith("ه") or ordinal[0] > 12:
        return None
    return _with_minutes(tokens, ordinal[0], ordinal[1])


def _with_minutes(tokens: Tokens, hour: int, end: int) -> _Time:
    """Read the minutes after an hour: «والنصف», «وعشر دقائق», «إلا ربعا»."""
    if tokens[end].key in _PARTS:
        return _with_minutes_left(tokens, hour, _PARTS[tokens[end].key], end + 1)
    start = end + 1 if tokens[end].key == AND else end
    minutes = _read_minutes(tokens, start) if tokens[end].key.startswith(AND) else None
    return _Time(hour, *minutes) if minutes is not None else _with_minutes_left(tokens, hour, 0, end)


def _with_minutes_left(tokens: Tokens, hour: int, minute: int, end: int) -> _Time:
    """Take off the minutes that are left of an hour or half hour: «إلا ربعا», «والنصف إلا خمس دقائق»."""
    if tokens[end].key != "الا":
        return _Time(hour, minute, end)
    quarter = _LEFT.get(tokens[end + 1].key)
    minutes = (quarter, end + 2) if quarter is not None else _read_minutes(tokens, end + 1)
    if minutes is None:
        return _Time(hour, minute, end)
    total = hour * 60 + minute - minutes[0]
    return _Time(total // 60 or 12, total % 60, minutes[1])


def _read_minutes(tokens: Tokens, index: int) -> tuple[int, int] | None:
    reading = read_cardinal(tokens, index)
    if reading is None or tokens[reading.end].key not in _MINUTE_WORDS or not 0 < reading.value < 60:
        return None
    return int(reading.value), reading.end + 1


def read_english_clock(tokens: Tokens, index: int) -> Draft | None:
    """Read the time that starts at a token; None if there is none."""
    if tokens[index].kind != "digits" and tokens[index].key not in _STARTERS:
        return None
    digits = _read_digits(tokens, index) or _read_point(tokens, index)
    time = (
        _Time(*digits, certain=True)
        if digits
        else _read_military(tokens, index) or _read_past(tokens, index) or _read_hour(tokens, index)
    )
    if time is None:
        return None
    half, end = _read_half_of_day(tokens, time.end)
    if half and 1 <= time.hour <= 12:
        return Draft(index, end, Date(0, 0, time=in_half(time.hour, half) * 60 + time.minute))
    if not time.certain:
        return None
    either = digits is None and tokens[index + 1].key not in _ZONES
    return Draft(index, time.end, Date(0, 0, time=time.hour * 60 + time.minute, either_half=either))


def _read_point(tokens: Tokens, index: int) -> tuple[int, int, int] | None:
    """Read a time such as "3.40 p.m."; without a half of the day it is a decimal."""
    written = _POINT.fullmatch(tokens[index].key)
    if written is None or _read_half_of_day(tokens, index + 1)[0] is None:
        return None
    return int(written[1]), int(written[2]), index + 1


def _read_military(tokens: Tokens, index: int) -> _Time | None:
    """Read a time such as "1900 GMT"."""
    key = tokens[index].key
    if not (key.isdecimal() and len(key) == len("1900") and tokens[index + 1].key in _ZONES):
        return None
    hour, minute = int(key[:2]), int(key[2:])
    return _Time(hour, minute, index + 1, certain=True) if hour < 24 and minute < 60 else None


def _read_hour(tokens: Tokens, index: int) -> _Time | None:
    """Read a full hour: "eight o'clock", "8 p.m.", "at 7"."""
    hour = _read_small(tokens[index])
    if not 1 <= hour <= 24:
        return None
    if tokens[index + 1].key == "o" and tokens[index + 2].key in _APOSTROPHES and tokens[index + 3].key == "clock":
        return _Time(hour, 0, index + 4, certain=True)
    return _Time(hour, 0, index + 1, certain=hour <= 12 and _counts_nothing(tokens, index))


def _counts_nothing(tokens: Tokens, index: int) -> bool:
    """Tell whether an hour counts nothing: "at 7", "at eight on Sunday evening"."""
    after = tokens[index + 1]
    return tokens[index - 1].key == "at" and (after.kind == "none" or after.key in _AFTER_HOUR)


def _read_past(tokens: Tokens, index: int) -> _Time | None:
    """Read a time such as "half past eight", "a quarter to five", "ten minutes past eleven"."""
    start = index + 1 if tokens[index].key == "a" else index
    minute = {"half": 30, "quarter": 15}.get(tokens[start].key, _read_small(tokens[start]))
    end = start + 2 if tokens[start + 1].key in {"minutes", "minute"} else start + 1
    direction, hour = tokens[end].key, _read_small(tokens[end + 1])
    if not (1 <= hour <= 12 and 0 < minute < 60) or direction not in {"past", "to", "after"}:
        return None
    if direction != "past" and tokens[start].key != "quarter" and end == start + 1:
        return None  # "ten to eleven" may count people
    minutes = hour * 60 + (minute if direction != "to" else -minute)
    after = end + 5 if tokens[end + 2].key == "o" and tokens[end + 4].key == "clock" else end + 2
    return _Time(minutes // 60 or 12, minutes % 60, after, certain=True)


def _read_small(token: Token) -> int:
    """Return a number up to 59 in digits or in one word; 0 if there is none."""
    if token.kind == "digits":
        return int(token.key) if is_day(token.key) or (token.key.isdecimal() and len(token.key) == 2) else 0
    return english_words.UNITS.get(token.key, english_words.TENS.get(token.key, 0))


def _read_half_of_day(tokens: Tokens, index: int) -> tuple[Half | None, int]:
    if tokens[index].key in {"a", "p"} and tokens.keys(index + 1, 2) == (".", "m"):
        end = index + 4 if tokens[index + 3].key == "." and tokens[index + 3].glued else index + 3
        return ("am" if tokens[index].key == "a" else "pm"), end
    half, length = tokens.longest(index, _HALVES_EN)
    return (_HALVES[half], index + length) if half else (None, index)


def _read_digits(tokens: Tokens, index: int) -> tuple[int, int, int] | None:
    """Read the hour and minute of "14:30" and the token after them."""
    hour, minute = tokens[index].key, tokens[index + 2].key
    if tokens[index + 1].key != ":" or not (hour.isdecimal() and minute.isdecimal()):
        return None
    if len(hour) > 2 or len(minute) != 2 or int(hour) > 23 or int(minute) > 59:
        return None
    return int(hour), int(minute), index + 3
