"""Finds the numbers of a text, with their units and how they are meant."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from mujaz.facts.base import Bound, Language, Number, Search
from mujaz.facts.numbers import arabic as arabic_numbers
from mujaz.facts.numbers import english as english_numbers
from mujaz.facts.numbers.reading import Reader, Reading
from mujaz.facts.numbers.signs import read_sign
from mujaz.facts.tokens import Tokens, word_set
from mujaz.facts.words import arabic, english

_Phrases = dict[tuple[str, ...], str]
_BETWEEN = {"ar": ("بين",), "en": ("between",)}
_AND = {"ar": "و", "en": "and"}
_TO = {"ar": "الي", "en": "to"}
_DASHES = "-‑–—"
_AFTER_METRES = word_set(
    "high tall long deep wide apart away below above sprint hurdles relay freestyle butterfly breaststroke backstroke"
)


@dataclass(frozen=True, slots=True)
class _Grammar:
    language: Language
    read: Reader
    units: _Phrases
    units_before: _Phrases
    before: _Phrases
    after: _Phrases
    cardinal: Reader


_GRAMMARS: dict[Language, _Grammar] = {
    "ar": _Grammar(
        "ar",
        arabic_numbers.read_number,
        arabic.UNIT_PHRASES,
        arabic.UNITS_BEFORE,
        arabic.BOUNDS_BEFORE,
        arabic.BOUNDS_AFTER,
        arabic_numbers.read_cardinal,
    ),
    "en": _Grammar(
        "en",
        english_numbers.read_number,
        english.UNIT_PHRASES,
        english.UNITS_BEFORE,
        english.BOUNDS_BEFORE,
        english.BOUNDS_AFTER,
        english_numbers.read_cardinal,
    ),
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
    tokens, taken = search.tokens, search.taken_tokens()
    grammar = _GRAMMARS[search.language]
    amounts: list[_Amount] = []
    index = 0
    while index < len(tokens):
        amount = None if index in taken else _find(tokens, index, grammar)
        if amount is not None and taken.isdisjoint(range(index, amount.end)):
            amounts.append(amount)
            index = amount.end
        else:
            index += 1
    return (_number(tokens, amount, grammar) for amount in _share_scales(tokens, amounts, search.language))


def _find(tokens: Tokens, at: int, grammar: _Grammar) -> _Amount | None:
    reading = grammar.read(tokens, at)
    if reading is None:
        return None
    reading, high = _range(tokens, reading, grammar)
    before, length = tokens.longest_before(at, grammar.units_before, 2)
    unit, count = _unit(tokens, reading.end, grammar)
    if _metres(tokens, reading, unit or before):
        reading, unit, count = replace(reading, value=reading.value / 10**6, scale=1, other=None), "m", 0
    end = reading.end + count
    return _Amount(reading, at - length, end, high * reading.value, before or unit or reading.unit)


def _unit(tokens: Tokens, at: int, grammar: _Grammar) -> tuple[str, int]:
    """The unit at `at` and its tokens, also after a dash: "million-dollar"."""
    dash = 1 if tokens[at].text and tokens[at].text in _DASHES and tokens[at].glued else 0
    unit, count = tokens.longest(at + dash, grammar.units)
    return unit, count + dash if count else 0


def _metres(tokens: Tokens, reading: Reading, unit: str) -> bool:
    """As in "A wall 5m high", "the 100m sprint": no million."""
    last = tokens[reading.end - 1]
    return last.key == "m" and reading.scale == 10**6 and not unit and tokens[reading.end].key in _AFTER_METRES


def _range(tokens: Tokens, reading: Reading, grammar: _Grammar) -> tuple[Reading, Fraction]:
    """As in "20-30": the reading of the low end over the whole, and how many times as much the high end is."""
    end = reading.end
    if tokens[end].text not in _DASHES or not tokens[end].text or tokens[reading.start].kind != "digits":
        return reading, Fraction(1)
    high = grammar.cardinal(tokens, end + 1) if end == reading.start + 1 and tokens[end + 1].kind == "digits" else None
    if high is None or not 0 < reading.value * high.scale < high.value:
        return reading, Fraction(1)
    low = replace(reading, value=reading.value * high.scale, scale=high.scale, end=high.end)
    return low, high.value / low.value


def _share_scales(tokens: Tokens, found: list[_Amount], language: Language) -> list[_Amount]:
    """As in "Between 50 and 60 thousand", "50 to 60 thousand": the scale of the second number is the first's too."""
    shared = list(found)
    for index, (first, second) in enumerate(itertools.pairwise(found)):
        joined = _joined(tokens, first, second, language)
        if joined and first.reading.scale == 1 < second.reading.scale and not first.unit:
            value = first.reading.value * second.reading.scale
            if value < second.reading.value:
                shared[index] = replace(first, reading=replace(first.reading, value=value), high=value)
    return shared


def _joined(tokens: Tokens, first: _Amount, second: _Amount, language: Language) -> bool:
    """Whether two numbers are the ends of one range, in words: «بين خمسة وعشرة», "5 to 10"."""
    apart, link = second.begin - first.end, tokens[second.begin - 1].key
    glued = apart == 0 and second.reading.skip > 0 and tokens[second.begin].key.startswith(_AND[language])
    both = glued or (apart == 1 and link == _AND[language])
    between = both and tokens[first.begin - 1].key in _BETWEEN[language]
    return between or (apart == 1 and link == _TO[language])


def _number(tokens: Tokens, found: _Amount, grammar: _Grammar) -> Number:
    reading = found.reading
    signed = read_sign(tokens, found.begin, found.end, found.unit, grammar.language)
    start = tokens[signed.begin].start + (reading.skip if signed.begin == reading.start else 0)
    return Number(
        low=reading.value,
        high=found.high,
        start=start,
        end=tokens[signed.end - 1].end,
        unit=found.unit,
        bound=reading.bound if reading.bound == "order" else _bound(tokens, found, grammar),
        ordinal=reading.ordinal,
        other=reading.other,
        sign=signed.sign,
    )


_BOUNDS: dict[str, Bound] = {"about": "about", "over": "over", "under": "under"}


def _bound(tokens: Tokens, found: _Amount, grammar: _Grammar) -> Bound:
    before, _ = tokens.longest_before(found.begin, grammar.before)
    after, _ = tokens.longest(found.end, grammar.after)
    return _BOUNDS.get(before or after, "exact")
