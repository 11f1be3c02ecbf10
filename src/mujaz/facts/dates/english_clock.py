"""Reads English times of day: "2:30 pm", "half past eight in the evening", "eight o'clock", "1900 GMT"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mujaz.facts.base import Date
from mujaz.facts.dates.calendar import Draft, Half, clock, in_half, is_day
from mujaz.facts.tokens import Token, Tokens, phrases_of, word_set
from mujaz.facts.words import english

_HALVES: dict[str, Half] = {"am": "am", "pm": "pm", "night": "night", "noon": "noon"}
_HALF_PHRASES = (
    phrases_of(["am", "in the morning", "this morning", "before noon"], "am")
    | phrases_of(["pm", "in the afternoon", "in the evening", "this evening", "this afternoon"], "pm")
    | phrases_of(["at night", "tonight"], "night")
    | phrases_of(["at noon"], "noon")
)
_STARTERS = english.UNITS.keys() | english.TENS.keys() | {"half", "quarter", "a"}
_APOSTROPHES = frozenset("'’‘")
_AFTER_HOUR = word_set(", . ; ) ? gmt utc local on yesterday today tomorrow")
_POINT = re.compile(r"(1[0-2]|[1-9])\.([0-5]\d)")
_ZONES = word_set("gmt utc")


@dataclass(frozen=True, slots=True)
class _Time:
    """Hour and minute, the token after them, and whether only a time is written so."""

    hour: int
    minute: int
    end: int
    certain: bool = False


def read_clock(tokens: Tokens, at: int) -> Draft | None:
    """The time that starts at token `at`; None where none does."""
    if tokens[at].kind != "digits" and tokens[at].key not in _STARTERS:
        return None
    digits = clock(tokens, at) or _with_point(tokens, at)
    time = _Time(*digits, certain=True) if digits else _military(tokens, at) or _past(tokens, at) or _alone(tokens, at)
    if time is None:
        return None
    half, end = _half_of_day(tokens, time.end)
    if half and 1 <= time.hour <= 12:
        return Draft(at, end, Date(0, 0, time=in_half(time.hour, half) * 60 + time.minute))
    if not time.certain:
        return None
    either = digits is None and tokens[at + 1].key not in _ZONES
    return Draft(at, time.end, Date(0, 0, time=time.hour * 60 + time.minute, either_half=either))


def _with_point(tokens: Tokens, at: int) -> tuple[int, int, int] | None:
    """As in "3.40 p.m."; without a half of the day it is a decimal."""
    written = _POINT.fullmatch(tokens[at].key)
    if written is None or _half_of_day(tokens, at + 1)[0] is None:
        return None
    return int(written[1]), int(written[2]), at + 1


def _military(tokens: Tokens, at: int) -> _Time | None:
    """As in "1900 GMT"."""
    key = tokens[at].key
    if not (key.isdigit() and len(key) == len("1900") and tokens[at + 1].key in _ZONES):
        return None
    hour, minute = int(key[:2]), int(key[2:])
    return _Time(hour, minute, at + 1, certain=True) if hour < 24 and minute < 60 else None


def _alone(tokens: Tokens, at: int) -> _Time | None:
    """As in "eight o'clock", "8 p.m.", "at 7"."""
    hour = _small(tokens[at])
    if not 1 <= hour <= 24:
        return None
    if tokens[at + 1].key == "o" and tokens[at + 2].key in _APOSTROPHES and tokens[at + 3].key == "clock":
        return _Time(hour, 0, at + 4, certain=True)
    return _Time(hour, 0, at + 1, certain=hour <= 12 and _stands_alone(tokens, at))


def _stands_alone(tokens: Tokens, at: int) -> bool:
    """As in "at 7", "at eight on Sunday evening": nothing is counted."""
    after = tokens[at + 1]
    return tokens[at - 1].key == "at" and (after.kind == "none" or after.key in _AFTER_HOUR)


def _past(tokens: Tokens, at: int) -> _Time | None:
    """As in "half past eight", "a quarter to five", "ten minutes past eleven"."""
    start = at + 1 if tokens[at].key == "a" else at
    minute = {"half": 30, "quarter": 15}.get(tokens[start].key, _small(tokens[start]))
    end = start + 2 if tokens[start + 1].key in {"minutes", "minute"} else start + 1
    way, hour = tokens[end].key, _small(tokens[end + 1])
    if not (1 <= hour <= 12 and 0 < minute < 60) or way not in {"past", "to", "after"}:
        return None
    if way != "past" and tokens[start].key != "quarter" and end == start + 1:
        return None  # "ten to eleven" may count people
    minutes = hour * 60 + (minute if way != "to" else -minute)
    after = end + 5 if tokens[end + 2].key == "o" and tokens[end + 4].key == "clock" else end + 2
    return _Time(minutes // 60 or 12, minutes % 60, after, certain=True)


def _small(token: Token) -> int:
    """A number up to 59 in digits or in one word; 0 where none stands."""
    if token.kind == "digits":
        return int(token.key) if is_day(token.key) or (token.key.isdigit() and len(token.key) == 2) else 0
    return english.UNITS.get(token.key, english.TENS.get(token.key, 0))


def _half_of_day(tokens: Tokens, at: int) -> tuple[Half | None, int]:
    if tokens[at].key in {"a", "p"} and tokens.keys(at + 1, 2) == (".", "m"):
        end = at + 4 if tokens[at + 3].key == "." and tokens[at + 3].glued else at + 3
        return ("am" if tokens[at].key == "a" else "pm"), end
    half, length = tokens.longest(at, _HALF_PHRASES)
    return (_HALVES[half], at + length) if half else (None, at)
