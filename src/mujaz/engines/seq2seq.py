"""Batches by piece count: sources of like length together, so that little is padded and memory is bounded."""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import chain
from typing import TypeVar

from mujaz.engines.base import Engine, Generation, GenerationOptions, Hypothesis
from mujaz.engines.pieces import END, Encoded, Pieces
from mujaz.errors import InputError

Item = TypeVar("Item")
Result = TypeVar("Result")


def batches(lengths: Sequence[int], max_pieces: int, max_items: int) -> Iterator[list[int]]:
    """Indices of `lengths`, longest first, in batches of at most `max_pieces` padded pieces and `max_items` items.

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


def in_batches(
    items: Sequence[Item],
    lengths: Sequence[int],
    run: Callable[[list[Item]], list[Result]],
    *,
    max_pieces: int,
    max_items: int,
    lanes: int = 1,
) -> list[Result]:
    """What `run` makes of `items`, batch by batch, in the order of `items`.

    With several lanes, so many batches are run at a time, each in a thread of its own; few items are shared out, so
    that no lane has more than its part of them or of their pieces.
    """
    if lanes > 1:
        max_pieces = min(max_pieces, math.ceil(sum(lengths) / lanes))
        max_items = min(max_items, math.ceil(len(items) / lanes))
    cut = list(batches(lengths, max_pieces, max_items))
    made = _run([[items[index] for index in batch] for batch in cut], run, lanes)
    results = dict(zip(chain.from_iterable(cut), chain.from_iterable(made), strict=True))
    return [results[index] for index in range(len(items))]


def _run(cut: list[list[Item]], run: Callable[[list[Item]], list[Result]], lanes: int) -> list[list[Result]]:
    if lanes == 1 or len(cut) == 1:
        return [run(batch) for batch in cut]
    with ThreadPoolExecutor(lanes) as pool:
        return list(pool.map(run, cut))


MAX_SCORED_PIECES = 1024
"""`score` takes no longer text, for models without a limit of their own: attention grows with the square."""

MAX_LOGITS = 2**26
"""Numbers that the output layer may hold at once, 256 MB in float32: mT5's 250,112 pieces make it the largest array."""

MIN_OUTPUT_PIECES = 1
"""A source that is not blank gives at least this: mT5's empty outputs (transformers#9792) are of no use to anyone."""

