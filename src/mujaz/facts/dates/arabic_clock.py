"""Reads Arabic times of day: «الساعة 14:30», «الثامنة والنصف مساء», «الخامسة إلا ربعا عصرا»."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mujaz.facts.base import Date
from mujaz.facts.dates.calendar import Draft, Half, clock, in_half, is_day
from mujaz.facts.numbers.arabic import read_cardinal, read_ordinal
from mujaz.facts.tokens import Tokens, phrases_of, word_set

_HALVES: dict[str, Half] = {"am": "am", "pm": "pm", "night": "night", "noon": "noon"}
_HALF_WORDS = (
    phrases_of(
        ["صباحا", "فجرا", "قبل الظهر", "بعد منتصف الليل", "صباح", "فجر", "ص", "من صباح", "من فجر", "الصبح"], "am"
    )
    | phrases_of(["مساء", "عصرا", "بعد الظهر", "بعد ظهر", "من مساء", "من عصر", "من بعد ظهر", "عصر", "م"], "pm")
    | phrases_of(["ليلا", "من ليل", "من ليلة", "ليل", "ليلة"], "night")
    | phrases_of(["ظهرا", "من ظهر", "ظهر"], "noon")
)
_HOUR_WORDS = word_set("الساعه والساعه للساعه بالساعه")

_WRITTEN = re.compile(r"([01]?\d|2[0-3])[.,]([0-5]\d)")
_OF_DAY = re.compile(r"([01]\d|2[0-3])([0-5]\d)")
_ZONE = word_set("ت بتوقيت بالتوقيت غرينتش جرينتش")
"""What follows a time: «04,00 ت غ», «بتوقيت غرينتش»."""

_PARTS = {
    "والنصف": 30, "ونصف": 30, "ونصفا": 30, "والربع": 15, "وربع": 15, "وربعا": 15, "والثلث": 20, "وثلث": 20, "وثلثا": 20,
}  # fmt: skip
_LEFT = {"ربع": 15, "ربعا": 15, "الربع": 15, "ثلث": 20, "ثلثا": 20, "الثلث": 20}
_MINUTE_WORDS = word_set("دقيقه دقائق دقيقتين دقيقتان")


@dataclass(frozen=True, slots=True)
class _Time:
    """An hour on the dial or of the day, minutes, the token after them, and whether the minutes were told."""

    hour: int
    minute: int
    end: int
    in_digits: bool = False


def read_clock(tokens: Tokens, at: int) -> Draft | None:
    """«الساعة 14:30», «الثامنة والنصف مساء», «الساعة الثامنة», which may be of either half of the day."""
    after_hour = tokens[at].key in _HOUR_WORDS
    start = at + 1 if after_hour else at
    time = _digits(tokens, start, after_hour=after_hour) or _hour(tokens, start, after_hour=after_hour)
    if time is None:
        return None
    half, length = tokens.longest(time.end, _HALF_WORDS, 3)
    hour, end = time.hour, time.end
    if half and 1 <= hour <= 12:
        hour, end = in_half(hour, _HALVES[half]), end + length
    elif not (time.in_digits or after_hour or tokens[end].key == "بتوقيت"):
        return None
    either = not half and not time.in_digits and hour <= 12
    minutes = (hour * 60 + time.minute) % (24 * 60)
    return Draft(at, end, Date(0, 0, time=minutes, either_half=either))


def _digits(tokens: Tokens, at: int, *, after_hour: bool) -> _Time | None:
    """«14:30», also «14,30» and «1430» where a word tells that it is a time."""
    if tokens[at + 1].key == ":":
        found = clock(tokens, at)
        return None if found is None else _Time(*found, in_digits=True)
    written = _WRITTEN.fullmatch(tokens[at].key) or _OF_DAY.fullmatch(tokens[at].key)
    if written is None or not (after_hour or tokens[at + 1].key in _ZONE):
        return None
    return _Time(int(written[1]), int(written[2]), at + 1, in_digits=True)


def _hour(tokens: Tokens, at: int, *, after_hour: bool) -> _Time | None:
    """The hour, «العاشرة» and after «الساعة» also in digits, with its minutes."""
    if after_hour and tokens[at].kind == "digits" and is_day(tokens[at].key) and int(tokens[at].key) <= 24:
        return _with_minutes(tokens, int(tokens[at].key), at + 1)
    ordinal = read_ordinal(tokens, at)
    # Hours are feminine; «محمد السادس مساء» is a king in the evening.
    if ordinal is None or not tokens[at].key.endswith("ه") or ordinal[0] > 12:
        return None
    return _with_minutes(tokens, ordinal[0], ordinal[1])


def _with_minutes(tokens: Tokens, hour: int, end: int) -> _Time:
    """The hour with «والنصف», «وعشر دقائق» or «إلا ربعا» behind it."""
    if tokens[end].key in _PARTS:
        return _with_minutes_left(tokens, hour, _PARTS[tokens[end].key], end + 1)
    start = end + 1 if tokens[end].key == "و" else end
    minutes = _minutes(tokens, start) if tokens[end].key.startswith("و") else None
    return _Time(hour, *minutes) if minutes is not None else _with_minutes_left(tokens, hour, 0, end)


def _with_minutes_left(tokens: Tokens, hour: int, minute: int, end: int) -> _Time:
    """«إلا ربعا», «والنصف إلا خمس دقائق»: what is left of the hour or half hour."""
    if tokens[end].key != "الا":
        return _Time(hour, minute, end)
    left = _LEFT.get(tokens[end + 1].key)
    minutes = (left, end + 2) if left is not None else _minutes(tokens, end + 1)
    if minutes is None:
        return _Time(hour, minute, end)
    at_all = hour * 60 + minute - minutes[0]
    return _Time(at_all // 60 or 12, at_all % 60, minutes[1])


def _minutes(tokens: Tokens, at: int) -> tuple[int, int] | None:
    reading = read_cardinal(tokens, at)
    if reading is None or tokens[reading.end].key not in _MINUTE_WORDS or not 0 < reading.value < 60:
        return None
    return int(reading.value), reading.end + 1
