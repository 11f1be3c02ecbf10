"""Step: a wrong number or name in English replaced by the one that the Arabic has, when there is no doubt which.

A number is replaced when exactly one of the English has no equal in the Arabic and exactly one of the Arabic none in
the English, both are plain, stand at the same place among the other numbers and count the same thing, and the new text
then states what the Arabic states. Else it stays, flagged. Of names that goes for places and people that the lists of
names know; a person's name must be like the one that it replaces.
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
from mujaz.facts.names.gazetteer import arabic_phrase, english_phrase, gazetteer, print_phrase
from mujaz.facts.numbers.kind import is_same_number
from mujaz.facts.numbers.things import find_arabic_thing, find_english_thing
from mujaz.facts.tokens import Tokens
from mujaz.flags.catalogue import Place, make_flag
from mujaz.text.replacements import Edit, apply_edits, move_flags
from mujaz.translate.answers import Request
from mujaz.translate.steps.base import Text, TranslationStep
from mujaz.translate.translation import Translation
from mujaz.types import Flag

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*(?:[ -](?:thousand|million|billion|trillion)\b)?", re.IGNORECASE)
_STANDS_FOR: dict[NameKind, frozenset[NameKind]] = {
    "place": frozenset({"place"}),
    "person": frozenset({"person", "unknown"}),
}
"""Kinds of a name of the English that may be in the place of one of this kind."""

_TELLING, _LIKE = 4, 0.55
"""Letters of a word that two names must share, or what part of all letters, to be one mangled and the other right."""
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_ROUND = 100
"""A scale is named if so many parts of it are enough to say the number: 3.25 million, but 3,251,400."""

_SMALL = 2
"""Ones and twos are said by the form of a noun: what says them may be anywhere."""

_SCALE = 1000
_ROUNDED = Fraction(1, 100)

_APART = 0.5
"""By what part of its text a number may be earlier or later than the one that it replaces."""


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
            if correction := correct(text.arabic, text.facts, english):
                edit, note = correction
                english = apply_edits(english, [edit])
                flags, notes = move_flags(flags, [edit]), (*move_flags(notes, [edit]), note)
        return None if notes == candidate.notes else replace(candidate, text=english, flags=flags, notes=notes)


def correct_number(arabic: str, source: Facts, english: str) -> tuple[Edit, Flag] | None:
    """Return the edit that replaces the one wrong number, and the flag on it; None when there is a doubt."""
    facts = find_facts(english, "en")
    added, lost = find_unsupported(facts, source).numbers, find_unsupported(source, facts).numbers
    if len(added) != 1 or len(lost) != 1:
        return None
    wrong, right = _Stated(added[0], facts.numbers, english), _Stated(lost[0], source.numbers, arabic)
    if not _fill_one_slot(wrong, right):
        return None
    old = english[added[0].start : added[0].end]
    new = _rewrite(old, lost[0].low, spelled_unit=bool(added[0].unit))
    if new is None:
        return None
    edit, flag = _replace_fact(arabic, english, (added[0], lost[0]), new)
    return (edit, flag) if _agrees(apply_edits(english, [edit]), source) else None


def _agrees(english: str, arabic: Facts) -> bool:
    """Tell whether neither text has a number or a date that the other lacks."""
    facts = find_facts(english, "en", names=False)
    differences = (find_unsupported(facts, arabic), find_unsupported(arabic, facts))
    return not any(difference.numbers or difference.dates for difference in differences)


def correct_name(arabic: str, source: Facts, english: str) -> tuple[Edit, Flag] | None:
    """Return the edit that replaces the one wrong place or person, and the flag on it; None when there is a doubt."""
    facts = find_facts(english, "en")
    added, lost = find_unsupported(facts, source).names, find_omitted(source, facts).names
    if len(added) != 1 or len(lost) != 1 or lost[0].kind not in _STANDS_FOR:
        return None
    new = name_in_english(lost[0])
    if new is None or added[0].kind not in _STANDS_FOR[lost[0].kind]:
        return None
    if lost[0].kind == "person" and not _may_be_mangled(added[0].text, new):
        return None
    return _replace_fact(arabic, english, (added[0], lost[0]), new)


def name_in_english(name: Name) -> str | None:
    """Return the English name of a place or person by the lists; None if they have none for the Arabic, or several."""
    lists = gazetteer()
    keys = {entity.key for entity in lists.arabic.get(arabic_phrase(name.text), ()) if entity.kind == name.kind}
    if len(keys) != 1:
        return None
    names = (
        phrase
        for phrase in lists.spellings[keys.pop()]
        if any(entity.kind == name.kind for entity in lists.english.get(phrase, ()))
    )
    first = next(names, ())
    return print_phrase(first) if first else None


def _may_be_mangled(old: str, new: str) -> bool:
    """Tell whether a translator may have made one name of the other."""
    words, right_words = (set(english_phrase(name)) for name in (old, new))
    if any(len(word) >= _TELLING for word in words & right_words):
        return True
    return Levenshtein.normalized_similarity(" ".join(english_phrase(old)), " ".join(english_phrase(new))) >= _LIKE


def _rewrite(expression: str, value: Fraction, *, spelled_unit: bool) -> str | None:
    """Return the English expression with another value, its unit kept; None if that cannot be done."""
    written = print_figure(value)
    figures = _FIGURE.findall(expression)
    if written is None or len(figures) > 1:
        return None
    if figures:
        return _FIGURE.sub(lambda _: written, expression)
    return None if spelled_unit else written  # in words, so that its unit cannot be told from it


def print_figure(value: Fraction) -> str | None:
    """Return `value` as an English newspaper prints it; None if it takes more than two decimals."""
    for scale, name in _SCALES:
        if value >= scale and (value * _ROUND / scale).denominator == 1:
            return f"{_print_decimal(value / scale)} {name}"
    return _print_decimal(value) if (value * _ROUND).denominator == 1 else None


def _print_decimal(value: Fraction) -> str:
    hundredths = int(value * _ROUND)
    whole, decimals = divmod(hundredths, _ROUND)
    return f"{whole:,}" + (f".{decimals:02d}".rstrip("0") if decimals else "")


def _replace_fact(arabic: str, english: str, facts: tuple[Fact, Fact], new: str) -> tuple[Edit, Flag]:
    wrong, right = facts
    old = english[wrong.start : wrong.end]
    place = Place("en", wrong.start, wrong.start + len(new))
    source = Place("ar", right.start, right.end)
    quote = arabic[right.start : right.end]
    return Edit(wrong.start, wrong.end, new), make_flag("corrected", place, source, old=old, text=new, other=quote)


@dataclass(frozen=True, slots=True)
class _Stated:
    """A number among the others of its text."""

    number: Number
    among: Sequence[Number]
    text: str

    @property
    def place(self) -> float:
        """Return how far into its text it is, from 0 to 1."""
        return self.number.start / max(1, len(self.text))


def _fill_one_slot(english: _Stated, arabic: _Stated) -> bool:
    """Tell whether two different numbers fill one slot, so that one of them must be wrong."""
    return (
        _is_plain(english.number)
        and _is_plain(arabic.number)
        and not _by_rounding_or_scale(english.number, arabic.number)
        and abs(english.place - arabic.place) <= _APART
        and _in_one_order(english, arabic)
        and _count_the_same(english, arabic)
    )


def _is_plain(number: Number) -> bool:
    """Tell whether it is one certain count: no range, rank, magnitude, share, one or two, below zero or doubtful."""
    one_value = number.low == number.high and number.alternative is None and number.bound != "order"
    return one_value and not number.ordinal and number.low > _SMALL and number.sign != "minus"


def _by_rounding_or_scale(wrong: Number, right: Number) -> bool:
    """Tell whether one is the other rounded, or one text has a word for its thousands and the other lost it."""
    less, greater = sorted((wrong.low, right.low))
    thousands = greater / less
    while thousands >= _SCALE and (thousands / _SCALE).denominator == 1:
        thousands /= _SCALE
    return thousands == 1 or greater - less <= _ROUNDED * greater


def _in_one_order(english: _Stated, arabic: _Stated) -> bool:
    """Tell whether the other numbers of both texts are the same ones, and the same of them stand before the two."""
    candidates = [candidate for candidate in arabic.among if candidate is not arabic.number]
    for number in english.among:
        if number is english.number:
            continue
        alike = [candidate for candidate in candidates if is_same_number(number, candidate)]
        if not alike:
            return False
        before = number.start < english.number.start
        match = next((candidate for candidate in alike if (candidate.start < arabic.number.start) == before), None)
        if match is None:
            return False
        candidates.remove(match)
    return not candidates


def _count_the_same(english: _Stated, arabic: _Stated) -> bool:
    """Tell whether both count one thing: in one unit that is stated, or by nouns known to name the same."""
    if english.number.unit or arabic.number.unit:
        return english.number.unit == arabic.number.unit
    counted = find_english_thing(*_read_after(english))
    return counted != "" and counted in find_arabic_thing(*_read_after(arabic))


def _read_after(stated: _Stated) -> tuple[Tokens, int]:
    """Return the text from a number on as tokens, and the index of the first."""
    return Tokens(stated.text[stated.number.end :]), 0