NOTHING = Hypothesis(text="", log_probability=0.0, pieces=(), finished=True)
"""What a blank source gives, in place of what a model invents for it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A hypothesis as the search leaves it.

    Attributes:
        pieces: Without ``</s>``.
        finished: Whether ``</s>`` was reached.
        attention: As in `Hypothesis`.
        log_probability: As in `Hypothesis`; None where the search has none, or one of something else.
    """

    pieces: tuple[str, ...]
    finished: bool
    attention: tuple[tuple[float, ...], ...] | None = None
    log_probability: float | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Source pieces with ``</s>``, and target pieces as they are to be scored: with ``</s>`` where it was reached."""

    source: list[str]
    target: list[str]


class Seq2SeqEngine(Engine):
    """An engine on pieces.

    Attributes:
        pieces: SentencePiece files and vocabularies.
        max_positions: Most pieces that the model can take on either side; None where it has no such limit.
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
        """Generations for `sources`, in their order; a blank source gives one empty hypothesis of log-probability 0.

        Raises:
            InputError: Options that no engine can honour.
        """
        _check(options)
        encoded = self.pieces.encode(sources, self._fitting(options.max_input_pieces))
        written = [one.pieces for one in encoded if not one.blank]
        found = iter(self._search_all(written, options))
        return [_generation(one, [NOTHING] if one.blank else next(found)) for one in encoded]

    def score(self, sources: Sequence[str], targets: Sequence[str]) -> list[float]:
        """Log-probability (natural, ``</s>`` included) of each target given its source; a source too long is cut.

        Raises:
            InputError: Not as many targets as sources, or a target longer than the model takes.
        """
        if len(sources) != len(targets):
            raise InputError(f"{len(sources)} sources cannot be scored against {len(targets)} targets")
        limit = self._fitting(MAX_SCORED_PIECES)
        encoded = self.pieces.encode(sources, limit)
        written = [[*row, END] for row in self.pieces.encode_targets(targets)]
        if longest := max((len(row) for row in written if len(row) > limit), default=0):
            raise InputError(f"a target of {longest} pieces cannot be scored: {limit} are the most")
        return self._score_all([Pair(s.pieces, t) for s, t in zip(encoded, written, strict=True)])

    def count_pieces(self, text: str) -> int:
        """How many pieces `text` takes on the source side, without ``</s>``."""
        return len(self.pieces.source.encode([text])[0])

    @abstractmethod
    def _search(self, sources: list[list[str]], options: GenerationOptions) -> list[list[Found]]:
        """Hypotheses of one batch, best first; `options.max_output_pieces` fits the model."""

    @abstractmethod
    def _score(self, pairs: list[Pair]) -> list[float]:
        """Log-probabilities of the targets of one batch, exactly the pieces given."""

    def _fitting(self, limit: int) -> int:
        return min(limit, self.max_positions or limit)

    def _search_all(self, sources: list[list[str]], options: GenerationOptions) -> list[list[Hypothesis]]:
        def run(batch: list[list[str]]) -> list[list[Hypothesis]]:
            found = self._search(batch, options)
            if not options.scored:
                found = [[replace(one, log_probability=math.nan) for one in row] for row in found]
            pairs = [(source, one) for source, row in zip(batch, found, strict=True) for one in row]
            scores = iter(self._score_all([_forced(*pair) for pair in pairs if pair[1].log_probability is None]))
            return [[self._hypothesis(one, scores) for one in row] for row in found]

        lengths = [len(source) for source in sources]
        rows = options.beam_size * len(self.pieces.target_vocabulary)
        items = max(1, min(self.max_batch_items, MAX_LOGITS // rows // self.lanes))
        return self._in_batches(sources, lengths, run, items)

    def _score_all(self, pairs: list[Pair]) -> list[float]:
        # Each piece of a target takes the whole output layer: with a large vocabulary it weighs more than a source's.
        weight = max(1.0, len(self.pieces.target_vocabulary) * self.max_batch_pieces * self.lanes / MAX_LOGITS)
        lengths = [max(len(pair.source), math.ceil(len(pair.target) * weight)) for pair in pairs]
        return self._in_batches(pairs, lengths, self._score, self.max_batch_items)

    def _in_batches(
        self, items: Sequence[Item], lengths: Sequence[int], run: Callable[[list[Item]], list[Result]], most: int
    ) -> list[Result]:
        return in_batches(items, lengths, run, max_pieces=self.max_batch_pieces, max_items=most, lanes=self.lanes)

    def _hypothesis(self, found: Found, scores: Iterator[float]) -> Hypothesis:
        text = self.pieces.target.decode(found.pieces)
        log_probability = next(scores) if found.log_probability is None else found.log_probability
        return Hypothesis(text, log_probability, found.pieces, found.finished, found.attention)


def _forced(source: list[str], found: Found) -> Pair:
    return Pair(source, [*found.pieces, END] if found.finished else list(found.pieces))


def _generation(encoded: Encoded, hypotheses: list[Hypothesis]) -> Generation:
    return Generation(tuple(hypotheses), pieces_in=len(encoded.pieces), truncated=encoded.truncated)


def _check(options: GenerationOptions) -> None:
    if not 1 <= options.num_hypotheses <= options.beam_size:
        raise InputError(f"{options.num_hypotheses} hypotheses cannot come from {options.beam_size} beams")
    if options.max_input_pieces < 2 or options.max_output_pieces < 1:
        raise InputError("max_input_pieces must be 2 or more, max_output_pieces 1 or more")
