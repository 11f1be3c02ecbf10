"""Finds the numbers of a text, with their units, their signs and how they are meant.

A dash before digits is a minus only when a percentage or degrees follow: Arabic news sets dashes around asides too.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from mujaz.facts.base import Bound, Language, Number, Search, Sign
from mujaz.facts.numbers import arabic, arabic_words, english, english_words
from mujaz.facts.numbers.figures import Reader, Reading
from mujaz.facts.tokens import WORDS, Tokens, word_set
from mujaz.text.proclitics import AND

_Phrases = dict[tuple[str, ...], str]
_BETWEEN = {"ar": ("بين",), "en": ("between",)}
_AND = {"ar": AND, "en": "and"}
_TO = {"ar": "الي", "en": "to"}
_DASHES = "-‑–—"
_AFTER_METRES = word_set(
    "high tall long deep wide apart away below above sprint hurdles relay freestyle butterfly breaststroke backstroke"
)
_MINUS = "−"
_DEGREES = word_set("درجه درجات degree degrees c celsius ° مئويه")
_PERCENT = word_set("% pc percent")
_RECKONED = word_set(") or and او و")
"""After these a minus is a sum's, as in "plus or minus five"."""

_FAR = 3
"""Words between a number and "below zero": «7 درجات مئوية تحت الصفر»."""

_AROUND = 8
_PREFIXES = "وفبلكاتيسأنإ"


@dataclass(frozen=True, slots=True)
class _Grammar:
    language: Language
    read: Reader
    read_cardinal: Reader
    phrases: dict[str, _Phrases]
    falling: tuple[str, ...]


