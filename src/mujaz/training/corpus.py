"""Training data in memory: files of pairs, tokenized once, mixed by weight, batched by pieces."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from mujaz.errors import InputError
from mujaz.text.clean import for_model
from mujaz.training.objectives import Objectives, find_marks
from mujaz.training.recipe import Recipe, Source, Stage
from mujaz.training.text_files import load_pairs, read_texts
from mujaz.training.vocabulary import Vocabularies

Encode = Callable[[list[str]], list[list[int]]]


Ids = npt.NDArray[np.int32]


Indices = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Side:
    """Piece ids of many texts in one array: text `i` is ``ids[starts[i]:starts[i + 1]]``, without ``</s>``."""

    ids: Ids
    starts: Indices

    def __getitem__(self, index: int) -> Ids:
        return self.ids[self.starts[index] : self.starts[index + 1]]

    @property
    def lengths(self) -> Indices:
        """Return the number of pieces of each text."""
        return np.diff(self.starts)


def tokenize(texts: Sequence[str], encode: Encode) -> Side:
    """Tokenize texts into one `Side`."""
    return pack(ids for start in range(0, len(texts), 10_000) for ids in encode(list(texts[start : start + 10_000])))


def pack(texts: Iterable[Sequence[int]]) -> Side:
    """Pack texts that are tokenized already into one `Side`."""
    chunks = [np.asarray(ids, np.int32) for ids in texts]
    starts = np.cumsum([0, *map(len, chunks)], dtype=np.int64)
    return Side(np.concatenate([np.zeros(0, np.int32), *chunks]), starts)


def concatenate(sides: Sequence[Side]) -> Side:
    """Join the texts of all `sides`."""
    offsets = np.cumsum([0, *(len(side.ids) for side in sides)])
    starts = [side.starts[1:] + offset for side, offset in zip(sides, offsets, strict=False)]
    return Side(np.concatenate([side.ids for side in sides]), np.concatenate([np.zeros(1, np.int64), *starts]))


@dataclass(frozen=True)
class Corpus:
    """Tokenized files, one after the other: items ``bounds[i]`` to ``bounds[i + 1]`` come from ``sources[i]``."""

    sources: tuple[Source, ...]
    source: Side
    target: Side
    bounds: tuple[int, ...]

    def epoch(self, rng: np.random.Generator) -> list[tuple[int, ...]]:
        """Draw one epoch's examples, shuffled: each a tuple of item numbers, several if short items are joined."""
        examples: list[tuple[int, ...]] = []
        for source, first, last in zip(self.sources, self.bounds[:-1], self.bounds[1:], strict=True):
            examples += _join(_draw(first, last, source.weight, rng), source.join, rng)
        order = rng.permutation(len(examples))
        return [examples[i] for i in order]

    def lengths(self, examples: Sequence[tuple[int, ...]]) -> Indices:
        """Return the length of the longer side of each example in pieces, ``</s>`` included."""
        longer = np.maximum(self.source.lengths, self.target.lengths)
        return np.array([longer[list(example)].sum() + 1 for example in examples])


def _draw(first: int, last: int, weight: float, rng: np.random.Generator) -> Indices:
    whole, share = divmod(weight, 1)
    items = np.arange(first, last)
    extra = rng.permutation(items)[: round(share * len(items))]
    return np.concatenate([np.tile(items, int(whole)), extra])


def _join(items: Indices, share: float, rng: np.random.Generator) -> list[tuple[int, ...]]:
    """Join consecutive items, two or three at a time, so that about `share` of all items are in a joined example."""
    examples, start = [], 0
    while start < len(items):
        size = int(rng.integers(2, 4)) if rng.random() < share / 2 else 1
        examples.append(tuple(int(i) for i in items[start : start + size]))
        start += size
    return examples


