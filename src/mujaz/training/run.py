"""`mujaz train`: a recipe and a folder of data in, a verified bundle out."""

from __future__ import annotations

import logging
import os
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Literal

from mujaz.errors import InputError, MissingExtraError, OutputError
from mujaz.files.writing import output_errors
from mujaz.training.recipe import Recipe, load_recipe
from mujaz.training.text_files import read_translations
from mujaz.training.work_folder import check_record, lock_work_folder

log = logging.getLogger(__name__)


def train(task: Literal["translate", "summarize"], recipe_path: Path, data: Path, work: Path, output: Path) -> Path:
    """Run a recipe from raw data to a bundle in `output`; after a kill, the same call resumes.

    Args:
        task: The task that the recipe must have.
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
    with lock_work_folder(work):
        check_record(recipe, data, work)
        return _train(recipe, data, work, output)


def _train(recipe: Recipe, data: Path, work: Path, output: Path) -> Path:
    try:
        # torch takes seconds to import: a recipe with a fault is refused before.
        from mujaz.training.export import export_bundle
        from mujaz.training.model import merge_adapters, prepare_model
        from mujaz.training.trainer import run_stages
    except ImportError as exc:
        raise MissingExtraError("training", "torch") from exc
    from mujaz.training.corpus import load_stage_corpora

    started = time.monotonic()
    model, pieces = prepare_model(recipe, data, work)
    stages = run_stages(model, recipe, partial(load_stage_corpora, recipe, data, pieces), work)
    log.info("trained; this run took %.1f h", (time.monotonic() - started) / 3600)
    if recipe.model.lora:
        merge_adapters(model)
    return export_bundle(model, recipe, data, pieces, stages, work, output)


def require_place(output: Path) -> None:
    """Make sure that the bundle can be put into `output`.

    Raises:
        OutputError: It exists, or its parent folder cannot be written to.
    """
    if output.exists() or output.is_symlink():
        raise OutputError(f"{output} exists; give another folder, or remove it")
    with output_errors(str(output)):
        output.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=output.parent):
            pass


def require_files(recipe: Recipe, data: Path) -> None:
    """Make sure that every file of every stage is there and of a kind that is read.

    Raises:
        InputError: One is not; the message names it.
    """
    for name in recipe.files:
        path = data / name
        if not path.is_file():
            raise InputError(f"{path}: no such file; docs/data.md says how to obtain it")
        if not os.access(path, os.R_OK):
            raise InputError(f"{path}: cannot be read; check its permissions")
        if recipe.task == "translate":
            read_translations(path)  # it checks the ending, and opens nothing yet
