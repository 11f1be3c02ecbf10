"""Whether a rendering turns, sharpens or ascribes to another what its source says.

Presence is compared, not meaning, and precision goes before recall. Between languages a change is reported only where
one text negates or hedges beyond doubt and the other has no word by which it could. Within Arabic, where a text may
be rendered by a much shorter one, the negated or hedged verb must stand in the other text unturned, among the same
words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from mujaz.facts.base import Language
from mujaz.facts.meaning.cues import Cue, certain_of
from mujaz.facts.meaning.hedges import find_hedges
from mujaz.facts.meaning.negation import find_negations
from mujaz.facts.meaning.skeletons import AROUND, VerbIndex
from mujaz.facts.meaning.speakers import changed_speaker
from mujaz.facts.tokens import Tokens

Change: TypeAlias = Literal["negation-lost", "negation-gained", "hedge-dropped", "speaker-changed"]
Span: TypeAlias = tuple[int, int]
_Finder: TypeAlias = Callable[[Tokens, Language], list[Cue]]

_SHARED = 3
_LEAST_SHARED = 2
_REACH = 3
_SURE_MARGIN, _MOST_DENIED, _NEVER = 3, 2, 1_000


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
    lost, gained = _lost(stated, rendered), _gained(stated, rendered)
    if lost:
        cue = _unanswered(lost, len(one), rendered, len(other))
        changes.append(PolarityChange("negation-lost", _span(cue), None))
    if gained:
        cue = _unanswered(gained, len(other), stated, len(one))
        changes.append(PolarityChange("negation-gained", None, _span(cue)))
    hedged, kept = certain_of(find_hedges(one, language)), find_hedges(other, target_language)
    if hedged and not kept:
        changes.append(PolarityChange("hedge-dropped", _span(hedged[0]), None))
    return changes


def _lost(stated: Sequence[Cue], rendered: Sequence[Cue]) -> list[Cue]:
    """The negations of an Arabic text, where there are more of them than its rendering has words to say them by."""
    turns = any(cue.restricted for cue in rendered)
    negated = [cue for cue in certain_of(stated) if not (cue.restricted and turns)]
    said = [cue for cue in rendered if not cue.restricted]
    return negated if len(negated) > len(said) else []


def _gained(stated: Sequence[Cue], rendered: Sequence[Cue]) -> list[Cue]:
    """The negations of a rendering, where there are more of them than its Arabic text has.

    Its doubtful words («دون», «رفض») count as far as they outnumber those of the rendering ("without", "refused").
    """
    negated, firm = certain_of(rendered), len(certain_of(stated))
    others = sum(not cue.certain and not cue.restricted for cue in rendered)
    allowed = firm + max(0, len(stated) - firm - others)
    return negated if len(negated) > allowed else []


def _unanswered(cues: Sequence[Cue], length: int, others: Sequence[Cue], other_length: int) -> Cue:
    """The one of `cues` that stands farthest from where any of `others` stands in the other text."""
    places = [other.at / other_length for other in others]

    def apart(cue: Cue) -> float:
        place = cue.at / length
        near = bisect_left(places, place)
        return min((abs(place - one) for one in places[max(0, near - 1) : near + 1]), default=1.0)

    return max(cues, key=apart)


def _within(one: Tokens, other: Tokens, language: Language, _: Language) -> list[PolarityChange]:
    changes = []
    source, target = VerbIndex(one), VerbIndex(other)
    lost = next(_turned(source, target, find_negations, language), None)
    if lost is not None:
        changes.append(PolarityChange("negation-lost", _span(lost[0]), lost[1]))
    gained = _put_in(source, target, language)
    if gained is not None:
        changes.append(PolarityChange("negation-gained", gained[1], _span(gained[0])))
    dropped = next(_turned(source, target, find_hedges, language), None)
    if dropped is not None:
        changes.append(PolarityChange("hedge-dropped", _span(dropped[0]), dropped[1]))
    return changes


def _put_in(source: VerbIndex, target: VerbIndex, language: Language) -> tuple[Cue, Span | None] | None:
    """A negation of `target` that `source` does not have among the same words, and where its verb stands unturned.

    `source` has more of the words around it in a place without a negation than in any with one: the more, the less else
    there is to tell by.
    """
    turned = dict(_turned(target, source, find_negations, language))
    negated = {cue.at for cue in find_negations(source.tokens, language)}
    for cue in certain_of(find_negations(target.tokens, language)):
        words = target.around(cue.at)
        places = source.places(words)
        denied = source.shared(words, (at for at in _near(places) if at in negated))
        more = source.shared(words, places) - denied
        if more >= _margin(cue, denied, turned=cue in turned):
            return cue, turned.get(cue)
    return None


def _near(places: set[int]) -> set[int]:
    return {at for place in places for at in range(place - AROUND, place + AROUND + 1)}


def _margin(cue: Cue, denied: int, *, turned: bool) -> int:
    """By how many words a place without a negation must be the nearer one."""
    if turned:
        return 1
    if cue.restricted or denied > _MOST_DENIED:
        return _NEVER
    return _SURE_MARGIN if denied else _LEAST_SHARED


def _turned(one: VerbIndex, other: VerbIndex, find: _Finder, language: Language) -> Iterator[tuple[Cue, Span]]:
    """The cues of `one` whose verb stands in `other` without any, and where it stands there."""
    cues = find(one.tokens, language)
    if not certain_of(cues):
        return
    reached, reached_there = _reached(cues), _reached(find(other.tokens, language))
    for cue in certain_of(cues):
        at = next(other.alike(one, cue.at + 1, _SHARED, reached_there), None)
        if at is not None and next(one.alike(other, at, _LEAST_SHARED, reached), None) is None:
            token = other.tokens[at]
            yield cue, (token.start, token.end)


def _reached(cues: Sequence[Cue]) -> set[int]:
    """The tokens that some cue turns or may turn."""
    return {at for cue in cues for at in range(cue.at, cue.at + _REACH + 1)}


def _span(cue: Cue) -> Span:
    return cue.start, cue.end
