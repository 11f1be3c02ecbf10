"""`mujaz train`: bundles from recipes."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from mujaz.cli.console import is_quiet, note, show_log
from mujaz.cli.options import Command, console_options


@click.group("train")
def command() -> None:
    """Train a bundle from a recipe. Needs the extra [torch]."""


def _training_options(function: Command) -> Command:
    folder = click.Path(file_okay=False, path_type=Path)
    for option in (
        console_options,
        click.option("--work", type=folder, help="Checkpoints, kept to resume; in the user's cache by default."),
        click.option("-o", "--output", type=folder, help="The new bundle; among the user's bundles by default."),
        click.option("--data", type=folder, required=True, help="Folder with the files that the recipe names."),
        click.argument("recipe", type=click.Path(path_type=Path)),
    ):
        function = option(function)
    return function


@command.command("translator")
@_training_options
def translator(recipe: Path, data: Path, output: Path | None, work: Path | None) -> None:
    """Train a MarianMT translator as RECIPE says; started again, it resumes."""
    _train("translate", recipe, data, output, work)


@command.command("summarizer")
@_training_options
def summarizer(recipe: Path, data: Path, output: Path | None, work: Path | None) -> None:
    """Train an mT5 summarizer as RECIPE says; started again, it resumes."""
    _train("summarize", recipe, data, output, work)


def _train(
    task: Literal["translate", "summarize"], recipe: Path, data: Path, output: Path | None, work: Path | None
) -> None:
    import platformdirs

    from mujaz.models.bundle import user_folder
    from mujaz.models.registry.store import require_free_name
    from mujaz.training.recipe import load_recipe
    from mujaz.training.run import train

    name = load_recipe(recipe, task).name
    if output is None:
        require_free_name(name)  # under an embedded bundle's, it would never be found
    if not is_quiet():
        show_log()
    cache = platformdirs.user_cache_path("mujaz") / "training" / name
    bundle = train(task, recipe, data, work or cache, output or user_folder() / name)
    note(f"bundle written to {bundle}")
