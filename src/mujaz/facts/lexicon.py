"""English words: those in the lists of the package, those that are made up, and finite verbs.

A small translator makes words up ("desidation", "coscuffed") and leaves verbs out.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from mujaz.facts.names.gazetteer import is_ordinary
from mujaz.facts.names.wording import wording_of
from mujaz.facts.tokens import WORDS, Tokens, word_set
from mujaz.tables import read_table

SHORTEST_HALF = 4
"""Letters that each half of a compound must have ("titleholder")."""

# Endings, and the letters in whose place they are.
_ENDINGS = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""), ("ing", "e"), ("ly", ""),
    ("ily", "y"), ("er", ""), ("er", "e"), ("ier", "y"), ("est", ""), ("est", "e"), ("iest", "y"), ("ers", ""),
    ("ers", "e"), ("ings", ""), ("ings", "e"),
)  # fmt: skip
_DOUBLING = frozenset({"ed", "ing", "er", "est", "ers", "ings"})
_SHORTEST_STEM = 3

# In small letters, not glued to what makes it an address, a name or part of a compound. Shorter ones are units and
# abbreviations.
_WORD = re.compile(r"(?<![\w'’.@/&‑-])[a-z]{4,24}(?![\w@/]|\.\w|['’](?!s\b))")

_VERBS = {name: word_set(listed) for name, listed in read_table("mujaz.facts", "data/verbs.toml").items()}
_FINITE, _NO_PASTS = _VERBS["auxiliaries"] | _VERBS["pasts"] | _VERBS["presents"], _VERBS["no_pasts"]


@lru_cache(maxsize=WORDS)
def is_english(word: str) -> bool:
    """Tell whether `word`, in small letters a to z, is an English word, an inflected one or a compound of two."""
    return is_ordinary(word) or is_listed(word, known_words()) or _is_compound(word)


@cache
def known_words() -> frozenset[str]:
    """Return the words of the list that `is_ordinary` does not know."""
    packed = (files("mujaz.facts") / "data" / "words.txt.gz").read_bytes()
    return frozenset(gzip.decompress(packed).decode("ascii").split())


def is_listed(word: str, words: frozenset[str] | set[str]) -> bool:
    """Tell whether `word` is one of `words` or of the ordinary ones, as it is or without a regular ending."""
    return any(form in words or is_ordinary(form, inflected=False) for form in (word, *_stems(word)))


def _stems(word: str) -> Iterator[str]:
    """Yield the words that a word may be without a regular ending: "planned" gives "plann", "planne" and "plan"."""
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


def find_nonwords(arabic: str, english: str) -> Iterator[tuple[int, int]]:
    """Find the words of `english` in small letters that are in no list and spell no word of its `arabic`.

    Yields:
        The span of each, once for each word.
    """
    seen: set[str] = set()
    for match in _WORD.finditer(english):
        word = match[0]
        if word not in seen and not is_english(word) and not _is_spelled(arabic, word):
            yield match.span()
        seen.add(word)


def _is_spelled(arabic: str, word: str) -> bool:
    """Tell whether a word of the Arabic, in either script, is spelled so: "hijab", a name in small letters."""
    wording = wording_of(tuple(token.text for token in Tokens(arabic) if token.kind == "word"))
    return wording.has_word(word) or (wording.is_arabic and wording.spells(word))


def count_verbs(text: str) -> int:
    """Count the words of an English text that may be finite verbs; a few kinds of words pass for them."""
    return sum(_is_finite(token.key) for token in Tokens(text))


def _is_finite(word: str) -> bool:
    return word in _FINITE or (word.endswith("ed") and word not in _NO_PASTS)
