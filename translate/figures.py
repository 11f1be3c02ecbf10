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
from mujaz.text.proclitics import AND, ARTICLE, TO, TO_THE
from mujaz.text.replacements import Edit, apply_edits

_SCALES = ((10**12, "تريليون"), (10**9, "مليار"), (10**6, "مليون"))
_DECIMALS = 6
_MONTHS = frozenset({"تشرين", "كانون", "ربيع", "جمادي"})
"""Words whose ordinal is a part of the name: «تشرين الثاني» is November."""


def in_figures(text: str) -> str:
    """Write the whole numbers of `text` in figures: «ثمانية عشر شهرا» as «18 شهرا», «القرن الثامن» as «القرن ال8».

    Numbers that the form of a noun says («سنتين»), magnitudes («عشرات») and parts («ثلثي») stay.
    """
    tokens = Tokens(text)
    edits = []
    for reading in _read_numbers(tokens):
        start = tokens[reading.start].start
        proclitic = text[start : start + reading.skip]
        if (figure := _figure(reading.value)) and _is_worded(tokens, reading):
            new = _before(proclitic, ordinal=reading.ordinal) + figure
            edits.append(Edit(start, tokens[reading.end - 1].end, new))
    return apply_edits(text, edits)


def plain_figures(text: str) -> str:
    """Return `text` with figures set in an uncommon way as plain ones: «935ر6 مليون» as «6.935 مليون», «2½» as «2.5».

    Words of one number that a typist parted become a figure, too: «مئة و سبعة» is 107. Figures that may be read in
    two ways stay as they are.
    """
    tokens = Tokens(text)
    edits, index = [], 0
    while index < len(tokens):
        plain, end = _plain(tokens, index)
        if plain:
            edits.append(Edit(tokens[index].start, tokens[end - 1].end, plain))
        index = end
    return apply_edits(text, edits)


def _plain(tokens: Tokens, index: int) -> tuple[str, int]:
    """Return what to write for the number at a token, empty when it stays, and the token to go on at."""
    if tokens[index].kind == "digits" or is_vulgar(tokens[index]):
        figure = read_figure(tokens, index, "ar") if read_digits(tokens, index) is not None else None
        if figure is None:
            return "", index + 1
        is_plain = figure.end == index + 1 and not is_vulgar(tokens[index])
        if is_plain or figure.alternative is not None:
            return "", figure.end
        return _exact(figure.value), figure.end
    reading = read_number(tokens, index)
    if reading is None:
        return "", index + 1
    parted = any(tokens[inside].key == AND for inside in range(index, reading.end))
    if not (parted and _is_worded(tokens, reading)) or (figured := _figure(reading.value)) is None:
        return "", reading.end
    return tokens[index].text[: reading.skip] + figured, reading.end


def _exact(value: Fraction) -> str:
    """Return a value with its decimals, as many as it has up to six; empty if no decimal says it exactly."""
    millionths = value * 10**_DECIMALS
    if millionths.denominator != 1:
        return ""
    whole, decimals = divmod(int(millionths), 10**_DECIMALS)
    return f"{whole:,}" + (f".{decimals:0{_DECIMALS}d}".rstrip("0") if decimals else "")


def _read_numbers(tokens: Tokens) -> Iterator[Reading]:
    index = 0
    while index < len(tokens):
        reading = read_number(tokens, index)
        if reading is not None:
            yield reading
        index = reading.end if reading is not None else index + 1


def _is_worded(tokens: Tokens, reading: Reading) -> bool:
    """Tell whether it is a plain number in words of its own."""
    words = all(tokens[index].kind == "word" for index in range(reading.start, reading.end))
    by_form = reading.value == 2 and reading.end - reading.start == 1 and not reading.ordinal
    of_a_month = reading.ordinal and tokens[reading.start - 1].key in _MONTHS
    return words and reading.bound != "order" and not by_form and not of_a_month


def _before(proclitic: str, *, ordinal: bool) -> str:
    if proclitic.endswith(TO_THE):
        return f"{proclitic.removesuffix(TO_THE)}{TO}{ARTICLE}"
    # «رابع أكبر شركة» is no count of companies: «ال4 أكبر شركة».
    return f"{proclitic}{ARTICLE}" if ordinal and not proclitic.endswith(ARTICLE) else proclitic


def _figure(value: Fraction) -> str | None:
    """Return the value as newspapers print it, with a word for its millions; None for what is no whole number."""
    for scale, word in _SCALES:
        scaled = value / scale
        if scaled >= 1 and (scaled * 10).denominator == 1:
            return f"{int(scaled)} {word}" if scaled.denominator == 1 else f"{float(scaled):.1f} {word}"
    return str(value.numerator) if value.denominator == 1 else None
