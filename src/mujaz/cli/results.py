"""Where the results of a run go, standard output or the file of ``-o``, and in which format."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import click

from mujaz.errors import InputError
from mujaz.files.writing import Piece, output_errors, write_file, write_stream


def parse_output(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """Return the file of ``-o``; None for ``-``, which is standard output, as it is standard input among the inputs."""
    return None if value == "-" else value


def choose_format(output: str | None, name: str | None, names_by_suffix: Mapping[str, str], default: str) -> str:
    """Return the name of the format to write.

    Args:
        output: The file; None for standard output.
        name: The value of ``--format``, which decides if it is given.
        names_by_suffix: The names of formats by the suffixes of files.
        default: The format of standard output.

    Raises:
        InputError: The file's suffix tells no format.
    """
    if name or output is None:
        return name or default
    suffix = Path(output).suffix.lower()
    if suffix not in names_by_suffix:
        names = "|".join(dict.fromkeys(names_by_suffix.values()))
        raise InputError(f"{output}: the suffix {suffix!r} tells no format; give --format {names}")
    return names_by_suffix[suffix]


def is_on_terminal(output: str | None) -> bool:
    """Tell whether results are shown on a terminal."""
    return output is None and sys.stdout.isatty()


def refuse_terminal(format_name: str, *, is_binary: bool, output: str | None) -> None:
    """Make sure that bytes are not written to a terminal.

    Raises:
        UsageError: They would be.
    """
    if is_binary and is_on_terminal(output):
        raise click.UsageError(f"{format_name} is not for a terminal: -o FILE.{format_name}")


def use_colours(output: str | None) -> bool:
    """Tell whether results may be coloured: on a terminal that can, unless NO_COLOR is set (no-color.org)."""
    return is_on_terminal(output) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


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
        # Not pathlib's: it raises if a folder above may not be entered, which is reported when the file is read.
        if os.path.exists(file) and Path(file).samefile(output):  # noqa: PTH110
            raise InputError(f"{output} is also an input; write to another file")


def write_results(pieces: Iterable[Piece], output: str | None) -> None:
    """Write the pieces of a result.

    Raises:
        OutputError: They cannot be written.
    """
    if output is None:
        write_stream(sys.stdout, pieces)
    else:
        write_file(output, pieces)
