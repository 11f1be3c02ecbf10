"""Reads Arabic times of day: «الساعة 14:30», «الثامنة مساء»."""

from __future__ import annotations

import re

from mujaz.facts.arabic_numbers import read_ordinal
from mujaz.facts.base import Date
from mujaz.facts.calendar import Draft, clock, is_day
from mujaz.facts.tokens import Tokens, word_set

_MORNING = word_set("صباحا فجرا")
_EVENING = word_set("مساء ليلا عصرا ظهرا")

_WRITTEN = re.compile(r"([01]?\d|2[0-3])[.,]([0-5]\d)")
_ZONE = word_set("ت بتوقيت بالتوقيت غرينتش")
"""What follows a time: «04,00 ت غ», «بتوقيت غرينتش»."""


def read_clock(tokens: Tokens, at: int) -> Draft | None:
    """«الساعة 14:30», «الثامنة مساء»: times whose half of the day is known."""
    after_hour = tokens[at].key in {"الساعه", "والساعه", "للساعه"}
    start = at + 1 if after_hour else at
    digits = _digits(tokens, start, after_hour=after_hour)
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


def _digits(tokens: Tokens, at: int, *, after_hour: bool) -> tuple[int, int, int] | None:
    """Hour, minute and the token after «14:30», also of «14,30» where a word tells that it is a time."""
    if tokens[at + 1].key == ":":
        return clock(tokens, at)
    found = _WRITTEN.fullmatch(tokens[at].key)
    if found is None or not (after_hour or tokens[at + 1].key in _ZONE):
        return None
    return int(found[1]), int(found[2]), at + 1


def _hour(tokens: Tokens, at: int, *, after_hour: bool) -> tuple[int, int, int] | None:
    """The full hour: «العاشرة», and after «الساعة» also in digits."""
    if after_hour and tokens[at].kind == "digits" and is_day(tokens[at].key):
        return int(tokens[at].key), 0, at + 1
    ordinal = read_ordinal(tokens, at)
    # Hours are feminine; «محمد السادس مساء» is a king in the evening.
    return None if ordinal is None or not tokens[at].key.endswith("ه") else (ordinal[0], 0, ordinal[1])
