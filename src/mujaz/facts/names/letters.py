"""The letters of a name in either script, and whether they look like a name's.

Spellings vary in accents, case, proclitics and endings: these are taken off. Foreign names are spelled as Arabic words
are not: a logistic regression on the sequences of letters in a word tells them (tools/fit_shapes.py).
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from mujaz.facts.tokens import WORDS
from mujaz.text.clean import fold
from mujaz.text.proclitics import AND, ARTICLE, LETTERS, TO_THE

LONGEST = 24
"""Letters of a word that are looked at; a longer one is no name."""

_SPECIAL = str.maketrans({"ø": "o", "ł": "l", "ß": "ss", "ı": "i", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th"})
_BEFORE_ARTICLE = ("وبال", "ولال", "وكال", "فبال")
"""Rows of two proclitics and the article; of «وال» and its like the first letter alone comes off."""

_SHORTEST = 2
_NISBA = ("يون", "يين", "يات", "يه", "ي")
_ORIGIN = ("ians", "ian", "eans", "ean", "ans", "an", "ese", "ites", "ite", "ic", "s")
_STEM = 3
_SHORTEST_PIECE, _LONGEST_PIECE = 1, 4


@lru_cache(maxsize=WORDS)
def latin_letters(word: str) -> str:
    """Return the letters a to z of a word in Latin script: lower case, accents dropped."""
    plain = unicodedata.normalize("NFKD", word.lower().translate(_SPECIAL))
    return "".join(letter for letter in plain if "a" <= letter <= "z")[:LONGEST]


@lru_cache(maxsize=WORDS)
def arabic_letters(word: str) -> str:
    """Return the letters of an Arabic word, folded."""
    return "".join(letter for letter in fold(word) if "ء" <= letter <= "ي")[:LONGEST]


def is_arabic(text: str) -> bool:
    """Tell whether the first letter of `text` is Arabic."""
    first = next((letter for letter in text if letter.isalpha()), "")
    return "ء" <= first <= "ۿ"


@lru_cache(maxsize=WORDS)
def without_proclitics(word: str) -> tuple[str, ...]:
    """Return a folded Arabic word, and what it may be without proclitics, without the article, and without both."""
    forms = [word]
    if word.startswith(LETTERS):
        forms.append(word[1:])
    if word.startswith(_BEFORE_ARTICLE):
        forms.append(word[2:])
    for before in ("", AND):
        if word.startswith(before + TO_THE):
            host = word[len(before) + 2 :]
            forms += [ARTICLE + host, host]
    forms += [form[2:] for form in forms if form.startswith(ARTICLE)]
    return tuple(dict.fromkeys(form for form in forms if len(form) >= _SHORTEST)) or (word,)


@lru_cache(maxsize=WORDS)
def without_origin(word: str) -> str:
    """Return a word in either script without the ending of an adjective of origin («إسبارطيين», "Spartans")."""
    endings, least = (_NISBA, _STEM) if is_arabic(word) else (_ORIGIN, _STEM + 1)
    ending = next((ending for ending in endings if word.endswith(ending) and len(word) - len(ending) >= least), "")
    return word.removesuffix(ending)


def pieces(word: str) -> list[str]:
    """Return the sequences of one to four letters in `word`, which is folded; its ends are marked."""
    marked = f"^{word}$"
    sizes = range(_SHORTEST_PIECE, _LONGEST_PIECE + 1)
    return [marked[start : start + size] for size in sizes for start in range(len(marked) - size + 1)]


@cache
def _weights() -> dict[str, float]:
    lines = (files("mujaz.facts.names") / "data" / "shapes.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {row[0]: float(row[1]) for row in rows}


@lru_cache(maxsize=WORDS)
def nameness(word: str) -> float:
    """Return the log-odds that `word`, folded and without proclitics, is part of a name, as far as its letters tell."""
    weights = _weights()
    return sum(weights.get(piece, 0.0) for piece in pieces(word))
