"""The conjunction «و», which Arabic writes on to the next word."""

from __future__ import annotations

from mujaz.summarize.lexicon import AND_IS_RADICAL, PARTICLES, VERBS
from mujaz.text.clean import fold

# Few words have a «و» of their own before these: the article, the prefixes of the present and future tense, a hamza.
_AFTER_AND = ("وال", "وي", "وت", "وسي", "وست", "وأ")
_SHORTEST = 5


def without_and(word: str) -> str:
    """A word without the conjunction where it surely has one: «وقالت», «والوزير», «وينشئ», but not «وزير», «والد».

    The word may be folded; then a few are missed that the hamza would tell («وأحمد»).
    """
    if not word.startswith("و"):
        return word
    rest, folded = word[1:], fold(word)
    if folded[1:] in VERBS or folded[1:] in PARTICLES:
        return rest
    surely = word.startswith(_AFTER_AND) and len(folded) >= _SHORTEST and folded not in AND_IS_RADICAL
    return rest if surely else word
