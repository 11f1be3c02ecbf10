"""Reads English number expressions: digits, words, scales, fractions, ordinals, magnitudes."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from mujaz.facts.numbers.figures import is_vulgar, read_figure
from mujaz.facts.numbers.reading import Reading
from mujaz.facts.tokens import Tokens, phrases_of, word_set
from mujaz.facts.words import english

_ARTICLES = frozenset({"a", "an"})
_DASHES = frozenset("-‑–")
_BEFORE_SECOND = word_set("the a an his her its their our my this that for")
_AFTER_SECOND = word_set("thoughts thought hand later ago hands and or of . ,")
# "Four in ten" is a share, "four in ten days" is not.
_PARTIES = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 100, 1000})
_OUT_OF = phrases_of(["out of", "out of every", "in every", "of every"], "of")
_SPANS = word_set("days hours years months weeks minutes seconds matches games days'")
_AFTER_DIGITS = english.SUFFIXES.keys() | english.GLUED_UNITS | english.ORDINAL_SUFFIXES
_DOZEN = 12
_BARE = english.SCALES | {"hundred": 100, "dozen": 10}
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
"""What makes a part of "half", as in "the first half of 2018": Arabic, too, tells then which one, and not how much."""
_STAGES = word_set("phase type stage category class grade level chapter article")
_NUMBERED = frozenset({"covid"})
"""Names that a number belongs to also behind a space: "Covid 19"."""
_ROMAN = {
    "II": 2, "III": 3, "IV": 4, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "XI": 11, "XII": 12, "XIII": 13, "XIV": 14,
    "XV": 15, "XVI": 16, "XVII": 17, "XVIII": 18,
}  # fmt: skip

_NUMBER_WORDS = frozenset().union(
    _ARTICLES,
    {"half", "halved"},
    _BARE,
    english.MULTIPLES,
    english.UNITS,
    english.TENS,
    english.SCALES,
    english.VAGUE,
    english.ORDINALS,
)


def read_number(tokens: Tokens, at: int) -> Reading | None:
    """The number that starts at token `at`, the longest there is; None where none does."""
    token = tokens[at]
    known = token.key in _NUMBER_WORDS or token.text in _ROMAN or is_vulgar(token)
    if token.kind == "mark" or (token.kind == "word" and not known):
        return None
    return (
        _half_scale(tokens, at)
        or _one_and_a_half(tokens, at)
        or _and_a_half_later(tokens, at)
        or _in_smaller_units(tokens, _share(tokens, at))
        or _multiple(tokens, at)
        or _magnitude(tokens, at)
        or _bare_scale(tokens, at)
        or _ordinal(tokens, at)
        or _in_smaller_units(tokens, _cardinal_there(tokens, at))
    )


def read_cardinal(tokens: Tokens, at: int) -> Reading | None:
    """The cardinal at `at`: "three thousand five hundred", "1.5 billion", "3 million and 200 thousand", "5m"."""
    first = _segment(tokens, at, 10**15)
    if first is None:
        return None
    total, end, scale, last = first.value, first.end, first.scale, first.scale
    while scale > 1:
        start = end + 1 if tokens[end].key in {"and", ","} else end
        more = _segment(tokens, start, scale)
        if more is None or (tokens[start].kind == "digits" and (more.scale == 1 or tokens[end].key != "and")):
            break
        total, end, scale = total + more.value, more.end, more.scale
    return first if end == first.end else Reading(total, at, end, scale=last)


def read_digits(tokens: Tokens, at: int) -> Reading | None:
    """The value of digits that stand for themselves, not for a part of a name (F-16, COVID-19, France24)."""
    token, before, figure = tokens[at], tokens[at - 1], read_figure(tokens, at, "en")
    if figure is None:
        return None
    after = tokens[figure.end]
    if token.glued and (before.kind == "word" or (before.key in _DASHES and _names(tokens, at - 1))):
        return None
    if before.key in _NUMBERED or (token.glued and before.glued and before.key in {"/", ":"}):
        return None
    if after.glued and after.kind == "word" and after.key not in _AFTER_DIGITS:
        return None
    return Reading(figure.value, at, figure.end, other=figure.other)


def _names(tokens: Tokens, dash: int) -> bool:
    word = tokens[dash - 1]
    return tokens[dash].glued and word.kind == "word" and word.key != "mid"


def _segment(tokens: Tokens, at: int, below: int) -> Reading | None:
    group = _group(tokens, at)
    if group is None:
        return None
    scaled = _with_scales(tokens, group)
    return scaled if scaled.value < below else None


def _with_scales(tokens: Tokens, group: Reading) -> Reading:
    after = tokens[group.end]
    if after.glued and after.key in english.SUFFIXES and tokens[group.end - 1].kind == "digits":
        return _suffixed(tokens, group)
    end = group.end + 1 if after.key == "-" else group.end
    while (scale := english.SCALES.get(tokens[end].key)) is not None:
        group, end = group.times(scale, end + 1, scale), end + 1
    return group


def _suffixed(tokens: Tokens, group: Reading) -> Reading:
    """As in "5m": five million after a currency or before people and things; metres are "5 m"."""
    scale = english.SUFFIXES[tokens[group.end].key]
    return group.times(scale, group.end + 1, scale)


def _group(tokens: Tokens, at: int) -> Reading | None:
    digits = read_digits(tokens, at)
    if digits is not None:
        return digits
    if tokens[at].key in _ARTICLES:
        return _article(tokens, at)
    small = _under_hundred(tokens, at)
    if small is None:
        return None
    small = _and_a_half(tokens, small)
    if tokens[small.end].key == "dozen":
        return Reading(small.value * _DOZEN, at, small.end + 1)
    if tokens[small.end].key != "hundred":
        return small
    end = small.end + 1
    rest = _under_hundred(tokens, end + 1 if tokens[end].key == "and" else end) or _digits_under_hundred(tokens, end)
    value = small.value * 100 + (rest.value if rest else 0)
    return Reading(value, at, rest.end if rest else end)


def _digits_under_hundred(tokens: Tokens, at: int) -> Reading | None:
    """As in "one hundred and 59"."""
    rest = read_digits(tokens, at + 1) if tokens[at].key == "and" else None
    return rest if rest is not None and rest.value < 100 and rest.value.denominator == 1 else None


def _article(tokens: Tokens, at: int) -> Reading | None:
    """As in "a thousand", "a hundred", "a dozen": the article counts as one."""
    word = tokens[at + 1].key
    if word in {"hundred", "dozen"}:
        return Reading(Fraction(100 if word == "hundred" else _DOZEN), at, at + 2)
    return Reading(Fraction(1), at, at + 1) if word in english.SCALES else None


def _and_a_half(tokens: Tokens, reading: Reading) -> Reading:
    if tokens.keys(reading.end, 3) != _AND_A_HALF:
        return reading
    return replace(reading, value=reading.value + Fraction(1, 2), end=reading.end + 3, other=None)


def _one_and_a_half(tokens: Tokens, at: int) -> Reading | None:
    """As in "an hour and a half", "a million and a half"."""
    if tokens[at].key not in _ARTICLES or tokens.keys(at + 2, 3) != _AND_A_HALF:
        return None
    word = tokens[at + 1].key
    scale = english.SCALES.get(word, 1)
    reading = Reading(Fraction(3, 2) * scale, at, at + 5, scale=scale)
    return reading.told_also_by(english.SMALLER_UNITS.get(word, 1))


def _and_a_half_later(tokens: Tokens, at: int) -> Reading | None:
    """As in "two years and a half", "2 years and a half of a year"."""
    reading = read_cardinal(tokens, at) if tokens[at].kind == "digits" or tokens[at].key in english.UNITS else None
    if reading is None or tokens[reading.end].key not in english.SMALLER_UNITS:
        return None
    halved = _and_a_half(tokens, replace(reading, end=reading.end + 1))
    if halved.end == reading.end + 1:
        return None
    unit = tokens[reading.end].key
    again = tokens[halved.end].key == "of" and tokens[halved.end + 2].key in english.SMALLER_UNITS
    end = halved.end + 3 if again else halved.end
    return replace(halved, end=end).told_also_by(english.SMALLER_UNITS[unit])


def _in_smaller_units(tokens: Tokens, reading: Reading | None) -> Reading | None:
    """As in "a quarter of a century", "half an hour", "three decades": also 25 years, 30 minutes, 30 years."""
    if reading is None:
        return None
    end = reading.end
    for links in ({"of"}, _ARTICLES | {"the"}, _DASHES):
        end += 1 if tokens[end].key in links else 0
    return reading.told_also_by(english.SMALLER_UNITS.get(tokens[end].key, 1))


def _multiple(tokens: Tokens, at: int) -> Reading | None:
    """As in "tenfold", "tripled"."""
    value = english.MULTIPLES.get(tokens[at].key)
    return None if value is None else Reading(Fraction(value), at, at + 1)


def _under_hundred(tokens: Tokens, at: int) -> Reading | None:
    key = tokens[at].key
    if key in english.UNITS:
        return Reading(Fraction(english.UNITS[key]), at, at + 1)
    if key not in english.TENS:
        return None
    end = at + 2 if tokens[at + 1].key in _DASHES else at + 1
    unit = english.UNITS.get(tokens[end].key, 10)
    if unit < 10:
        return Reading(Fraction(english.TENS[key] + unit), at, end + 1)
    return Reading(Fraction(english.TENS[key]), at, at + 1)


def _cardinal_there(tokens: Tokens, at: int) -> Reading | None:
    reading = read_cardinal(tokens, at) or _scale_alone(tokens, at)
    if reading is None:
        return None
    reading = _out_of(tokens, reading)
    if tokens[at].key == "one" and reading.end == at + 1 and not tokens.longest(at + 1, english.UNIT_PHRASES)[1]:
        return None
    if tokens[at].capitalized and (tokens.keys(at - 2, 2) == ("group", "of") or _named(tokens, at, reading.end)):
        return None
    return None if _compound(tokens, reading) else reading


def _named(tokens: Tokens, at: int, end: int) -> bool:
    """As in "on the Nine Network": capitals within a sentence; not in "the Thirty Years' War", which Arabic counts."""
    before, after = tokens[at - 1], tokens[end]
    return before.kind == "word" and not before.capitalized and after.capitalized and after.key not in _COUNTED


def _compound(tokens: Tokens, reading: Reading) -> bool:
    """As in "two-faced": a word with a dash and no counted noun."""
    return tokens[reading.end].key in _DASHES and tokens[reading.end + 1].key in {"faced", "sided", "way"}


def _scale_alone(tokens: Tokens, at: int) -> Reading | None:
    """As in "million-dollar"."""
    scale = english.SCALES.get(tokens[at].key)
    if scale is None or tokens[at + 1].key not in _DASHES or not tokens[at + 1].glued:
        return None
    return Reading(Fraction(scale), at, at + 1, scale=scale)


def _out_of(tokens: Tokens, reading: Reading) -> Reading:
    """As in "nine out of ten", "one in four", "one in every eight"."""
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


def _half_scale(tokens: Tokens, at: int) -> Reading | None:
    """As in "half a million", "half a dozen"."""
    if tokens.keys(at, 3) == ("half", "a", "dozen"):
        return Reading(Fraction(_DOZEN, 2), at, at + 3)
    if tokens.keys(at, 2) != ("half", "a") or tokens[at + 2].key not in english.SCALES:
        return None
    scale = english.SCALES[tokens[at + 2].key]
    return Reading(Fraction(scale, 2), at, at + 3, scale=scale)


def _share(tokens: Tokens, at: int) -> Reading | None:
    """As in "two-thirds", "a quarter", "half of", "half the", "by half", "halved"."""
    head, before, after = tokens[at].key, tokens[at - 1].key, tokens[at + 1].key
    by_half = before in _BEFORE_HALF and after not in _NOT_HALF
    if head == "halved" or (head == "half" and before not in _WHICH_HALF and (after in _AFTER_HALF or by_half)):
        return Reading(Fraction(1, 2), at, at + 1)
    many = 1 if head in _ARTICLES else english.UNITS.get(head, 0)
    name = at + 2 if tokens[at + 1].key in _DASHES else at + 1
    part = english.FRACTIONS.get(tokens[name].key)
    if not many or part is None or many >= part or (tokens[name].key == "half" and head in _ARTICLES):
        return None
    alone = many == 1 and tokens[name].key == "quarter"
    if many == 1 and not alone and tokens[name + 1].key != "of":
        return None
    of_time = alone and tokens[name + 2].key in english.SMALLER_UNITS
    if tokens[name + 1].key in _DASHES and not of_time:
        return None
    return Reading(Fraction(many, part), at, name + 1)


def _magnitude(tokens: Tokens, at: int) -> Reading | None:
    """As in "dozens", "hundreds of thousands"."""
    value = english.VAGUE.get(tokens[at].key)
    if value is None:
        return None
    more = english.VAGUE.get(tokens[at + 2].key, 0) if tokens[at + 1].key == "of" else 0
    if more > value:
        return Reading(Fraction(value * more), at, at + 3, bound="order")
    return None if tokens[at].key == "scores" else Reading(Fraction(value), at, at + 1, bound="order")


def _bare_scale(tokens: Tokens, at: int) -> Reading | None:
    """As in "several thousand", "a few hundred thousand", "multi-million"; "per million" is exact."""
    value = _BARE.get(tokens[at].key)
    before = tokens[at - 2].key if tokens[at - 1].key in _DASHES else tokens[at - 1].key
    if value is None or before not in _FEW | _PER:
        return None
    more = english.SCALES.get(tokens[at + 1].key, 1)
    end = at + 2 if more > 1 else at + 1
    return Reading(Fraction(value * more), at, end, bound="order" if before in _FEW else "exact")


def _ordinal(tokens: Tokens, at: int) -> Reading | None:
    """As in "third", "21st", "Louis XIV", "phase II"; not "first", no fact of its own, nor the seconds of a clock."""
    suffix = tokens[at + 1]
    if tokens[at].kind == "digits" and suffix.glued and suffix.key in english.ORDINAL_SUFFIXES:
        return Reading(Fraction(tokens[at].key), at, at + 2, ordinal=True) if tokens[at].key.isdigit() else None
    if tokens[at].text in _ROMAN and (tokens[at - 1].capitalized or tokens[at - 1].key in _STAGES):
        return Reading(Fraction(_ROMAN[tokens[at].text]), at, at + 1, ordinal=True)
    key = tokens[at].key
    if key in english.TENS and tokens[at + 1].key in _DASHES and tokens[at + 2].key in english.ORDINALS:
        tens = english.TENS[key] + english.ORDINALS[tokens[at + 2].key]
        return Reading(Fraction(tens), at, at + 3, ordinal=True)
    value_word = english.ORDINALS.get(key)
    if value_word is None or value_word == 1 or (key == "second" and not _is_rank(tokens, at)):
        return None
    if "party" in tokens.keys(at + 1, 2):
        return None
    return Reading(Fraction(value_word), at, at + 1, ordinal=True)


def _is_rank(tokens: Tokens, at: int) -> bool:
    after = tokens[at + 1]
    return tokens[at - 1].key in _BEFORE_SECOND and after.kind == "word" and after.key not in _AFTER_SECOND
