"""Is it Arabic? Letters of the script, and the language behind them."""

from __future__ import annotations

import re

from mujaz.errors import ArticleError
from mujaz.text.words import words

MIN_WORDS = 4
"""A shorter text has nothing to summarize."""

_SCRIPT = re.compile(
    "[\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff"
    "\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]+"
)
# Letters that Arabic does without, but for a name now and then. The Persian kaf and ya also come from keyboards.
_FOREIGN = re.compile("[\u0672-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f]+")
_MIN_SHARE = 0.5
_MAX_FOREIGN_SHARE = 0.02
_SAMPLE = 20_000  # characters that are enough to know a language by
_NAMES = {"fa": "Persian", "ur": "Urdu", "ps": "Pashto", "ug": "Uyghur", "ku": "Kurdish", "sd": "Sindhi", "az": "Azeri"}


def arabic_letters(text: str) -> int:
    """How many letters of the Arabic script `text` has."""
    return sum(map(len, _SCRIPT.findall(text)))


def has_arabic(text: str) -> bool:
    """Whether `text` has a letter of the Arabic script."""
    return _SCRIPT.search(text) is not None


def require_arabic(text: str, where: str) -> None:
    """Refuse what is not an Arabic text of `MIN_WORDS` words.

    Args:
        text: Cleaned text.
        where: What the error names.

    Raises:
        ArticleError: Too short, in another script, or in another language of the Arabic script.
    """
    sample = text[:_SAMPLE]
    found = [word for word in words(sample) if len(word) > 1 and word.isalpha()]
    arabic = arabic_letters(sample)
    if not found:
        raise ArticleError(where, "it has no words")
    if arabic < _MIN_SHARE * sum(map(len, found)):
        raise ArticleError(where, "not Arabic: most of its letters are of another script")
    if len(found) < MIN_WORDS:
        raise ArticleError(where, f"too short to summarize: fewer than {MIN_WORDS} words")
    if language := _other_language(sample, arabic):
        raise ArticleError(where, f"not Arabic: it seems to be {language}, in Arabic letters")


def _other_language(text: str, letters: int) -> str:
    """The language, where letters and statistics agree that it is not Arabic; else nothing."""
    if sum(map(len, _FOREIGN.findall(text))) <= _MAX_FOREIGN_SHARE * letters:
        return ""
    code = language(text)
    return "" if code == "ar" else _NAMES.get(code, f"another language ({code})")


def language(text: str) -> str:
    """The language's ISO 639-1 code, by statistics; the first call loads them, in half a second, into some 73 MB."""
    import py3langid  # what Arabic articles need not pay for

    code, _ = py3langid.classify(text)
    return str(code)
