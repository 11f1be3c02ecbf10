"""Where the results of a run go: standard output, or the file of ``-o``."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from mujaz.errors import InputError
from mujaz.files.writing import output_errors, write_file, write_stream


def file_of(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """Callback of ``-o``: ``-`` is standard output, as among the inputs it is standard input."""
    return None if value == "-" else value


def to_terminal(output: str | None) -> bool:
    """Whether results are shown on a terminal."""
    return output is None and sys.stdout.isatty()


def in_colours(output: str | None) -> bool:
    """Whether results may be coloured: on a terminal that can, unless NO_COLOR is set (no-color.org)."""
    return to_terminal(output) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def refuse_overwriting(files: Sequence[str], output: str | None) -> None:
    """Make sure that the output is none of the inputs.

    Raises:
        InputError: It is.
        OutputError: A folder above it may not be entered.
    """
    if output is None:
        return
    with output_errors(output):
        if not Path(output).is_file():
            return
    for file in files:
        # Not pathlib's: it raises where a folder above may not be entered, which is told when the file is read.
        if os.path.exists(file) and Path(file).samefile(output):  # noqa: PTH110
            raise InputError(f"{output} is also an input; write to another file")


def write_results(pieces: Iterable[str], output: str | None) -> None:
    """Write the pieces of a result.

    Raises:
        OutputError: They cannot be written.
    """
    if output is None:
        write_stream(sys.stdout, pieces)
    else:
        write_file(output, pieces)
