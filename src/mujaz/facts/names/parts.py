"""A name in the parts that can be looked for elsewhere: known phrases, and words that only a name has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from mujaz.facts.names.cues import ARABIC_COMMON, CONNECTORS, ENGLISH_COMMON, PARTICLES
from mujaz.facts.names.gazetteer import (
    LONGEST_PHRASE,
    Entity,
    Phrase,
    acronyms,
    gazetteer,
    is_ordinary,
)
from mujaz.facts.names.letters import arabic, bare, is_arabic, latin
from mujaz.facts.tokens import NAMES

_CUT = re.compile(r"[^\W\d_]+(?:['’ʿʼ`][^\W\d_]{2,})*")
_INITIALS = re.compile(r"(?<=\b[A-Z])\.")
_SHORTEST = 3
"""Letters of a word that is looked for by its spelling; shorter ones resemble too much."""


@dataclass(frozen=True, slots=True)
class Part:
    """One or several words of a name.

    Attributes:
        words: As the gazetteer has them.
        entities: What the gazetteer knows them as.
        joined: The word with the particle before it («ديغول», "de Gaulle").
        telling: Whether it must be found where the name is: not an ordinary word, a title, a particle.
    """

    words: Phrase
    entities: tuple[Entity, ...] = ()
    joined: str = ""
    telling: bool = True

    @property
    def sure(self) -> bool:
        """Whether all forms of what it stands for are known."""
        return any(entity.sure for entity in self.entities)

    @property
    def letters(self) -> int:
        """How many letters it has."""
        return sum(map(len, self.words))


@lru_cache(maxsize=NAMES)
def parts_of(name: str) -> tuple[Part, ...]:
    """The parts of a name in either script, known phrases first taken as long as they are."""
    return tuple(_arabic_parts(name) if is_arabic(name) else _english_parts(name))


def _english_parts(name: str) -> Iterator[Part]:
    raw = [word for word in _CUT.findall(_INITIALS.sub("", name)) if latin(word)]
    words = tuple(latin(word) for word in raw)
    at = 0
    while at < len(words):
        phrase, entities = _longest(words, at, gazetteer().english)
        if entities and not _small_acronym(phrase, raw[at]):
            yield Part(phrase, entities)
            at += len(phrase)
        else:
            particle = words[at - 1] if at and words[at - 1] in CONNECTORS else ""
            yield Part(words[at : at + 1], joined=particle + words[at], telling=_tells(words[at], raw[at]))
            at += 1


def _small_acronym(phrase: Phrase, raw: str) -> bool:
    return len(phrase) == 1 and phrase[0] in acronyms() and not raw.isupper()


def _tells(word: str, raw: str) -> bool:
    """Acronyms are mostly translated by what they stand for, and ordinary words by their meaning."""
    common = word in CONNECTORS or word in ENGLISH_COMMON or is_ordinary(word)
    capitals = sum(map(str.isupper, raw.removesuffix("s")))
    acronym = capitals * 2 >= len(raw.removesuffix("s"))  # as "UN" and "IoT"
    return len(word) >= _SHORTEST and not common and not acronym and raw[0].isupper()


def _arabic_parts(name: str) -> Iterator[Part]:
    words = tuple(arabic(word) for word in _CUT.findall(name))
    at = 0
    while at < len(words):
        phrase, entities = _longest(words, at, gazetteer().arabic)
        if not entities:
            phrase, entities = _longest((words[at].removeprefix("ال"), *words[at + 1 :]), 0, gazetteer().arabic)
        yield Part(phrase or words[at : at + 1], entities, telling=bool(entities) or _tells_arabic(words[at]))
        at += max(1, len(phrase))


def _tells_arabic(word: str) -> bool:
    return len(word) >= _SHORTEST and word not in PARTICLES and not ARABIC_COMMON & set(bare(word))


def _longest(words: Phrase, at: int, known: Mapping[Phrase, tuple[Entity, ...]]) -> tuple[Phrase, tuple[Entity, ...]]:
    for count in range(min(LONGEST_PHRASE, len(words) - at), 0, -1):
        entities = known.get(words[at : at + count])
        if entities:
            return words[at : at + count], entities
    return (), ()
