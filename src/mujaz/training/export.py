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
from mujaz.training.fine_tuning import StartCheckpoint
from mujaz.training.machine import describe_machine
from mujaz.training.recipe import Recipe, Source
from mujaz.training.text_files import load_pairs
from mujaz.training.vocabulary import Vocabularies


def export_bundle(
    model: Any, recipe: Recipe, data: Path, pieces: Vocabularies, stages: dict[str, Any], work: Path, output: Path
) -> Path:
    """Write `model` as a bundle to `output`, and return the bundle's folder.

    Args:
        model: The trained model, without adapters.
        recipe: The recipe of its training.
        data: Folder of the training data, read if the vocabulary is trimmed.
        pieces: Its vocabularies.
        stages: Figures of each stage, for the manifest.
        work: The training's folder. The bundle is made there; the next run removes the leftovers of a kill.
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
            _about(recipe, stages, pieces.origin if isinstance(pieces, StartCheckpoint) else {}),
            quantization=recipe.release.compute_type,
            samples=development,
            trim=_trim(recipe, data),
        )
    with output_errors(str(output)):
        move_folder(bundle.path, output.absolute())
    shutil.rmtree(scratch, ignore_errors=True)
    return output


def _trim(recipe: Recipe, data: Path) -> Trim | None:
    """Return the pieces of a grafted encoder's many languages to keep: those that the named files' sources need."""
    if not recipe.release.trim_to:
        return None
    sources = [source for source in recipe.sources if source.file in recipe.release.trim_to]
    texts = dict.fromkeys(text for source in sources for text, _ in load_pairs(recipe, data, source))
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
            **_time(stages),
            "data": _data_uses(recipe.sources),
            "stages": stages,
            **({"start": {key: value for key, value in origin.items() if key != "attribution"}} if origin else {}),
        },
    )


def _time(stages: dict[str, Any]) -> dict[str, Any]:
    """Return hours and machine; nothing if a stage has no hours, as those of older versions."""
    if not all("hours" in figures for figures in stages.values()):
        return {}
    return {"hours": round(sum(figures["hours"] for figures in stages.values()), 2), "machine": describe_machine()}


def _data_uses(sources: Sequence[Source]) -> dict[str, float | str]:
    """Tell how often an epoch holds each item of a file, and its objective if that is not the item's own target."""
    by_file: dict[str, list[Source]] = {}
    for source in sources:
        by_file.setdefault(source.file, []).append(source)
    return {file: _data_use(uses) for file, uses in by_file.items()}


def _data_use(sources: Sequence[Source]) -> float | str:
    if all(source == sources[0] for source in sources) and sources[0].objective == "pairs":
        return sources[0].weight
    return ", ".join(dict.fromkeys(f"{source.objective} {source.weight:g}" for source in sources))