class PieceBatches:
    """An endless stream of batches, cut to `steps`, equal for equal seeds: a resumed run skips those it has seen.

    A batch's padded pieces (the longer side, times its examples) stay within `batch_pieces`; examples longer than
    `longest` are left out.
    """

    def __init__(self, corpus: Corpus, steps: int, batch_pieces: int, longest: int, seed: int) -> None:
        self.corpus = corpus
        self.steps = steps
        self.batch_pieces = batch_pieces
        self.longest = longest
        self.seed = seed

    def __len__(self) -> int:
        return self.steps

    def __iter__(self) -> Iterator[list[tuple[int, ...]]]:
        count, epoch = 0, 0
        while count < self.steps:
            batches = self._epoch(np.random.default_rng([self.seed, epoch]))
            if not batches:
                raise InputError(f"no training example is within {self.longest} pieces")
            yield from batches[: self.steps - count]
            count += len(batches)
            epoch += 1

    def _epoch(self, rng: np.random.Generator) -> list[list[tuple[int, ...]]]:
        examples = self.corpus.epoch(rng)
        lengths = self.corpus.lengths(examples)
        # Noise makes batches differ between epochs; neighbours of nearly the same length still waste little padding.
        order = np.argsort(lengths * rng.uniform(0.95, 1.05, len(lengths)), kind="stable")
        batches: list[list[tuple[int, ...]]] = []
        batch: list[tuple[int, ...]] = []
        widest = 0
        for index in order:
            if lengths[index] > self.longest:
                continue
            if batch and (len(batch) + 1) * max(widest, lengths[index]) > self.batch_pieces:
                batches.append(batch)
                batch, widest = [], 0
            batch.append(examples[index])
            widest = max(widest, int(lengths[index]))
        if batch:
            batches.append(batch)
        return [batches[i] for i in rng.permutation(len(batches))]


log = logging.getLogger(__name__)


def load_stage_corpora(recipe: Recipe, data: Path, pieces: Vocabularies, stage: Stage) -> tuple[Corpus, Corpus]:
    """Load the training items of `stage`, and those of its evaluations."""
    corpus = load_corpus(recipe, data, pieces, stage.data or recipe.data)
    log.info("stage %s: %d items, %d target pieces", stage.name, corpus.bounds[-1], len(corpus.target.ids))
    development = stage.development or recipe.development
    source = Source(file=development.file, objective=development.objective)
    return corpus, load_corpus(recipe, data, pieces, [source], development.items)


def load_corpus(
    recipe: Recipe, data: Path, pieces: Vocabularies, sources: Sequence[Source], limit: int | None = None
) -> Corpus:
    """Load files, normalized and tokenized; at most `limit` items of each. Long articles are cut.

    The text that is taken out of an article to be learned is drawn for each source, by the recipe's seed.
    """
    load = _load_examples if recipe.task == "summarize" else _load_translations
    loaded = [load(recipe, data, pieces, source, number, limit) for number, source in enumerate(sources)]
    bounds = itertools.accumulate((len(target.lengths) for _, target in loaded), initial=0)
    texts, targets = (concatenate(sides) for sides in zip(*loaded, strict=True))
    return Corpus(tuple(sources), texts, targets, tuple(bounds))


def _load_translations(
    recipe: Recipe, data: Path, pieces: Vocabularies, source: Source, _number: int, limit: int | None
) -> tuple[Side, Side]:
    pairs = load_pairs(recipe, data, source)[:limit]
    sources, targets = [source for source, _ in pairs], [target for _, target in pairs]
    return tokenize(sources, pieces.source.encode), tokenize(targets, pieces.target.encode)


def _load_examples(
    recipe: Recipe, data: Path, pieces: Vocabularies, source: Source, number: int, limit: int | None
) -> tuple[Side, Side]:
    processor = pieces.source
    # One piece of the longest is </s>.
    objectives = Objectives(
        lambda texts: processor.encode([for_model(text) for text in texts]),
        find_marks(processor),
        recipe.longest - 1,
        np.random.default_rng([recipe.seed, number]),
    )
    articles = read_texts(data / source.file)
    examples = (example for article in articles for example in objectives.examples(source.objective, article))
    limited = list(itertools.islice(examples, limit))
    return pack(text for text, _ in limited), pack(target for _, target in limited)
