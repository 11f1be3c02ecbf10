"""Step: a wrong number or name in English replaced by the one that the Arabic has, when there is no doubt which.

A number is replaced when exactly one of the English has no equal in the Arabic and exactly one of the Arabic none in
the English, both are plain, stand at the same place among the other numbers and count the same thing, and the new text
then states what the Arabic states. Else it stays, flagged. Of names that goes for places and people that the lists of
names know; what is taken for a person's mangled name must still be like it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from rapidfuzz.distance import Levenshtein

from mujaz.facts.base import Fact, Facts, Name, NameKind, Number
from mujaz.facts.compare import find_omitted, find_unsupported
from mujaz.facts.find import find_facts
from mujaz.facts.names.gazetteer import Phrase, acronyms, arabic_phrase, english_phrase, gazetteer
from mujaz.facts.numbers.counted import counted_in_arabic, counted_in_english
from mujaz.facts.numbers.kind import is_same_number
from mujaz.facts.tokens import Tokens
from mujaz.flags.catalogue import Place, make_flag, move_flag, read_place
from mujaz.translate.answers import Request
from mujaz.translate.steps.base import Text, TranslationStep
from mujaz.translate.translation import Translation
from mujaz.types import Flag

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*(?:[ -](?:thousand|million|billion|trillion)\b)?", re.IGNORECASE)
_SMALL_WORDS = frozenset({"and", "bin", "da", "de", "della", "der", "di", "ibn", "of", "the", "van", "von"})
_STANDS_FOR: dict[NameKind, frozenset[NameKind]] = {
    "place": frozenset({"place"}),
    "person": frozenset({"person", "unknown"}),
}
"""What a name of the English may be taken for that stands where one of this kind should."""

_TELLING, _LIKE = 4, 0.55
"""Letters of a word that two names must share, or what part of all letters, to be one mangled and the other right."""
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_ROUND = 100
"""A scale is named where so many parts of it are enough to say the number: 3.25 million, but 3,251,400."""

_SMALL = 2
"""Ones and twos are said by the form of a noun: what stands for them may be anywhere."""

_SCALE = 1000
_ROUNDED = Fraction(1, 100)

_APART = 0.5
"""By what part of its text a number may stand earlier or later than the one that it stands for."""


class Correction(TranslationStep[Translation]):
    """Corrects a number and a name in each candidate that there is."""

    name = "corrected"

    def make_requests(self, *_: object) -> list[Request]:
        """Return none: the engine has nothing to do."""
        return []

    def edit(self, text: Text[Translation], candidate: Translation) -> Translation | None:
        """Return `candidate` with a number or a name corrected and a note on each; None if there is none to correct."""
        english, flags, notes = candidate.text, candidate.flags, candidate.notes
        for correct in (correct_number, correct_name):
            if corrected := correct(text.arabic, text.facts, english):
                longer_by = len(corrected[0]) - len(english)
                english, note = corrected
                if place := read_place(note.where):
                    flags, notes = (tuple(move_flag(flag, place, longer_by) for flag in own) for own in (flags, notes))
                notes = (*notes, note)
        return None if notes == candidate.notes else replace(candidate, text=english, flags=flags, notes=notes)


def correct_number(arabic: str, source: Facts, english: str) -> tuple[str, Flag] | None:
    """Return `english` with its one wrong number replaced and the flag that says so; None when there is a doubt."""
    facts = find_facts(english, "en")
    added, lost = find_unsupported(facts, source).numbers, find_unsupported(source, facts).numbers
    if len(added) != 1 or len(lost) != 1:
        return None
    ours, theirs = _Stated(added[0], facts.numbers, english), _Stated(lost[0], source.numbers, arabic)
    if not _fill_one_slot(ours, theirs):
        return None
    old = english[added[0].start : added[0].end]
    new = _rewritten(old, lost[0].low, spelled_unit=bool(added[0].unit))
    if new is None:
        return None
    text, flag = _replace(arabic, english, (added[0], lost[0]), new)
    return (text, flag) if _agrees(text, source) else None


def _agrees(english: str, arabic: Facts) -> bool:
    """Whether neither text has a number or a date that the other lacks."""
    facts = find_facts(english, "en", names=False)
    differences = (find_unsupported(facts, arabic), find_unsupported(arabic, facts))
    return not any(difference.numbers or difference.dates for difference in differences)


def correct_name(arabic: str, source: Facts, english: str) -> tuple[str, Flag] | None:
    """`english` with its one wrong place or person replaced, and the flag that says so; None where there is a doubt."""
    facts = find_facts(english, "en")
    added, lost = find_unsupported(facts, source).names, find_omitted(source, facts).names
    if len(added) != 1 or len(lost) != 1 or lost[0].kind not in _STANDS_FOR:
        return None
    new = name_in_english(lost[0])
    if new is None or added[0].kind not in _STANDS_FOR[lost[0].kind]:
        return None
    if lost[0].kind == "person" and not _mangled(added[0].text, new):
        return None
    return _replace(arabic, english, (added[0], lost[0]), new)


def name_in_english(name: Name) -> str | None:
    """The English name of a place or person by the lists; None where they have none for the Arabic one, or several."""
    known = gazetteer()
    keys = {entity.key for entity in known.arabic.get(arabic_phrase(name.text), ()) if entity.kind == name.kind}
    if len(keys) != 1:
        return None
    names = (
        phrase
        for phrase in known.spellings[keys.pop()]
        if any(entity.kind == name.kind for entity in known.english.get(phrase, ()))
    )
    first = next(names, ())
    return _written(first) if first else None


def _written(phrase: Phrase) -> str:
    """A name of the lists, which have small letters only, as it is printed."""
    if " ".join(phrase) in acronyms():
        return " ".join(phrase).upper()
    first, *rest = phrase
    return " ".join([first.capitalize(), *(word if word in _SMALL_WORDS else word.capitalize() for word in rest)])


def _mangled(old: str, new: str) -> bool:
    """Whether a name may be what a translator made of another."""
    words, others = (set(english_phrase(name)) for name in (old, new))
    if any(len(word) >= _TELLING for word in words & others):
        return True
    return Levenshtein.normalized_similarity(" ".join(english_phrase(old)), " ".join(english_phrase(new))) >= _LIKE


def _rewritten(expression: str, value: Fraction, *, spelled_unit: bool) -> str | None:
    """The English expression with another value, its unit kept; None where that cannot be done."""
    written = figure(value)
    found = _FIGURE.findall(expression)
    if written is None or len(found) > 1:
        return None
    if found:
        return _FIGURE.sub(lambda _: written, expression)
    return None if spelled_unit else written  # in words, so that its unit cannot be told from it


def figure(value: Fraction) -> str | None:
    """`value` as an English newspaper prints it; None where it takes more than two decimals."""
    for scale, name in _SCALES:
        if value >= scale and (value * _ROUND / scale).denominator == 1:
            return f"{_decimal(value / scale)} {name}"
    return _decimal(value) if (value * _ROUND).denominator == 1 else None


def _decimal(value: Fraction) -> str:
    hundredths = int(value * _ROUND)
    whole, rest = divmod(hundredths, _ROUND)
    return f"{whole:,}" + (f".{rest:02d}".rstrip("0") if rest else "")


def _replace(arabic: str, english: str, facts: tuple[Fact, Fact], new: str) -> tuple[str, Flag]:
    ours, theirs = facts
    old = english[ours.start : ours.end]
    text = english[: ours.start] + new + english[ours.end :]
    place = Place("en", ours.start, ours.start + len(new))
    source = Place("ar", theirs.start, theirs.end)
    other = arabic[theirs.start : theirs.end]
    return text, make_flag("corrected", place, source, old=old, text=new, other=other)


@dataclass(frozen=True, slots=True)
class _Stated:
    """A number among the others of its text."""

    number: Number
    among: Sequence[Number]
    text: str

    @property
    def place(self) -> float:
        """Where in its text it stands, from 0 to 1."""
        return self.number.start / max(1, len(self.text))


def _fill_one_slot(english: _Stated, arabic: _Stated) -> bool:
    """Whether two different numbers fill one slot, so that one of them must be wrong."""
    return (
        _is_plain(english.number)
        and _is_plain(arabic.number)
        and not _by_rounding_or_scale(english.number, arabic.number)
        and abs(english.place - arabic.place) <= _APART
        and _in_one_order(english, arabic)
        and _count_the_same(english, arabic)
    )


def _is_plain(number: Number) -> bool:
    """Whether it is one certain count: no range, rank, magnitude, share, one or two, nothing below zero or doubtful."""
    one_value = number.low == number.high and number.alternative is None and number.bound != "order"
    return one_value and not number.ordinal and number.low > _SMALL and number.sign != "minus"


def _by_rounding_or_scale(one: Number, other: Number) -> bool:
    """Whether one is the other rounded, or one text has a word for its thousands and the other lost it."""
    less, more = sorted((one.low, other.low))
    thousands = more / less
    while thousands >= _SCALE and (thousands / _SCALE).denominator == 1:
        thousands /= _SCALE
    return thousands == 1 or more - less <= _ROUNDED * more


def _in_one_order(english: _Stated, arabic: _Stated) -> bool:
    """Whether the other numbers of both texts are the same ones, and the same of them stand before the two."""
    others = [other for other in arabic.among if other is not arabic.number]
    for number in english.among:
        if number is english.number:
            continue
        alike = [other for other in others if is_same_number(number, other)]
        if not alike:
            return False
        before = number.start < english.number.start
        match = next((other for other in alike if (other.start < arabic.number.start) == before), None)
        if match is None:
            return False
        others.remove(match)
    return not others


def _count_the_same(english: _Stated, arabic: _Stated) -> bool:
    """Whether both count one thing: in one unit that is stated, or by nouns known to name the same."""
    if english.number.unit or arabic.number.unit:
        return english.number.unit == arabic.number.unit
    counted = counted_in_english(*_after(english))
    return counted != "" and counted in counted_in_arabic(*_after(arabic))


def _after(stated: _Stated) -> tuple[Tokens, int]:
    """The text from a number on as tokens, and where they begin."""
    return Tokens(stated.text[stated.number.end :]), 0
