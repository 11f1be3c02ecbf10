"""Whether a name is borne out by a text, and whether two names are the same."""

from __future__ import annotations

from functools import lru_cache

from mujaz.facts.names.base import Name
from mujaz.facts.names.gazetteer import gazetteer, translations
from mujaz.facts.names.letters import is_arabic, without_origin
from mujaz.facts.names.parts import Part, parts_of
from mujaz.facts.names.wording import Wording, wording_of

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


@lru_cache(maxsize=1 << 13)
def _tells_of(name: str, whole: str) -> bool:
    telling = [part for part in parts_of(name) if part.telling]
    if not telling:
        return name.casefold() == whole.casefold()
    words = wording_of(tuple(word for part in parts_of(whole) for word in part.words))
    return all(_found(part, words) for part in telling)


def borne_out(name: str, wording: Wording) -> bool:
    """Whether `wording`, the words of a text in either script, has enough of `name`; true where nothing can be told.

    A known place must be there; of words that are only spelled, most letters. A name of nothing but words that are
    translated must have the translations of those that have few.
    """
    parts = parts_of(name)
    telling = [part for part in parts if part.telling]
    if not telling:
        return not wording.is_arabic or all(_translated(word, wording) for part in parts for word in part.words)
    found = [(part, _found(part, wording)) for part in telling]
    if any(not there and part.sure for part, there in found):
        return False
    return sum(part.letters for part, there in found if there) >= SHARE * sum(part.letters for part in telling)


def _translated(word: str, wording: Wording) -> bool:
    forms = translations().get(word, ())
    return not forms or any(wording.has_phrase(form) for form in forms) or wording.spells(word)


def _found(part: Part, wording: Wording) -> bool:
    for entity in part.entities:
        if any(wording.has_phrase(phrase) for phrase in gazetteer().spellings[entity.key]):
            return True
    if part.sure:
        return False
    if part.joined and part.joined != part.words[0] and _found_word(part.joined, wording):
        return True
    return all(_found_word(word, wording) for word in part.words)


def _found_word(word: str, wording: Wording) -> bool:
    if wording.has_word(word):
        return True
    if is_arabic(word) == wording.is_arabic:
        return wording.resembles(word)
    return wording.spells(word) or (without_origin(word) != word and wording.spells(without_origin(word)))
