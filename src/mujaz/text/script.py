"""Is it Arabic? Letters of the script, and the language behind them."""

from __future__ import annotations

import re

from mujaz.errors import ArticleError
from mujaz.text.language import is_turned_round, other_language
from mujaz.text.misread import is_misread
from mujaz.text.words import words

MIN_WORDS = 4
"""A shorter text has nothing to summarize."""

_SCRIPT = re.compile(
    "[\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff"
    "\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]+"
)
_MIN_SHARE = 0.5
_LATIN = re.compile(r"[A-Za-zÀ-ɏЀ-ӿ]{2,}")
_LEAST_ARABIC = 2
_SAMPLE = 20_000  # characters that are enough to know a language by


def arabic_letters(text: str) -> int:
    """How many letters of the Arabic script `text` has."""
    return sum(map(len, _SCRIPT.findall(text)))


def has_arabic(text: str) -> bool:
    """Whether `text` has a letter of the Arabic script."""
    return _SCRIPT.search(text) is not None


def is_foreign(text: str) -> bool:
    """Return whether a sentence or paragraph is in another script or language: it has hardly an Arabic word.

    «كشفت Apple عن iPhone 15 Pro Max» is Arabic; what has no words at all is not foreign.
    """
    if _LATIN.search(text):
        arabic = len(_SCRIPT.findall(text))
        if arabic < _LEAST_ARABIC and arabic < len(_LATIN.findall(text)):
            return True
    return other_language(text) != ""


def require_arabic(text: str, where: str) -> None:
    """Refuse what is not an Arabic text of `MIN_WORDS` words.

    Args:
        text: Cleaned text.
        where: What the error names.

    Raises:
        ArticleError: Too short, in another script, in another language of the Arabic script, turned round, or of a
            damaged encoding.
    """
    sample = text[:_SAMPLE]
    found = [word for word in words(sample) if len(word) > 1 and word.isalpha()]
    arabic = arabic_letters(sample)
    if not found:
        raise ArticleError(where, "it has no words")
    if is_misread(sample):
        raise ArticleError(where, "its encoding is damaged: it was read in a wrong one and saved again")
    if arabic < _MIN_SHARE * sum(map(len, found)):
        raise ArticleError(where, "not Arabic: most of its letters are of another script")
    if len(found) < MIN_WORDS:
        raise ArticleError(where, f"too short to summarize: fewer than {MIN_WORDS} words")
    if is_turned_round(sample):
        raise ArticleError(where, "its letters are in reverse order, as some PDF files and scans give them")
    if (language := other_language(sample)) and _is_mostly_foreign(sample):
        raise ArticleError(where, f"not Arabic: it seems to be {language}, in Arabic letters")


def _is_mostly_foreign(text: str) -> bool:
    """Whether most of a text stands in lines of another language; the others are worth reading."""
    foreign = sum(len(line) for line in text.split("\n") if other_language(line))
    return 2 * foreign > len(text)
