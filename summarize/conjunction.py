"""The conjunction «و», which Arabic writes on to the next word."""

from __future__ import annotations

from mujaz.summarize.lexicon import CONJUNCTION_IS_RADICAL, PARTICLES, VERBS

_SHORTEST_DEFINITE = 6
"""Letters of the shortest word with «وال» that is looked at: «والأم»."""


def without_and(word: str) -> str:
    """A folded word without the conjunction, where it surely has one: «وقالت», «والوزير», but not «وزير», «والد»."""
    if not word.startswith("و"):
        return word
    rest = word[1:]
    definite = rest.startswith("ال") and len(word) >= _SHORTEST_DEFINITE and word not in CONJUNCTION_IS_RADICAL
    return rest if definite or rest in VERBS or rest in PARTICLES else word
