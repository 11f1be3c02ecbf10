"""What is looked at before a training begins, so that it does not fail for a trifle hours later."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mujaz.errors import InputError, OutputError
from mujaz.files.writing import output_errors, try_lock
from mujaz.training.archive import read_translations
from mujaz.training.recipe import Recipe

_LOCK = "lock"


def require_place(output: Path) -> None:
    """Make sure that the bundle can be put where it is wanted.

    Raises:
        OutputError: Something is there already, or the folder that is to hold it cannot be written to.
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
            raise InputError(f"{path}: cannot be read; see to its permissions")
        if recipe.task == "translate":
            read_translations(path)  # it looks at the ending, and opens nothing yet


@contextmanager
def held(work: Path) -> Iterator[None]:
    """Keep other trainings away from a work folder, which comes to be if need be.

    Raises:
        OutputError: One is at work there, or the folder cannot be written to.
    """
    with output_errors(str(work)):
        work.mkdir(parents=True, exist_ok=True)
        file = (work / _LOCK).open("ab")
    with file:
        if not try_lock(file):
            raise OutputError(f"{work}: another training is at it; wait for it, or give another folder (--work)")
        yield
