"""Examples that a summarizer learns from: an article with its abstract, headline, lead, or text that was taken out.

The last kind needs no summaries: ``spans`` are filled in as in T5 (Raffel et al. 2020), ``gaps`` are whole sentences,
those most like the others, as in PEGASUS (Zhang et al. 2020). An article's abstract is asked for by the text alone, all
others by a mark before it, so that the finished model summarizes without one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np

from mujaz.text.sentences import split_sentences
from mujaz.training.text_files import Texts
from mujaz.training.vocabulary import MARKS, Tokenizer

Ids = list[int]
Example = tuple[Ids, Ids]
Encode = Callable[[list[str]], list[list[int]]]

SHORTEST_PASSAGE = 48
"""Pieces; a shorter end of an article is no passage to learn from."""

LONGEST_LEAD = 100
"""Pieces; a longer first sentence is not asked for."""

SPAN_SHARE, SPAN_PIECES = 0.15, 3.0
"""Share of a passage's pieces that are taken out, and how many in a row."""

GAP_SHARE = 0.2
"""Share of a passage's sentences that are taken out."""

GAP_SEEN = 0.2
"""Share of passages whose sentences are asked for but left in place, so that copying is learned (as in PEGASUS)."""


@dataclass(frozen=True)
class Marks:
    """Ids of the pieces that ask for a headline or lead, and of those that replace text that was taken out."""

    title: int
    lead: int
    mask: int
    sentinels: tuple[int, ...]


def find_marks(pieces: Tokenizer) -> Marks:
    """Find the marks in a summarizer's vocabulary."""
    title, lead, mask, *sentinels = (pieces.piece_to_id(mark) for mark in MARKS)
    return Marks(title, lead, mask, tuple(sentinels))


class Objectives:
    """Makes examples of articles, the same ones for the same generator state.

    Args:
        encode: Turns texts into piece ids.
        marks: Ids of the marks.
        longest: Most pieces of a source.
        rng: Chooses the text that is taken out.
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
        """Yield source and target ids, without ``</s>``; nothing if the article lacks what is asked for."""
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
        lead, *sentences = self._sentences(article) or [[]]
        text = list(chain.from_iterable(sentences))
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
        """Yield consecutive sentences that fit; a sentence that alone is too long is cut."""
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
    """Replace spans of `ids` (two at least) by sentinels; the target is the spans, each after its sentinel."""
    removed = min(max(1, round(SPAN_SHARE * len(ids))), len(ids) - 1)
    spans = min(max(1, round(removed / SPAN_PIECES)), len(sentinels), len(ids) - removed)
    gaps, lengths = _lengths(len(ids) - removed, spans, rng), _lengths(removed, spans, rng)
    source: Ids = []
    target: Ids = []
    end = 0
    for sentinel, gap, length in zip(sentinels, gaps, lengths, strict=False):
        start, last = end + gap, end
        end = start + length
        source += [*ids[last:start], sentinel]
        target += [sentinel, *ids[start:end]]
    return source, target


def _lengths(total: int, count: int, rng: np.random.Generator) -> Ids:
    """Cut `total` at random into `count` numbers of one or more."""
    cuts = sorted(int(cut) + 1 for cut in rng.choice(total - 1, count - 1, replace=False)) if count > 1 else []
    return [end - start for start, end in pairwise([0, *cuts, total])]


def take_sentences(passage: Sequence[Ids], mask: int, rng: np.random.Generator) -> Example:
    """Mask the most telling sentences of a passage (some are left in place); the target is these sentences."""
    telling = set(_most_telling(passage, max(1, round(GAP_SHARE * len(passage)))))
    in_place = rng.random() < GAP_SEEN
    source = [[mask] if i in telling and not in_place else sentence for i, sentence in enumerate(passage)]
    target = [sentence for i, sentence in enumerate(passage) if i in telling]
    return list(chain.from_iterable(source)), list(chain.from_iterable(target))


def _most_telling(passage: Sequence[Ids], count: int) -> list[int]:
    """Return the indices of the sentences that share most pieces with all others (ROUGE-1 F but for a constant)."""
    counts = [Counter(sentence) for sentence in passage]
    whole = sum(counts, Counter[int]())
    shared = [sum(min(n, whole[piece] - n) for piece, n in sentence.items()) for sentence in counts]
    return sorted(range(len(passage)), key=lambda i: -shared[i])[:count]
