"""Packing sentences into passages that fit a model's input."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

from mujaz.text.clauses import split_clauses
from mujaz.text.clean import for_model
from mujaz.types import Passage, Sentence


def pack(sentences: Sequence[Sentence], count: Callable[[str], int], limit: int) -> list[Passage]:
    """Consecutive `sentences` in as few passages as `limit` allows, of like size; all are in, in order.

    Like size matters: the model invents more news than it reads when a last short sentence is left on its own.

    Args:
        sentences: In article order.
        count: Pieces of a text; not more for a text than for its words together and one for each space.
        limit: Most pieces of a passage. A sentence above it becomes passages of its own, cut by clauses.
    """
    pieces = [part for sentence in sentences for part in _parts(sentence, count, limit)]
    return [
        Passage(text=" ".join(text for text, _, _ in group), sentences=tuple(sentence for _, sentence, _ in group))
        for group in _groups(pieces, limit)
    ]


_Part = tuple[str, Sentence, int]


def _parts(sentence: Sentence, count: Callable[[str], int], limit: int) -> Iterator[_Part]:
    text = for_model(sentence.text)
    size = count(text)
    if size <= limit:
        yield text, sentence, size
        return
    for clause in split_clauses(text, count, limit):
        yield clause, sentence, limit + 1  # alone, so that a part of a sentence is never joined with another sentence


def _groups(pieces: Sequence[_Part], limit: int) -> Iterator[list[_Part]]:
    remaining = sum(size + 1 for _, _, size in pieces)
    group: list[_Part] = []
    used, goal = 0, _even(remaining, limit)
    for part in pieces:
        size = part[2] + 1  # with the space before the next
        if group and (used + size > limit + 1 or used + size / 2 > goal):
            yield group
            group, remaining, used = [], remaining - used, 0
            goal = _even(remaining, limit)
        group.append(part)
        used += size
    if group:
        yield group


def _even(remaining: int, limit: int) -> float:
    """Size of a passage when what is left goes evenly into as few as possible."""
    return remaining / max(1, math.ceil(remaining / limit))
