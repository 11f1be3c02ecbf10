"""How names are spelled: their letters in either script, whether a word looks like a name, and like which.

Spellings vary in accents, case, proclitics and endings: these are taken off. Foreign names are spelled as Arabic words
are not: a logistic regression on the sequences of letters in a word tells them (tools/fit_shapes.py).

How likely an Arabic word and a Latin one spell one name is said by a stochastic transducer without memory (Ristad &
Yianilos 1998, "Learning string-edit distance"), fitted by expectation maximization to names that Wikipedia has in both
scripts (tools/fit_spelling.py). A step is a few Latin letters beside at most two Arabic ones. The table says by how
much likelier each is between two spellings of one name than between two names; a score is the sum of the best path's
steps.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from mujaz.facts.tokens import WORDS
from mujaz.tables import read_rows
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
UNSEEN = -8.0
"""The cost of a letter that has no counterpart, or one that the fit did not see."""

ALIKE = -0.4
"""The least score for each letter of the longer spelling at which two spellings are taken for one name."""

STEPS = ((1, 1), (1, 0), (2, 1), (0, 1), (1, 2), (3, 1))
"""Letters that a step takes: Latin, Arabic."""

Table = dict[str, dict[str, float]]
"""Gains by Latin letters, then by Arabic ones."""

_NONE = -1e9
# Letters that are often mistaken for one another between the scripts fall together; vowels and weak letters go.
_SOUNDS = str.maketrans(
    {
        **dict.fromkeys("bpبپ", "b"),
        **dict.fromkeys("fvفڤ", "f"),
        **dict.fromkeys("tdتطدض", "t"),
        **dict.fromkeys("szxسصزثذظشچ", "s"),
        **dict.fromkeys("cgjkqجغقكخ", "k"),
        **dict(zip("lmnrلمنر", "lmnrlmnr", strict=True)),
        **dict.fromkeys("aeiouwyhاويهعءؤئ", None),
    }
)
_SOFT = re.compile("c(?=[eiy])|tch|ch|تش")
_APART = 0.6
_MOST = 16
"""Words that are looked at closely for one name: `best_path` takes time."""


@lru_cache(maxsize=WORDS)
def latin_letters(word: str) -> str:
    """Return the letters a to z of a word in Latin script: lower case, accents dropped."""
    if word.isascii() and word.isalpha():
        return word.lower()[:LONGEST]
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
    return {row[0]: float(row[1]) for row in read_rows("mujaz.facts.names", "data/shapes.tsv")}


@lru_cache(maxsize=WORDS)
def nameness(word: str) -> float:
    """Return the log-odds that `word`, folded and without proclitics, is part of a name, as far as its letters tell."""
    weights = _weights()
    return sum(weights.get(piece, 0.0) for piece in pieces(word))


@cache
def table() -> Table:
    """Read the gain of each step that the fit saw."""
    gains: Table = {}
    for latin, arabic, gain in read_rows("mujaz.facts.names", "data/spelling.tsv"):
        gains.setdefault(latin, {})[arabic] = float(gain)
    return gains


@lru_cache(maxsize=WORDS)
def likeness(latin: str, arabic: str) -> float:
    """Return the log-odds that two words, as `letters` gives them, spell one name, for each letter of the longer."""
    longest = max(len(latin), len(arabic))
    return best_path(table(), latin, arabic) / longest if longest else _NONE


def best_path(gains: Table, latin: str, arabic: str) -> float:
    """Return the sum of the gains of the best way through both words."""
    wide, nothing = len(arabic), dict[str, float]()
    best = [[_NONE] * (wide + 1) for _ in range(len(latin) + 4)]
    best[0][0] = 0.0
    for row_index in range(len(latin) + 1):
        row, after, second, third = best[row_index : row_index + 4]
        none = gains.get("", nothing)
        singles, doubles, triples = (gains.get(latin[row_index : row_index + many], nothing) for many in (1, 2, 3))
        dropped = singles.get("", UNSEEN)
        for column, so_far in enumerate(row):
            if so_far <= _NONE:
                continue
            _improve(after, column, so_far + dropped)
            if column == wide:
                break
            letter = arabic[column]
            _improve(row, column + 1, so_far + none.get(letter, UNSEEN))
            _improve(after, column + 1, so_far + singles.get(letter, UNSEEN))
            if letter in doubles:
                _improve(second, column + 1, so_far + doubles[letter])
            if letter in triples:
                _improve(third, column + 1, so_far + triples[letter])
            digraph = arabic[column : column + 2]
            if digraph in singles and len(digraph) > 1:
                _improve(after, column + 2, so_far + singles[digraph])
    return best[len(latin)][wide]


def _improve(row: list[float], column: int, score: float) -> None:
    if score > row[column]:
        row[column] = score


@lru_cache(maxsize=WORDS)
def sounds(word: str) -> str:
    """Return the consonants of a word of either script in eight classes, which spellings of one name mostly share."""
    return _SOFT.sub("s", word).translate(_SOUNDS)


def find_near(word: str, words: Sequence[str], other_sounds: Sequence[str]) -> Iterator[str]:
    """Find those of `others`, words of the other script, that may spell `word`, the likeliest first."""
    matches = process.extract(
        sounds(word), other_sounds, scorer=Levenshtein.normalized_distance, score_cutoff=_APART, limit=_MOST
    )
    return (words[index] for _, _, index in matches)


def is_spelled_among(word: str, words: Sequence[str], other_sounds: Sequence[str]) -> bool:
    """Tell whether one of `others` spells `word`."""
    latin_first = word.isascii()
    return any(
        (likeness(word, spelling) if latin_first else likeness(spelling, word)) >= ALIKE
        for spelling in find_near(word, words, other_sounds)
    )
