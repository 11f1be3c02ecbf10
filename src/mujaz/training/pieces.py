"""The two sides' SentencePiece models of a training, made once and kept with its checkpoints."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import sentencepiece as spm

from mujaz.text.clean import for_model
from mujaz.text.sentences import split_sentences
from mujaz.training.archive import read_translations
from mujaz.training.corpus import Corpus, Pair, Side, concatenate, pack, read_pairs, read_texts, tokenize
from mujaz.training.e5 import E5, load_e5
from mujaz.training.objectives import Objectives, marks_of
from mujaz.training.recipe import Development, Recipe, Source, Stage
from mujaz.training.templates import TEMPLATES, template_pairs
from mujaz.training.vocabulary import MARKS, MT5, SPECIALS, Cutter, keep_seen, train_pieces
from mujaz.translate.normalize import normalize_source

log = logging.getLogger(__name__)

# What a bundle's text goes through before its pieces in use must be what it went through in training.
_NORMALIZE: dict[str, Callable[[str], str]] = {"translate": normalize_source, "summarize": for_model}

_MOST_SENTENCES = 400_000
"""What a vocabulary is trained on at most."""

_SOURCE, _TARGET, _ROWS = "source.spm", "target.spm", "source.rows"


class Vocabularies(Protocol):
    """Both sides of a model: `Pieces` of one that begins here, or a checkpoint's (`mujaz.training.start`)."""

    @property
    def source(self) -> Cutter:
        """The encoder's side."""

    @property
    def target(self) -> Cutter:
        """The decoder's side."""

    def save(self, folder: Path) -> None:
        """Write the SentencePiece files as a checkpoint has them."""


@dataclass(frozen=True)
class Pieces:
    """Serialized models of both sides (one and the same for mT5); for a graft, the pretrained encoder as well.

    Attributes:
        source_model, target_model: Serialized SentencePiece models.
        e5: The encoder to graft.
        source_rows: E5's row for each source piece.
    """

    source_model: bytes
    target_model: bytes
    e5: E5 | None = None
    source_rows: tuple[int, ...] = ()

    @property
    def source(self) -> spm.SentencePieceProcessor:
        """The source side's processor."""
        return spm.SentencePieceProcessor(model_proto=self.source_model)

    @property
    def target(self) -> spm.SentencePieceProcessor:
        """The target side's processor."""
        return spm.SentencePieceProcessor(model_proto=self.target_model)

    def save(self, folder: Path) -> None:
        """Write the SentencePiece files as a checkpoint has them."""
        shared = self.source_model == self.target_model
        files = {"spiece.model": self.source_model} if shared else {}
        for name, model in (files or {_SOURCE: self.source_model, _TARGET: self.target_model}).items():
            (folder / name).write_bytes(model)


def prepare_pieces(recipe: Recipe, data: Path, work: Path) -> Pieces:
    """The recipe's vocabularies, read from `work`, where they are made first if need be."""
    if not (work / _ROWS).exists():
        if recipe.task == "summarize":
            _make_shared_pieces(recipe, data, work)
        else:
            _make_pieces(recipe, [pair for source in recipe.sources for pair in load_pairs(recipe, data, source)], work)
    rows = tuple(int(row) for row in (work / _ROWS).read_text(encoding="ascii").split())
    e5 = load_e5() if recipe.model.graft else None
    return Pieces((work / _SOURCE).read_bytes(), (work / _TARGET).read_bytes(), e5, rows)


def _make_pieces(recipe: Recipe, pairs: Sequence[Pair], work: Path) -> None:
    specials, sizes = SPECIALS[recipe.task], recipe.vocabulary
    sources, targets = ([pair[side] for pair in pairs] for side in (0, 1))
    rows: list[int] = []
    target = train_pieces(targets, sizes.target_size, specials)
    if recipe.model.graft:
        source, rows = keep_seen(load_e5(), sources, sizes.minimum_count)
    else:
        source = train_pieces(sources, sizes.source_size, specials)
    _write_pieces(work, source, target, rows)


