"""The shared part of both engines: pieces, blank sources, batches, order, and log-probabilities.

A subclass only runs its library on one batch of pieces. If its search does not give a hypothesis' log-probability, it
is computed by feeding the hypothesis to the model (forced decoding), as `score` does.

A batch has sources of similar length, so that little is padded and memory is bounded.
"""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import chain
from typing import TypeVar

from mujaz.engines.base import Engine, Generation, GenerationOptions, Hypothesis
from mujaz.engines.pieces import END, Pieces
from mujaz.errors import InputError

Item = TypeVar("Item")
Result = TypeVar("Result")


def cut_batches(lengths: Sequence[int], max_pieces: int, max_items: int) -> Iterator[list[int]]:
    """Yield the indices of `lengths`, longest first, in batches of at most `max_pieces` padded pieces and `max_items`.

    An item longer than `max_pieces` makes a batch of its own. Equal lengths keep their order.
    """
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        # Sorted, so the first of a batch is its longest and gives its width.
        if batch and (len(batch) == max_items or lengths[batch[0]] * (len(batch) + 1) > max_pieces):
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def run_in_batches(
    items: Sequence[Item],
    lengths: Sequence[int],
    run: Callable[[list[Item]], list[Result]],
    *,
    max_pieces: int,
    max_items: int,
    lanes: int = 1,
) -> list[Result]:
    """Run `items` batch by batch; return the results in the order of `items`.

    With several lanes, so many batches run at a time, each in its own thread. Few items are shared out, so that no
    lane has more than its part of them or of their pieces.
    """
    if lanes > 1:
        max_pieces = min(max_pieces, math.ceil(sum(lengths) / lanes))
        max_items = min(max_items, math.ceil(len(items) / lanes))
    batches = list(cut_batches(lengths, max_pieces, max_items))
    item_batches = [[items[index] for index in batch] for batch in batches]
    if lanes == 1 or len(batches) == 1:
        results = [run(batch) for batch in item_batches]
    else:
        with ThreadPoolExecutor(lanes) as pool:
            results = list(pool.map(run, item_batches))
    by_index = dict(zip(chain.from_iterable(batches), chain.from_iterable(results), strict=True))
    return [by_index[index] for index in range(len(items))]


MAX_SCORED_PIECES = 1024
"""Longest text that `score` takes if the model has no limit of its own: attention grows with the square."""

MAX_LOGITS = 2**26
"""Numbers that the output layer may hold at once, 256 MB in float32: mT5's 250,112 pieces make it the largest array."""

MIN_OUTPUT_PIECES = 1
"""A source that is not blank gives at least this: mT5's empty outputs (transformers#9792) are useless."""

BLANK = Hypothesis(text="", log_probability=0.0, pieces=(), finished=True)
"""The hypothesis for a blank source, for which a model would invent a text."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A hypothesis as the search leaves it.

    Attributes:
        pieces: Without ``</s>``.
        finished: Whether ``</s>`` was reached.
        attention: As in `Hypothesis`.
        log_probability: As in `Hypothesis`; None if the search does not give it.
    """

    pieces: tuple[str, ...]
    finished: bool
    attention: tuple[tuple[float, ...], ...] | None = None
    log_probability: float | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """Source pieces with ``</s>``, and target pieces as they are to be scored: with ``</s>`` if it was reached."""

    source: list[str]
    target: list[str]


