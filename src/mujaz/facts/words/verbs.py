"""English words that make a sentence of a row of words: auxiliaries and verbs in a finite form."""

from __future__ import annotations

from mujaz.facts.tokens import Tokens, word_set

_AUXILIARIES = word_set(
    "is are was were am has have had does do did will would can could may might shall should must isn aren wasn weren "
    "hasn haven hadn doesn don didn won wouldn couldn shouldn"
)
_PASTS = word_set(
    "became began bore bought broke brought broadcast built came caught chose cut dealt died drew drove fell fled flew "
    "forbade forgot fought found gave got grew heard held hid hit kept knew laid led left lent let lost made meant met "
    "paid put quit ran rose said sank sat saw sent set shook shot showed shut sold sought spent split spoke spread "
    "stole stood struck swore swept taught thought threw told took understood went withdrew woke won wore wrote"
)
_PRESENTS = word_set(
    "says tells asks calls warns kills dies wins loses opens closes meets visits denies confirms announces accuses "
    "urges begins continues rises falls leads holds plans seeks refuses accepts rejects says gives takes makes goes "
    "comes becomes shows sees wants needs remains includes"
)
_NO_PASTS = word_set("red bed led hundred indeed need seed speed feed bleed breed wed shed united alleged so-called")


def count_verbs(text: str) -> int:
    """Count the words of an English text that may be finite verbs; a few kinds of words pass for them."""
    tokens = Tokens(text)
    return sum(_is_finite(tokens[at].key) for at in range(len(tokens)))


def _is_finite(word: str) -> bool:
    past = word.endswith("ed") and word not in _NO_PASTS
    return past or word in _AUXILIARIES or word in _PASTS or word in _PRESENTS
