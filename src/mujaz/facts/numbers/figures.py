"""Reads figures as newspapers set them: grouped, with decimals, turned round by right-to-left typing, with ½.

What parts the groups is judged by the shape: 1,200, 1.200.000, «١،٢٠٠», 1 200, 1’200. Agencies that type from right to
left write «935ر6» for 6.935 and «000 11» for 11,000. One dot or one space before three digits may mean two things; what
is counted decides, and what nothing decides keeps both readings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from mujaz.facts.base import Language
from mujaz.facts.numbers.counted import is_whole
from mujaz.facts.tokens import MOST_DIGITS, Token, Tokens, word_set
from mujaz.facts.words import arabic, english
from mujaz.facts.words.arabic import stem

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
"""After these a number stands for itself, and the next one counts something."""

_MOST_GROUPS = 6
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_GROUPED_BY_DOTS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}\.\d{3},\d+")
_ONE_MARK = re.compile(r"(\d+)([.,])(\d+)")
_THREE = re.compile(r"\d{3}")
_FIRST = re.compile(r"[1-9]\d{0,2}")
_LAST = re.compile(r"(\d{3})(?:[.,](\d+))?")
_TURNED = re.compile(r"0\d\d")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and the token after it.

    Attributes:
        other: Its second reading, when its shape and what it counts leave two.
    """

    value: Fraction
    end: int
    other: Fraction | None = None


def read_figure(tokens: Tokens, at: int, language: Language) -> Figure | None:
    """Return the figure that starts at token `at`; None when no digits or no sensible ones stand there."""
    alone = VULGAR.get(tokens[at].text)
    if alone is not None:
        return Figure(alone, at + 1)
    if tokens[at].kind != "digits":
        return None
    after = tokens[at + 1]
    if after.kind == "word" and after.key != _AGENCY_POINT and not is_vulgar(after):
        return _judged(tokens[at].key, tokens, at + 1, language)  # most figures
    whole = (_spaced(tokens, at, language) if after.kind == "digits" else None) or _composed(tokens, at, language)
    return None if whole is None else _with_fraction(tokens, whole)


def is_vulgar(token: Token) -> bool:
    """Whether a token is a fraction in one character."""
    return token.text in VULGAR


def _with_fraction(tokens: Tokens, figure: Figure) -> Figure:
    """As in «2½», "8 1/2": the figure with a fraction more."""
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


def _composed(tokens: Tokens, at: int, language: Language) -> Figure | None:
    """A figure whose groups other marks than the tokens' own may part: «١،٢٠٠», "1’200", «935ر6»."""
    key, end = tokens[at].key, at + 1
    if language == "ar" and (agency := _agency(tokens, at)):
        key, end = agency
    elif (marked := _marked(tokens, at)) is not None:
        key, end = marked
    return _judged(key, tokens, end, language)


