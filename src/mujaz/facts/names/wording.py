"""The words of a text, in which a name is sought whether or not it was recognized as one there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from mujaz.facts.names.gazetteer import Phrase
from mujaz.facts.names.letters import arabic, bare, is_arabic, latin, without_origin
from mujaz.facts.names.spelling import sounds, spelled_among
from mujaz.facts.tokens import WORDS

_GLUED = 5
"""Letters of the first of two Arabic words that English may write as one («عبد الرحمن», «نيو يورك»)."""
_SERVANT = "عبدال"
_LONG, _SLIP = 5, 0.2
"""Letters of a word that may be misspelled, and what share of them."""


class Wording:
    """The words of a text in one script, with what is asked of them."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._arabic = any(map(is_arabic, words))
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(words):
            for form in _forms(word):
                self._places[form].append(place)
        self._spelled: dict[str, bool] = {}

    # What follows is made where it is first asked for: known names are found without it.

    @cached_property
    def _glued(self) -> frozenset[str]:
        return frozenset(_glued(self._words))

    @cached_property
    def _forms(self) -> list[str]:
        return sorted({*self._places, *self._glued})

    @cached_property
    def _sounds(self) -> list[str]:
        return [sounds(form) for form in self._forms]

    @property
    def is_arabic(self) -> bool:
        """Whether most of it is to be looked for in Arabic: whether any word is Arabic."""
        return self._arabic

    @property
    def words(self) -> Sequence[str]:
        """The words in order."""
        return self._words

    def has_word(self, word: str) -> bool:
        """Whether `word` stands there, with whatever proclitics."""
        return any(form in self._places for form in _forms(word))

    def has_phrase(self, phrase: Phrase) -> bool:
        """Whether the words of `phrase` stand there in a row, or its one word as two ("U.S.", «أبو ظبي»)."""
        if len(phrase) == 1:
            return phrase[0] in self._places or phrase[0] in self._glued
        return any(
            all(self._is(place + at, word) for at, word in enumerate(phrase))
            for place in self._places.get(phrase[0], ())
        )

    def spells(self, word: str) -> bool:
        """Whether a word there spells `word`, which is of the other script."""
        known = self._spelled.get(word)
        if known is None:
            known = self._spelled[word] = spelled_among(word, self._forms, self._sounds)
        return known

    def resembles(self, word: str) -> bool:
        """Whether a word there is `word` but for one letter in five."""
        return len(word) >= _LONG and bool(
            process.extractOne(word, self._forms, scorer=Levenshtein.normalized_distance, score_cutoff=_SLIP)
        )

    def _is(self, place: int, word: str) -> bool:
        return place < len(self._words) and word in _forms(self._words[place])


@lru_cache(maxsize=WORDS)
def _forms(word: str) -> tuple[str, ...]:
    if is_arabic(word):
        forms = _apart(bare(arabic(word)))
        plain = [form.removesuffix("ا") for form in forms if form.endswith("يا")]
        return tuple(dict.fromkeys((*forms, *plain, *map(without_origin, (*forms, *plain)))))
    letters = latin(word)
    return (letters,) if letters else ()


def _apart(forms: tuple[str, ...]) -> tuple[str, ...]:
    """`forms` and the two words that «عبدالله» and its like are mostly written as."""
    parts = [part for form in forms if form.startswith(_SERVANT) for part in (form[:3], form[3:], form[5:])]
    return tuple(dict.fromkeys((*forms, *parts)))


def _glued(words: Sequence[str]) -> Iterable[str]:
    if words and not is_arabic(words[0]):
        return {latin(one) + latin(two) for one, two in pairwise(words)}
    pairs = pairwise(words)
    folded = {(arabic(one), arabic(two)) for one, two in pairs if len(one) <= _GLUED}
    return {first + rest for one, two in folded for first in bare(one) for rest in (two, two.removeprefix("ال"))}


@lru_cache(maxsize=64)  # as many sentences as an article mostly has, which are asked for in turn
def wording_of(words: tuple[str, ...]) -> Wording:
    """The `Wording` of a text's words; kept for the texts that were asked about last."""
    return Wording(words)
