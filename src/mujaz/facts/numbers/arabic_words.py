"""Arabic words for numbers, units and bounds, folded; those that make up a number are in `arabic.toml`.

A word is looked up with its proclitics («وبألفين»), by `stem`.
"""

from __future__ import annotations

from collections.abc import Container
from functools import lru_cache

from mujaz.facts.tokens import WORDS, number_table, phrase_table, word_set
from mujaz.tables import read_table
from mujaz.text.proclitics import BEFORE_NUMBERS

# "I am not", "you are not": no proclitic before «ست».
_OTHER_WORDS = word_set("لست لستم لستما")


@lru_cache(maxsize=WORDS)
def _split(word: str) -> tuple[tuple[str, str], ...]:
    proclitics = ("", *BEFORE_NUMBERS)
    return tuple((proclitic, word[len(proclitic) :]) for proclitic in proclitics if word.startswith(proclitic))


def stem(word: str, hosts: Container[str]) -> tuple[str, str]:
    """Return the proclitics of `word` and its rest, if that is among `hosts`; else two empty strings."""
    if word not in _OTHER_WORDS:
        for proclitic, host in _split(word):
            if host in hosts:
                return proclitic, host
    return "", ""


_WORDS = read_table("mujaz.facts.numbers", "arabic.toml")
UNITS = number_table(_WORDS["units"])
TEEN_HEADS = number_table(_WORDS["teen_heads"]) | {word: value for word, value in UNITS.items() if 2 < value < 10}
TEN = frozenset({"عشر", "عشره"})
TENS = number_table(_WORDS["tens"])
HUNDRED = frozenset({"مئه", "مائه"})
HUNDREDS = number_table(_WORDS["hundreds"])
SCALES = number_table(_WORDS["scales"])
PLURAL_SCALES = number_table(_WORDS["plural_scales"])
ANY_SCALES = SCALES | PLURAL_SCALES
DUAL_SCALES = number_table(_WORDS["dual_scales"])
VAGUE = number_table(_WORDS["vague"]) | PLURAL_SCALES
ORDINALS = number_table(_WORDS["ordinals"])
DUALS = number_table(_WORDS["duals"]).keys()
DUAL_UNITS = {"دولارين": "USD", "دولاران": "USD", "كيلومترين": "km", "مترين": "m"}
SMALLER_UNITS = number_table(_WORDS["smaller_units"])
FRACTIONS = {
    "نصف": (1, 2), "ثلث": (1, 3), "ثلثا": (2, 3), "ثلثي": (2, 3), "ثلثين": (2, 3), "ربع": (1, 4),
}  # fmt: skip
OWNED_FRACTIONS = {share + owner: value for share, value in FRACTIONS.items() for owner in ("ه", "ها", "هم", "هن")}
PHRASES = {name: phrase_table(phrases) for name, phrases in _WORDS["phrases"].items()}
UNIT_PHRASES = PHRASES["units"]
FALLING = tuple(_WORDS["falling"]["stems"].split())
_NUMBER_WORDS = frozenset().union(
    UNITS, TEEN_HEADS, TENS, HUNDREDS, ANY_SCALES, DUAL_SCALES, VAGUE, FRACTIONS, OWNED_FRACTIONS, DUALS, ORDINALS
) | {"دولارين", "دولاران", "كيلومترين", "مترين", "صفر", "صفرا", "ثمن"}


@lru_cache(maxsize=WORDS)
def may_start_number(word: str) -> bool:
    """Tell whether a number may start with `word`; asked of every word, so that the readers are asked of few."""
    return stem(word, _NUMBER_WORDS)[1] != ""
