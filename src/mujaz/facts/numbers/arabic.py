"""Reads Arabic number expressions: digits, words, scales, fractions, duals, ordinals, magnitudes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TypeVar

from mujaz.facts.numbers.figures import is_vulgar, read_figure
from mujaz.facts.numbers.reading import Reading
from mujaz.facts.tokens import Token, Tokens, word_set
from mujaz.facts.words import arabic
from mujaz.facts.words.arabic import stem

T = TypeVar("T")

# Scraped text runs words into the digits after them («مقتل17»); after these they belong to a name (فرانس24).
_NAMES = word_set("فرانس سكاي بي تي اف جي ام كي سي دي اس ار كوفيد ميغ سو")
_NUMBERED = frozenset({"كوفيد"})
"""Names that a number belongs to also behind a space: «كوفيد 19»."""
# What is composed rather than counted: «ألف عدة كتب».
_WORKS = word_set("عده كتابا كتبا روايه مسرحيه اغنيه موسيقي")
_HOUR = frozenset({"الساعه", "ساعه"})
# What may be one and a half: «ساعة ونصف».
_MEASURES = word_set("ساعه سنه عام عاما شهر شهرا يوم يوما اسبوع قرن عقد متر مترا كيلومتر طن درجه مره ميل لتر")
_AND_A_HALF = frozenset({"ونصف", "ونصفا"})
_GROUPS = frozenset({"مجموعه", "مجموعتي"})
_DASHES = frozenset("-‑–")
_AGAINST = frozenset({"مقابل", "الي"})
_FINALS = frozenset({"النهائي", "نهائي"})
_EIGHTHS_OF_FINAL = 16
_NO_SHARE = ("نهائ", "النهائ")
_UNITS = arabic.UNITS | arabic.TEEN_HEADS
_DUALS = arabic.DUALS | arabic.DUAL_UNITS.keys()
_ONE, _FIRST = 1, 1


def read_number(tokens: Tokens, at: int) -> Reading | None:
    """The number that starts at token `at`, the longest there is; None where none does."""
    token = tokens[at]
    if tokens[at + 1].key in _AND_A_HALF and token.kind == "word":
        half = _one_and_a_half(tokens, at)
        if half is not None:
            return half
    if token.kind == "mark" or (token.kind == "word" and not _may_start(token)):
        return None
    return (
        _zero(tokens, at)
        or _fraction(tokens, at)
        or _share(tokens, at)
        or _cardinal_there(tokens, at)
        or _magnitude(tokens, at)
        or _ordinal(tokens, at)
        or _dual(tokens, at)
    )


def _may_start(token: Token) -> bool:
    return arabic.may_start_number(token.key) or is_vulgar(token)


def read_cardinal(tokens: Tokens, at: int) -> Reading | None:
    """The cardinal at `at`: «ثلاثة آلاف وخمسمئة», «11 ألفا و315», «مليون ونصف المليون»."""
    first = _segment(tokens, at, 10**15)
    if first is None:
        return None
    total, end, scale = first.value, first.end, first.scale
    last = scale
    while scale > 1:
        half = _half_more(tokens, end, scale)
        more = half or _joined_segment(tokens, end, scale)
        if more is None:
            break
        total, end, scale = total + more.value, more.end, more.scale
        last = max(last, scale)
    if end == first.end:
        return replace(first, scale=last)
    return Reading(total, at, end, first.skip, last)


def is_joined(tokens: Tokens, at: int) -> bool:
    """Whether «و» stands before the number at `at`, glued or not."""
    return tokens[at - 1].key == "و" or (tokens[at].kind == "word" and tokens[at].key.startswith("و"))


def _after_and(tokens: Tokens, at: int) -> int:
    """Where a part begins that «و» joins: behind it, if it stands by itself as in «مئة و سبعة»."""
    return at + 1 if tokens[at].key == "و" else at


def _joined_segment(tokens: Tokens, at: int, below: int) -> Reading | None:
    start = _after_and(tokens, at)
    return _segment(tokens, start, below) if is_joined(tokens, start) else None


def _segment(tokens: Tokens, at: int, below: int) -> Reading | None:
    """A group with its scale («350 ألف», «ألفين», «مليون»), or without («315»); its value is under `below`."""
    dual = _entry(tokens[at], arabic.DUAL_SCALES)
    if dual is not None:
        value, skip = dual
        return Reading(Fraction(value), at, at + 1, skip, value // 2) if value < below else None
    group = _scale_alone(tokens, at) or _group(tokens, at)
    if group is None:
        return None
    scaled = _with_scales(tokens, group)
    if scaled.value >= below and scaled.other is not None:
        scaled = replace(scaled, value=scaled.other, other=None)
    return scaled if scaled.value < below else None


def _with_scales(tokens: Tokens, group: Reading) -> Reading:
    while (found := _entry(tokens[group.end], arabic.ANY_SCALES)) is not None:
        if tokens[group.end].key.startswith(("و", "ب", "ل")) or found[0] < group.scale:
            break
        group = group.times(found[0], group.end + 1, found[0])
    return group


def _scale_alone(tokens: Tokens, at: int) -> Reading | None:
    found = _entry(tokens[at], arabic.SCALES)
    # «ألفا» alone is alpha, or is counted by a number before it: «11 ألفا».
    if found is None or (tokens[at].key == "الفا" and not _goes_on_in_words(tokens, at + 1)):
        return None
    return Reading(Fraction(found[0]), at, at + 1, found[1], found[0])


def _goes_on_in_words(tokens: Tokens, at: int) -> bool:
    """«ألفا ومئتين»."""
    start = _after_and(tokens, at)
    more = _hundreds(tokens, start) if is_joined(tokens, start) else None
    return more is not None


def _half_more(tokens: Tokens, at: int, scale: int) -> Reading | None:
    """«ونصف», «ونصف المليار» after a scale."""
    if tokens[at].key != "ونصف":
        return None
    again = _entry(tokens[at + 1], arabic.SCALES)
    end = at + 2 if again is not None and again[0] == scale else at + 1
    return Reading(Fraction(scale, 2), at, end)


def _group(tokens: Tokens, at: int) -> Reading | None:
    if tokens[at].kind == "digits" or is_vulgar(tokens[at]):
        return read_digits(tokens, at)
    return _hundreds(tokens, at) or _under_hundred(tokens, at)


def read_digits(tokens: Tokens, at: int) -> Reading | None:
    """The value of digits that stand for themselves, not for a part of a name (إف-16, فرانس24)."""
    token, before = tokens[at], tokens[at - 1]
    if _in_name(tokens, at) or (before.glued and before.key in "/:" and token.glued):
        return None
    named = token.glued and before.kind == "word" and (before.key in _NAMES or before.key.isascii())
    if named or before.key in _NUMBERED:
        return None
    figure = read_figure(tokens, at, "ar")
    return None if figure is None else Reading(figure.value, at, figure.end, other=figure.other)


def _in_name(tokens: Tokens, at: int) -> bool:
    dash, name = tokens[at - 1], tokens[at - 2]
    return dash.text in "-‑–_" and dash.glued and tokens[at].glued and name.kind == "word" and len(name.key) > _ONE


def _hundreds(tokens: Tokens, at: int) -> Reading | None:
    head = _entry(tokens[at], arabic.HUNDREDS)
    end = at + 1
    if head is None:
        head = _entry(tokens[at], arabic.UNITS)
        if head is None or tokens[end].key not in arabic.HUNDRED:
            return None
        head, end = (head[0] * 100, head[1]), end + 1
    start = _after_and(tokens, end)
    rest = (_under_hundred(tokens, start) or _digits_under_hundred(tokens, start)) if is_joined(tokens, start) else None
    value = head[0] + (rest.value if rest else 0)
    return Reading(Fraction(value), at, rest.end if rest else end, head[1])


def _digits_under_hundred(tokens: Tokens, at: int) -> Reading | None:
    """«مئة و20»: digits that go on a number in words."""
    reading = read_digits(tokens, at)
    return reading if reading is not None and reading.value < 100 and reading.value.denominator == 1 else None


def _under_hundred(tokens: Tokens, at: int) -> Reading | None:
    """«سبعة», «خمسة عشر», «ثمانية وسبعين», «ثلاثين»."""
    ten = _entry(tokens[at], arabic.TENS)
    if ten is not None:
        return Reading(Fraction(ten[0]), at, at + 1, ten[1])
    head = _entry(tokens[at], arabic.TEEN_HEADS)
    if head is not None and tokens[at + 1].key in arabic.TEN:
        return Reading(Fraction(head[0] + 10), at, at + 2, head[1])
    unit = _entry(tokens[at], _UNITS)
    if unit is not None and tokens[at + 1].key.startswith("و"):
        start = _after_and(tokens, at + 1)
        tens = _entry(tokens[start], arabic.TENS)
        if tens is not None:
            return Reading(Fraction(unit[0] + tens[0]), at, start + 1, unit[1])
    single = _entry(tokens[at], arabic.UNITS)
    return None if single is None else Reading(Fraction(single[0]), at, at + 1, single[1])


def _cardinal_there(tokens: Tokens, at: int) -> Reading | None:
    """A cardinal, unless it is one of the words that only look like one where they stand."""
    reading = read_cardinal(tokens, at)
    if reading is None:
        return None
    if reading.value == _ONE and tokens[at].kind == "word":
        shared = _of_every(tokens, reading)
        percent = tokens.longest(reading.end, arabic.UNIT_PHRASES)[0] == "percent"
        return shared if percent or shared.end > reading.end else None
    if tokens[at].kind == "word" and not is_vulgar(tokens[at]) and _looks_only(tokens, reading):
        return None
    return _in_units_of(tokens[reading.end].key, _of_every(tokens, _and_a_half(tokens, reading)))


def _looks_only(tokens: Tokens, reading: Reading) -> bool:
    """«ألف الكاتب», «ألف عدة كتب», «مجموعة العشرين», «خمس النساء», «عشرة عمر»: a counted noun is indefinite."""
    word, after = tokens[reading.start], tokens[reading.end]
    if reading.end - reading.start > 1:
        return False
    proclitic = word.key[: reading.skip]
    definite = proclitic.endswith(("ال", "لل"))
    if definite:
        return tokens[reading.start - 1].key in _GROUPS
    if word.key.endswith("ست") and after.kind != "word":
        return True
    return _is_definite(after) or after.key == "عمر" or (word.key.endswith("الف") and _is_composed(after))


def _is_definite(token: Token) -> bool:
    """Whether a word has the article; the hamza tells «ألقاب» and «إلى» from it."""
    return token.text.startswith("ال") and token.key not in {"الاف", "الوف", "الي", "الا", "التي", "الذين"}


def _is_composed(after: Token) -> bool:
    return after.key in _WORKS or _entry(after, arabic.UNITS) is not None


def _and_a_half(tokens: Tokens, reading: Reading) -> Reading:
    """«أربعة أشهر ونصف»: the reading with a half more; what is counted stays outside."""
    more = reading.scale == 1 and tokens[reading.end].kind == "word" and tokens[reading.end + 1].key in _AND_A_HALF
    return replace(reading, value=reading.value + Fraction(1, 2)) if more else reading


def _one_and_a_half(tokens: Tokens, at: int) -> Reading | None:
    """«ساعة ونصف»; not where a number that counts stands before: «خمسون عاما ونصف»."""
    proclitic, word = stem(tokens[at].key, _MEASURES)
    counted = tokens[at - 1].kind == "digits" or arabic.may_start_number(tokens[at - 1].key)
    if not word or "ال" in proclitic or counted:
        return None
    return _in_units_of(word, Reading(Fraction(3, 2), at, at + 2, len(proclitic)))


def _in_units_of(word: str, reading: Reading) -> Reading:
    """The reading of a time that other texts may tell in a smaller unit: «ثلاثة عقود» is 30 years, too."""
    return reading.told_also_by(arabic.SMALLER_UNITS.get(word, 1))


def _of_every(tokens: Tokens, reading: Reading) -> Reading:
    """«تسعة من كل عشرة» is nine tenths."""
    if tokens.keys(reading.end, 2) != ("من", "كل"):
        return reading
    every = read_cardinal(tokens, reading.end + 2)
    if every is None or every.value <= reading.value:
        return reading
    return Reading(reading.value / every.value, reading.start, every.end, reading.skip)


def _zero(tokens: Tokens, at: int) -> Reading | None:
    """«2-صفر», «هدفين مقابل صفر»: no goal; elsewhere the word is a month."""
    score = tokens[at - 1].text in _DASHES and tokens[at - 2].kind == "digits"
    if (
        tokens[at].key not in {"صفر", "صفرا"}
        or not tokens[at - 1].text
        or not (score or tokens[at - 1].key in _AGAINST)
    ):
        return None
    return Reading(Fraction(0), at, at + 1)


def _fraction(tokens: Tokens, at: int) -> Reading | None:
    """«نصف مليون»: a share of a scale; «ثمن النهائي»: the round of 16."""
    if tokens[at].key.removeprefix("ال") == "ثمن" and tokens[at + 1].key in _FINALS:
        return Reading(Fraction(_EIGHTHS_OF_FINAL), at, at + 2)
    found = _entry(tokens[at], arabic.FRACTIONS)
    if found is None:
        return None
    scale = _entry(tokens[at + 1], arabic.SCALES)
    if scale is None or tokens[at + 1].key.startswith("و"):
        return None
    return Reading(Fraction(*found[0]) * scale[0], at, at + 2, found[1], scale[0])


def _share(tokens: Tokens, at: int) -> Reading | None:
    """«ثلثي السكان», «الربع», «نصفهم»; not «ربع النهائي», «الربع الأخير», «نصفها الأول»."""
    if tokens.keys(at, 2) == ("ثلاثه", "ارباع"):
        return Reading(Fraction(3, 4), at, at + 2)
    owned = _entry(tokens[at], arabic.OWNED_FRACTIONS)
    if owned is not None:
        return None if tokens[at + 1].key.startswith("ال") else Reading(Fraction(*owned[0]), at, at + 1, owned[1])
    found = _entry(tokens[at], arabic.FRACTIONS)
    if found is None or tokens[at + 1].key.startswith(_NO_SHARE):
        return None
    definite = tokens[at].key[: found[1]].endswith(("ال", "لل"))
    if definite and tokens[at + 1].key.startswith("ال"):
        return None
    if tokens[at].key.startswith("و"):
        return None
    return _in_units_of(tokens[at + 1].key, Reading(Fraction(*found[0]), at, at + 1, found[1]))


def _magnitude(tokens: Tokens, at: int) -> Reading | None:
    """«عشرات», «مئات الآلاف», «بضعة آلاف»."""
    found = _entry(tokens[at], arabic.VAGUE)
    if found is None:
        return None
    scale = _entry(tokens[at + 1], arabic.ANY_SCALES)
    if scale is not None and scale[0] > found[0] and not tokens[at + 1].key.startswith("و"):
        return Reading(Fraction(found[0] * scale[0]), at, at + 2, found[1], scale[0], "order")
    return Reading(Fraction(found[0]), at, at + 1, found[1], bound="order")


def _ordinal(tokens: Tokens, at: int) -> Reading | None:
    """«الثالث», «الحادية والعشرون», and from the third on also without article. The first is no fact of its own."""
    found = _entry(tokens[at], arabic.ORDINALS)
    if found is None or tokens[at - 1].key in _HOUR:
        return None
    value, end = _ordinal_value(tokens, at, found[0])
    definite = tokens[at].key[: found[1]].endswith(("ال", "لل"))
    if not definite and (value <= 2 or end - at > 1 or tokens[at].text.endswith(("ا", "اً"))):
        return None
    if value == _FIRST and end - at == 1:
        return None
    return Reading(Fraction(value), at, end, found[1], ordinal=True)


def read_ordinal(tokens: Tokens, at: int) -> tuple[int, int, int] | None:
    """Value, end and proclitics of a definite ordinal, also of «الأول»."""
    found = _entry(tokens[at], arabic.ORDINALS)
    if found is None or not tokens[at].key[: found[1]].endswith(("ال", "لل")):
        return None
    return (*_ordinal_value(tokens, at, found[0]), found[1])


def read_tenth(tokens: Tokens, at: int) -> tuple[int, int, int] | None:
    """The same for «العشرين» and «الثلاثين», whose ordinals are their cardinals."""
    found = _entry(tokens[at], arabic.TENS)
    definite = found is not None and tokens[at].key[: found[1]].endswith(("ال", "لل"))
    return (found[0], at + 1, found[1]) if found is not None and definite else None


def _ordinal_value(tokens: Tokens, at: int, unit: int) -> tuple[int, int]:
    if tokens[at + 1].key in arabic.TEN:
        return unit + 10, at + 2
    tens = _entry(tokens[at + 1], arabic.TENS)
    if tens is not None and tokens[at + 1].key.startswith("وال"):
        return unit + tens[0], at + 2
    return unit, at + 1


def _dual(tokens: Tokens, at: int) -> Reading | None:
    token = tokens[at]
    proclitic, word = stem(token.key, _DUALS)
    if not word or proclitic.endswith(("ال", "لل")):
        return None
    half = tokens[at + 1].key in _AND_A_HALF
    value, end = (Fraction(5, 2), at + 2) if half else (Fraction(2), at + 1)
    reading = Reading(value, at, end, len(proclitic), unit=arabic.DUAL_UNITS.get(word, ""))
    return _in_units_of(word, reading)


def _entry(token: Token, table: Mapping[str, T]) -> tuple[T, int] | None:
    """What `table` says of a word, and how many characters its proclitics take."""
    if token.kind != "word":
        return None
    proclitic, word = stem(token.key, table)
    return (table[word], len(proclitic)) if word else None
