"""Words that turn or soften a statement, found in a text: what the detectors of negation and hedges give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mujaz.facts.tokens import Tokens
from mujaz.text.clean import fold


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that negates or hedges.

    Attributes:
        start: Where it starts in the text.
        end: Where it ends.
        at: The token that it is, or the last one that it is made of.
        certain: Whether it does so beyond doubt; others count only as a sign that the text may do so.
        restricted: Whether a word after it takes most of it back: «لم … سوى» is "only".
    """

    start: int
    end: int
    at: int
    certain: bool
    restricted: bool = False


def cue_at(tokens: Tokens, first: int, last: int, *, certain: bool, restricted: bool = False) -> Cue:
    """The cue that tokens `first` to `last` make."""
    return Cue(tokens[first].start, tokens[last].end, last, certain, restricted)


def cues_of(tokens: Tokens, find: Callable[[Tokens, int], Cue | None]) -> list[Cue]:
    """What `find` makes of each word of a text, in order."""
    words = (at for at in range(len(tokens)) if tokens[at].kind == "word")
    return [cue for at in words if (cue := find(tokens, at)) is not None]


def certain_of(cues: Sequence[Cue]) -> list[Cue]:
    """Those of `cues` that are beyond doubt."""
    return [cue for cue in cues if cue.certain]


def folded_words(words: str) -> frozenset[str]:
    """The words of a list written as one string, folded as the keys of tokens are."""
    return frozenset(fold(words).split())


def bare(word: str, known: frozenset[str], proclitics: Sequence[str]) -> bool:
    """Whether `word`, or what is left of it without one of `proclitics`, is among `known`."""
    return word in known or any(word.startswith(one) and word[len(one) :] in known for one in proclitics)
