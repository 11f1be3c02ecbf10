"""`mujaz train`: a recipe and a folder of data in, a verified bundle out."""

from __future__ import annotations

import logging
import time
from functools import partial
from pathlib import Path
from typing import Literal

from mujaz.errors import MissingExtraError
from mujaz.training.before import held, require_files, require_place
from mujaz.training.recipe import Recipe, load_recipe
from mujaz.training.record import go_on

log = logging.getLogger(__name__)


def train(task: Literal["translate", "summarize"], recipe_path: Path, data: Path, work: Path, output: Path) -> Path:
    """Run a recipe from raw data to a bundle in `output`; started again after a kill, it resumes.

    Args:
        task: What the recipe must be for.
        recipe_path: The recipe, TOML.
        data: Folder with the files that the recipe names.
        work: Folder for vocabularies and checkpoints; keep it to resume.
        output: Folder of the bundle, which must not exist.

    Returns:
        The bundle's folder.

    Raises:
        InputError: The recipe or a data file cannot be used.
        MissingExtraError: The extra [torch] is not installed.
        ModelError: The finished bundle fails its parity check.
        OutputError: `output` exists or cannot be written; another training is at work in `work`, or it was made by
            another recipe.
    """
    recipe = load_recipe(recipe_path, task)
    require_place(output)
    require_files(recipe, data)
    work = work.absolute()  # checkpoints are named by it, also when a later run starts elsewhere
    with held(work):
        go_on(recipe, data, work)
        return _train(recipe, data, work, output)


def _train(recipe: Recipe, data: Path, work: Path, output: Path) -> Path:
    try:
        # torch takes seconds to import: a recipe with a fault is refused before.
        from mujaz.training.begin import begin
        from mujaz.training.export import export_bundle
        from mujaz.training.lora import merge_adapters
        from mujaz.training.trainer import run_stages
    except ImportError as exc:
        raise MissingExtraError("training", "torch") from exc
    from mujaz.training.pieces import stage_corpora

    started = time.monotonic()
    model, pieces = begin(recipe, data, work)
    stages = run_stages(model, recipe, partial(stage_corpora, recipe, data, pieces), work)
    log.info("trained; this run took %.1f h", (time.monotonic() - started) / 3600)
    if recipe.model.lora:
        merge_adapters(model)
    return export_bundle(model, recipe, data, pieces, stages, work, output)
