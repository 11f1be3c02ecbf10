"""Arabic numbers in words written as figures, for a second attempt at a sentence whose numbers came out wrong.

A small translator copies figures well and number words badly: of 393 numbers in UD Arabic PUD the embedded one missed
49, most of them in words; of those it missed 35 no more when they were figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from mujaz.facts.arabic_numbers import read_number
from mujaz.facts.reading import Reading
from mujaz.facts.tokens import Tokens

_SCALES = ((10**12, "تريليون"), (10**9, "مليار"), (10**6, "مليون"))
_ARTICLE, _TO_THE = "ال", "لل"
_MONTHS = frozenset({"تشرين", "كانون", "ربيع", "جمادي"})
"""Whose ordinal is a part of the name: «تشرين الثاني» is November."""


def in_figures(text: str) -> str:
    """`text` with its whole numbers in words as figures: «ثمانية عشر شهرا» as «18 شهرا», «القرن الثامن» as «القرن ال8».

    What is said by the form of a noun («سنتين»), magnitudes («عشرات») and parts («ثلثي») stay.
    """
    tokens = Tokens(text)
    parts, at = [], 0
    for reading in _readings(tokens):
        start = tokens[reading.start].start
        proclitic = text[start : start + reading.skip]
        if (figure := _figure(reading.value)) and _is_worded(tokens, reading):
            parts += [text[at:start], _before(proclitic, ordinal=reading.ordinal), figure]
            at = tokens[reading.end - 1].end
    return "".join([*parts, text[at:]])


def _readings(tokens: Tokens) -> Iterator[Reading]:
    at = 0
    while at < len(tokens):
        reading = read_number(tokens, at)
        if reading is not None:
            yield reading
        at = reading.end if reading is not None else at + 1


def _is_worded(tokens: Tokens, reading: Reading) -> bool:
    """Whether it is a plain number that stands there in words of its own."""
    words = all(tokens[at].kind == "word" for at in range(reading.start, reading.end))
    by_form = reading.value == 2 and reading.end - reading.start == 1 and not reading.ordinal
    of_a_month = reading.ordinal and tokens[reading.start - 1].key in _MONTHS
    return words and reading.bound != "order" and not by_form and not of_a_month


def _before(proclitic: str, *, ordinal: bool) -> str:
    if proclitic.endswith(_TO_THE):
        return f"{proclitic.removesuffix(_TO_THE)}ل{_ARTICLE}"
    # «رابع أكبر شركة» is no count of companies: «ال4 أكبر شركة».
    return f"{proclitic}{_ARTICLE}" if ordinal and not proclitic.endswith(_ARTICLE) else proclitic


def _figure(value: Fraction) -> str | None:
    """The value as newspapers print it, with a word for its millions; None for what is no whole number."""
    for scale, word in _SCALES:
        parts = value / scale
        if parts >= 1 and (parts * 10).denominator == 1:
            return f"{int(parts)} {word}" if parts.denominator == 1 else f"{float(parts):.1f} {word}"
    return str(value.numerator) if value.denominator == 1 else None