_GRAMMARS: dict[Language, _Grammar] = {
    "ar": _Grammar("ar", arabic.read_number, arabic.read_cardinal, arabic_words.PHRASES, arabic_words.FALLING),
    "en": _Grammar("en", english.read_number, english.read_cardinal, english_words.PHRASES, english_words.FALLING),
}


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number with its unit, still by tokens; `begin` is before a currency sign."""

    reading: Reading
    begin: int
    end: int
    high: Fraction
    unit: str


def find_numbers(search: Search) -> Iterator[Number]:
    """Find the numbers of a text, in its order, outside of what kinds found before have taken."""
    tokens, covered = search.tokens, search.taken_tokens()
    grammar = _GRAMMARS[search.language]
    amounts: list[_Amount] = []
    index = 0
    while index < len(tokens):
        amount = None if index in covered else _find(tokens, index, grammar)
        if amount is not None and covered.isdisjoint(range(index, amount.end)):
            amounts.append(amount)
            index = amount.end
        else:
            index += 1
    return (_number(tokens, amount, grammar) for amount in _share_scales(tokens, amounts, search.language))


def _find(tokens: Tokens, index: int, grammar: _Grammar) -> _Amount | None:
    reading = grammar.read(tokens, index)
    if reading is None:
        return None
    reading, high = _read_range(tokens, reading, grammar)
    before, length = tokens.longest_before(index, grammar.phrases["units_before"], 2)
    unit, count = _unit(tokens, reading.end, grammar)
    if _is_metres(tokens, reading, unit or before):
        reading, unit, count = replace(reading, value=reading.value / 10**6, scale=1, alternative=None), "m", 0
    unit = before or unit or reading.unit
    return _Amount(reading, index - length, reading.end + count, high * reading.value, unit)


def _unit(tokens: Tokens, index: int, grammar: _Grammar) -> tuple[str, int]:
    """Return the unit at a token and its count of tokens, also after a dash: "million-dollar"."""
    dash = 1 if tokens[index].text and tokens[index].text in _DASHES and tokens[index].glued else 0
    unit, count = tokens.longest(index + dash, grammar.phrases["units"])
    return unit, count + dash if count else 0


def _is_metres(tokens: Tokens, reading: Reading, unit: str) -> bool:
    """Tell whether "m" is metres: "a wall 5m high", "the 100m sprint"."""
    last = tokens[reading.end - 1]
    return last.key == "m" and reading.scale == 10**6 and not unit and tokens[reading.end].key in _AFTER_METRES


def _read_range(tokens: Tokens, reading: Reading, grammar: _Grammar) -> tuple[Reading, Fraction]:
    """Return the low end of a range as read ("20-30"), over its tokens, and the high end as a multiple of it."""
    end = reading.end
    if tokens[end].text not in _DASHES or not tokens[end].text or tokens[reading.start].kind != "digits":
        return reading, Fraction(1)
    plain = end == reading.start + 1 and tokens[end + 1].kind == "digits"
    high = grammar.read_cardinal(tokens, end + 1) if plain else None
    if high is None or not 0 < reading.value * high.scale < high.value:
        return reading, Fraction(1)
    low = replace(reading, value=reading.value * high.scale, scale=high.scale, end=high.end)
    return low, high.value / low.value


def _share_scales(tokens: Tokens, amounts: list[_Amount], language: Language) -> list[_Amount]:
    """Give a first number the scale of the second: "between 50 and 60 thousand", "50 to 60 thousand"."""
    shared = list(amounts)
    for index, (first, second) in enumerate(itertools.pairwise(amounts)):
        joined = _are_joined(tokens, first, second, language)
        if joined and first.reading.scale == 1 < second.reading.scale and not first.unit:
            value = first.reading.value * second.reading.scale
            if value < second.reading.value:
                shared[index] = replace(first, reading=replace(first.reading, value=value), high=value)
    return shared


def _are_joined(tokens: Tokens, first: _Amount, second: _Amount, language: Language) -> bool:
    """Tell whether two numbers are the ends of one range, in words: «بين خمسة وعشرة», "5 to 10"."""
    apart, link = second.begin - first.end, tokens[second.begin - 1].key
    glued = apart == 0 and second.reading.skip > 0 and tokens[second.begin].key.startswith(_AND[language])
    both = glued or (apart == 1 and link == _AND[language])
    between = both and tokens[first.begin - 1].key in _BETWEEN[language]
    return between or (apart == 1 and link == _TO[language])


def _number(tokens: Tokens, amount: _Amount, grammar: _Grammar) -> Number:
    reading = amount.reading
    signed = _read_sign(tokens, amount, grammar)
    start = tokens[signed.begin].start + (reading.skip if signed.begin == reading.start else 0)
    return Number(
        low=reading.value,
        high=amount.high,
        start=start,
        end=tokens[signed.end - 1].end,
        unit=amount.unit,
        bound=reading.bound if reading.bound == "order" else _bound(tokens, amount, grammar),
        ordinal=reading.ordinal,
        alternative=reading.alternative,
        sign=signed.sign,
    )


_BOUNDS: dict[str, Bound] = {"about": "about", "over": "over", "under": "under"}


def _bound(tokens: Tokens, amount: _Amount, grammar: _Grammar) -> Bound:
    before, _ = tokens.longest_before(amount.begin, grammar.phrases["bounds_before"])
    after, _ = tokens.longest(amount.end, grammar.phrases["bounds_after"])
    return _BOUNDS.get(before or after, "exact")


@dataclass(frozen=True, slots=True)
class _Signed:
    """A sign and the tokens of a number with the words that say it."""

    sign: Sign
    begin: int
    end: int


def _read_sign(tokens: Tokens, amount: _Amount, grammar: _Grammar) -> _Signed:
    """Return the sign of a number, and its tokens with those of a minus."""
    begin, end = amount.begin, amount.end
    _, count = tokens.longest_before(begin, grammar.phrases["minus_before"], 1)
    alone = tokens[begin - 2].kind != "digits" and tokens[begin - 2].key not in _RECKONED
    if alone and (count or _has_dash_before(tokens, begin, end, amount.unit)):
        return _Signed("minus", begin - 1, end)
    for index in range(end, end + _FAR):
        if length := tokens.longest(index, grammar.phrases["minus_after"], 2)[1]:
            return _Signed("minus", begin, index + length)
    if grammar.language == "ar" and _has_dash_after(tokens, begin, end):
        return _Signed("minus", begin, end)
    near = (tokens[index] for index in range(begin - _AROUND, end + _AROUND))
    falls = any(token.kind == "word" and _falls(token.key, grammar.language) for token in near)
    return _Signed("down" if falls else "", begin, end)


def _has_dash_before(tokens: Tokens, begin: int, end: int, unit: str) -> bool:
    """Tell whether a minus is glued to the digits, and to nothing before them."""
    dash, before = tokens[begin - 1], tokens[begin - 2]
    if tokens[begin].kind != "digits" or not tokens[begin].glued or (dash.glued and before.kind != "mark"):
        return False
    measured = unit in {"percent", "celsius"} or tokens[end].key in _DEGREES
    return dash.text == _MINUS or (dash.text in _DASHES and measured)


def _has_dash_after(tokens: Tokens, begin: int, end: int) -> bool:
    """Tell whether a minus is behind the digits, as typed from right to left: «5- درجات», «1.5-%»."""
    for index in range(begin + 1, end + 1):
        token, after = tokens[index], tokens[index + 1]
        if token.text in {*_DASHES, _MINUS} and token.glued and tokens[index - 1].kind == "digits":
            return after.key in _DEGREES or after.key in _PERCENT
    return False


@lru_cache(maxsize=WORDS)
def _falls(word: str, language: Language) -> bool:
    beginnings = _GRAMMARS[language].falling
    return word.startswith(beginnings) or (language == "ar" and word.lstrip(_PREFIXES).startswith(beginnings))
