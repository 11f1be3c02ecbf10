"""What a fine-tuning starts from: a published checkpoint, or a bundle, with fewer pieces or more where asked.

It is copied into the work folder once, so that a training that is resumed has the same weights and vocabulary to start
from.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mujaz.engines.checkpoint import WEIGHTS, load_checkpoint, read_settings
from mujaz.engines.pieces import (
    SOURCE_NUMBERS,
    TARGET_NUMBERS,
    Pieces,
    SentencePieces,
    Vocabulary,
    read_checkpoint_pieces,
    read_pieces,
)
from mujaz.errors import InputError, ModelError
from mujaz.models.bundle import hash_file, list_bundles, open_bundle
from mujaz.models.ctranslate2_files import restore_marian
from mujaz.models.formats import SENTENCEPIECE
from mujaz.models.layouts import normalize_checkpoint
from mujaz.models.manifest import MANIFEST
from mujaz.models.trimming import Trim, trim_checkpoint
from mujaz.training.corpus import Pair
from mujaz.training.e5 import load_e5
from mujaz.training.pieces import load_pairs
from mujaz.training.recipe import Recipe
from mujaz.training.widen import widen

if TYPE_CHECKING:
    from transformers import PreTrainedModel

_ORIGIN = "start.json"
_ARCHITECTURES = {"translate": "marian", "summarize": "mt5"}


@dataclass(frozen=True)
class Side:
    """One side's pieces as the model's rows."""

    spm: SentencePieces
    vocabulary: Vocabulary

    def encode(self, texts: list[str]) -> list[list[int]]:
        """The rows of each text's pieces, ``</s>`` not among them."""
        return [self.vocabulary.numbers(row) for row in self.spm.encode(texts)]

    def piece_to_id(self, piece: str) -> int:
        """The row of one piece, that of ``<unk>`` where there is none."""
        return self.vocabulary.numbers([piece])[0]


@dataclass(frozen=True)
class Start:
    """A checkpoint in the work folder.

    Attributes:
        folder: Where it is.
        pieces: Its vocabularies.
        origin: For the manifest: where it comes from, and what was cut.
    """

    folder: Path
    pieces: Pieces
    origin: dict[str, Any]

    @property
    def source(self) -> Side:
        """The encoder's side."""
        return Side(self.pieces.source, self.pieces.source_vocabulary)

    @property
    def target(self) -> Side:
        """The decoder's side."""
        return Side(self.pieces.target, self.pieces.target_vocabulary)

    def model(self) -> PreTrainedModel:
        """The model, every weight in memory of its own and free to move."""
        model = load_checkpoint(self.folder)
        for weight in model.parameters():
            weight.data = weight.data.clone()  # what was read may be a view of the file
            weight.requires_grad_(True)
        # transformers would leave learned positions out of its checkpoints.
        model._keys_to_ignore_on_save = None
        return model

    def save(self, folder: Path) -> None:
        """Put SentencePiece files and lists of rows beside the weights of a finished model."""
        for name in _vocabulary_files(self.folder):
            shutil.copyfile(self.folder / name, folder / name)


def prepare_start(recipe: Recipe, data: Path, work: Path) -> Start:
    """The checkpoint that the recipe names, in `work`, where it is put first if need be.

    Raises:
        InputError: There is no such checkpoint, or it is of another architecture than the recipe's task needs.
        ModelError: It cannot be used.
        MissingExtraError: The extra [torch] is not installed.
    """
    folder = work / "start"
    if not folder.is_dir():
        partial = work / "start.partial"
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        _make(recipe, data, partial).rename(folder)
        shutil.rmtree(partial)
    origin = json.loads((folder / _ORIGIN).read_text(encoding="utf-8"))
    return Start(folder, read_checkpoint_pieces(folder, read_settings(folder)), origin)


def _make(recipe: Recipe, data: Path, scratch: Path) -> Path:
    named = recipe.model.checkpoint or ""
    found, origin = _find(named, scratch)
    kind = read_settings(found)["model_type"]
    if kind != _ARCHITECTURES[recipe.task]:
        raise InputError(f"{named}: a {kind} model; a recipe to {recipe.task} needs {_ARCHITECTURES[recipe.task]}")
    made = scratch / "made"
    if recipe.model.pieces:
        origin["trimming"] = trim_checkpoint(found, made, _trim(recipe, data)).figures()
    else:
        made.mkdir()
        for name in ("config.json", WEIGHTS, *_vocabulary_files(found)):
            shutil.copyfile(found / name, made / name)
    if recipe.model.graft:
        texts = (source for source, _ in _pairs(recipe, data))
        origin["widening"] = widen(made, load_e5(), texts, recipe.vocabulary.minimum_count)
    (made / _ORIGIN).write_text(json.dumps(origin, ensure_ascii=False), encoding="utf-8")
    return made


def _find(named: str, scratch: Path) -> tuple[Path, dict[str, Any]]:
    folder = Path(named).expanduser()
    if named in list_bundles() or (folder / MANIFEST).is_file():
        return _unpacked(named if named in list_bundles() else folder, scratch)
    if not folder.is_dir():
        raise InputError(f"{named}: no such folder, and no bundle of that name")
    found = normalize_checkpoint(folder, scratch)
    return found, {"checkpoint": folder.resolve().name, "sha256": hash_file(found / WEIGHTS)}


def _unpacked(bundle_or_name: str | Path, scratch: Path) -> tuple[Path, dict[str, Any]]:
    bundle = open_bundle(bundle_or_name)
    known = bundle.manifest
    if (known.format, known.architecture) == ("ctranslate2", "mt5"):
        raise ModelError(
            f"bundle {bundle.name} is an mT5 in ctranslate2 format, which cannot be trained on; "
            "give the checkpoint that it was made of, or pull it in safetensors format"
        )
    found = shutil.copytree(bundle.path, scratch / "bundle")
    pieces = read_pieces(found)
    if known.format == "ctranslate2":
        restore_marian(bundle.path, pieces, found)
    _write_rows(found / SOURCE_NUMBERS, pieces.source_vocabulary)
    _write_rows(found / TARGET_NUMBERS, pieces.target_vocabulary)
    took = {"hours": known.training["hours"]} if "hours" in known.training else {}
    return found, {"bundle": bundle.name, "version": known.version, "digest": bundle.digest, "licence": known.licence,
                   "attribution": known.attribution, **took}  # fmt: skip


def _write_rows(path: Path, vocabulary: Vocabulary) -> None:
    rows = {piece: row for row, piece in enumerate(vocabulary.pieces)}
    path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")


def _trim(recipe: Recipe, data: Path) -> Trim:
    pairs = _pairs(recipe, data)
    sources, targets = ([pair[side] for pair in pairs] for side in (0, 1))
    return Trim(pieces=recipe.model.pieces, texts=sources, target_texts=targets)


def _pairs(recipe: Recipe, data: Path) -> list[Pair]:
    return [pair for source in recipe.sources for pair in load_pairs(recipe, data, source)]


def _vocabulary_files(folder: Path) -> Sequence[str]:
    known = {SOURCE_NUMBERS, TARGET_NUMBERS}.union(*SENTENCEPIECE.values())
    return sorted(name for name in known if (folder / name).is_file())
