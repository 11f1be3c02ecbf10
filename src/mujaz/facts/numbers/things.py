"""Nouns that news counts, in both languages: two numbers are compared by whether both count the same."""

from __future__ import annotations

from functools import cache

from mujaz.facts.tokens import Tokens, word_set
from mujaz.tables import read_lines
from mujaz.text.clean import fold

_PARTED = frozenset(["نقطه", "نقاط", "سهم", "سهما", "اسهم", "برميل", "برميلا", "براميل", "درجه", "درجات"])
"""Nouns that are counted in parts too: "1.125 points", «1.250 درجة»."""

_FAR = 3
"""Words between an English number and the noun that it counts: "12,000 newly hired workers"."""
_LINKS = word_set("in of on at by for from with and or to who that which were was have had has are is after since")


@cache
def _things() -> dict[str, frozenset[str]]:
    """Return the English names of each Arabic noun that is counted."""
    english_names: dict[str, frozenset[str]] = {}
    for line in read_lines("mujaz.facts.numbers", "things.txt"):
        arabic, _, english = line.partition(":")
        for noun in map(fold, arabic.split()):
            english_names[noun] = english_names.get(noun, frozenset()) | word_set(english)
    return english_names


@cache
def _english_things() -> frozenset[str]:
    return frozenset().union(*_things().values())


def is_whole(word: str) -> bool:
    """Tell whether a folded Arabic word is a noun that is counted and never parted."""
    return word in _things() and word not in _PARTED


def find_arabic_thing(tokens: Tokens, end: int) -> frozenset[str]:
    """Return the English names of what a number that ends before token `end` counts; empty if that is not known."""
    return _things().get(tokens[end].key, frozenset())


def find_english_thing(tokens: Tokens, end: int) -> str:
    """Return the noun that a number counts, empty if none is near enough."""
    for index in range(end, end + _FAR):
        token = tokens[index]
        if token.kind != "word" or token.key in _LINKS:
            break
        if token.key in _english_things():
            return token.key
    return ""
