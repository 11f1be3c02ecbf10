"""The checkpoint that a fine-tuning starts from: a published one, or a bundle, with fewer or more pieces if asked.

It is copied into the work folder once, so that a resumed training starts from the same weights and vocabulary.
"""

from __future__ import annotations

import json
import shutil
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
from mujaz.models.formats import SENTENCEPIECE, copy_files
from mujaz.models.layouts import normalize_checkpoint
from mujaz.models.manifest import MANIFEST
from mujaz.models.trimming import Trim, trim_checkpoint
from mujaz.training.e5 import load_e5
from mujaz.training.graft import add_pieces
from mujaz.training.recipe import Recipe
from mujaz.training.text_files import load_all_pairs

if TYPE_CHECKING:
    from transformers import PreTrainedModel

VOCABULARY_FILES = {SOURCE_NUMBERS, TARGET_NUMBERS}.union(*SENTENCEPIECE.values())

_ORIGIN = "start.json"


_ARCHITECTURES = {"translate": "marian", "summarize": "mt5"}


@dataclass(frozen=True)
class Side:
    """One side's pieces as the model's rows."""

    spm: SentencePieces
    vocabulary: Vocabulary

    def encode(self, texts: list[str]) -> list[list[int]]:
        """Return the rows of each text's pieces, without ``</s>``."""
        return [self.vocabulary.numbers(row) for row in self.spm.encode(texts)]

    def piece_to_id(self, piece: str) -> int:
        """Return the row of one piece, that of ``<unk>`` if there is none."""
        return self.vocabulary.numbers([piece])[0]


@dataclass(frozen=True)
class StartCheckpoint:
    """A checkpoint in the work folder.

    Attributes:
        folder: Its folder.
        pieces: Its vocabularies.
        origin: For the manifest: its source, and the pieces that were cut.
    """

    folder: Path
    pieces: Pieces
    origin: dict[str, Any]

    @property
    def source(self) -> Side:
        """Return the encoder's side."""
        return Side(self.pieces.source, self.pieces.source_vocabulary)

    @property
    def target(self) -> Side:
        """Return the decoder's side."""
        return Side(self.pieces.target, self.pieces.target_vocabulary)

    def model(self) -> PreTrainedModel:
        """Load the model, with every weight in its own memory and free to move."""
        model = load_checkpoint(self.folder)
        for weight in model.parameters():
            weight.data = weight.data.clone()  # it may be a view of the file
            weight.requires_grad_(True)
        # transformers would leave learned positions out of its checkpoints.
        model._keys_to_ignore_on_save = None
        return model

    def save(self, folder: Path) -> None:
        """Put SentencePiece files and lists of rows beside the weights of a finished model."""
        copy_files(self.folder, folder, VOCABULARY_FILES)


def prepare_checkpoint(recipe: Recipe, data: Path, work: Path) -> StartCheckpoint:
    """Put the checkpoint that the recipe names into `work`, unless it is there.

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
    return StartCheckpoint(folder, read_checkpoint_pieces(folder, read_settings(folder)), origin)


def _make(recipe: Recipe, data: Path, scratch: Path) -> Path:
    name = recipe.model.checkpoint or ""
    checkpoint, origin = _find(name, scratch)
    kind = read_settings(checkpoint)["model_type"]
    if kind != _ARCHITECTURES[recipe.task]:
        raise InputError(f"{name}: a {kind} model; a recipe to {recipe.task} needs {_ARCHITECTURES[recipe.task]}")
    target = scratch / "made"
    if recipe.model.pieces:
        origin["trimming"] = trim_checkpoint(checkpoint, target, _trim(recipe, data)).figures()
    else:
        target.mkdir()
        copy_files(checkpoint, target, ["config.json", WEIGHTS, *VOCABULARY_FILES])
    if recipe.model.graft:
        texts = (source for source, _ in load_all_pairs(recipe, data))
        origin["widening"] = add_pieces(target, load_e5(), texts, recipe.vocabulary.minimum_count)
    (target / _ORIGIN).write_text(json.dumps(origin, ensure_ascii=False), encoding="utf-8")
    return target


def _find(name: str, scratch: Path) -> tuple[Path, dict[str, Any]]:
    folder = Path(name).expanduser()
    if name in list_bundles() or (folder / MANIFEST).is_file():
        return _unpack(name if name in list_bundles() else folder, scratch)
    if not folder.is_dir():
        raise InputError(f"{name}: no such folder, and no bundle of that name")
    checkpoint = normalize_checkpoint(folder, scratch)
    return checkpoint, {"checkpoint": folder.resolve().name, "sha256": hash_file(checkpoint / WEIGHTS)}


def _unpack(bundle_or_name: str | Path, scratch: Path) -> tuple[Path, dict[str, Any]]:
    bundle = open_bundle(bundle_or_name)
    manifest = bundle.manifest
    if (manifest.format, manifest.architecture) == ("ctranslate2", "mt5"):
        raise ModelError(
            f"bundle {bundle.name} is an mT5 in ctranslate2 format, which cannot be trained on; "
            "give the checkpoint that it was made of, or pull it in safetensors format"
        )
    checkpoint = shutil.copytree(bundle.path, scratch / "bundle")
    pieces = read_pieces(checkpoint)
    if manifest.format == "ctranslate2":
        restore_marian(bundle.path, pieces, checkpoint)
    _write_rows(checkpoint / SOURCE_NUMBERS, pieces.source_vocabulary)
    _write_rows(checkpoint / TARGET_NUMBERS, pieces.target_vocabulary)
    hours = {"hours": manifest.training["hours"]} if "hours" in manifest.training else {}
    return checkpoint, {"bundle": bundle.name, "version": manifest.version, "digest": bundle.digest,
                        "licence": manifest.licence, "attribution": manifest.attribution, **hours}  # fmt: skip


def _write_rows(path: Path, vocabulary: Vocabulary) -> None:
    rows = {piece: row for row, piece in enumerate(vocabulary.pieces)}
    path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")


def _trim(recipe: Recipe, data: Path) -> Trim:
    pairs = load_all_pairs(recipe, data)
    sources, targets = [source for source, _ in pairs], [target for _, target in pairs]
    return Trim(pieces=recipe.model.pieces, texts=sources, target_texts=targets)
