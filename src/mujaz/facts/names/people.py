"""Finds the people of an Arabic text, with their whole names as far as the lists of names know the words.

More than `find_arabic` it trusts two words in a row that people are called by («محمد صلاح», «خالد الجندي»): nothing is
lost when a translator is asked for a wrong one once more.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from mujaz.facts.base import Name
from mujaz.facts.names import cues
from mujaz.facts.names.arabic import find_arabic
from mujaz.facts.names.gazetteer import arabic_phrase, gazetteer, given_names
from mujaz.facts.names.spelling import arabic_letters, nameness, without_proclitics
from mujaz.facts.names.spellings import is_ordinary_name, spellings_of_unit
from mujaz.facts.tokens import Token, Tokens
from mujaz.text.proclitics import ARTICLE, BEFORE_TIMES
from mujaz.text.words import stopwords

_LONGEST = 6
_PEOPLE = frozenset({"person", "unknown"})
_SUFFIXES = frozenset({"الله", "الدين"})
_SERVANT, _ALI, _ON = "عبد", "علي", "على"
"""«عبد الله», a given name, and the preposition that is the same when it is folded."""

_SOLDIER = "الجندي"
"""A title, and a name behind a given name."""

_SHORT = 2
_LIKE_NAME = -0.5


@lru_cache(maxsize=64)
def find_people(text: str) -> tuple[Name, ...]:
    """Return the names of people in an Arabic text, in its order, without titles and proclitics."""
    tokens = Tokens(text)
    names = find_arabic(tokens, text)
    starts = {name.start: name for name in names}
    people, end = list[Name](), 0
    for index, token in enumerate(tokens):
        person = _read(text, tokens, index, starts) if token.start >= end else None
        if person and not _overlaps_known(person, names):
            people.append(person)
            end = person.end
    return tuple(people)


def _read(text: str, tokens: Tokens, index: int, starts: dict[int, Name]) -> Name | None:
    """Return the person whose name begins in a token."""
    token = tokens[index]
    skip = _skip(token)
    known = starts.get(token.start + skip) or starts.get(token.start)
    cued = known is not None and known.kind in _PEOPLE
    if token.kind != "word" or token.text == _ON or not (cued or _may_begin(_key(token)[skip:])):
        return None
    last = _last_of(tokens, index, skip, cued)
    start = known.start if known else token.start + skip
    end = max(tokens[last].end, known.end if known and cued and last == index else 0)
    words = text[start:end].split()
    if len([word for word in words if arabic_letters(word) not in cues.PARTICLES]) < 2:
        return known if known and known.kind == "person" else None
    return Name(start, end, text[start:end], "person") if cued or _is_certain(words) else None


def _key(token: Token) -> str:
    return arabic_letters(token.text) if token.kind == "word" else ""


def _skip(token: Token) -> int:
    """Return 1 if the first letter of a word is a proclitic before a given name."""
    key = _key(token)
    attached = key.startswith(BEFORE_TIMES) and not _is_given(key) and _is_given(key[1:])
    return 1 if attached and len(key) == len(token.text) else 0


def _is_given(key: str) -> bool:
    return key in given_names() or key == _SERVANT


def _may_begin(key: str) -> bool:
    if not cues.ARABIC_NOT_NAMES.isdisjoint(without_proclitics(key)) and key != _ALI:
        return False
    return _is_given(key) or (key not in stopwords and not key.startswith(ARTICLE) and _is_only_name(key))


def _is_only_name(key: str) -> bool:
    return len(key) > _SHORT and bool(spellings_of_unit(key)) and not is_ordinary_name(key)


def _last_of(tokens: Tokens, index: int, skip: int, cued: bool) -> int:
    """Return the index of the last token of the name that begins in a token."""
    last = index
    while last + 1 < min(index + _LONGEST, len(tokens)) and _goes_on(tokens, index, last, skip, cued):
        last += 1
    while last > index and _key(tokens[last]) in cues.PARTICLES:
        last -= 1
    return last


def _goes_on(tokens: Tokens, first: int, last: int, skip: int, cued: bool) -> bool:
    """Tell whether the word after `last` belongs to the name: an ordinary one only right after the first word."""
    before, key = _key(tokens[last])[skip if last == first else 0 :], _key(tokens[last + 1])
    if not key or (key in _SUFFIXES and _is_unit(before, key)):
        return bool(key)
    if before in cues.PARTICLES or key in cues.PARTICLES:
        return key not in stopwords or key in cues.PARTICLES
    if key in stopwords or not (key == _SOLDIER or cues.ARABIC_NOT_NAMES.isdisjoint(without_proclitics(key))):
        return False
    if not spellings_of_unit(key):  # a family name that no list has is seen behind «الرئيس عبد المجيد» alone
        return cued and last - first == 1 and _key(tokens[first])[skip:] == _SERVANT and nameness(key) >= _LIKE_NAME
    return last == first or not is_ordinary_name(key)


def _is_unit(before: str, key: str) -> bool:
    return before == _SERVANT or bool(spellings_of_unit(f"{before} {key}"))


def _is_certain(words: Sequence[str]) -> bool:
    """Tell whether words without a title beside them are a name: known as one, or at most one is an ordinary word."""
    if arabic_phrase(" ".join(words)) in gazetteer().arabic:
        return True
    first = arabic_letters(words[0])
    if not _is_given(first) and first not in cues.PARTICLES:
        return all(_is_only_name(key) or key in cues.PARTICLES for key in map(arabic_letters, words))
    keys = [key for key in map(arabic_letters, words) if key not in cues.PARTICLES]
    return sum(map(is_ordinary_name, keys)) < len(keys)


def _overlaps_known(person: Name, names: Sequence[Name]) -> bool:
    """Tell whether a place or a body of the text is inside what looks like a person."""
    return any(_is_other(name) and name.start <= person.start < name.end for name in names)


def _is_other(name: Name) -> bool:
    return name.kind in {"place", "organization"}
