"""Training text on disk and in memory: files of pairs, tokenized once, mixed by weight, batched by pieces."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from mujaz.errors import InputError
from mujaz.training.recipe import Source

Pair = tuple[str, str]
Encode = Callable[[list[str]], list[list[int]]]
Ids = npt.NDArray[np.int32]
Indices = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Texts:
    """What an article in a file holds for training; what it lacks is empty."""

    text: str
    title: str
    summary: str


def read_pairs(path: Path) -> Iterator[Pair]:
    """Source and target of each item of a file; items with an empty side are left out.

    A ``.tsv`` holds them in its first two columns, a ``.jsonl`` as the article's text and (first) summary; either may
    be gzip'd.

    Raises:
        InputError: The file is missing, or a line is not of that form.
    """
    if path.name.removesuffix(".gz").endswith(".tsv"):
        return read_table(path)
    pairs = ((article.text, article.summary) for article in read_texts(path))
    return (pair for pair in pairs if pair[0] and pair[1])


def read_table(path: Path) -> Iterator[Pair]:
    """The first two columns of a ``.tsv`` where both hold something.

    Raises:
        InputError: The file is missing, or a line has no two columns.
    """
    pairs = (_parse_tsv(line, where) for where, line in lines_of(path))
    return (pair for pair in pairs if pair[0] and pair[1])


def read_texts(path: Path) -> Iterator[Texts]:
    """The articles of a ``.jsonl``.

    Raises:
        InputError: The file is missing, or a line is not of that form.
    """
    return (_parse_article(line, where) for where, line in lines_of(path))


def lines_of(path: Path) -> Iterator[tuple[str, str]]:
    """Each line of a file, gzip'd or not, and where it stands.

    Raises:
        InputError: The file is missing, or not UTF-8.
    """
    zipped = path.name.endswith(".gz")
    kind = "a gzip'd UTF-8" if zipped else "a UTF-8"
    opener = gzip.open if zipped else open
    try:
        with opener(path, "rt", encoding="utf-8", newline="\n") as lines:
            for number, line in enumerate(lines, 1):
                yield f"{path.name}:{number}", line.rstrip("\r\n")
    except FileNotFoundError as exc:
        raise InputError(f"{path}: no such file; docs/data.md says how to obtain it") from exc
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as exc:
        raise InputError(f"{path}: not {kind} file: {exc}") from exc


def _parse_tsv(line: str, where: str) -> Pair:
    columns = line.split("\t")
    if len(columns) < 2:
        raise InputError(f"{where}: a line needs a source and a target, separated by a tab")
    return columns[0], columns[1]


def _parse_article(line: str, where: str) -> Texts:
    try:
        article = json.loads(line)
        summary = article.get("summary") or ""
        first = summary[0] if isinstance(summary, list) else summary
        texts = Texts(text=article["text"], title=article.get("title") or "", summary=first)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as exc:
        raise InputError(f"{where}: not an article in JSON with text and summary") from exc
    if not all(isinstance(text, str) for text in astuple(texts)):
        raise InputError(f"{where}: not an article in JSON: text, title or summary is no text")
    return texts


@dataclass(frozen=True)
class Side:
    """Piece ids of many texts in one array: text `i` is ``ids[starts[i]:starts[i + 1]]``, without ``</s>``."""

    ids: Ids
    starts: Indices

    def __getitem__(self, index: int) -> Ids:
        return self.ids[self.starts[index] : self.starts[index + 1]]

    @property
    def lengths(self) -> Indices:
        """Pieces of each text."""
        return np.diff(self.starts)


def tokenize(texts: Sequence[str], encode: Encode, longest: int | None = None) -> Side:
    """All texts as one `Side`, each cut to `longest` pieces; `encode` turns a list of texts into lists of ids."""
    chunks, lengths = [], []
    for start in range(0, len(texts), 10_000):
        for ids in encode(list(texts[start : start + 10_000])):
            chunks.append(np.asarray(ids[:longest], np.int32))
            lengths.append(len(chunks[-1]))
    starts = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]).astype(np.int64)
    return Side(np.concatenate(chunks) if chunks else np.zeros(0, np.int32), starts)


def pack(texts: Iterable[Sequence[int]]) -> Side:
    """Texts that are cut into pieces already, as one `Side`."""
    chunks = [np.asarray(ids, np.int32) for ids in texts]
    starts = np.cumsum([0, *map(len, chunks)], dtype=np.int64)
    return Side(np.concatenate([np.zeros(0, np.int32), *chunks]), starts)


def concatenate(sides: Sequence[Side]) -> Side:
    """The texts of all `sides` in one."""
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
        """One epoch's examples, shuffled: each a tuple of item numbers, more than one where short items are joined."""
        examples: list[tuple[int, ...]] = []
        for source, first, last in zip(self.sources, self.bounds[:-1], self.bounds[1:], strict=True):
            examples += _join(_draw(first, last, source.weight, rng), source.join, rng)
        order = rng.permutation(len(examples))
        return [examples[i] for i in order]

    def lengths(self, examples: Sequence[tuple[int, ...]]) -> Indices:
        """The longer side of each example in pieces, ``</s>`` included."""
        longer = np.maximum(self.source.lengths, self.target.lengths)
        return np.array([longer[list(example)].sum() + 1 for example in examples])


def _draw(first: int, last: int, weight: float, rng: np.random.Generator) -> Indices:
    whole, share = divmod(weight, 1)
    items = np.arange(first, last)
    extra = rng.permutation(items)[: round(share * len(items))]
    return np.concatenate([np.tile(items, int(whole)), extra])


def _join(items: Indices, share: float, rng: np.random.Generator) -> list[tuple[int, ...]]:
    """Consecutive items joined two or three at a time, so that about `share` of all items are in a joined example."""
    examples, at = [], 0
    while at < len(items):
        size = int(rng.integers(2, 4)) if rng.random() < share / 2 else 1
        examples.append(tuple(int(i) for i in items[at : at + size]))
        at += size
    return examples


class PieceBatches:
    """An endless stream of batches cut to `steps`, equal for equal seeds: what a resumed run skips, it had seen.

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
        made, epoch = 0, 0
        while made < self.steps:
            batches = self._epoch(np.random.default_rng([self.seed, epoch]))
            if not batches:
                raise InputError(f"no training example is within {self.longest} pieces")
            yield from batches[: self.steps - made]
            made += len(batches)
            epoch += 1

    def _epoch(self, rng: np.random.Generator) -> list[list[tuple[int, ...]]]:
        examples = self.corpus.epoch(rng)
        lengths = self.corpus.lengths(examples)
        # Noise keeps batches from being the same every epoch; near neighbours in length still waste little padding.
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