def _agency(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """«935ر6» and «2 ر 2»: what is typed first is what follows the point."""
    parts, end = [tokens[at].key], at + 1
    glued = tokens[end].glued
    while (
        len(parts) < _MOST_GROUPS
        and tokens[end].key == _AGENCY_POINT
        and tokens[end + 1].key.isdigit()
        and tokens[end].glued == glued
    ):
        if tokens[end + 1].glued != glued:
            break
        parts, end = [*parts, tokens[end + 1].key], end + 2
    if len(parts) == 1 or not all(part.isdigit() for part in parts):
        return None
    return ".".join(reversed(parts)), end


def _marked(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """«١،٢٠٠», «26،013,94», "1’200"; also «12،5» before a scale or a unit."""
    mark = tokens[at + 1]
    if not (mark.text and mark.text in _GROUP_MARKS and mark.glued and _FIRST.fullmatch(tokens[at].key)):
        return None
    groups, end = [tokens[at].key], at + 1
    while len(groups) < _MOST_GROUPS and tokens[end].text == mark.text and tokens[end].glued and tokens[end + 1].glued:
        last = _LAST.fullmatch(tokens[end + 1].key)
        if last is None:
            break
        groups, end = [*groups, last[1] + (f".{last[2]}" if last[2] else "")], end + 2
        if last[2]:
            break
    if len(groups) > 1:
        return ",".join(groups), end
    return _decimal_by_comma(tokens, at)


def _decimal_by_comma(tokens: Tokens, at: int) -> tuple[str, int] | None:
    tail = tokens[at + 2]
    if tokens[at + 1].text != "،" or not tail.glued or not tail.key.isdigit() or len(tail.key) > 2:
        return None
    measured = _is_scale(tokens, at + 3, "ar") or tokens.longest(at + 3, arabic.UNIT_PHRASES)[1]
    return (f"{tokens[at].key}.{tail.key}", at + 3) if measured else None


def _spaced(tokens: Tokens, at: int, language: Language) -> Figure | None:
    """«1 500 000», «2 000», and turned round «000 11»."""
    groups, end = [tokens[at].key], at + 1
    while (last := _LAST.fullmatch(tokens[end].key)) and len(groups) < _MOST_GROUPS and _one_space(tokens, end):
        groups, end = [*groups, last[1] + (f".{last[2]}" if last[2] else "")], end + 1
    if language == "ar" and (turned := _turned(tokens, at, groups, end)) is not None:
        return turned
    if len(groups) == 1 or not _FIRST.fullmatch(groups[0]) or any("." in group for group in groups[1:-1]):
        return None
    value = Fraction("".join(groups))
    if len(groups) > 2 and language == "ar" and "000" not in groups and all(map(_FIRST.fullmatch, groups[::2])):
        return Figure(value, end, Fraction("".join(reversed(groups))))
    if len(groups) > 2 or groups[-1].startswith("000") or tokens.text[tokens[at].end] in _WIDE_SPACES:
        return Figure(value, end)
    doubtful = language == "en" or tokens[end].kind != "word" or tokens[at - 1].key in _NUMBERED
    return None if doubtful else Figure(value, end, Fraction(groups[-1]))


def _turned(tokens: Tokens, at: int, groups: list[str], end: int) -> Figure | None:
    """«000 11», «000 250 1»: the groups of a figure typed from right to left."""
    head = tokens[end]
    if not all(_THREE.fullmatch(group) for group in groups):
        return None
    if len(groups) > 1 and not (head.kind == "digits" and _one_space(tokens, end)):
        head, groups, end = tokens[end - 1], groups[:-1], end - 1
    if not (_FIRST.fullmatch(head.key) and _one_space(tokens, end)):
        return None
    value = Fraction("".join([head.key, *reversed(groups)]))
    if any(_TURNED.fullmatch(group) for group in groups[:1]):
        return Figure(value, end + 1)
    doubtful = len(head.key) == len("100") or tokens[end + 1].kind != "word" or tokens[at - 1].key in _NUMBERED
    return None if doubtful or len(groups) > 1 else Figure(value, end + 1, Fraction(groups[0]))


def _one_space(tokens: Tokens, at: int) -> bool:
    return tokens[at].kind == "digits" and tokens[at].start - tokens[at - 1].end == 1


def _judged(key: str, tokens: Tokens, end: int, language: Language) -> Figure | None:
    """The value of a key of digits, dots and commas, by its shape and by what stands behind it."""
    if len(key) > MOST_DIGITS:
        return None
    if key.isdigit():
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
    return _by_dot(decimal, joined, tokens, end, language)


def _by_dot(decimal: Fraction, joined: Fraction, tokens: Tokens, end: int, language: Language) -> Figure:
    """One dot before three digits: «25.000 نازح» are thousands, «1.125 مليار» a decimal, «3.250 كلم» either."""
    if _is_scale(tokens, end, language):
        return Figure(decimal, end)
    if language == "ar" and (decimal.denominator == 1 or is_whole(tokens[end].key)):
        return Figure(joined, end)
    return Figure(decimal, end, joined)


def _is_scale(tokens: Tokens, end: int, language: Language) -> bool:
    """Whether a scale or a percentage follows."""
    grammar = arabic if language == "ar" else english
    if tokens.longest(end, grammar.UNIT_PHRASES)[0] == "percent":
        return True
    if language == "ar":
        return stem(tokens[end].key, arabic.ANY_SCALES)[1] != ""
    return tokens[end].key in english.SCALES or (tokens[end].glued and tokens[end].key in english.SUFFIXES)
