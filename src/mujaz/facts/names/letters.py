"""The letters of a name in either script, without what its spelling varies in."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from mujaz.facts.tokens import WORDS
from mujaz.text.clean import fold

LONGEST = 24
"""Letters of a word that are looked at; a longer one is no name."""

_SPECIAL = str.maketrans({"ø": "o", "ł": "l", "ß": "ss", "ı": "i", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th"})
_PROCLITICS = ("و", "ف", "ب", "ل", "ك")
_SHORTEST = 2


@lru_cache(maxsize=WORDS)
def latin(word: str) -> str:
    """The letters a to z of a word in Latin script: lower case, accents dropped."""
    plain = unicodedata.normalize("NFKD", word.lower().translate(_SPECIAL))
    return "".join(letter for letter in plain if "a" <= letter <= "z")[:LONGEST]


@lru_cache(maxsize=WORDS)
def arabic(word: str) -> str:
    """The letters of an Arabic word, folded."""
    return "".join(letter for letter in fold(word) if "ء" <= letter <= "ي")[:LONGEST]


def is_arabic(text: str) -> bool:
    """Whether the first letter of `text` is Arabic."""
    first = next((letter for letter in text if letter.isalpha()), "")
    return "ء" <= first <= "ۿ"


@lru_cache(maxsize=WORDS)
def bare(word: str) -> tuple[str, ...]:
    """An Arabic word, folded, and what is left of it without proclitics, without the article, and without both."""
    forms = [word]
    if word.startswith(_PROCLITICS):
        forms.append(word[1:])
    if word.startswith(("وبال", "ولال", "وكال", "فبال")):
        forms.append(word[2:])
    for before in ("", "و"):
        if word.startswith(before + "لل"):
            rest = word[len(before) + 2 :]
            forms += ["ال" + rest, rest]
    forms += [form[2:] for form in forms if form.startswith("ال")]
    return tuple(dict.fromkeys(form for form in forms if len(form) >= _SHORTEST)) or (word,)


@lru_cache(maxsize=WORDS)
def without_origin(word: str) -> str:
    """A word in either script without the ending of an adjective of origin («إسبارطيين», "Spartans")."""
    endings, least = (_NISBA, _STEM) if is_arabic(word) else (_ORIGIN, _STEM + 1)
    ending = next((ending for ending in endings if word.endswith(ending) and len(word) - len(ending) >= least), "")
    return word.removesuffix(ending)


_NISBA = ("يون", "يين", "يات", "يه", "ي")
_ORIGIN = ("ians", "ian", "eans", "ean", "ans", "an", "ese", "ites", "ite", "ic", "s")
_STEM = 3
