"""Flags that the checks of both languages make: on facts of any kind, and on changes of meaning."""

from __future__ import annotations

from collections.abc import Iterator

from mujaz.facts.base import Fact, Language
from mujaz.facts.kinds import kind_of
from mujaz.facts.meaning.compare import Span, compare_polarity
from mujaz.flags.catalogue import Place, make_flag
from mujaz.types import Flag

_LONGEST_QUOTE = 80

_CALLED: dict[Language, dict[str, str]] = {
    "ar": {
        "original": "the article",
        "original_ar": "المقال",
        "rendering": "the bullet",
        "rendering_ar": "النقطة",
    },
    "en": {
        "original": "the Arabic",
        "original_ar": "النص العربي",
        "rendering": "the English",
        "rendering_ar": "النص الإنجليزي",
    },
}
"""How flags call the two texts, by the language of the second."""

_PARTS: dict[Language, tuple[str, str]] = {"ar": ("article", "ar"), "en": ("ar", "en")}


def quote(text: str, fact: Fact) -> str:
    """Return the words of a fact in its text, cut if they are very long."""
    words = " ".join(text[fact.start : fact.end].split())
    return words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}…"


def flag_fact(name: str, fact: Fact, where: str | Place, source: str | Place = "", **quotes: str) -> Flag:
    """Make the flag `name` of the catalogue about a fact of any kind."""
    kind = kind_of(fact)
    return make_flag(name, where, source, kind=kind.name, noun=kind.noun, noun_ar=kind.noun_ar, **quotes)


def compare_meaning(source: str, target: str, language: Language, offset: int = 0) -> Iterator[Flag]:
    """Flag negations, hedges and speakers of the Arabic `source` that `target` has not as they are; all are warnings.

    Args:
        source: A bullet, or a sentence of the article.
        target: Its translation, or the bullet that rests on it.
        language: Of `target`.
        offset: The index in the article's text at which `source` begins.
    """
    source_part, target_part = _PARTS[language]
    for change in compare_polarity(source, target, "ar", language):
        yield make_flag(
            change.kind,
            _place(target_part, change.target, 0) or target_part,
            _place(source_part, change.source, offset) or "",
            other=_quote(source, change.source),
            text=_quote(target, change.target),
            **_CALLED[language],
        )


def _place(part: str, span: Span | None, offset: int) -> Place | None:
    return Place(part, span[0] + offset, span[1] + offset) if span else None


def _quote(text: str, span: Span | None) -> str:
    return " ".join(text[slice(*span)].split()) if span else ""
