"""The two sides' SentencePiece models of a training, made once and kept with its checkpoints."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import sentencepiece as spm

from mujaz.text.clean import for_model
from mujaz.training.corpus import Corpus, Pair, read_pairs, tokenize
from mujaz.training.e5 import E5, load_e5
from mujaz.training.recipe import Development, Recipe, Source
from mujaz.training.vocabulary import SPECIALS, keep_seen, train_pieces
from mujaz.translate.normalize import normalize_source

# What a bundle's text goes through before its pieces in use must be what it went through in training.
_NORMALIZE: dict[str, Callable[[str], str]] = {"translate": normalize_source, "summarize": for_model}

_SOURCE, _TARGET, _ROWS = "source.spm", "target.spm", "source.rows"


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


def prepare_pieces(recipe: Recipe, data: Path, work: Path) -> Pieces:
    """The recipe's vocabularies, read from `work`, where they are made first if need be."""
    if not (work / _ROWS).exists():
        _make_pieces(recipe, [pair for source in recipe.data for pair in load_pairs(recipe, data, source)], work)
    rows = tuple(int(row) for row in (work / _ROWS).read_text(encoding="ascii").split())
    e5 = load_e5() if recipe.model.graft else None
    return Pieces((work / _SOURCE).read_bytes(), (work / _TARGET).read_bytes(), e5, rows)


def _make_pieces(recipe: Recipe, pairs: Sequence[Pair], work: Path) -> None:
    specials, sizes = SPECIALS[recipe.task], recipe.vocabulary
    sources, targets = ([pair[side] for pair in pairs] for side in (0, 1))
    rows: list[int] = []
    if recipe.task == "summarize":
        source = target = train_pieces([*sources, *targets], sizes.source_size, specials)
    else:
        target = train_pieces(targets, sizes.target_size, specials)
        if recipe.model.graft:
            source, rows = keep_seen(load_e5(), sources, sizes.minimum_count)
        else:
            source = train_pieces(sources, sizes.source_size, specials)
    (work / _SOURCE).write_bytes(source)
    (work / _TARGET).write_bytes(target)
    # Written last: it says that the others are whole.
    (work / _ROWS).write_text(" ".join(map(str, rows)), encoding="ascii")


def load_pairs(recipe: Recipe, data: Path, source: Source | Development) -> list[Pair]:
    """A file's pairs, normalized as the bundle's inputs will be."""
    normalize = _NORMALIZE[recipe.task]
    return [(normalize(text), normalize(target)) for text, target in read_pairs(data / source.file)]


def load_corpus(
    recipe: Recipe, data: Path, pieces: Pieces, sources: Sequence[Source], limit: int | None = None
) -> Corpus:
    """The named files, normalized and tokenized; at most `limit` pairs of each. Long articles are cut."""
    pairs: list[Pair] = []
    bounds = [0]
    for source in sources:
        pairs += load_pairs(recipe, data, source)[:limit]
        bounds.append(len(pairs))
    longest = recipe.longest - 1 if recipe.task == "summarize" else None
    source_side = tokenize([text for text, _ in pairs], pieces.source.encode, longest)
    return Corpus(
        tuple(sources), source_side, tokenize([target for _, target in pairs], pieces.target.encode), tuple(bounds)
    )
