"""What a summarizer can learn from an article: to write its abstract, its headline or its lead, or what was taken out.

The last two need no summaries. ``spans`` are filled in as in T5 (Raffel et al. 2020), ``gaps`` are whole sentences,
those most like the rest, as in PEGASUS (Zhang et al. 2020). An article's abstract is asked for by its text alone, all
else with a mark of its own, so that a finished model does what a summarizer is asked to do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np

from mujaz.text.sentences import split_sentences
from mujaz.training.corpus import Texts
from mujaz.training.vocabulary import MARKS, Cutter

Ids = list[int]
Example = tuple[Ids, Ids]
Encode = Callable[[list[str]], list[list[int]]]

SHORTEST_PASSAGE = 48
"""Pieces; a shorter rest of an article is no passage to learn from."""

LONGEST_LEAD = 100
"""Pieces; a longer first sentence is not asked for."""

SPAN_SHARE, SPAN_PIECES = 0.15, 3.0
"""Share of a passage's pieces that are taken out, and how many in a row."""

GAP_SHARE = 0.2
"""Share of a passage's sentences that are taken out."""

GAP_SEEN = 0.2
"""Share of passages whose sentences are asked for and yet left in place, so that copying is learned (as in PEGASUS)."""


@dataclass(frozen=True)
class Marks:
    """Ids of the pieces that ask for something, and of those that stand for a span that was taken out."""

    title: int
    lead: int
    mask: int
    sentinels: tuple[int, ...]


def marks_of(pieces: Cutter) -> Marks:
    """The marks in a summarizer's vocabulary."""
    title, lead, mask, *sentinels = (pieces.piece_to_id(mark) for mark in MARKS)
    return Marks(title, lead, mask, tuple(sentinels))


class Objectives:
    """Makes examples of articles, the same ones for the same generator state.

    Args:
        encode: Texts to piece ids.
        marks: Ids with a meaning of their own.
        longest: Pieces of a source.
        rng: Chooses what is taken out.
    """

    def __init__(self, encode: Encode, marks: Marks, longest: int, rng: np.random.Generator) -> None:
        self._encode = encode
        self._marks = marks
        self._longest = longest
        self._rng = rng
        self._makers: Mapping[str, Callable[[Texts], Iterator[Example]]] = {
            "pairs": self._pairs,
            "titles": self._titles,
            "leads": self._leads,
            "spans": self._spans,
            "gaps": self._gaps,
        }

    def examples(self, objective: str, article: Texts) -> Iterator[Example]:
        """Source and target ids, without ``</s>``; none where the article lacks what is asked for."""
        return self._makers[objective](article)

    def _pairs(self, article: Texts) -> Iterator[Example]:
        if article.text and article.summary:
            text, summary = self._encode([article.text, article.summary])
            yield text[: self._longest], summary

    def _titles(self, article: Texts) -> Iterator[Example]:
        if article.text and article.title:
            text, title = self._encode([article.text, article.title])
            yield [self._marks.title, *text][: self._longest], title

    def _leads(self, article: Texts) -> Iterator[Example]:
        lead, *rest = self._sentences(article) or [[]]
        text = list(chain.from_iterable(rest))
        if lead and len(lead) <= LONGEST_LEAD and len(text) >= SHORTEST_PASSAGE:
            yield [self._marks.lead, *text][: self._longest], lead

    def _spans(self, article: Texts) -> Iterator[Example]:
        for passage in self._passages(article):
            yield take_spans(list(chain.from_iterable(passage)), self._marks.sentinels, self._rng)

    def _gaps(self, article: Texts) -> Iterator[Example]:
        for passage in self._passages(article):
            if len(passage) > 1:
                yield take_sentences(passage, self._marks.mask, self._rng)

    def _sentences(self, article: Texts) -> list[Ids]:
        return self._encode(split_sentences(article.text))

    def _passages(self, article: Texts) -> Iterator[list[Ids]]:
        """Consecutive sentences that fit; a sentence that is longer alone is cut."""
        passage: list[Ids] = []
        for sentence in self._sentences(article):
            if sum(map(len, passage)) + len(sentence) > self._longest:
                yield from _long_enough(passage)
                passage = []
            passage.append(sentence[: self._longest])
        yield from _long_enough(passage)


def _long_enough(passage: list[Ids]) -> list[list[Ids]]:
    return [passage] if sum(map(len, passage)) >= SHORTEST_PASSAGE else []


def take_spans(ids: Sequence[int], sentinels: Sequence[int], rng: np.random.Generator) -> Example:
    """`ids` (two at least) with spans replaced by sentinels, and the spans, each after its sentinel."""
    taken = min(max(1, round(SPAN_SHARE * len(ids))), len(ids) - 1)
    spans = min(max(1, round(taken / SPAN_PIECES)), len(sentinels), len(ids) - taken)
    source: Ids = []
    target: Ids = []
    at = 0
    for sentinel, kept, gone in zip(
        sentinels, _lengths(len(ids) - taken, spans, rng), _lengths(taken, spans, rng), strict=False
    ):
        source += [*ids[at : at + kept], sentinel]
        target += [sentinel, *ids[at + kept : at + kept + gone]]
        at += kept + gone
    return source, target


def _lengths(total: int, parts: int, rng: np.random.Generator) -> Ids:
    """A random way of cutting `total` into so many parts of one or more."""
    cuts = sorted(int(cut) + 1 for cut in rng.choice(total - 1, parts - 1, replace=False)) if parts > 1 else []
    return [end - start for start, end in pairwise([0, *cuts, total])]


def take_sentences(passage: Sequence[Ids], mask: int, rng: np.random.Generator) -> Example:
    """The passage with its most telling sentences masked (or, now and then, in place), and these sentences."""
    wanted = set(_most_telling(passage, max(1, round(GAP_SHARE * len(passage)))))
    seen = rng.random() < GAP_SEEN
    source = [[mask] if i in wanted and not seen else sentence for i, sentence in enumerate(passage)]
    target = [sentence for i, sentence in enumerate(passage) if i in wanted]
    return list(chain.from_iterable(source)), list(chain.from_iterable(target))


def _most_telling(passage: Sequence[Ids], count: int) -> list[int]:
    """Indices of the sentences that share most pieces with all the others (ROUGE-1 F but for a constant)."""
    counts = [Counter(sentence) for sentence in passage]
    whole = sum(counts, Counter[int]())
    shared = [sum(min(n, whole[piece] - n) for piece, n in own.items()) for own in counts]
    return sorted(range(len(passage)), key=lambda i: -shared[i])[:count]
