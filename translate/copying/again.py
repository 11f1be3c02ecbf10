"""Segments through an engine, and once more where what must be copied is not in the output.

What came back without a number, a date or a Latin word of its source goes through again with its numbers in figures:
first whole, for the best of several hypotheses, then cut at the borders of its clauses, since long segments lose more.
Another translation is taken where it has fewer faults and is no worse otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache, partial

from mujaz.engines.base import Engine, GenerationOptions
from mujaz.facts.base import Facts, Language
from mujaz.facts.compare import find_unsupported, keeps_facts
from mujaz.facts.find import find_facts
from mujaz.translate.copying.figures import in_figures
from mujaz.translate.copying.latin import LONGEST, find_slips, lost_words, respelled
from mujaz.translate.retry import Rendering, badness, best_hypotheses, in_clauses, render
from mujaz.translate.segments import Segment

_LOST = 2
"""What is lost counts as so many faults: what is put in its place is another."""

_PHRASE = 4
"""Words; shorter phrases come twice in good English, too."""


def render_copying(segments: Sequence[Segment], engine: Engine, options: GenerationOptions) -> list[list[Rendering]]:
    """As `mujaz.translate.retry.render`, with two more attempts at segments whose output lacks what it must copy."""
    made = render(segments, engine, options)
    for way in (partial(best_hypotheses, faults=faults), in_clauses):
        bad = [at for at, renderings in enumerate(made) if _lost(segments[at].source, _text(renderings))]
        again = [replace(segments[at], source=in_figures(segments[at].source)) for at in bad]
        for at, renderings in zip(bad, way(again, engine, options), strict=True):
            made[at] = _better(segments[at].source, made[at], renderings)
    return made


def faults(arabic: str, english: str) -> int:
    """How far `english` is from having the numbers, dates and Latin words of `arabic`: lost ones count double.

    A Latin word that can be put right (`mujaz.translate.copying.latin`) is none. Phrases that are said again count
    double as well, unless the Arabic says some again: what has a number because it stammers is no better for it.
    """
    added = list(find_unsupported(_facts(english, "en"), _facts(arabic, "ar")))
    return _LOST * _lost(arabic, english) + len(added) + _LOST * _stammers(arabic, english)


def _lost(arabic: str, english: str) -> int:
    lost = list(find_unsupported(_facts(arabic, "ar"), _facts(english, "en")))
    words = lost_words(arabic, respelled(english, find_slips(arabic, english)))
    return len(lost) + words.total()


def _stammers(arabic: str, english: str) -> int:
    return 0 if _said_again(arabic) else _said_again(english)


def _said_again(text: str) -> int:
    words = text.casefold().split()
    phrases = [tuple(words[at : at + _PHRASE]) for at in range(len(words) - _PHRASE + 1)]
    return len(phrases) - len(set(phrases))


@lru_cache(maxsize=16)
def _facts(text: str, language: Language) -> Facts:  # the same Arabic is asked about for each hypothesis
    return find_facts(text[:LONGEST], language, names=False)


def _text(renderings: Sequence[Rendering]) -> str:
    return " ".join(rendering.outcome.text for rendering in renderings)


def _better(arabic: str, old: list[Rendering], new: list[Rendering]) -> list[Rendering]:
    """The one with fewer faults, the old one of equals and if the new one loses more; both took one attempt more."""
    attempts = max(rendering.attempts for rendering in old) + 1
    new = new if keeps_facts(arabic, _text(old), _text(new)) or badness(new) < badness(old) else old
    chosen = min(old, new, key=lambda renderings: (badness(renderings), faults(arabic, _text(renderings))))
    return [replace(rendering, attempts=attempts) for rendering in chosen]
