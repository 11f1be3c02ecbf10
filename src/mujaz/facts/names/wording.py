"""A name in its parts, and the words of a text among which they are looked for.

Parts are known phrases, and words that only a name has. A text need not have recognized the name as one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from mujaz.facts.names.cues import ARABIC_COMMON, CONNECTORS, ENGLISH_COMMON, PARTICLES
from mujaz.facts.names.gazetteer import LONGEST_PHRASE, Entity, Phrase, acronyms, gazetteer, is_ordinary
from mujaz.facts.names.spelling import (
    arabic_letters,
    is_arabic,
    is_spelled_among,
    latin_letters,
    sounds,
    without_origin,
    without_proclitics,
)
from mujaz.facts.tokens import NAMES, WORDS
from mujaz.text.proclitics import ARTICLE

_WORD = re.compile(r"[^\W\d_]+(?:['’ʿʼ`][^\W\d_]{2,})*")
_INITIALS = re.compile(r"(?<=\b[A-Z])\.")
_SHORTEST = 3
"""Letters of a word that is looked for by its spelling; shorter ones resemble too many."""
_GLUED = 5
"""Letters of the first of two Arabic words that English may write as one («عبد الرحمن», «نيو يورك»)."""
_SERVANT = "عبدال"
_LONG, _SLIP = 5, 0.2
"""Letters of a word that may be misspelled, and what share of them."""


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
    raw = [word for word in _WORD.findall(_INITIALS.sub("", name)) if latin_letters(word)]
    words = tuple(latin_letters(word) for word in raw)
    index = 0
    while index < len(words):
        phrase, entities = _longest_known(words, index, gazetteer().english)
        if entities and not _is_small_acronym(phrase, raw[index]):
            yield Part(phrase, entities)
            index += len(phrase)
        else:
            word = words[index]
            particle = words[index - 1] if index and words[index - 1] in CONNECTORS else ""
            yield Part((word,), joined=particle + word, telling=_is_telling(word, raw[index]))
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
    words = tuple(arabic_letters(word) for word in _WORD.findall(name))
    index = 0
    while index < len(words):
        phrase, entities = _longest_known(words, index, gazetteer().arabic)
        if not entities:
            bare = words[index].removeprefix(ARTICLE), *words[index + 1 :]
            phrase, entities = _longest_known(bare, 0, gazetteer().arabic)
        telling = bool(entities) or _is_telling_arabic(words[index])
        yield Part(phrase or words[index : index + 1], entities, telling=telling)
        index += max(1, len(phrase))


def _is_telling_arabic(word: str) -> bool:
    return len(word) >= _SHORTEST and word not in PARTICLES and ARABIC_COMMON.isdisjoint(without_proclitics(word))


def _longest_known(
    words: Phrase, index: int, names: Mapping[Phrase, tuple[Entity, ...]]
) -> tuple[Phrase, tuple[Entity, ...]]:
    for count in range(min(LONGEST_PHRASE, len(words) - index), 0, -1):
        entities = names.get(words[index : index + count])
        if entities:
            return words[index : index + count], entities
    return (), ()


class Wording:
    """The words of a text in one script, arranged for looking names up."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._arabic = any(map(is_arabic, words))
        self._indices: dict[str, list[int]] = defaultdict(list)
        for index, word in enumerate(words):
            for form in _forms(word):
                self._indices[form].append(index)
        self._spelled: dict[str, bool] = {}

    # Made when they are first asked for: known names are found without them.

    @cached_property
    def _glued(self) -> frozenset[str]:
        return frozenset(_glue(self._words))

    @cached_property
    def _forms(self) -> list[str]:
        return sorted({*self._indices, *self._glued})

    @cached_property
    def _sounds(self) -> list[str]:
        return [sounds(form) for form in self._forms]

    @property
    def is_arabic(self) -> bool:
        """Tell whether any word is Arabic, so that names are looked for in Arabic."""
        return self._arabic

    @property
    def words(self) -> Sequence[str]:
        """Return the words in order."""
        return self._words

    def has_word(self, word: str) -> bool:
        """Tell whether `word` is there, with whatever proclitics."""
        return any(form in self._indices for form in _forms(word))

    def has_phrase(self, phrase: Phrase) -> bool:
        """Tell whether the words of `phrase` are there in a row, or its one word as two ("U.S.", «أبو ظبي»)."""
        if len(phrase) == 1:
            return phrase[0] in self._indices or phrase[0] in self._glued
        return any(
            all(self._has_form(start + step, word) for step, word in enumerate(phrase))
            for start in self._indices.get(phrase[0], ())
        )

    def spells(self, word: str) -> bool:
        """Tell whether a word there spells `word`, which is of the other script."""
        if word not in self._spelled:
            self._spelled[word] = is_spelled_among(word, self._forms, self._sounds)
        return self._spelled[word]

    def resembles(self, word: str) -> bool:
        """Tell whether a word there is `word` but for one letter in five."""
        return len(word) >= _LONG and bool(
            process.extractOne(word, self._forms, scorer=Levenshtein.normalized_distance, score_cutoff=_SLIP)
        )

    def _has_form(self, index: int, word: str) -> bool:
        return index < len(self._words) and word in _forms(self._words[index])


@lru_cache(maxsize=WORDS)
def _forms(word: str) -> tuple[str, ...]:
    if is_arabic(word):
        forms = _with_servant(without_proclitics(arabic_letters(word)))
        plain = [form.removesuffix("ا") for form in forms if form.endswith("يا")]
        return tuple(dict.fromkeys((*forms, *plain, *map(without_origin, (*forms, *plain)))))
    letters = latin_letters(word)
    return (letters,) if letters else ()


def _with_servant(forms: tuple[str, ...]) -> tuple[str, ...]:
    """Return `forms` and the two words that «عبدالله» and its like are mostly written as."""
    words = [part for form in forms if form.startswith(_SERVANT) for part in (form[:3], form[3:], form[5:])]
    return tuple(dict.fromkeys((*forms, *words)))


def _glue(words: Sequence[str]) -> Iterable[str]:
    if words and not is_arabic(words[0]):
        return {latin_letters(first) + latin_letters(second) for first, second in pairwise(words)}
    pairs = pairwise(words)
    folded = {(arabic_letters(first), arabic_letters(second)) for first, second in pairs if len(first) <= _GLUED}
    return {
        form + ending
        for first, second in folded
        for form in without_proclitics(first)
        for ending in (second, second.removeprefix(ARTICLE))
    }


@lru_cache(maxsize=64)  # as many sentences as an article mostly has, which are asked for in turn
def wording_of(words: tuple[str, ...]) -> Wording:
    """Return the `Wording` of a text's words; those asked for last are kept."""
    return Wording(words)
