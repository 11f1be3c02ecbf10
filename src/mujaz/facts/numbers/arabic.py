"""Reads Arabic number expressions: digits, words, scales, fractions, duals, ordinals, magnitudes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TypeVar

from mujaz.facts.numbers import arabic_words as words
from mujaz.facts.numbers.arabic_words import stem
from mujaz.facts.numbers.figures import Reading, is_vulgar, read_figure
from mujaz.facts.tokens import Token, Tokens, word_set
from mujaz.text.proclitics import AND, ARTICLE, BEFORE_UNITS, is_definite

T = TypeVar("T")

# Scraped text runs words into the digits after them («مقتل17»); after these they belong to a name (فرانس24).
_NAMES = word_set("فرانس سكاي بي تي اف جي ام كي سي دي اس ار كوفيد ميغ سو")
_NUMBERED = frozenset({"كوفيد"})
"""Names with a number behind a space: «كوفيد 19»."""
# Works that are composed rather than counted: «ألف عدة كتب».
_WORKS = word_set("عده كتابا كتبا روايه مسرحيه اغنيه موسيقي")
_HOUR = frozenset({"الساعه", "ساعه"})
# Measures that may be one and a half: «ساعة ونصف».
_MEASURES = word_set("ساعه سنه عام عاما شهر شهرا يوم يوما اسبوع قرن عقد متر مترا كيلومتر طن درجه مره ميل لتر")
_AND_A_HALF = frozenset({"ونصف", "ونصفا"})
_NOT_DEFINITE = word_set("الاف الوف الي الا التي الذين")
_GROUPS = frozenset({"مجموعه", "مجموعتي"})
_DASHES = frozenset("-‑–")
_AGAINST = frozenset({"مقابل", "الي"})
_FINALS = frozenset({"النهائي", "نهائي"})
_EIGHTHS_OF_FINAL = 16
_NO_SHARE = ("نهائ", "النهائ")
_UNITS = words.UNITS | words.TEEN_HEADS
_DUALS = words.DUALS | words.DUAL_UNITS.keys()


def read_number(tokens: Tokens, index: int) -> Reading | None:
    """Read the longest number that starts at a token; None if there is none."""
    token = tokens[index]
    halved = tokens[index + 1].key in _AND_A_HALF and token.kind == "word"
    if halved and (half := _read_one_and_a_half(tokens, index)):
        return half
    starts = token.kind == "digits" or is_vulgar(token) or words.may_start_number(token.key)
    if token.kind == "mark" or not starts:
        return None
    return (
        _read_zero(tokens, index)
        or _read_fraction(tokens, index)
        or _read_share(tokens, index)
        or _read_likely_cardinal(tokens, index)
        or _read_magnitude(tokens, index)
        or _read_ordinal(tokens, index)
        or _read_dual(tokens, index)
    )


def read_cardinal(tokens: Tokens, index: int) -> Reading | None:
    """Read the cardinal at a token: «ثلاثة آلاف وخمسمئة», «11 ألفا و315», «مليون ونصف المليون»."""
    first = _read_segment(tokens, index, 10**15)
    if first is None:
        return None
    total, end, scale = first.value, first.end, first.scale
    largest = scale
    while scale > 1 and (joined := _read_half(tokens, end, scale) or _read_joined(tokens, end, scale)):
        total, end, scale = total + joined.value, joined.end, joined.scale
        largest = max(largest, scale)
    alternative = first.alternative if end == first.end else None
    return replace(first, value=total, end=end, scale=largest, alternative=alternative)


def is_joined(tokens: Tokens, index: int) -> bool:
    """Tell whether «و» is before a number, glued or not."""
    return tokens[index - 1].key == AND or (tokens[index].kind == "word" and tokens[index].key.startswith(AND))


def _after_and(tokens: Tokens, index: int) -> int:
    """Return the start of a part that «و» joins: behind it, if it is a word of its own as in «مئة و سبعة»."""
    return index + 1 if tokens[index].key == AND else index


def _read_joined(tokens: Tokens, index: int, below: int) -> Reading | None:
    start = _after_and(tokens, index)
    return _read_segment(tokens, start, below) if is_joined(tokens, start) else None


def _read_segment(tokens: Tokens, index: int, below: int) -> Reading | None:
    """Read a group with its scale («350 ألف», «ألفين», «مليون»), or without («315»), if it is under `below`."""
    dual = _entry(tokens[index], words.DUAL_SCALES)
    if dual is not None:
        value, skip = dual
        return Reading(Fraction(value), index, index + 1, skip, value // 2) if value < below else None
    group = _read_scale(tokens, index) or _read_group(tokens, index)
    if group is None:
        return None
    scaled = _add_scales(tokens, group)
    if scaled.value >= below and scaled.alternative is not None:
        scaled = replace(scaled, value=scaled.alternative, alternative=None)
    return scaled if scaled.value < below else None


def _add_scales(tokens: Tokens, group: Reading) -> Reading:
    while (entry := _entry(tokens[group.end], words.ANY_SCALES)) is not None:
        if tokens[group.end].key.startswith(BEFORE_UNITS) or entry[0] < group.scale:
            break
        group = group.times(entry[0], group.end + 1, entry[0])
    return group


def _read_scale(tokens: Tokens, index: int) -> Reading | None:
    entry = _entry(tokens[index], words.SCALES)
    # «ألفا» is a thousand only before hundreds («ألفا ومئتين»); else it is alpha, or counted as in «11 ألفا».
    start = _after_and(tokens, index + 1)
    doubtful = tokens[index].key == "الفا" and not (is_joined(tokens, start) and _read_hundreds(tokens, start))
    if entry is None or doubtful:
        return None
    return Reading(Fraction(entry[0]), index, index + 1, entry[1], entry[0])


def _read_half(tokens: Tokens, index: int, scale: int) -> Reading | None:
    """Read the half after a scale: «ونصف», «ونصف المليار»."""
    if tokens[index].key != "ونصف":
        return None
    scale_again = _entry(tokens[index + 1], words.SCALES)
    end = index + 2 if scale_again is not None and scale_again[0] == scale else index + 1
    return Reading(Fraction(scale, 2), index, end)


def _read_group(tokens: Tokens, index: int) -> Reading | None:
    if tokens[index].kind == "digits" or is_vulgar(tokens[index]):
        return read_digits(tokens, index)
    return _read_hundreds(tokens, index) or _read_under_hundred(tokens, index)


def read_digits(tokens: Tokens, index: int) -> Reading | None:
    """Read digits that stand for themselves, not for a part of a name (إف-16, فرانس24)."""
    token, before = tokens[index], tokens[index - 1]
    name = tokens[index - 2]
    dashed = before.text in "-‑–_" and before.glued and token.glued and name.kind == "word" and len(name.key) > 1
    if dashed or (before.glued and before.key in "/:" and token.glued):
        return None
    named = token.glued and before.kind == "word" and (before.key in _NAMES or before.key.isascii())
    if named or before.key in _NUMBERED:
        return None
    figure = read_figure(tokens, index, "ar")
    return None if figure is None else Reading(figure.value, index, figure.end, alternative=figure.alternative)


def _read_hundreds(tokens: Tokens, index: int) -> Reading | None:
    head = _entry(tokens[index], words.HUNDREDS)
    end = index + 1
    if head is None:
        head = _entry(tokens[index], words.UNITS)
        if head is None or tokens[end].key not in words.HUNDRED:
            return None
        head, end = (head[0] * 100, head[1]), end + 1
    start = _after_and(tokens, end)
    hundreds = Reading(Fraction(head[0]), index, end, head[1])
    if not is_joined(tokens, start):
        return hundreds
    tail = _read_under_hundred(tokens, start) or _read_digits_under_hundred(tokens, start)
    return replace(hundreds, value=hundreds.value + tail.value, end=tail.end) if tail else hundreds


def _read_digits_under_hundred(tokens: Tokens, index: int) -> Reading | None:
    """Read digits that go on a number in words: «مئة و20»."""
    reading = read_digits(tokens, index)
    return reading if reading is not None and reading.value < 100 and reading.value.denominator == 1 else None


def _read_under_hundred(tokens: Tokens, index: int) -> Reading | None:
    """Read a number under 100: «سبعة», «خمسة عشر», «ثمانية وسبعين», «ثلاثين»."""
    ten = _entry(tokens[index], words.TENS)
    if ten is not None:
        return Reading(Fraction(ten[0]), index, index + 1, ten[1])
    head = _entry(tokens[index], words.TEEN_HEADS)
    if head is not None and tokens[index + 1].key in words.TEN:
        return Reading(Fraction(head[0] + 10), index, index + 2, head[1])
    unit = _entry(tokens[index], _UNITS)
    if unit is not None and tokens[index + 1].key.startswith(AND):
        start = _after_and(tokens, index + 1)
        tens = _entry(tokens[start], words.TENS)
        if tens is not None:
            return Reading(Fraction(unit[0] + tens[0]), index, start + 1, unit[1])
    single = _entry(tokens[index], words.UNITS)
    return None if single is None else Reading(Fraction(single[0]), index, index + 1, single[1])


def _read_likely_cardinal(tokens: Tokens, index: int) -> Reading | None:
    """Read a cardinal, unless it is a word that only looks like one."""
    reading = read_cardinal(tokens, index)
    if reading is None:
        return None
    if reading.value == 1 and tokens[index].kind == "word":
        shared = _as_share(tokens, reading)
        percent = tokens.longest(reading.end, words.UNIT_PHRASES)[0] == "percent"
        return shared if percent or shared.end > reading.end else None
    if tokens[index].kind == "word" and not is_vulgar(tokens[index]) and _is_no_number(tokens, reading):
        return None
    return _in_units_of(tokens[reading.end].key, _as_share(tokens, _add_half(tokens, reading)))


def _is_no_number(tokens: Tokens, reading: Reading) -> bool:
    """Tell whether a word is no number: «ألف الكاتب», «مجموعة العشرين», «خمس النساء»; counted nouns are indefinite."""
    word, after = tokens[reading.start], tokens[reading.end]
    if reading.end - reading.start > 1:
        return False
    if is_definite(word.key[: reading.skip]):
        return tokens[reading.start - 1].key in _GROUPS
    if word.key.endswith("ست") and after.kind != "word":
        return True
    # The hamza tells «ألقاب» and «إلى» from the article.
    definite = after.text.startswith(ARTICLE) and after.key not in _NOT_DEFINITE
    composed = after.key in _WORKS or _entry(after, words.UNITS) is not None
    return definite or after.key == "عمر" or (word.key.endswith("الف") and composed)


def _add_half(tokens: Tokens, reading: Reading) -> Reading:
    """Return the reading with a half more: «أربعة أشهر ونصف»; the counted noun stays outside."""
    halved = reading.scale == 1 and tokens[reading.end].kind == "word" and tokens[reading.end + 1].key in _AND_A_HALF
    return replace(reading, value=reading.value + Fraction(1, 2)) if halved else reading


def _read_one_and_a_half(tokens: Tokens, index: int) -> Reading | None:
    """Read one and a half: «ساعة ونصف»; not behind a number that counts: «خمسون عاما ونصف»."""
    proclitic, word = stem(tokens[index].key, _MEASURES)
    counts = tokens[index - 1].kind == "digits" or words.may_start_number(tokens[index - 1].key)
    if not word or ARTICLE in proclitic or counts:
        return None
    return _in_units_of(word, Reading(Fraction(3, 2), index, index + 2, len(proclitic)))


def _in_units_of(word: str, reading: Reading) -> Reading:
    """Return the reading of a time that other texts may tell in a smaller unit: «ثلاثة عقود» is 30 years, too."""
    return reading.with_smaller_unit(words.SMALLER_UNITS.get(word, 1))


def _as_share(tokens: Tokens, reading: Reading) -> Reading:
    """Return the share that a number is of another: «تسعة من كل عشرة» is nine tenths."""
    if tokens.keys(reading.end, 2) != ("من", "كل"):
        return reading
    every = read_cardinal(tokens, reading.end + 2)
    if every is None or every.value <= reading.value:
        return reading
    return Reading(reading.value / every.value, reading.start, every.end, reading.skip)


def _read_zero(tokens: Tokens, index: int) -> Reading | None:
    """Read no goal: «2-صفر», «هدفين مقابل صفر»; elsewhere the word is a month."""
    before = tokens[index - 1].key
    score = before in _AGAINST or (before in _DASHES and tokens[index - 2].kind == "digits")
    return Reading(Fraction(0), index, index + 1) if score and tokens[index].key in {"صفر", "صفرا"} else None


def _read_fraction(tokens: Tokens, index: int) -> Reading | None:
    """Read a share of a scale, «نصف مليون», or the round of 16, «ثمن النهائي»."""
    if tokens[index].key.removeprefix(ARTICLE) == "ثمن" and tokens[index + 1].key in _FINALS:
        return Reading(Fraction(_EIGHTHS_OF_FINAL), index, index + 2)
    entry = _entry(tokens[index], words.FRACTIONS)
    if entry is None:
        return None
    scale = _entry(tokens[index + 1], words.SCALES)
    if scale is None or tokens[index + 1].key.startswith(AND):
        return None
    return Reading(Fraction(*entry[0]) * scale[0], index, index + 2, entry[1], scale[0])


def _read_share(tokens: Tokens, index: int) -> Reading | None:
    """Read a share: «ثلثي السكان», «الربع», «نصفهم»; not «ربع النهائي», «الربع الأخير», «نصفها الأول»."""
    if tokens.keys(index, 2) == ("ثلاثه", "ارباع"):
        return Reading(Fraction(3, 4), index, index + 2)
    owned = _entry(tokens[index], words.OWNED_FRACTIONS)
    if owned is not None:
        return (
            None
            if tokens[index + 1].key.startswith(ARTICLE)
            else Reading(Fraction(*owned[0]), index, index + 1, owned[1])
        )
    entry = _entry(tokens[index], words.FRACTIONS)
    if entry is None or tokens[index + 1].key.startswith(_NO_SHARE):
        return None
    definite = is_definite(tokens[index].key[: entry[1]])
    if definite and tokens[index + 1].key.startswith(ARTICLE):
        return None
    if tokens[index].key.startswith(AND):
        return None
    return _in_units_of(tokens[index + 1].key, Reading(Fraction(*entry[0]), index, index + 1, entry[1]))


def _read_magnitude(tokens: Tokens, index: int) -> Reading | None:
    """Read a magnitude: «عشرات», «مئات الآلاف», «بضعة آلاف»."""
    entry = _entry(tokens[index], words.VAGUE)
    if entry is None:
        return None
    scale = _entry(tokens[index + 1], words.ANY_SCALES)
    if scale is not None and scale[0] > entry[0] and not tokens[index + 1].key.startswith(AND):
        return Reading(Fraction(entry[0] * scale[0]), index, index + 2, entry[1], scale[0], "order")
    return Reading(Fraction(entry[0]), index, index + 1, entry[1], bound="order")


def _read_ordinal(tokens: Tokens, index: int) -> Reading | None:
    """Read an ordinal: «الثالث», «الحادية والعشرون», from the third on also without article. The first is no fact."""
    entry = _entry(tokens[index], words.ORDINALS)
    if entry is None or tokens[index - 1].key in _HOUR:
        return None
    value, end = _ordinal_value(tokens, index, entry[0])
    definite = is_definite(tokens[index].key[: entry[1]])
    if not definite and (value <= 2 or end - index > 1 or tokens[index].text.endswith(("ا", "اً"))):
        return None
    if value == 1 and end - index == 1:
        return None
    return Reading(Fraction(value), index, end, entry[1], ordinal=True)


def read_ordinal(tokens: Tokens, index: int) -> tuple[int, int, int] | None:
    """Return value, end and proclitics of a definite ordinal, also of «الأول»."""
    entry = _entry(tokens[index], words.ORDINALS)
    if entry is None or not is_definite(tokens[index].key[: entry[1]]):
        return None
    return (*_ordinal_value(tokens, index, entry[0]), entry[1])


def read_tenth(tokens: Tokens, index: int) -> tuple[int, int, int] | None:
    """Return the same for «العشرين» and «الثلاثين», whose ordinals are their cardinals."""
    entry = _entry(tokens[index], words.TENS)
    definite = entry is not None and is_definite(tokens[index].key[: entry[1]])
    return (entry[0], index + 1, entry[1]) if entry is not None and definite else None


def _ordinal_value(tokens: Tokens, index: int, unit: int) -> tuple[int, int]:
    if tokens[index + 1].key in words.TEN:
        return unit + 10, index + 2
    tens = _entry(tokens[index + 1], words.TENS)
    if tens is not None and tokens[index + 1].key.startswith(AND + ARTICLE):
        return unit + tens[0], index + 2
    return unit, index + 1


def _read_dual(tokens: Tokens, index: int) -> Reading | None:
    token = tokens[index]
    proclitic, word = stem(token.key, _DUALS)
    if not word or is_definite(proclitic):
        return None
    half = tokens[index + 1].key in _AND_A_HALF
    value, end = (Fraction(5, 2), index + 2) if half else (Fraction(2), index + 1)
    reading = Reading(value, index, end, len(proclitic), unit=words.DUAL_UNITS.get(word, ""))
    return _in_units_of(word, reading)


def _entry(token: Token, table: Mapping[str, T]) -> tuple[T, int] | None:
    """Return the value that `table` has for a word, and how many characters its proclitics take."""
    if token.kind != "word":
        return None
    proclitic, word = stem(token.key, table)
    return (table[word], len(proclitic)) if word else None
