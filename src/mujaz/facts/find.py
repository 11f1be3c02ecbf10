"""Finds the facts of a text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from mujaz.facts.base import Date, Facts, Language, Number
from mujaz.facts.dates import arabic as arabic_dates
from mujaz.facts.dates import english as english_dates
from mujaz.facts.dates.calendar import Draft
from mujaz.facts.names.base import Name
from mujaz.facts.names.find import names_among
from mujaz.facts.numbers.find import find_numbers
from mujaz.facts.tokens import Tokens

F = TypeVar("F", Number, Date)

_ARTICLE = "ال"
_READERS: dict[Language, Callable[[Tokens, int], list[Draft]]] = {
    "ar": arabic_dates.read_date,
    "en": english_dates.read_date,
}


def find_facts(text: str, language: Language, *, names: bool = True) -> Facts:
    """The numbers, dates and names that `text` states, normalized, in its order; spans count its characters.

    Linear in the length of the text. Precision goes before recall: what may be an ordinary word is passed over.

    Args:
        text: Any text.
        language: Its language.
        names: Whether names are looked for. A text that only bears out those of another needs none: its words do.
    """
    tokens = Tokens(text)
    drafts = _find_dates(tokens, language)
    taken = {index for draft in drafts for index in range(draft.start, draft.end)}
    numbers = tuple(_with_article(number, text) for number in find_numbers(tokens, language, taken))
    dates = tuple(_with_article(_date(tokens, draft), text) for draft in drafts)
    return Facts(
        numbers=numbers,
        dates=dates,
        names=_outside(names_among(tokens, text, language), (*numbers, *dates)) if names else (),
        words=tuple(tokens[at].text for at in range(len(tokens)) if tokens[at].kind == "word"),
    )


def _with_article(fact: F, text: str) -> F:
    """The fact with the Arabic article before it in its span: «السادس من آب», not «سادس من آب»."""
    start = fact.start - len(_ARTICLE)
    return replace(fact, start=start) if start >= 0 and text.startswith(_ARTICLE, start) else fact


def _outside(names: tuple[Name, ...], others: tuple[Number | Date, ...]) -> tuple[Name, ...]:
    """The names that are no part of a number or date: not the "Egyptian" of Egyptian pounds."""
    covered = {at for other in others for at in range(other.start, other.end)}
    return tuple(name for name in names if not {name.start, name.end - 1} & covered)


def _find_dates(tokens: Tokens, language: Language) -> list[Draft]:
    read = _READERS[language]
    found: list[Draft] = []
    at = 0
    while at < len(tokens):
        here = read(tokens, at)
        found += here
        at = here[-1].end if here else at + 1
    return found


def _date(tokens: Tokens, draft: Draft) -> Date:
    start = tokens[draft.start].start + draft.skip
    return replace(draft.date, start=start, end=tokens[draft.end - 1].end)
