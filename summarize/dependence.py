"""Whether a sentence needs the one before it to be understood."""

from __future__ import annotations

from mujaz.summarize.lexicon import LEANING_OPENERS, SAYING_VERBS
from mujaz.text.clean import fold

_COMPLEMENTS = frozenset(map(fold, ["أن", "إن", "أنه", "إنه", "أنها", "إنها", "أنهم", "إنهم", "قائلا", "قائلة", "بأن"]))
_EDGES = "«»\"“”'()[]،,؛;:.…-–—"


def leans_on_context(text: str) -> bool:
    """Whether `text` opens with a pronoun, or reports speech without naming who speaks, or is a question."""
    opening = text.split(maxsplit=2)[:2]
    if not opening:
        return False
    first, *second = opening
    word = fold(first.strip(_EDGES))
    if word in LEANING_OPENERS or text.rstrip(_EDGES).endswith(("؟", "?")):
        return True
    return word in SAYING_VERBS and _speaker_is_missing(first, second)


def _speaker_is_missing(verb: str, following: list[str]) -> bool:
    """«أضاف أن», «تابع:», «قال إنه»: the verb runs straight into what was said."""
    if verb.endswith((":", "،", ",")) or not following:
        return True
    return following[0][0] in '«"“:' or fold(following[0].strip(_EDGES)) in _COMPLEMENTS