def _make_shared_pieces(recipe: Recipe, data: Path, work: Path) -> None:
    """One vocabulary for both sides, from an even sample of all sentences: training it on all takes too long."""
    files = sorted({source.file for source in recipe.sources})
    texts = (part for file in files for article in read_texts(data / file) for part in astuple(article))
    sentences = [for_model(sentence) for text in texts for sentence in split_sentences(text)]
    model = train_pieces(sentences[:: 1 + len(sentences) // _MOST_SENTENCES], recipe.vocabulary.source_size, MT5, MARKS)
    _write_pieces(work, model, model, [])


def _write_pieces(work: Path, source: bytes, target: bytes, rows: Sequence[int]) -> None:
    (work / _SOURCE).write_bytes(source)
    (work / _TARGET).write_bytes(target)
    # Last, and at once: it says that all are whole.
    partial = work / f"{_ROWS}.partial"
    partial.write_text(" ".join(map(str, rows)), encoding="ascii")
    partial.replace(work / _ROWS)


def load_pairs(recipe: Recipe, data: Path, source: Source | Development) -> list[Pair]:
    """A file's pairs, normalized as the bundle's inputs will be."""
    normalize = _NORMALIZE[recipe.task]
    read = read_translations if recipe.task == "translate" else read_pairs
    pairs = template_pairs(recipe.seed) if source.file == TEMPLATES else read(data / source.file)
    return [(normalize(text), normalize(target)) for text, target in pairs]


def stage_corpora(recipe: Recipe, data: Path, pieces: Vocabularies, stage: Stage) -> tuple[Corpus, Corpus]:
    """What `stage` is trained on, and what its evaluations look at."""
    corpus = load_corpus(recipe, data, pieces, stage.data or recipe.data)
    log.info("stage %s: %d items, %d target pieces", stage.name, corpus.bounds[-1], len(corpus.target.ids))
    asked = stage.development or recipe.development
    held_out = Source(file=asked.file, objective=asked.objective)
    return corpus, load_corpus(recipe, data, pieces, [held_out], asked.items)


def load_corpus(
    recipe: Recipe, data: Path, pieces: Vocabularies, sources: Sequence[Source], limit: int | None = None
) -> Corpus:
    """The named files, normalized and tokenized; at most `limit` items of each. Long articles are cut.

    What is taken out of an article to be learned is drawn anew for each source, by the recipe's seed.
    """
    load = _load_examples if recipe.task == "summarize" else _load_translations
    sides = [load(recipe, data, pieces, source, number, limit) for number, source in enumerate(sources)]
    bounds = itertools.accumulate((len(target.lengths) for _, target in sides), initial=0)
    texts, targets = (concatenate([pair[side] for pair in sides]) for side in (0, 1))
    return Corpus(tuple(sources), texts, targets, tuple(bounds))


def _load_translations(
    recipe: Recipe, data: Path, pieces: Vocabularies, source: Source, _number: int, limit: int | None
) -> tuple[Side, Side]:
    pairs = load_pairs(recipe, data, source)[:limit]
    texts, targets = ([pair[side] for pair in pairs] for side in (0, 1))
    return tokenize(texts, pieces.source.encode), tokenize(targets, pieces.target.encode)


def _load_examples(
    recipe: Recipe, data: Path, pieces: Vocabularies, source: Source, number: int, limit: int | None
) -> tuple[Side, Side]:
    processor = pieces.source
    # One piece of the longest is </s>.
    make = Objectives(
        lambda texts: processor.encode([for_model(text) for text in texts]),
        marks_of(processor),
        recipe.longest - 1,
        np.random.default_rng([recipe.seed, number]),
    )
    articles = read_texts(data / source.file)
    examples = (example for article in articles for example in make.examples(source.objective, article))
    kept = list(itertools.islice(examples, limit))
    return pack(text for text, _ in kept), pack(target for _, target in kept)
