"""Words of Arabic text for counting and comparing: tokens, stems, stop words."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

import snowballstemmer

from mujaz.text.clean import fold

MIN_STEMMED = 4
"""Shorter words are left as they are, as XL-Sum's ROUGE does."""

MAX_STEMMED = 64
"""What is longer is no word, and must not fill the cache."""

MAX_STEMS = 2**12
"""Stems that are kept, about 1 MB of them: most words come again, and a few hundred articles fill the cache, so that
memory is flat from there on."""

# A number keeps its decimal and thousands separators; what else is between two words parts them.
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_STEMMER = snowballstemmer.stemmer("arabic")  # PyStemmer's, in C: the one in Python took half of summarizing
_STEMMER.maxCacheSize = 0  # it would keep ten thousand, and empty itself at a stroke


def words(text: str) -> list[str]:
    """The words and numbers of `text` in order: letters folded, lower case, without punctuation."""
    return _WORD.findall(fold(text).lower())


def stem(word: str) -> str:
    """The Snowball stem (Arabic light stemming) of a word of `MIN_STEMMED` to `MAX_STEMMED` letters, else the word."""
    return _stemmed(word) if MIN_STEMMED <= len(word) <= MAX_STEMMED else word


@lru_cache(maxsize=MAX_STEMS)
def _stemmed(word: str) -> str:
    return str(_STEMMER.stemWord(word))


stopwords: frozenset[str] = frozenset(
    word
    for line in (files("mujaz.text") / "data" / "stopwords.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for word in words(line)
)
"""Words that say nothing of what a text is about, folded as `words` folds."""
