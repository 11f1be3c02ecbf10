"""A name in the parts that are looked for elsewhere: known phrases, and words that only a name has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from mujaz.facts.names.cues import ARABIC_COMMON, CONNECTORS, ENGLISH_COMMON, PARTICLES
from mujaz.facts.names.gazetteer import LONGEST_PHRASE, Entity, Phrase, acronyms, gazetteer, is_ordinary
from mujaz.facts.names.letters import arabic_letters, is_arabic, latin_letters, without_proclitics
from mujaz.facts.tokens import NAMES
from mujaz.text.proclitics import ARTICLE

_CUT = re.compile(r"[^\W\d_]+(?:['’ʿʼ`][^\W\d_]{2,})*")
_INITIALS = re.compile(r"(?<=\b[A-Z])\.")
_SHORTEST = 3
"""Letters of a word that is looked for by its spelling; shorter ones resemble too many."""


@dataclass(frozen=True, slots=True)
class Part:
    """One or several words of a name.

    Attributes:
        words: As the gazetteer has them.
        entities: The entries of the gazetteer for them.
        joined: The word with the particle before it («ديغول», "de Gaulle").
        telling: Whether a text that has the name must have it: it is no ordinary word, title or particle.
    """

    words: Phrase
    entities: tuple[Entity, ...] = ()
    joined: str = ""
    telling: bool = True

    @property
    def sure(self) -> bool:
        """Tell whether all forms of its entity are known."""
        return any(entity.sure for entity in self.entities)

    @property
    def letters(self) -> int:
        """Return how many letters it has."""
        return sum(map(len, self.words))


@lru_cache(maxsize=NAMES)
def parts_of(name: str) -> tuple[Part, ...]:
    """Return the parts of a name in either script; known phrases count as long as they are."""
    return tuple(_arabic_parts(name) if is_arabic(name) else _english_parts(name))


def _english_parts(name: str) -> Iterator[Part]:
    raw = [word for word in _CUT.findall(_INITIALS.sub("", name)) if latin_letters(word)]
    words = tuple(latin_letters(word) for word in raw)
    index = 0
    while index < len(words):
        phrase, entities = _longest_known(words, index, gazetteer().english)
        if entities and not _is_small_acronym(phrase, raw[index]):
            yield Part(phrase, entities)
            index += len(phrase)
        else:
            particle = words[index - 1] if index and words[index - 1] in CONNECTORS else ""
            yield Part(
                words[index : index + 1], joined=particle + words[index], telling=_is_telling(words[index], raw[index])
            )
            index += 1


def _is_small_acronym(phrase: Phrase, raw: str) -> bool:
    return len(phrase) == 1 and phrase[0] in acronyms() and not raw.isupper()


def _is_telling(word: str, raw: str) -> bool:
    """Tell whether a word is spelled, not translated: acronyms mostly are, by their words, and ordinary words."""
    common = word in CONNECTORS or word in ENGLISH_COMMON or is_ordinary(word)
    capitals = sum(map(str.isupper, raw.removesuffix("s")))
    acronym = capitals * 2 >= len(raw.removesuffix("s"))  # as "UN" and "IoT"
    return len(word) >= _SHORTEST and not common and not acronym and raw[0].isupper()


def _arabic_parts(name: str) -> Iterator[Part]:
    words = tuple(arabic_letters(word) for word in _CUT.findall(name))
    index = 0
    while index < len(words):
        phrase, entities = _longest_known(words, index, gazetteer().arabic)
        if not entities:
            phrase, entities = _longest_known(
                (words[index].removeprefix(ARTICLE), *words[index + 1 :]), 0, gazetteer().arabic
            )
        yield Part(
            phrase or words[index : index + 1], entities, telling=bool(entities) or _is_telling_arabic(words[index])
        )
        index += max(1, len(phrase))


def _is_telling_arabic(word: str) -> bool:
    return len(word) >= _SHORTEST and word not in PARTICLES and not ARABIC_COMMON & set(without_proclitics(word))


def _longest_known(
    words: Phrase, index: int, names: Mapping[Phrase, tuple[Entity, ...]]
) -> tuple[Phrase, tuple[Entity, ...]]:
    for count in range(min(LONGEST_PHRASE, len(words) - index), 0, -1):
        entities = names.get(words[index : index + count])
        if entities:
            return words[index : index + count], entities
    return (), ()
