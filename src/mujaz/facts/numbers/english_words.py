"""English words for numbers, units and bounds, from `english.toml`."""

from __future__ import annotations

from mujaz.facts.tokens import number_table, phrase_table, word_set
from mujaz.tables import read_table

_WORDS = read_table("mujaz.facts.numbers", "english.toml")


def _count_up(row: str, start: int, step: int = 1) -> dict[str, int]:
    return {word: start + step * index for index, word in enumerate(_WORDS["rows"][row].split())}


UNITS = _count_up("units", 1)
TENS = _count_up("tens", 20, 10)
ORDINALS = _count_up("ordinals", 1) | _count_up("ordinal_tens", 20, 10)
ORDINAL_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
MULTIPLES = number_table(_WORDS["multiples"])
SCALES = number_table(_WORDS["scales"])
SUFFIXES = number_table(_WORDS["suffixes"])
VAGUE = number_table(_WORDS["vague"])
SMALLER_UNITS = number_table(_WORDS["smaller_units"])
FRACTIONS = number_table(_WORDS["fractions"])
ROMAN = number_table(_WORDS["roman"])
GLUED_UNITS = word_set("c kg km t pc ha ft mg ml cm mm g lb lbs mph kph gb mb tb kw mw gw")
PHRASES = {name: phrase_table(phrases) for name, phrases in _WORDS["phrases"].items()}
UNIT_PHRASES = PHRASES["units"]
FALLING = tuple(_WORDS["falling"]["stems"].split())
