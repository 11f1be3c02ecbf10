"""Flags on facts: each names the kind of its fact as the kind itself says."""

from __future__ import annotations

from mujaz.facts.base import Fact
from mujaz.facts.kinds import kind_of
from mujaz.flags.catalogue import Place, make_flag
from mujaz.types import Flag

_LONGEST_QUOTE = 80


def quote(text: str, fact: Fact) -> str:
    """Return the words of a fact in its text, cut if they are very long."""
    words = " ".join(text[fact.start : fact.end].split())
    return words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}…"


def flag_fact(name: str, fact: Fact, where: str | Place, source: str | Place = "", **quotes: str) -> Flag:
    """Make the flag `name` of the catalogue about a fact of any kind."""
    kind = kind_of(fact)
    return make_flag(name, where, source, kind=kind.name, noun=kind.noun, noun_ar=kind.noun_ar, **quotes)
