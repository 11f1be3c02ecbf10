"""Reads whether a number is said to be below zero, or stands beside a word of falling.

A dash before digits is a minus only when a percentage or degrees follow: Arabic news sets dashes around asides too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from mujaz.facts.base import Language, Sign
from mujaz.facts.tokens import WORDS, Tokens, phrases_of, word_set

_DASHES = frozenset("-‑–")
_MINUS = "−"
_BEFORE = {
    "ar": phrases_of(["ناقص", "سالب", "بناقص", "وناقص"], "minus"),
    "en": phrases_of(["minus", "negative"], "minus"),
}
_AFTER = {
    "ar": phrases_of(["تحت الصفر", "دون الصفر"], "minus"),
    "en": phrases_of(["below zero", "below freezing", "under zero", "subzero", "below 0"], "minus"),
}
_AFTER_BEGINS = frozenset(keys[0] for phrases in _AFTER.values() for keys in phrases)
_DEGREES = word_set("درجه درجات degree degrees c celsius ° مئويه")
_PERCENT = word_set("% pc percent")
_RECKONED = word_set(") or and او و")
"""After these a minus is a sum's, as in "plus or minus five"."""

_FAR = 3
"""Words between a number and "below zero": «7 درجات مئوية تحت الصفر»."""

_AROUND = 8
_FALLING = {
    "ar": ("تراجع", "نخفض", "نخفاض", "هبط", "هبوط", "نكمش", "نكماش", "خسر", "خسائر", "خساره", "تقلص", "عجز", "تدن",
           "سلبي", "سالب", "فقد", "نقص", "ناقص", "تحت", "دون", "تهاو", "متراجع", "قلص", "خفض"),
    "en": ("fall", "fell", "drop", "declin", "decreas", "shrank", "shrink", "shrunk", "contract", "los", "down",
           "lower", "below", "cut", "slump", "slid", "slip", "plung", "deficit", "negative", "dip", "tumbl", "retreat",
           "eas", "reduc", "minus", "freez", "subzero", "recession", "under"),
}  # fmt: skip
"""How words begin that say a fall: "shrank by 2.5%" has the minus of «-2.5%» in its verb. Proclitics are left off."""
_PROCLITICS = "وفبلكاتيسأنإ"


@dataclass(frozen=True, slots=True)
class Signed:
    """A sign and the tokens of a number with what says it."""

    sign: Sign
    begin: int
    end: int


def read_sign(tokens: Tokens, begin: int, end: int, unit: str, language: Language) -> Signed:
    """Return the sign of the number in tokens `begin` to `end`, and its tokens with those of a minus."""
    _, count = tokens.longest_before(begin, _BEFORE[language], 1)
    alone = tokens[begin - 2].kind != "digits" and tokens[begin - 2].key not in _RECKONED
    if alone and (count or _dash_before(tokens, begin, end, unit)):
        return Signed("minus", begin - 1, end)
    for at in range(end, end + _FAR):
        if tokens[at].key in _AFTER_BEGINS and (length := tokens.longest(at, _AFTER[language], 2)[1]):
            return Signed("minus", begin, at + length)
    if language == "ar" and _dash_after(tokens, begin, end):
        return Signed("minus", begin, end)
    near = (tokens[at] for at in range(begin - _AROUND, end + _AROUND))
    falls = any(token.kind == "word" and _falls(token.key, language) for token in near)
    return Signed("down" if falls else "", begin, end)


def _dash_before(tokens: Tokens, begin: int, end: int, unit: str) -> bool:
    """Whether a minus is glued to the digits, and to nothing before them."""
    dash, before = tokens[begin - 1], tokens[begin - 2]
    if tokens[begin].kind != "digits" or not tokens[begin].glued or (dash.glued and before.kind != "mark"):
        return False
    measured = unit in {"percent", "celsius"} or tokens[end].key in _DEGREES
    return dash.text == _MINUS or (dash.text in _DASHES and measured)


def _dash_after(tokens: Tokens, begin: int, end: int) -> bool:
    """As typed from right to left: «5- درجات», «1.5-%»."""
    for at in range(begin + 1, end + 1):
        token, after = tokens[at], tokens[at + 1]
        if token.text in {*_DASHES, _MINUS} and token.glued and tokens[at - 1].kind == "digits":
            return after.key in _DEGREES or after.key in _PERCENT
    return False


@lru_cache(maxsize=WORDS)
def _falls(word: str, language: Language) -> bool:
    beginnings = _FALLING[language]
    return word.startswith(beginnings) or (language == "ar" and word.lstrip(_PROCLITICS).startswith(beginnings))
