"""Whether a rendering turns, sharpens or ascribes to another what its source says.

Presence is compared, not meaning, and precision goes before recall. Between languages a change is reported only where
one text negates or hedges beyond doubt and the other has no word by which it could. Within Arabic, where a text may
be rendered by a much shorter one, the negated or hedged verb must stand in the other text unturned, among the same
words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from mujaz.facts.base import Language
from mujaz.facts.cues import Cue, certain_of
from mujaz.facts.hedges import find_hedges
from mujaz.facts.negation import find_negations
from mujaz.facts.skeletons import VerbIndex
from mujaz.facts.speakers import changed_speaker
from mujaz.facts.tokens import Tokens

Change: TypeAlias = Literal["negation-lost", "negation-gained", "hedge-dropped", "speaker-changed"]
Span: TypeAlias = tuple[int, int]
_Finder: TypeAlias = Callable[[Tokens, Language], list[Cue]]

_SHARED = 3
_LEAST_SHARED = 2
_REACH = 3


@dataclass(frozen=True, slots=True)
class PolarityChange:
    """What a rendering does to its source's meaning.

    Attributes:
        kind: A negation lost or put in, a hedge dropped, a statement ascribed to another speaker.
        source: Where in the source the cue stands, or what a turned statement was; None where nothing answers.
        target: The same in the rendering.
    """

    kind: Change
    source: Span | None
    target: Span | None


def compare_polarity(
    source: str, target: str, source_language: Language, target_language: Language
) -> tuple[PolarityChange, ...]:
    """What `target` turns, sharpens or ascribes to another of what `source` says; at most one of each kind.

    Between languages both should be a sentence or two, of the same content: a bullet and its translation. Within
    Arabic `source` may be a whole article. Linear in the length of both.
    """
    one, other = Tokens(source), Tokens(target)
    compare = _within if source_language == target_language else _across
    changes = compare(one, other, source_language, target_language)
    speakers = changed_speaker(one, other, source_language, target_language)
    if speakers is not None:
        changes.append(PolarityChange("speaker-changed", *speakers))
    return tuple(changes)


def _across(one: Tokens, other: Tokens, language: Language, target_language: Language) -> list[PolarityChange]:
    changes = []
    stated, rendered = find_negations(one, language), find_negations(other, target_language)
    negated = [cue for cue in certain_of(stated) if not cue.restricted]
    if negated and not rendered:
        changes.append(PolarityChange("negation-lost", _span(negated[0]), None))
    if certain_of(rendered) and not stated:
        changes.append(PolarityChange("negation-gained", None, _span(certain_of(rendered)[0])))
    hedged, kept = certain_of(find_hedges(one, language)), find_hedges(other, target_language)
    if hedged and not kept:
        changes.append(PolarityChange("hedge-dropped", _span(hedged[0]), None))
    return changes


def _within(one: Tokens, other: Tokens, language: Language, _: Language) -> list[PolarityChange]:
    changes = []
    source, target = VerbIndex(one), VerbIndex(other)
    lost = _turned(source, target, find_negations, language)
    if lost is not None:
        changes.append(PolarityChange("negation-lost", *lost))
    gained = _turned(target, source, find_negations, language)
    if gained is not None:
        changes.append(PolarityChange("negation-gained", gained[1], gained[0]))
    dropped = _turned(source, target, find_hedges, language)
    if dropped is not None:
        changes.append(PolarityChange("hedge-dropped", *dropped))
    return changes


def _turned(one: VerbIndex, other: VerbIndex, find: _Finder, language: Language) -> tuple[Span, Span] | None:
    """A cue of `one` whose verb stands in `other` without any, and where it stands there."""
    cues = find(one.tokens, language)
    if not certain_of(cues):
        return None
    reached, reached_there = _reached(cues), _reached(find(other.tokens, language))
    for cue in certain_of(cues):
        at = next(other.alike(one, cue.at + 1, _SHARED, reached_there), None)
        if at is not None and next(one.alike(other, at, _LEAST_SHARED, reached), None) is None:
            token = other.tokens[at]
            return _span(cue), (token.start, token.end)
    return None


def _reached(cues: Sequence[Cue]) -> set[int]:
    """The tokens that some cue turns or may turn."""
    return {at for cue in cues for at in range(cue.at, cue.at + _REACH + 1)}


def _span(cue: Cue) -> Span:
    return cue.start, cue.end
