"""How likely an Arabic word and a Latin one spell one name.

A stochastic transducer without memory (Ristad & Yianilos 1998, "Learning string-edit distance"), fitted by expectation
maximization to names that Wikipedia has in both scripts: tools/fit_spelling.py. A step is a
few Latin letters beside at most two Arabic ones. The table says by how much likelier each is between two spellings of
one name than between two names; a score is the sum of the best path's steps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from mujaz.facts.tokens import WORDS

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


@cache
def table() -> Table:
    """Read the gain of each step that the fit saw."""
    lines = (files("mujaz.facts.names") / "data" / "spelling.tsv").read_text(encoding="utf-8").splitlines()
    gains: Table = {}
    for latin, arabic, gain in (line.split("\t") for line in lines if not line.startswith("#")):
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
