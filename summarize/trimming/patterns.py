"""Arabic words and phrases in the spellings that news has."""

from __future__ import annotations

import re

from mujaz.text.clean import fold

QUOTES = '«»"“”'
PUNCTUATION = "،,؛;:.…-–—•*()[]"

_MARKS = "[\u064b-\u0652\u0670]*"
_SPELLINGS = {**dict.fromkeys("اأإآ", "[اأإآ]"), **dict.fromkeys("ىي", "[ىي]"), **dict.fromkeys("ةه", "[ةه]")}


def phrase(text: str) -> str:
    """A pattern for `text`: any hamza on its alefs, final ya and ta marbuta either way, vowel marks anywhere."""
    return r"\s+".join("".join(map(_letter, word)) for word in text.split(" "))


def _letter(letter: str) -> str:
    return _SPELLINGS.get(letter, re.escape(letter)) + _MARKS


def any_of(phrases: str) -> str:
    """A group for any of `phrases`, which «|» parts, the longest that fits first."""
    return f"(?:{'|'.join(map(phrase, sorted(phrases.split('|'), key=len, reverse=True)))})"


def bare(word: str) -> str:
    """`word` folded, without punctuation and quotation marks around it."""
    return fold(word.strip(QUOTES + PUNCTUATION))
