"""Reads English number expressions: digits, words, scales, fractions, ordinals, magnitudes."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from mujaz.facts.numbers import english_words as words
from mujaz.facts.numbers.figures import Reading, is_vulgar, read_figure
from mujaz.facts.tokens import Tokens, phrase_table, word_set

_ARTICLES = frozenset({"a", "an"})
_DASHES = frozenset("-‑–")
_BEFORE_SECOND = word_set("the a an his her its their our my this that for")
_AFTER_SECOND = word_set("thoughts thought hand later ago hands and or of . ,")
# "Four in ten" is a share, "four in ten days" is not.
_PARTIES = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 100, 1000})
_OUT_OF = phrase_table({"of": "out of, out of every, in every, of every"})
_SPANS = word_set("days hours years months weeks minutes seconds matches games days'")
_AFTER_DIGITS = words.SUFFIXES.keys() | words.GLUED_UNITS | words.ORDINAL_SUFFIXES
_DOZEN = 12
_BARE = words.SCALES | {"hundred": 100, "dozen": 10}
_FEW = frozenset({"several", "few", "many", "multi"})
_COUNTED = word_set("years day days hours nations")
_PER = frozenset({"per", "every"})
_AND_A_HALF = ("and", "a", "half")
_BEFORE_HALF = word_set("by to than nearly almost about around over")
_AFTER_HALF = word_set("of the its their a an")
_NOT_HALF = word_set("way past time hour hours - ‑ –")
_WHICH_HALF = word_set(
    "first second other latter earlier later upper lower top bottom left right front back northern southern eastern "
    "western opening final last 1st 2nd"
)
"""Before these "half" is a part, as in "the first half of 2018": Arabic, too, then tells which and not how much."""
_STAGES = word_set("phase type stage category class grade level chapter article")
_NUMBERED = frozenset({"covid"})
"""Names with a number behind a space: "Covid 19"."""

_NUMBER_WORDS = frozenset({"half", "halved"}).union(
    _ARTICLES, _BARE, words.MULTIPLES, words.UNITS, words.TENS, words.SCALES, words.VAGUE, words.ORDINALS
)


def read_number(tokens: Tokens, index: int) -> Reading | None:
    """Read the longest number that starts at a token; None if there is none."""
    token = tokens[index]
    starts = token.key in _NUMBER_WORDS or token.text in words.ROMAN or is_vulgar(token)
    if token.kind == "mark" or (token.kind == "word" and not starts):
        return None
    if token.key in words.MULTIPLES:  # "tenfold", "tripled"
        return Reading(Fraction(words.MULTIPLES[token.key]), index, index + 1)
    return (
        _read_half_scale(tokens, index)
        or _read_one_and_a_half(tokens, index)
        or _read_late_half(tokens, index)
        or _in_smaller_units(tokens, _read_share(tokens, index))
        or _read_magnitude(tokens, index)
        or _read_bare_scale(tokens, index)
        or _read_ordinal(tokens, index)
        or _in_smaller_units(tokens, _read_likely_cardinal(tokens, index))
    )


def read_cardinal(tokens: Tokens, index: int) -> Reading | None:
    """Read the cardinal at a token: "three thousand five hundred", "1.5 billion", "3 million and 200 thousand"."""
    first = _read_segment(tokens, index, 10**15)
    if first is None:
        return None
    total, end, scale, last = first.value, first.end, first.scale, first.scale
    while scale > 1:
        start = end + 1 if tokens[end].key in {"and", ","} else end
        joined = _read_segment(tokens, start, scale)
        if joined is None or (tokens[start].kind == "digits" and (joined.scale == 1 or tokens[end].key != "and")):
            break
        total, end, scale = total + joined.value, joined.end, joined.scale
    return first if end == first.end else Reading(total, index, end, scale=last)


def read_digits(tokens: Tokens, index: int) -> Reading | None:
    """Read digits that stand for themselves, not for a part of a name (F-16, COVID-19, France24)."""
    token, before, figure = tokens[index], tokens[index - 1], read_figure(tokens, index, "en")
    if figure is None:
        return None
    after, name = tokens[figure.end], tokens[index - 2]
    dashed = before.key in _DASHES and before.glued and name.kind == "word" and name.key != "mid"
    if token.glued and (before.kind == "word" or dashed):
        return None
    if before.key in _NUMBERED or (token.glued and before.glued and before.key in {"/", ":"}):
        return None
    if after.glued and after.kind == "word" and after.key not in _AFTER_DIGITS:
        return None
    return Reading(figure.value, index, figure.end, alternative=figure.alternative)


def _read_segment(tokens: Tokens, index: int, below: int) -> Reading | None:
    group = _read_group(tokens, index)
    if group is None:
        return None
    scaled = _add_scales(tokens, group)
    return scaled if scaled.value < below else None


def _add_scales(tokens: Tokens, group: Reading) -> Reading:
    after = tokens[group.end]
    if after.glued and after.key in words.SUFFIXES and tokens[group.end - 1].kind == "digits":
        factor = words.SUFFIXES[after.key]  # "5m" is five million; metres are "5 m"
        return group.times(factor, group.end + 1, factor)
    end = group.end + 1 if after.key == "-" else group.end
    while (scale := words.SCALES.get(tokens[end].key)) is not None:
        group, end = group.times(scale, end + 1, scale), end + 1
    return group


def _read_group(tokens: Tokens, index: int) -> Reading | None:
    digits = read_digits(tokens, index)
    if digits is not None:
        return digits
    if tokens[index].key in _ARTICLES:
        return _read_article(tokens, index)
    small = _read_under_hundred(tokens, index)
    if small is None:
        return None
    small = _add_half(tokens, small)
    if tokens[small.end].key == "dozen":
        return Reading(small.value * _DOZEN, index, small.end + 1)
    if tokens[small.end].key != "hundred":
        return small
    end = small.end + 1
    start = end + 1 if tokens[end].key == "and" else end
    tail = _read_under_hundred(tokens, start) or _read_digits_under_hundred(tokens, end)
    value = small.value * 100 + (tail.value if tail else 0)
    return Reading(value, index, tail.end if tail else end)


def _read_digits_under_hundred(tokens: Tokens, index: int) -> Reading | None:
    """Read digits that go on a number in words: "one hundred and 59"."""
    digits = read_digits(tokens, index + 1) if tokens[index].key == "and" else None
    return digits if digits is not None and digits.value < 100 and digits.value.denominator == 1 else None


def _read_article(tokens: Tokens, index: int) -> Reading | None:
    """Read an article that counts as one: "a thousand", "a hundred", "a dozen"."""
    word = tokens[index + 1].key
    if word in {"hundred", "dozen"}:
        return Reading(Fraction(100 if word == "hundred" else _DOZEN), index, index + 2)
    return Reading(Fraction(1), index, index + 1) if word in words.SCALES else None


def _add_half(tokens: Tokens, reading: Reading) -> Reading:
    if tokens.keys(reading.end, 3) != _AND_A_HALF:
        return reading
    return replace(reading, value=reading.value + Fraction(1, 2), end=reading.end + 3, alternative=None)


def _read_one_and_a_half(tokens: Tokens, index: int) -> Reading | None:
    """Read "an hour and a half", "a million and a half"."""
    if tokens[index].key not in _ARTICLES or tokens.keys(index + 2, 3) != _AND_A_HALF:
        return None
    word = tokens[index + 1].key
    scale = words.SCALES.get(word, 1)
    reading = Reading(Fraction(3, 2) * scale, index, index + 5, scale=scale)
    return reading.with_smaller_unit(words.SMALLER_UNITS.get(word, 1))


def _read_late_half(tokens: Tokens, index: int) -> Reading | None:
    """Read a half behind the unit: "two years and a half", "2 years and a half of a year"."""
    counts = tokens[index].kind == "digits" or tokens[index].key in words.UNITS
    reading = read_cardinal(tokens, index) if counts else None
    if reading is None or tokens[reading.end].key not in words.SMALLER_UNITS:
        return None
    halved = _add_half(tokens, replace(reading, end=reading.end + 1))
    if halved.end == reading.end + 1:
        return None
    unit = tokens[reading.end].key
    unit_again = tokens[halved.end].key == "of" and tokens[halved.end + 2].key in words.SMALLER_UNITS
    end = halved.end + 3 if unit_again else halved.end
    return replace(halved, end=end).with_smaller_unit(words.SMALLER_UNITS[unit])


def _in_smaller_units(tokens: Tokens, reading: Reading | None) -> Reading | None:
    """Add the value in a smaller unit: "a quarter of a century", "half an hour", "three decades"."""
    if reading is None:
        return None
    end = reading.end
    for links in ({"of"}, _ARTICLES | {"the"}, _DASHES):
        end += 1 if tokens[end].key in links else 0
    return reading.with_smaller_unit(words.SMALLER_UNITS.get(tokens[end].key, 1))


def _read_under_hundred(tokens: Tokens, index: int) -> Reading | None:
    key = tokens[index].key
    if key in words.UNITS:
        return Reading(Fraction(words.UNITS[key]), index, index + 1)
    if key not in words.TENS:
        return None
    end = index + 2 if tokens[index + 1].key in _DASHES else index + 1
    unit = words.UNITS.get(tokens[end].key, 10)
    if unit < 10:
        return Reading(Fraction(words.TENS[key] + unit), index, end + 1)
    return Reading(Fraction(words.TENS[key]), index, index + 1)


def _read_likely_cardinal(tokens: Tokens, index: int) -> Reading | None:
    reading = read_cardinal(tokens, index) or _read_scale(tokens, index)
    if reading is None:
        return None
    reading = _as_share(tokens, reading)
    if tokens[index].key == "one" and reading.end == index + 1 and not tokens.longest(index + 1, words.UNIT_PHRASES)[1]:
        return None
    in_group = tokens.keys(index - 2, 2) == ("group", "of")
    if tokens[index].capitalized and (in_group or _is_in_name(tokens, index, reading.end)):
        return None
    compound = tokens[reading.end].key in _DASHES and tokens[reading.end + 1].key in {"faced", "sided", "way"}
    return None if compound else reading


def _is_in_name(tokens: Tokens, index: int, end: int) -> bool:
    """Tell whether a number is in a name: "on the Nine Network"; not in "the Thirty Years' War"."""
    before, after = tokens[index - 1], tokens[end]
    return before.kind == "word" and not before.capitalized and after.capitalized and after.key not in _COUNTED


def _read_scale(tokens: Tokens, index: int) -> Reading | None:
    """Read a scale alone: "million-dollar"."""
    scale = words.SCALES.get(tokens[index].key)
    if scale is None or tokens[index + 1].key not in _DASHES or not tokens[index + 1].glued:
        return None
    return Reading(Fraction(scale), index, index + 1, scale=scale)


def _as_share(tokens: Tokens, reading: Reading) -> Reading:
    """Return the share that a number is of another: "nine out of ten", "one in four", "one in every eight"."""
    link, length = tokens.longest(reading.end, _OUT_OF)
    if link:
        every = read_cardinal(tokens, reading.end + length)
    elif tokens[reading.end].key == "in":
        every = read_cardinal(tokens, reading.end + 1)
        if every is None or every.value not in _PARTIES or tokens[every.end].key in _SPANS:
            return reading
    else:
        return reading
    if every is None or every.value <= reading.value:
        return reading
    return Reading(reading.value / every.value, reading.start, every.end)


def _read_half_scale(tokens: Tokens, index: int) -> Reading | None:
    """Read half of a scale: "half a million", "half a dozen"."""
    if tokens.keys(index, 3) == ("half", "a", "dozen"):
        return Reading(Fraction(_DOZEN, 2), index, index + 3)
    if tokens.keys(index, 2) != ("half", "a") or tokens[index + 2].key not in words.SCALES:
        return None
    scale = words.SCALES[tokens[index + 2].key]
    return Reading(Fraction(scale, 2), index, index + 3, scale=scale)


def _read_share(tokens: Tokens, index: int) -> Reading | None:
    """Read a share: "two-thirds", "a quarter", "half of", "half the", "by half", "halved"."""
    head, before, after = tokens[index].key, tokens[index - 1].key, tokens[index + 1].key
    by_half = before in _BEFORE_HALF and after not in _NOT_HALF
    if head == "halved" or (head == "half" and before not in _WHICH_HALF and (after in _AFTER_HALF or by_half)):
        return Reading(Fraction(1, 2), index, index + 1)
    numerator = 1 if head in _ARTICLES else words.UNITS.get(head, 0)
    name = index + 2 if tokens[index + 1].key in _DASHES else index + 1
    denominator = words.FRACTIONS.get(tokens[name].key)
    a_half = tokens[name].key == "half" and head in _ARTICLES
    if not numerator or denominator is None or numerator >= denominator or a_half:
        return None
    alone = numerator == 1 and tokens[name].key == "quarter"
    if numerator == 1 and not alone and tokens[name + 1].key != "of":
        return None
    of_time = alone and tokens[name + 2].key in words.SMALLER_UNITS
    if tokens[name + 1].key in _DASHES and not of_time:
        return None
    return Reading(Fraction(numerator, denominator), index, name + 1)


def _read_magnitude(tokens: Tokens, index: int) -> Reading | None:
    """Read a magnitude: "dozens", "hundreds of thousands"."""
    value = words.VAGUE.get(tokens[index].key)
    if value is None:
        return None
    factor = words.VAGUE.get(tokens[index + 2].key, 0) if tokens[index + 1].key == "of" else 0
    if factor > value:
        return Reading(Fraction(value * factor), index, index + 3, bound="order")
    return None if tokens[index].key == "scores" else Reading(Fraction(value), index, index + 1, bound="order")


def _read_bare_scale(tokens: Tokens, index: int) -> Reading | None:
    """Read a scale without a number: "several thousand", "multi-million"; "per million" is exact."""
    value = _BARE.get(tokens[index].key)
    before = tokens[index - 2].key if tokens[index - 1].key in _DASHES else tokens[index - 1].key
    if value is None or before not in _FEW | _PER:
        return None
    factor = words.SCALES.get(tokens[index + 1].key, 1)
    end = index + 2 if factor > 1 else index + 1
    return Reading(Fraction(value * factor), index, end, bound="order" if before in _FEW else "exact")


def _read_ordinal(tokens: Tokens, index: int) -> Reading | None:
    """Read an ordinal: "third", "21st", "Louis XIV", "phase II"; not "first", nor the seconds of a clock."""
    key, suffix = tokens[index].key, tokens[index + 1]
    if tokens[index].kind == "digits" and suffix.glued and suffix.key in words.ORDINAL_SUFFIXES:
        return _ordinal(int(key), index, 2) if key.isdecimal() else None
    if tokens[index].text in words.ROMAN and (tokens[index - 1].capitalized or tokens[index - 1].key in _STAGES):
        return _ordinal(words.ROMAN[tokens[index].text], index, 1)
    if key in words.TENS and tokens[index + 1].key in _DASHES and tokens[index + 2].key in words.ORDINALS:
        return _ordinal(words.TENS[key] + words.ORDINALS[tokens[index + 2].key], index, 3)
    value = words.ORDINALS.get(key, 1)
    ranks = tokens[index - 1].key in _BEFORE_SECOND and suffix.kind == "word" and suffix.key not in _AFTER_SECOND
    if value == 1 or (key == "second" and not ranks) or "party" in tokens.keys(index + 1, 2):
        return None
    return _ordinal(value, index, 1)


def _ordinal(value: int, index: int, count: int) -> Reading:
    return Reading(Fraction(value), index, index + count, ordinal=True)
