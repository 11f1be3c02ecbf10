"""From a trained model to a bundle: saved as a checkpoint, trimmed, converted, compared, described."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from mujaz.engines.checkpoint import save_checkpoint
from mujaz.models.convert import About, write_bundle
from mujaz.models.manifest import Source
from mujaz.models.trimming import Trim
from mujaz.training.pieces import Vocabularies, load_pairs
from mujaz.training.recipe import Recipe
from mujaz.training.start import Start


def export_bundle(
    model: Any, recipe: Recipe, data: Path, pieces: Vocabularies, stages: dict[str, Any], output: Path
) -> Path:
    """Write `model` as a bundle to `output`; returns the bundle's folder.

    Args:
        model: The trained model, without adapters.
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
        save_checkpoint(model, checkpoint)
        pieces.save(checkpoint)
        bundle = write_bundle(
            checkpoint,
            output,
            _about(recipe, stages, pieces.origin if isinstance(pieces, Start) else {}),
            quantization=recipe.release.compute_type,
            samples=development,
            trim=_trim(recipe, data),
        )
    return bundle.path


def _trim(recipe: Recipe, data: Path) -> Trim | None:
    """A grafted encoder has pieces of many languages: those stay that the named files' sources need."""
    if not recipe.release.trim_to:
        return None
    named = [source for source in recipe.sources if source.file in recipe.release.trim_to]
    texts = dict.fromkeys(text for source in named for text, _ in load_pairs(recipe, data, source))
    return Trim(pieces=None, texts=list(texts))


def _about(recipe: Recipe, stages: dict[str, Any], origin: dict[str, Any]) -> About:
    return About(
        name=recipe.name,
        version=recipe.release.version,
        task=recipe.task,
        source=Source(repository="mujaz train", revision=recipe.release.version),
        licence=recipe.release.licence,
        attribution=[*recipe.release.attribution, *origin.get("attribution", ())],
        generation=recipe.release.generation,
        training={
            "recipe": recipe.name,
            "seed": recipe.seed,
            "data": {source.file: source.weight for source in recipe.sources},
            "stages": stages,
            **({"start": {key: value for key, value in origin.items() if key != "attribution"}} if origin else {}),
        },
    )
