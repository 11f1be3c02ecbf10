"""Whether a name is borne out by a text, and whether two names are the same."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from mujaz.facts.kept import NAMES
from mujaz.facts.names.base import Name
from mujaz.facts.names.gazetteer import gazetteer, translations
from mujaz.facts.names.letters import is_arabic, without_origin
from mujaz.facts.names.parts import Part, parts_of
from mujaz.facts.names.wording import Wording, wording_of

_LONG = 7
"""Letters of a known word that may have another ending or a slip; of shorter ones too many are alike."""

SHARE = 0.6
"""What share of a name's letters a text must have for the name to be borne out."""


def same_name(one: Name | str, other: Name | str) -> bool:
    """Whether two names of one article can be the same, in one script or in two.

    Spelled alike («غوغل», "Google"; «كيرشوف», "Kerchove"), known under both («القاهرة», "Cairo"), or one a part of
    the other (the surname alone). Names of nothing but ordinary words are the same only word by word.
    """
    first, second = _text(one), _text(other)
    return _tells_of(first, second) or _tells_of(second, first)


def _text(name: Name | str) -> str:
    return name.text if isinstance(name, Name) else name


@lru_cache(maxsize=NAMES)
def _tells_of(name: str, whole: str) -> bool:
    telling = [part for part in parts_of(name) if part.telling]
    if not telling:
        return name.casefold() == whole.casefold()
    words = wording_of(tuple(word for part in parts_of(whole) for word in part.words))
    return all(_found(part, words) for part in telling)


def borne_out(name: str, wording: Wording) -> bool:
    """Whether `wording`, the words of a text in either script, has enough of `name`; true where nothing can be told.

    A known place must be there; of words that are only spelled, most letters. Of a name of nothing but words that are
    translated, one translation must be there.
    """
    parts = parts_of(name)
    telling = [part for part in parts if part.telling]
    if not telling:
        return not wording.is_arabic or _is_translated(parts, wording)
    found = [(part, _found(part, wording)) for part in telling]
    if any(not there and part.sure for part, there in found):
        return False
    return sum(part.letters for part, there in found if there) >= SHARE * sum(part.letters for part in telling)


def _is_translated(parts: Sequence[Part], wording: Wording) -> bool:
    """Whether one of the words whose translations are known is there; true where there are none."""
    words = [word for part in parts for word in part.words if word in translations()]
    return not words or any(_translated(word, wording) for word in words)


def _translated(word: str, wording: Wording) -> bool:
    forms = translations()[word]
    return wording.has_word(word) or any(map(wording.has_phrase, forms)) or wording.spells(word)


def _found(part: Part, wording: Wording) -> bool:
    forms = [form for entity in part.entities for form in gazetteer().spellings[entity.key]]
    if any(map(wording.has_phrase, forms)):
        return True
    if part.sure:
        return any(len(form) == 1 and _is_nearly(form[0], wording) for form in forms)
    if part.joined and part.joined != part.words[0] and _found_word(part.joined, wording):
        return True
    return all(_found_word(word, wording) for word in part.words)


def _is_nearly(form: str, wording: Wording) -> bool:
    """Whether a long known word stands there with another ending or a slip of the pen («كاثولوكية»)."""
    stem = without_origin(form)
    return len(form) >= _LONG and (wording.has_phrase((stem,)) or wording.resembles(form))


def _found_word(word: str, wording: Wording) -> bool:
    if wording.has_word(word):
        return True
    if is_arabic(word) == wording.is_arabic:
        return wording.resembles(word)
    return wording.spells(word) or (without_origin(word) != word and wording.spells(without_origin(word)))
