"""From a trained model to a bundle: trimmed, saved as a checkpoint, converted, compared, described."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from mujaz.engines.checkpoint import save_checkpoint
from mujaz.models.convert import About, write_bundle
from mujaz.models.manifest import Source
from mujaz.training.pieces import Pieces, load_pairs
from mujaz.training.recipe import Recipe
from mujaz.training.trim import ids_seen, trim_source


def export_bundle(model: Any, recipe: Recipe, data: Path, pieces: Pieces, stages: dict[str, Any], output: Path) -> Path:
    """Write `model` as a bundle to `output`; returns the bundle's folder.

    Args:
        model: The trained model; its source vocabulary is trimmed in place where the recipe says so.
        recipe: What it was trained by.
        data: Folder of the training data, read where the vocabulary is trimmed.
        pieces: Its vocabularies.
        stages: Figures of each stage, for the manifest.
        output: Must not exist.

    Raises:
        ModelError: The conversion differs from the model beyond tolerance.
    """
    development = [source for source, _ in load_pairs(recipe, data, recipe.development)[:16]]
    with tempfile.TemporaryDirectory() as scratch:
        checkpoint = Path(scratch) / "checkpoint"
        source_model = _trimmed(model, recipe, data, pieces)
        save_checkpoint(model, checkpoint)
        _save_pieces(recipe, source_model, pieces, checkpoint)
        bundle = write_bundle(
            checkpoint, output, _about(recipe, stages), quantization=recipe.release.compute_type, samples=development
        )
    return bundle.path


def _trimmed(model: Any, recipe: Recipe, data: Path, pieces: Pieces) -> bytes:
    if not recipe.release.trim_to:
        return pieces.source_model
    named = [source for source in recipe.sources if source.file in recipe.release.trim_to]
    texts = (text for source in named for text, _ in load_pairs(recipe, data, source))
    return trim_source(model, pieces.source_model, ids_seen(pieces.source_model, texts))


def _save_pieces(recipe: Recipe, source_model: bytes, pieces: Pieces, checkpoint: Path) -> None:
    if recipe.task == "summarize":
        (checkpoint / "spiece.model").write_bytes(source_model)
        return
    (checkpoint / "source.spm").write_bytes(source_model)
    (checkpoint / "target.spm").write_bytes(pieces.target_model)


def _about(recipe: Recipe, stages: dict[str, Any]) -> About:
    return About(
        name=recipe.name,
        version=recipe.release.version,
        task=recipe.task,
        source=Source(repository="mujaz train", revision=recipe.release.version),
        licence=recipe.release.licence,
        attribution=recipe.release.attribution,
        generation=recipe.release.generation,
        training={
            "recipe": recipe.name,
            "seed": recipe.seed,
            "data": {source.file: source.weight for source in recipe.sources},
            "stages": stages,
        },
    )
