"""Verbs that open the sentences of news, folded as `mujaz.text.words` folds, without the conjunction «و»."""

from __future__ import annotations

from mujaz.tables import read_table
from mujaz.text.clean import fold
from mujaz.text.words import stopwords, words

_WORDS = read_table("mujaz.text", "data/words.toml")["verbs"]
# Feminine forms that with the conjunction are words of their own: «ودعت», «وسعت»; and «بنت», a girl.
_AMBIGUOUS = frozenset({"دعت", "سعت", "بنت"})


def _past_forms(stems: str) -> frozenset[str]:
    # The feminine ending takes the place of a final long vowel: «جرى», «جرت».
    feminine = {f"{word[:-1] if word[-1] in 'اى' else word}ت" for word in stems.split()}
    return frozenset(map(fold, {*stems.split(), *feminine} - _AMBIGUOUS))


def _present_forms(stems: str) -> frozenset[str]:
    return frozenset(fold(f"{prefix}{stem}") for stem in stems.split() for prefix in ("ي", "ت", "سي", "ست"))


SAYING_VERBS = _past_forms(_WORDS["saying_past"]) | _present_forms(_WORDS["saying_present"])
"""Verbs that report what somebody says, without the conjunction."""

PAST_VERBS = _past_forms(_WORDS["saying_past"]) | _past_forms(_WORDS["past"])
"""Those of `VERBS` that tell what has happened."""

VERBS = SAYING_VERBS | PAST_VERBS | _present_forms(_WORDS["present"])
"""Verbs that open news sentences, without the conjunction."""


def opens_sentence(text: str) -> bool:
    """Tell whether the first word of `text` is a verb or a particle, as in most sentences and few headlines."""
    first = "".join(words(text)[:1])
    return first in VERBS or first in stopwords
