"""Reads figures as newspapers set them: grouped, with decimals, turned round by right-to-left typing, with ½.

The shape tells what parts the groups: 1,200, 1.200.000, «١،٢٠٠», 1 200, 1’200. Agencies that type from right to left
write «935ر6» for 6.935 and «000 11» for 11,000. One dot or one space before three digits may mean two things: the
counted noun decides, and a figure that nothing decides keeps both readings.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

from mujaz.facts.base import Bound, Language
from mujaz.facts.numbers import arabic_words, english_words
from mujaz.facts.numbers.arabic_words import stem
from mujaz.facts.numbers.things import is_whole
from mujaz.facts.tokens import MOST_DIGITS, Token, Tokens, word_set

VULGAR = {
    "½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3),
    "⅕": Fraction(1, 5), "⅛": Fraction(1, 8), "⅜": Fraction(3, 8), "⅝": Fraction(5, 8), "⅞": Fraction(7, 8),
}  # fmt: skip
_PARTS = {("1", "2"), ("1", "3"), ("2", "3"), ("1", "4"), ("3", "4")}
_SLASHES = frozenset("/⁄")
_GROUP_MARKS = frozenset("،'’")
_WIDE_SPACES = "\u00a0\u202f\u2009"
_AGENCY_POINT = "ر"
_NUMBERED = word_set("رقم الماده ماده الفقره فقره يوم القرار الصفحه صفحه المجموعه")
"""After these a number names something, and the next one counts something."""

_MOST_GROUPS = 6
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_GROUPED_BY_DOTS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}\.\d{3},\d+")
_ONE_MARK = re.compile(r"(\d+)([.,])(\d+)")
_THREE = re.compile(r"\d{3}")
_FIRST = re.compile(r"[1-9]\d{0,2}")
_LAST = re.compile(r"(\d{3})(?:[.,](\d+))?")
_TURNED = re.compile(r"0\d\d")


_OF_YEARS = frozenset({10, 100})


@dataclass(frozen=True, slots=True)
class Reading:
    """A number read from tokens.

    Attributes:
        skip: How many characters of its first token are proclitics.
        scale: The scale that was named last (1000 of «3 آلاف»), 1 if none was.
        alternative: A second value, if the spelling leaves two.
    """

    value: Fraction
    start: int
    end: int
    skip: int = 0
    scale: int = 1
    bound: Bound = "exact"
    ordinal: bool = False
    unit: str = ""
    alternative: Fraction | None = None

    def with_smaller_unit(self, factor: int) -> Reading:
        """Return the reading with its value in a unit that is so many times smaller.

        Of whole numbers only decades and centuries have one: two hours are seldom 120 minutes.
        """
        rare = self.value.denominator == 1 and factor not in _OF_YEARS
        return (
            self
            if factor == 1 or rare or self.alternative is not None
            else replace(self, alternative=self.value * factor)
        )

    def times(self, factor: Fraction | int, end: int, scale: int) -> Reading:
        """Return the reading with a scale after it, which ends before token `end`."""
        alternative = None if self.alternative is None else self.alternative * factor
        return replace(self, value=self.value * factor, end=end, scale=scale, alternative=alternative)


Reader: TypeAlias = Callable[[Tokens, int], Reading | None]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and the token after it.

    Attributes:
        alternative: A second value, if the shape and the counted noun leave two.
    """

    value: Fraction
    end: int
    alternative: Fraction | None = None


def read_figure(tokens: Tokens, index: int, language: Language) -> Figure | None:
    """Read the figure that starts at a token; None if there are no digits or no sensible ones."""
    alone = VULGAR.get(tokens[index].text)
    if alone is not None:
        return Figure(alone, index + 1)
    if tokens[index].kind != "digits":
        return None
    after = tokens[index + 1]
    if after.kind == "word" and after.key != _AGENCY_POINT and not is_vulgar(after):
        return _judge(tokens[index].key, tokens, index + 1, language)  # most figures
    spaced = _read_spaced(tokens, index, language) if after.kind == "digits" else None
    whole = spaced or _read_composed(tokens, index, language)
    return None if whole is None else _with_fraction(tokens, whole)


