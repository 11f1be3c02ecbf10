"""Whether a sentence needs the one before it to be understood."""

from __future__ import annotations

from mujaz.summarize.conjunction import without_and
from mujaz.summarize.lexicon import LEANING_OPENERS, SAYING_VERBS
from mujaz.text.clean import fold

_COMPLEMENTS = frozenset(map(fold, ["أن", "إن", "أنه", "إنه", "أنها", "إنها", "أنهم", "إنهم", "قائلا", "قائلة", "بأن"]))
_EDGES = "«»\"“”'()[]،,؛;:.…-–—"


def leans_on_context(text: str) -> bool:
    """Whether `text` opens with a pronoun, reports speech without speaker, is part of a quotation, or a question."""
    opening = text.split(maxsplit=2)[:2]
    if not opening:
        return False
    first, *second = opening
    word = fold(without_and(first.strip(_EDGES)))
    if word in LEANING_OPENERS or _is_torn(text) or text.rstrip(_EDGES).endswith(("؟", "?")):
        return True
    return word in SAYING_VERBS and _speaker_is_missing(first, second)


def _is_torn(text: str) -> bool:
    """Whether a quotation begins or ends outside."""
    return text.count("«") != text.count("»") or text.count('"') % 2 == 1


def _speaker_is_missing(verb: str, following: list[str]) -> bool:
    """«أضاف أن», «تابع:», «قال إنه»: the verb runs straight into what was said."""
    if verb.endswith((":", "،", ",")) or not following:
        return True
    return following[0].startswith(":") or fold(following[0].strip(_EDGES)) in _COMPLEMENTS
