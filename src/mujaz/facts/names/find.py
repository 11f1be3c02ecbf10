"""Finds the names of a text."""

from __future__ import annotations

from typing import Literal

from mujaz.facts.names.arabic import find_arabic
from mujaz.facts.names.base import Name
from mujaz.facts.names.english import find_english
from mujaz.facts.tokens import Tokens


def find_names(text: str, language: Literal["ar", "en"]) -> tuple[Name, ...]:
    """The names of people, places and organizations in `text`, in its order; spans count its characters.

    Linear in the length of the text. English names are found by their capitals; Arabic ones where they are known or
    where a title, an office or a verb of saying stands beside them, so that many are passed over.
    """
    return names_among(Tokens(text), text, language)


def names_among(tokens: Tokens, text: str, language: Literal["ar", "en"]) -> tuple[Name, ...]:
    """The same, of a text that is cut into tokens already."""
    return find_arabic(tokens, text) if language == "ar" else find_english(tokens, text)
