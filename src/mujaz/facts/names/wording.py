"""The words of a text, among which a name is looked for whether or not it was recognized as one there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from mujaz.facts.names.gazetteer import Phrase
from mujaz.facts.names.letters import arabic_letters, is_arabic, latin_letters, without_origin, without_proclitics
from mujaz.facts.names.spelling import is_spelled_among, sounds
from mujaz.facts.tokens import WORDS
from mujaz.text.proclitics import ARTICLE

_GLUED = 5
"""Letters of the first of two Arabic words that English may write as one («عبد الرحمن», «نيو يورك»)."""
_SERVANT = "عبدال"
_LONG, _SLIP = 5, 0.2
"""Letters of a word that may be misspelled, and what share of them."""


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