def is_vulgar(token: Token) -> bool:
    """Tell whether a token is a fraction in one character."""
    return token.text in VULGAR


def _with_fraction(tokens: Tokens, figure: Figure) -> Figure:
    """Return the figure with a fraction after it: «2½», "8 1/2"."""
    numerator = tokens[figure.end]
    if figure.value.denominator > 1 or (numerator.kind != "digits" and not is_vulgar(numerator)):
        return figure
    if is_vulgar(numerator):
        return Figure(figure.value + VULGAR[numerator.text], figure.end + 1)
    slash, denominator = tokens[figure.end + 1], tokens[figure.end + 2]
    plain = (numerator.key, denominator.key) in _PARTS and slash.text in _SLASHES and slash.glued and denominator.glued
    if not plain or numerator.glued or tokens[figure.end + 3].text in _SLASHES:
        return figure
    return Figure(figure.value + Fraction(int(numerator.key), int(denominator.key)), figure.end + 3)


def _read_composed(tokens: Tokens, index: int, language: Language) -> Figure | None:
    """Read a figure whose groups other marks than the tokens' own may part: «١،٢٠٠», "1’200", «935ر6»."""
    key, end = tokens[index].key, index + 1
    if language == "ar" and (agency := _read_agency(tokens, index)):
        key, end = agency
    elif (marked := _read_marked(tokens, index)) is not None:
        key, end = marked
    return _judge(key, tokens, end, language)


def _read_agency(tokens: Tokens, index: int) -> tuple[str, int] | None:
    """Read «935ر6» and «2 ر 2»: the digits behind the point are typed first."""
    groups, end = [tokens[index].key], index + 1
    glued = tokens[end].glued
    while len(groups) < _MOST_GROUPS and tokens[end].key == _AGENCY_POINT and tokens[end + 1].key.isdecimal():
        if not tokens[end].glued == tokens[end + 1].glued == glued:
            break
        groups, end = [*groups, tokens[end + 1].key], end + 2
    if len(groups) == 1 or not all(part.isdecimal() for part in groups):
        return None
    return ".".join(reversed(groups)), end


def _read_marked(tokens: Tokens, index: int) -> tuple[str, int] | None:
    """Read «١،٢٠٠», «26،013,94», "1’200"; also «12،5» before a scale or a unit."""
    mark = tokens[index + 1]
    if not (mark.text and mark.text in _GROUP_MARKS and mark.glued and _FIRST.fullmatch(tokens[index].key)):
        return None
    groups, end = [tokens[index].key], index + 1
    while len(groups) < _MOST_GROUPS and tokens[end].text == mark.text and tokens[end].glued and tokens[end + 1].glued:
        last = _LAST.fullmatch(tokens[end + 1].key)
        if last is None:
            break
        groups, end = [*groups, last[1] + (f".{last[2]}" if last[2] else "")], end + 2
        if last[2]:
            break
    if len(groups) > 1:
        return ",".join(groups), end
    return _read_comma(tokens, index)


def _read_comma(tokens: Tokens, index: int) -> tuple[str, int] | None:
    tail = tokens[index + 2]
    if tokens[index + 1].text != "،" or not tail.glued or not tail.key.isdecimal() or len(tail.key) > 2:
        return None
    measured = _is_scale(tokens, index + 3, "ar") or tokens.longest(index + 3, arabic_words.UNIT_PHRASES)[1]
    return (f"{tokens[index].key}.{tail.key}", index + 3) if measured else None