class Seq2SeqEngine(Engine):
    """An engine on pieces.

    Attributes:
        pieces: SentencePiece files and vocabularies.
        max_positions: Most pieces that the model can take on either side; None if it has no such limit.
        max_batch_pieces: Padded source pieces of one batch; bounds memory.
        max_batch_items: Most sources of one batch.
        lanes: Batches that the library works on side by side.
    """

    max_batch_pieces = 4096
    max_batch_items = 32
    lanes = 1

    def __init__(self, pieces: Pieces, max_positions: int | None) -> None:
        self.pieces = pieces
        self.max_positions = max_positions

    def generate(self, sources: Sequence[str], options: GenerationOptions) -> list[Generation]:
        """Generate texts for `sources`, in their order; a blank source gives an empty text of log-probability 0.

        Raises:
            InputError: Options that no engine can honour.
        """
        self.check_options(options)
        encoded = self.pieces.encode(sources, self._fitting(options.max_input_pieces))
        hypotheses = iter(self._search_all([source.pieces for source in encoded if not source.blank], options))
        return [
            Generation((BLANK,) if source.blank else tuple(next(hypotheses)), len(source.pieces), source.truncated)
            for source in encoded
        ]

    def score(self, sources: Sequence[str], targets: Sequence[str]) -> list[float]:
        """Compute the log-probability (natural, ``</s>`` included) of each target; a source that is too long is cut.

        Raises:
            InputError: Not as many targets as sources, or a target longer than the model takes.
        """
        if len(sources) != len(targets):
            raise InputError(f"{len(sources)} sources cannot be scored against {len(targets)} targets")
        limit = self._fitting(MAX_SCORED_PIECES)
        encoded = self.pieces.encode(sources, limit)
        target_pieces = [[*row, END] for row in self.pieces.encode_targets(targets)]
        if longest := max((len(row) for row in target_pieces if len(row) > limit), default=0):
            raise InputError(f"a target of {longest} pieces cannot be scored: {limit} are the most")
        return self._score_all([Example(s.pieces, t) for s, t in zip(encoded, target_pieces, strict=True)])

    def count_pieces(self, text: str) -> int:
        """Count the pieces of `text` on the source side, without ``</s>``."""
        return len(self.pieces.source.encode([text])[0])

    @abstractmethod
    def _search(self, sources: list[list[str]], options: GenerationOptions) -> list[list[SearchResult]]:
        """Search one batch; return each source's hypotheses, best first."""

    @abstractmethod
    def _score(self, examples: list[Example]) -> list[float]:
        """Compute the log-probabilities of the targets of one batch, of exactly these pieces."""

    def _fitting(self, limit: int) -> int:
        return min(limit, self.max_positions or limit)

    def _search_all(self, sources: list[list[str]], options: GenerationOptions) -> list[list[Hypothesis]]:
        def run(batch: list[list[str]]) -> list[list[Hypothesis]]:
            results = self._search(batch, options)
            if not options.scored:
                results = [[replace(result, log_probability=math.nan) for result in row] for row in results]
            unscored = [
                _example(source, result)
                for source, row in zip(batch, results, strict=True)
                for result in row
                if result.log_probability is None
            ]
            scores = iter(self._score_all(unscored))
            return [[self._hypothesis(result, scores) for result in row] for row in results]

        lengths = [len(source) for source in sources]
        rows = options.beam_size * len(self.pieces.target_vocabulary)
        items = max(1, min(self.max_batch_items, MAX_LOGITS // rows // self.lanes))
        return self._in_batches(sources, lengths, run, items)

    def _score_all(self, examples: list[Example]) -> list[float]:
        # Each piece of a target takes the whole output layer: with a large vocabulary it weighs more than a source's.
        weight = max(1.0, len(self.pieces.target_vocabulary) * self.max_batch_pieces * self.lanes / MAX_LOGITS)
        lengths = [max(len(example.source), math.ceil(len(example.target) * weight)) for example in examples]
        return self._in_batches(examples, lengths, self._score, self.max_batch_items)

    def _in_batches(
        self, items: Sequence[Item], lengths: Sequence[int], run: Callable[[list[Item]], list[Result]], most: int
    ) -> list[Result]:
        return run_in_batches(items, lengths, run, max_pieces=self.max_batch_pieces, max_items=most, lanes=self.lanes)

    def _hypothesis(self, result: SearchResult, scores: Iterator[float]) -> Hypothesis:
        text = self.pieces.target.decode(result.pieces)
        log_probability = next(scores) if result.log_probability is None else result.log_probability
        return Hypothesis(text, log_probability, result.pieces, result.finished, result.attention)


def _example(source: list[str], result: SearchResult) -> Example:
    return Example(source, [*result.pieces, END] if result.finished else list(result.pieces))
