"""From a trained model to a bundle: saved as a checkpoint, trimmed, converted, compared, described."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mujaz.engines.checkpoint import save_checkpoint
from mujaz.files.writing import output_errors
from mujaz.models.convert import About, write_bundle
from mujaz.models.manifest import Source as Origin
from mujaz.models.registry.store import move_folder
from mujaz.models.trimming import Trim
from mujaz.training.machine import machine
from mujaz.training.pieces import Vocabularies, load_pairs
from mujaz.training.recipe import Recipe, Source
from mujaz.training.start import Start


def export_bundle(
    model: Any, recipe: Recipe, data: Path, pieces: Vocabularies, stages: dict[str, Any], work: Path, output: Path
) -> Path:
    """Write `model` as a bundle to `output`; returns the bundle's folder.

    Args:
        model: The trained model, without adapters.
        recipe: What it was trained by.
        data: Folder of the training data, read where the vocabulary is trimmed.
        pieces: Its vocabularies.
        stages: Figures of each stage, for the manifest.
        work: The training's folder. The bundle is made there: what a kill leaves, the next run removes.
        output: Must not exist.

    Raises:
        ModelError: The conversion differs from the model beyond tolerance.
        OutputError: The bundle cannot be put in place.
    """
    development = [source for source, _ in load_pairs(recipe, data, recipe.development)[:16]]
    scratch = work / "export"
    shutil.rmtree(scratch, ignore_errors=True)
    with output_errors(str(scratch)):
        save_checkpoint(model, scratch / "checkpoint")
        pieces.save(scratch / "checkpoint")
        bundle = write_bundle(
            scratch / "checkpoint",
            scratch / "bundle",
            _about(recipe, stages, pieces.origin if isinstance(pieces, Start) else {}),
            quantization=recipe.release.compute_type,
            samples=development,
            trim=_trim(recipe, data),
        )
    with output_errors(str(output)):
        move_folder(bundle.path, output.absolute())
    shutil.rmtree(scratch, ignore_errors=True)
    return output


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
        source=Origin(repository="mujaz train", revision=recipe.release.version),
        licence=recipe.release.licence,
        attribution=list(dict.fromkeys([*recipe.release.attribution, *origin.get("attribution", ())])),
        generation=recipe.release.generation,
        training={
            "recipe": recipe.name,
            "seed": recipe.seed,
            **_took(stages),
            "data": _data(recipe.sources),
            "stages": stages,
            **({"start": {key: value for key, value in origin.items() if key != "attribution"}} if origin else {}),
        },
    )


def _took(stages: dict[str, Any]) -> dict[str, Any]:
    """Hours and machine; nothing where a stage is older than the clock."""
    if not all("hours" in figures for figures in stages.values()):
        return {}
    return {"hours": round(sum(figures["hours"] for figures in stages.values()), 2), "machine": machine()}


def _data(sources: Sequence[Source]) -> dict[str, float | str]:
    """How often an epoch holds each item of a file, and for what, where that is not its own target."""
    uses: dict[str, list[Source]] = {}
    for source in sources:
        uses.setdefault(source.file, []).append(source)
    return {file: _used(own) for file, own in uses.items()}


def _used(sources: Sequence[Source]) -> float | str:
    if all(source == sources[0] for source in sources) and sources[0].objective == "pairs":
        return sources[0].weight
    return ", ".join(dict.fromkeys(f"{source.objective} {source.weight:g}" for source in sources))
