"""Finds the facts of a text."""

from __future__ import annotations

from mujaz.facts.base import Fact, Facts, Language, Search
from mujaz.facts.kinds import KINDS


def find_facts(text: str, language: Language, *, names: bool = True) -> Facts:
    """Find what `text` states, normalized, in its order; spans count its characters.

    Linear in the length of the text. Precision goes before recall: possibly ordinary words are passed over.

    Args:
        text: Any text.
        language: Its language.
        names: Whether to look for names and other kinds that words alone support. A text that is only asked whether it
            supports the facts of another needs none.
    """
    search = Search(text, language)
    facts: dict[type, tuple[Fact, ...]] = {kind.type: () for kind in KINDS}
    for kind in sorted(KINDS, key=lambda kind: -kind.priority):
        if names or not kind.by_words:
            facts[kind.type] = tuple(kind.find(search))
            search.take(facts[kind.type])
    words = (token.text for token in search.tokens if token.kind == "word")
    return Facts(facts, tuple(words))
