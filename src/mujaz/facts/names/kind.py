"""Names as a kind of fact: when two are the same, and which of one text the words of another do not support."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from mujaz.facts.base import LEAST_SHARED, Facts, Kind, Name, Search
from mujaz.facts.meaning.skeletons import Surroundings
from mujaz.facts.names.arabic import find_arabic
from mujaz.facts.names.english import find_english
from mujaz.facts.names.gazetteer import gazetteer, translations
from mujaz.facts.names.spelling import is_arabic, without_origin, without_proclitics
from mujaz.facts.names.wording import Part, Wording, parts_of, wording_of
from mujaz.facts.tokens import NAMES

_LONG = 7
"""Letters of a known word that may have another ending or a slip; of shorter ones too many are alike."""

_SHARE = 0.6
"""The share of a name's letters that a text must have to support it."""

_BETTER = 3
_SHORT = 3
_PEOPLE = frozenset({"person", "unknown"})
_FARTHEST = 0.4
"""By what share of its text a name may be earlier or later than the one that it replaces."""


class Names(Kind[Name]):
    """Names of people, places and organizations, and adjectives of origin."""

    type = Name
    name = noun = "name"
    noun_ar = "الاسم"
    by_words = True

    def find(self, search: Search) -> Iterable[Name]:
        """Find the names in a text that are no part of a number or date: not the "Egyptian" of Egyptian pounds.

        English names are found by their capitals; Arabic ones if they are known or if a title, an office or a verb of
        saying is beside them, so that many are passed over.
        """
        find = find_arabic if search.language == "ar" else find_english
        names = find(search.tokens, search.text)
        return (name for name in names if not search.is_taken(name.start, name.end))

    def is_same(self, first: Name, second: Name) -> bool:
        """Tell whether two names of one article can be the same."""
        return is_same_name(first.text, second.text)

    def find_unsupported(self, facts: Facts, source: Facts) -> Iterable[Name]:
        """Find the names that no words of `source` spell, whether or not they were recognized as names there.

        Names of ordinary words, and acronyms that are not known, are passed over: they are translated, not spelled.
        """
        if not facts.names or not source.words:
            return ()
        wording = wording_of(source.words)
        return (name for name in facts.names if not is_supported(name.text, wording))

    def find_omitted(self, source: Facts, facts: Facts) -> Iterable[Name]:
        """Find the Arabic names that a translation leaves out: only people and known places, which are surest."""
        sure = (name for name in source.names if name.kind in {"person", "place"} and is_arabic(name.text))
        omitted = self.find_unsupported(Facts({Name: tuple(sure)}), facts)
        return (name for name in omitted if name.end - name.start > _SHORT)

    def find_misplaced(
        self, facts: Facts, source: Facts, near: Surroundings, source_near: Surroundings
    ) -> Iterable[Name]:
        """Find the names in the place of another name of `source`: beside the same word, among others it has."""
        for name in facts.names:
            if name.kind != "origin" and _is_misplaced(name, facts.names, source.names, near, source_near):
                yield name

    def may_replace(self, fact: Name, replaced: Name, distance: float) -> bool:
        """Tell whether one name may replace the other: no person a place, nor one that is far away."""
        return (fact.kind in _PEOPLE) == (replaced.kind in _PEOPLE) and distance <= _FARTHEST


def is_same_name(first: str, second: str) -> bool:
    """Tell whether two names of one article can be the same, in one script or in two.

    Spelled alike («غوغل», "Google"; «كيرشوف», "Kerchove"), known under both («القاهرة», "Cairo"), or one a part of
    the other (the surname alone). Names of nothing but ordinary words are the same only word by word.
    """
    return _names_part(first, second) or _names_part(second, first)


@lru_cache(maxsize=NAMES)
def _names_part(name: str, whole: str) -> bool:
    telling = [part for part in parts_of(name) if part.telling]
    if not telling:
        return name.casefold() == whole.casefold()
    words = wording_of(tuple(word for part in parts_of(whole) for word in part.words))
    return all(_has_part(part, words) for part in telling)


def is_supported(name: str, wording: Wording) -> bool:
    """Tell whether `wording`, the words of a text in either script, has enough of `name`; true if that is unknown.

    A known place must be there; of words that are only spelled, most letters. Of a name of nothing but words that are
    translated, one translation must be there.
    """
    name_parts = parts_of(name)
    telling = [part for part in name_parts if part.telling]
    if not telling:
        return not wording.is_arabic or _is_translated(name_parts, wording)
    present = [part for part in telling if _has_part(part, wording)]
    if any(part.sure and part not in present for part in telling):
        return False
    return sum(part.letters for part in present) >= _SHARE * sum(part.letters for part in telling)


def _is_translated(name_parts: Sequence[Part], wording: Wording) -> bool:
    """Tell whether one of the words whose translations are known is there; true if there is no such word."""
    words = [word for part in name_parts for word in part.words if word in translations()]
    return not words or any(_has_translation(word, wording) for word in words)


def _has_translation(word: str, wording: Wording) -> bool:
    forms = translations()[word]
    return wording.has_word(word) or any(map(wording.has_phrase, forms)) or wording.spells(word)


def _has_part(part: Part, wording: Wording) -> bool:
    forms = [form for entity in part.entities for form in gazetteer().spellings[entity.key]]
    if any(map(wording.has_phrase, forms)):
        return True
    if part.sure:
        return any(len(form) == 1 and _is_nearly(form[0], wording) for form in forms)
    if part.joined and part.joined != part.words[0] and _has_word(part.joined, wording):
        return True
    return all(_has_word(word, wording) for word in part.words)


def _is_nearly(form: str, wording: Wording) -> bool:
    """Tell whether a long known word is there with another ending or a slip of the pen («كاثولوكية»)."""
    stem = without_origin(form)
    return len(form) >= _LONG and (wording.has_phrase((stem,)) or wording.resembles(form))


def _has_word(word: str, wording: Wording) -> bool:
    if wording.has_word(word):
        return True
    if is_arabic(word) == wording.is_arabic:
        return wording.resembles(word)
    return wording.spells(word) or (without_origin(word) != word and wording.spells(without_origin(word)))


def _is_misplaced(
    name: Name, names: Sequence[Name], source: Sequence[Name], near: Surroundings, source_near: Surroundings
) -> bool:
    words, neighbours = near.words(name.start, name.end), near.neighbours(name.start, name.end)
    alike = (stated for stated in source if _may_be_same(name, stated))
    shared = (len(words & source_near.words(stated.start, stated.end)) for stated in alike)
    least = max(LEAST_SHARED, max(shared, default=0) + _BETTER)
    return any(
        len(words & source_near.words(stated.start, stated.end)) >= least
        and not neighbours.isdisjoint(source_near.neighbours(stated.start, stated.end))
        and not any(_may_be_same(named, stated) for named in names)
        for stated in source
        if (name.kind == "place") == (stated.kind == "place")
    )


def _may_be_same(first: Name, second: Name) -> bool:
    """Tell whether two Arabic names share a word, or are known as one (a country and its people)."""
    return not _marks(first.text).isdisjoint(_marks(second.text))


@lru_cache(maxsize=NAMES)
def _marks(name: str) -> frozenset[str]:
    """Return what tells names apart: their words without proclitics, and the entities that they are known as."""
    name_parts = parts_of(name)
    entities = {f"={entity.key}" for part in name_parts for entity in part.entities}
    words = (word for part in name_parts for word in part.words if part.telling or not entities)
    return frozenset(entities.union(*map(without_proclitics, words)))