def _read_spaced(tokens: Tokens, index: int, language: Language) -> Figure | None:
    """Read «1 500 000», «2 000», and turned round «000 11»."""
    groups, end = [tokens[index].key], index + 1
    while (last := _LAST.fullmatch(tokens[end].key)) and len(groups) < _MOST_GROUPS and _has_one_space(tokens, end):
        groups, end = [*groups, last[1] + (f".{last[2]}" if last[2] else "")], end + 1
    if language == "ar" and (turned := _read_turned(tokens, index, groups, end)) is not None:
        return turned
    if len(groups) == 1 or not _FIRST.fullmatch(groups[0]) or any("." in group for group in groups[1:-1]):
        return None
    value = Fraction("".join(groups))
    if len(groups) > 2 and language == "ar" and "000" not in groups and all(map(_FIRST.fullmatch, groups[::2])):
        return Figure(value, end, Fraction("".join(reversed(groups))))
    if len(groups) > 2 or groups[-1].startswith("000") or tokens.text[tokens[index].end] in _WIDE_SPACES:
        return Figure(value, end)
    doubtful = language == "en" or tokens[end].kind != "word" or tokens[index - 1].key in _NUMBERED
    return None if doubtful else Figure(value, end, Fraction(groups[-1]))


def _read_turned(tokens: Tokens, index: int, groups: list[str], end: int) -> Figure | None:
    """Read a figure whose groups were typed from right to left: «000 11», «000 250 1»."""
    head = tokens[end]
    if not all(_THREE.fullmatch(group) for group in groups):
        return None
    if len(groups) > 1 and not (head.kind == "digits" and _has_one_space(tokens, end)):
        head, groups, end = tokens[end - 1], groups[:-1], end - 1
    if not (_FIRST.fullmatch(head.key) and _has_one_space(tokens, end)):
        return None
    value = Fraction("".join([head.key, *reversed(groups)]))
    if any(_TURNED.fullmatch(group) for group in groups[:1]):
        return Figure(value, end + 1)
    doubtful = len(head.key) == len("100") or tokens[end + 1].kind != "word" or tokens[index - 1].key in _NUMBERED
    return None if doubtful or len(groups) > 1 else Figure(value, end + 1, Fraction(groups[0]))


def _has_one_space(tokens: Tokens, index: int) -> bool:
    return tokens[index].kind == "digits" and tokens[index].start - tokens[index - 1].end == 1


def _judge(key: str, tokens: Tokens, end: int, language: Language) -> Figure | None:
    """Return the value of a key of digits, dots and commas, by its shape and by the words behind it."""
    if len(key) > MOST_DIGITS:
        return None
    if key.isdecimal():
        return Figure(Fraction(int(key)), end)
    if _GROUPED_BY_DOTS.fullmatch(key):
        return Figure(Fraction(key.replace(".", "").replace(",", ".")), end)
    one_mark = _ONE_MARK.fullmatch(key)
    if one_mark is None:
        return Figure(Fraction(key.replace(",", "")), end) if _GROUPED.fullmatch(key) else None
    head, mark, tail = one_mark.groups()
    decimal, joined = Fraction(f"{head}.{tail}"), Fraction(int(head + tail))
    if len(tail) < len("000") or not _FIRST.fullmatch(head) or (mark == "." and len(tail) > len("000")):
        return Figure(decimal, end)
    if len(tail) > len("000"):  # "12,0000" is a slip for more than 12
        return Figure(joined, end, None if not tail.strip("0") else decimal)
    if mark == ",":
        scaled = language == "ar" and _is_scale(tokens, end, language)
        return Figure(joined, end, decimal if scaled else None)
    return _judge_dot(decimal, joined, tokens, end, language)


def _judge_dot(decimal: Fraction, joined: Fraction, tokens: Tokens, end: int, language: Language) -> Figure:
    """Judge one dot before three digits: «25.000 نازح» are thousands, «1.125 مليار» a decimal, «3.250 كلم» either."""
    if _is_scale(tokens, end, language):
        return Figure(decimal, end)
    if language == "ar" and (decimal.denominator == 1 or is_whole(tokens[end].key)):
        return Figure(joined, end)
    return Figure(decimal, end, joined)


def _is_scale(tokens: Tokens, end: int, language: Language) -> bool:
    """Tell whether a scale or a percentage follows."""
    units = (arabic_words if language == "ar" else english_words).UNIT_PHRASES
    if tokens.longest(end, units)[0] == "percent":
        return True
    if language == "ar":
        return stem(tokens[end].key, arabic_words.ANY_SCALES)[1] != ""
    return tokens[end].key in english_words.SCALES or (tokens[end].glued and tokens[end].key in english_words.SUFFIXES)
