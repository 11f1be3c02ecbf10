"""Words of Arabic text for counting and comparing: tokens, stems, stop words, phrases said over and over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import snowballstemmer

from mujaz.tables import read_lines
from mujaz.text.clean import fold

MIN_STEMMED = 4
"""Shorter words are left as they are, as XL-Sum's ROUGE does."""

MAX_STEMMED = 64
"""A longer one is no word, and must not fill the cache."""

MAX_STEMS = 2**12
"""Stems that are kept, about 1 MB of them: most words come again, and a few hundred articles fill the cache, so that
memory is flat from there on."""

# A number keeps its decimal and thousands separators; what else is between two words parts them.
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_STEMMER = snowballstemmer.stemmer("arabic")  # PyStemmer's, in C: the one in Python took half of summarizing
_STEMMER.maxCacheSize = 0  # it would keep ten thousand, and empty itself at a stroke


def words(text: str) -> list[str]:
    """Return the words and numbers of `text` in order: letters folded, lower case, without punctuation."""
    return _WORD.findall(fold(text).lower())


def folded_words(text: str) -> frozenset[str]:
    """Return the words of a list written as one string, as `words` gives them."""
    return frozenset(words(text))


def stem(word: str) -> str:
    """Return the Snowball stem (Arabic light stemming) of a word; a very short or long one is left alone."""
    return _stemmed(word) if MIN_STEMMED <= len(word) <= MAX_STEMMED else word


@lru_cache(maxsize=MAX_STEMS)
def _stemmed(word: str) -> str:
    return str(_STEMMER.stemWord(word))


stopwords: frozenset[str] = frozenset(
    word for line in read_lines("mujaz.text", "data/stopwords.txt") for word in words(line)
)
"""Words that say nothing of what a text is about, folded as `words` folds."""


def looping_phrase(words: Sequence[str], longest: int) -> str | None:
    """Return the shortest phrase of at most `longest` words that comes three times in a row; None without one.

    One of three words or more may lack its last word the third time.
    """
    for size in range(1, longest + 1):
        enough = 2 * size - (size > 2)
        same = 0
        for end in range(size, len(words)):
            same = same + 1 if words[end] == words[end - size] else 0
            if same == enough:
                start = end - enough - size + 1
                return " ".join(words[start : start + size])
    return None
