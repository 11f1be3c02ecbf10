"""Arabic words by their consonants, so that «يوقع» and «وقع» or «تتوصل» and «توصلت» are one verb."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from mujaz.facts.tokens import WORDS, Tokens

_ENDINGS = ("تها", "وها", "ون", "ين", "ان", "وا", "ها", "هم", "ته", "تا", "ت", "ه", "ا")
_WEAK = str.maketrans("", "", "اويىءئؤ")
_LEAST = 2
_PRESENT = tuple("يتن")
AROUND = 7
"""Words on either side that are looked at."""
_MOST_PLACES = 16


@lru_cache(maxsize=WORDS)
def verb_skeletons(word: str) -> frozenset[str]:
    """The consonants that the verb `word` (folded) may be made of: with and without prefix of person or future."""
    forms = {word, word.removeprefix("و"), word.removeprefix("ف")}
    forms |= {form.removeprefix("س") for form in forms}
    forms |= {form[1:] for form in forms if form.startswith(_PRESENT)}
    bones = {_without_ending(form).translate(_WEAK) for form in forms}
    return frozenset(one for one in bones if len(one) >= _LEAST)


def _without_ending(word: str) -> str:
    ending = next((one for one in _ENDINGS if word.endswith(one) and len(word) - len(one) > _LEAST), "")
    return word.removesuffix(ending) if ending else word


@lru_cache(maxsize=WORDS)
def noun_skeleton(word: str) -> str:
    """The consonants of a noun or adjective (folded) without article and particles joined to it."""
    for joined in ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ب", "ل", "ف"):
        if word.startswith(joined) and len(word) - len(joined) > _LEAST:
            return _without_ending(word[len(joined) :]).translate(_WEAK)
    return _without_ending(word).translate(_WEAK)


def _keep(places: list[int], at: int) -> None:
    if len(places) < _MOST_PLACES:
        places.append(at)


class VerbIndex:
    """Where in a text words of the same consonants stand, among which others.

    Of a word that comes again and again only the first `_MOST_PLACES` are kept, so that looking up every word of a text
    takes time linear in it.
    """

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self._places: dict[str, list[int]] = defaultdict(list)
        self._nouns: dict[str, list[int]] = defaultdict(list)
        self._around: dict[int, frozenset[str]] = {}
        for at in (at for at in range(len(tokens)) if tokens[at].kind == "word"):
            for bones in verb_skeletons(tokens[at].key):
                _keep(self._places[bones], at)
            _keep(self._nouns[noun_skeleton(tokens[at].key)], at)

    def alike(self, other: VerbIndex, at: int, shared: int, excluded: set[int]) -> Iterator[int]:
        """The places of the word at `at` in `other` that share so many words around them, without those `excluded`."""
        around = other.around(at)
        places = {place for bones in verb_skeletons(other.tokens[at].key) for place in self._places.get(bones, ())}
        for place in sorted(places - excluded):
            if len(around & self.around(place)) >= shared:
                yield place

    def places(self, words: frozenset[str]) -> set[int]:
        """Where any of `words`, as `around` gives them, stands."""
        return {place for word in words for place in self._nouns.get(word, ())}

    def shared(self, words: frozenset[str], places: Iterable[int]) -> int:
        """How many of `words` stand together around one of `places`."""
        return max((len(words & self.around(place)) for place in places), default=0)

    def around(self, at: int) -> frozenset[str]:
        """The words around token `at` that carry meaning."""
        if at not in self._around:
            near = (self.tokens[place] for place in range(at - AROUND, at + AROUND + 1) if place != at)
            words = (noun_skeleton(token.key) for token in near if token.kind == "word" and len(token.key) > 2)
            self._around[at] = frozenset(words)
        return self._around[at]
