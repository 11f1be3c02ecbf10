"""English words: whether one is in the lists of the package, or made of such words in a regular way."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from mujaz.facts.names.gazetteer import is_ordinary
from mujaz.facts.tokens import WORDS

SHORTEST_HALF = 4
"""Letters that each half of a compound must have ("titleholder")."""

# Endings, and what they stand in the place of.
_ENDINGS = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""), ("ing", "e"), ("ly", ""),
    ("ily", "y"), ("er", ""), ("er", "e"), ("ier", "y"), ("est", ""), ("est", "e"), ("iest", "y"), ("ers", ""),
    ("ers", "e"), ("ings", ""), ("ings", "e"),
)  # fmt: skip
_DOUBLING = frozenset({"ed", "ing", "er", "est", "ers", "ings"})
_SHORTEST_STEM = 3


@lru_cache(maxsize=WORDS)
def is_english(word: str) -> bool:
    """Tell whether `word`, in small letters a to z, is an English word, an inflected one or a compound of two."""
    return is_ordinary(word) or is_listed(word, known_words()) or _is_compound(word)


@cache
def known_words() -> frozenset[str]:
    """Return the words of the list that `is_ordinary` does not know."""
    packed = (files("mujaz.facts.words") / "data" / "words.txt.gz").read_bytes()
    return frozenset(gzip.decompress(packed).decode("ascii").split())


def is_listed(word: str, words: frozenset[str] | set[str]) -> bool:
    """Tell whether `word` is one of `words` or of the ordinary ones, as it stands or without a regular ending."""
    return any(form in words or is_ordinary(form, inflected=False) for form in (word, *_stems(word)))


def _stems(word: str) -> Iterator[str]:
    """Yield what a word may be without a regular ending: "planned" gives "plann", "planne" and "plan"."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) >= len(ending) + _SHORTEST_STEM:
            stem = word.removesuffix(ending)
            yield stem + instead
            if not instead and ending in _DOUBLING and stem[-1] == stem[-2]:
                yield stem[:-1]


def _is_compound(word: str) -> bool:
    words = known_words()
    cuts = range(SHORTEST_HALF, len(word) - SHORTEST_HALF + 1)
    return any(is_listed(word[:cut], words) and is_listed(word[cut:], words) for cut in cuts)
