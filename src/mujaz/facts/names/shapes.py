"""Whether an Arabic word looks like a name: foreign names are spelled as Arabic words are not.

Logistic regression on the sequences of letters in a word: tools/fit_shapes.py.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

from mujaz.facts.tokens import WORDS

_SHORTEST, _LONGEST = 1, 4


def pieces(word: str) -> list[str]:
    """The sequences of one to four letters in `word`, which is folded; its ends are marked."""
    marked = f"^{word}$"
    return [marked[at : at + size] for size in range(_SHORTEST, _LONGEST + 1) for at in range(len(marked) - size + 1)]


@cache
def _weights() -> dict[str, float]:
    lines = (files("mujaz.facts.names") / "data" / "shapes.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {row[0]: float(row[1]) for row in rows}


@lru_cache(maxsize=WORDS)
def nameness(word: str) -> float:
    """The log-odds that `word`, folded and without proclitics, is part of a name, as far as its letters tell."""
    weights = _weights()
    return sum(weights.get(piece, 0.0) for piece in pieces(word))
