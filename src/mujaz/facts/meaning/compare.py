"""Whether a rendering turns, sharpens or ascribes to another what its source says.

Words are compared, not meaning, and precision goes before recall. Between languages a change is reported only if one
text negates or hedges beyond doubt and the other has no word by which it could. Within Arabic a text may be rendered by
a much shorter one: the negated or hedged verb must be in the other text unturned, among the same words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from mujaz.facts.base import Language
from mujaz.facts.meaning.cues import Cue, certain_cues, find_hedges, find_negations
from mujaz.facts.meaning.skeletons import AROUND, VerbIndex
from mujaz.facts.meaning.speakers import find_changed_speaker
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
    """A change of meaning from a source to its rendering.

    Attributes:
        kind: A negation lost or put in, a hedge dropped, a statement ascribed to another speaker. Also a flag's name.
        source: The span of the cue in the source, or of the statement that was turned; None if nothing answers.
        target: The same in the rendering.
    """

    kind: Change
    source: Span | None
    target: Span | None


def compare_polarity(
    source: str, target: str, source_language: Language, target_language: Language
) -> tuple[PolarityChange, ...]:
    """Find what `target` turns, sharpens or ascribes to another of what `source` says; at most one of each kind.

    Between languages both should be a sentence or two, of the same content: a bullet and its translation. Within
    Arabic `source` may be a whole article. Linear in the length of both.
    """
    texts = Tokens(source), Tokens(target)
    compare = _compare_arabic if source_language == target_language else _compare_languages
    changes = compare(*texts, source_language, target_language)
    speakers = find_changed_speaker(*texts, source_language, target_language)
    if speakers is not None:
        changes.append(PolarityChange("speaker-changed", *speakers))
    return tuple(changes)


def _compare_languages(
    source: Tokens, target: Tokens, language: Language, target_language: Language
) -> list[PolarityChange]:
    changes = []
    stated, rendered = find_negations(source, language), find_negations(target, target_language)
    if lost := _find_lost(stated, rendered):
        cue = _farthest(lost, len(source), rendered, len(target))
        changes.append(PolarityChange("negation-lost", _span(cue), None))
    if gained := _find_gained(stated, rendered):
        cue = _farthest(gained, len(target), stated, len(source))
        changes.append(PolarityChange("negation-gained", None, _span(cue)))
    hedges = certain_cues(find_hedges(source, language))
    if hedges and not find_hedges(target, target_language):
        changes.append(PolarityChange("hedge-dropped", _span(hedges[0]), None))
    return changes


def _find_lost(stated: Sequence[Cue], rendered: Sequence[Cue]) -> list[Cue]:
    """Return the negations of an Arabic text if it has more of them than its rendering has words to say them by."""
    restricts = any(cue.restricted for cue in rendered)
    negated = [cue for cue in certain_cues(stated) if not (cue.restricted and restricts)]
    return negated if len(negated) > sum(not cue.restricted for cue in rendered) else []


def _find_gained(stated: Sequence[Cue], rendered: Sequence[Cue]) -> list[Cue]:
    """Return the negations of a rendering if it has more of them than its Arabic text.

    Doubtful words of the Arabic («دون», «رفض») count as far as they outnumber those of the rendering ("without",
    "refused").
    """
    negated, firm = certain_cues(rendered), len(certain_cues(stated))
    doubtful = sum(not cue.certain and not cue.restricted for cue in rendered)
    allowed = firm + max(0, len(stated) - firm - doubtful)
    return negated if len(negated) > allowed else []


def _farthest(cues: Sequence[Cue], length: int, answers: Sequence[Cue], answer_length: int) -> Cue:
    """Return the cue that is farthest from any of the answers, by their shares of their texts."""
    shares = [answer.index / answer_length for answer in answers]

    def distance(cue: Cue) -> float:
        share = cue.index / length
        near = bisect_left(shares, share)
        return min((abs(share - answer) for answer in shares[max(0, near - 1) : near + 1]), default=1.0)

    return max(cues, key=distance)


def _compare_arabic(source: Tokens, target: Tokens, language: Language, _: Language) -> list[PolarityChange]:
    changes = []
    verbs, rendered = VerbIndex(source), VerbIndex(target)
    lost = next(_find_turned(verbs, rendered, find_negations, language), None)
    if lost is not None:
        changes.append(PolarityChange("negation-lost", _span(lost[0]), lost[1]))
    gained = _find_put_in(verbs, rendered, language)
    if gained is not None:
        changes.append(PolarityChange("negation-gained", gained[1], _span(gained[0])))
    dropped = next(_find_turned(verbs, rendered, find_hedges, language), None)
    if dropped is not None:
        changes.append(PolarityChange("hedge-dropped", _span(dropped[0]), dropped[1]))
    return changes


def _find_put_in(source: VerbIndex, target: VerbIndex, language: Language) -> tuple[Cue, Span | None] | None:
    """Find a negation of `target` that `source` does not have among the same words, and its verb without it there.

    `source` has more of the words around it in a place without a negation than in any with one: the more, the less else
    there is to tell by.
    """
    turned = dict(_find_turned(target, source, find_negations, language))
    negated = {cue.index for cue in find_negations(source.tokens, language)}
    for cue in certain_cues(find_negations(target.tokens, language)):
        words = target.around(cue.index)
        indices = source.find_nouns(words)
        denied = source.count_shared(words, _near(indices) & negated)
        if source.count_shared(words, indices) - denied >= _margin(cue, denied, turned=cue in turned):
            return cue, turned.get(cue)
    return None


def _near(indices: set[int]) -> set[int]:
    return {near for index in indices for near in range(index - AROUND, index + AROUND + 1)}


def _margin(cue: Cue, denied: int, *, turned: bool) -> int:
    """Return by how many words a place without a negation must be the nearer one."""
    if turned:
        return 1
    if cue.restricted or denied > _MOST_DENIED:
        return _NEVER
    return _SURE_MARGIN if denied else _LEAST_SHARED


def _find_turned(source: VerbIndex, target: VerbIndex, find: _Finder, language: Language) -> Iterator[tuple[Cue, Span]]:
    """Find the cues of `source` whose verb is in `target` without any, and the span of that verb."""
    cues = find(source.tokens, language)
    if not certain_cues(cues):
        return
    reached, reached_there = _reach(cues), _reach(find(target.tokens, language))
    for cue in certain_cues(cues):
        index = next(target.find_alike(source, cue.index + 1, _SHARED, reached_there), None)
        if index is not None and next(source.find_alike(target, index, _LEAST_SHARED, reached), None) is None:
            token = target.tokens[index]
            yield cue, (token.start, token.end)


def _reach(cues: Sequence[Cue]) -> set[int]:
    """Return the tokens that some cue turns or may turn."""
    return {index for cue in cues for index in range(cue.index, cue.index + _REACH + 1)}


def _span(cue: Cue) -> Span:
    return cue.start, cue.end
