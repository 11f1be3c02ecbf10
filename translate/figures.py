"""Arabic numbers written as figures that a translator copies well.

Figures that newspapers set in their own ways are made plain before a sentence is translated («935ر6», «000 11», «2½»,
«مئة و سبعة»); all number words become figures for a second attempt at a sentence whose numbers came out wrong.

A small translator copies figures well and number words badly: of 393 numbers in UD Arabic PUD the embedded one missed
49, most of them in words; of those it missed 35 no more when they were figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from mujaz.facts.numbers.arabic import read_digits, read_number
from mujaz.facts.numbers.figures import Reading, is_vulgar, read_figure
from mujaz.facts.tokens import Tokens

_SCALES = ((10**12, "تريليون"), (10**9, "مليار"), (10**6, "مليون"))
_AND = "و"
_DECIMALS = 6
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


def plain_figures(text: str) -> str:
    """Return `text` with figures set in an uncommon way as plain ones: «935ر6 مليون» as «6.935 مليون», «2½» as «2.5».

    Words of one number that a typist parted become a figure, too: «مئة و سبعة» is 107. What may be read in two ways
    stays as it is.
    """
    tokens = Tokens(text)
    parts, done, at = [], 0, 0
    while at < len(tokens):
        plain, end = _plain(tokens, at)
        if plain:
            parts += [text[done : tokens[at].start], plain]
            done = tokens[end - 1].end
        at = end
    return "".join([*parts, text[done:]])


def _plain(tokens: Tokens, at: int) -> tuple[str, int]:
    """What to write for the number at token `at`, empty when it stays, and the token to go on at."""
    if tokens[at].kind == "digits" or is_vulgar(tokens[at]):
        figure = read_figure(tokens, at, "ar") if read_digits(tokens, at) is not None else None
        if figure is None or figure.alternative is not None or (figure.end == at + 1 and not is_vulgar(tokens[at])):
            return "", at + 1 if figure is None else figure.end
        return _exact(figure.value), figure.end
    reading = read_number(tokens, at)
    if reading is None:
        return "", at + 1
    parted = any(tokens[inside].key == _AND for inside in range(at, reading.end))
    if not (parted and _is_worded(tokens, reading)) or (figured := _figure(reading.value)) is None:
        return "", reading.end
    return tokens[at].text[: reading.skip] + figured, reading.end


def _exact(value: Fraction) -> str:
    """A value with its decimals, as many as it has up to six; empty for what no decimal says exactly."""
    millionths = value * 10**_DECIMALS
    if millionths.denominator != 1:
        return ""
    whole, rest = divmod(int(millionths), 10**_DECIMALS)
    return f"{whole:,}" + (f".{rest:0{_DECIMALS}d}".rstrip("0") if rest else "")


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
