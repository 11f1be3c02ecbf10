"""The one place where errors become messages and exit codes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import click

from mujaz.cli.console import abandon_stdout, printable, verbose
from mujaz.errors import MujazError, OutputError

INTERRUPTED = 130
UNEXPECTED = 70
"""Exit code of a defect in Mujaz itself, as in sysexits.h; it means none of the documented outcomes."""


class Failure(click.ClickException):
    """A message for the person at the terminal, and the exit code."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(printable(message))
        self.exit_code = exit_code  # type: ignore[misc]  # click declares it for the class and reads it from the instance

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the message on standard error."""
        click.echo(f"mujaz: {self.message}", file=file, err=True)


@contextmanager
def translated() -> Iterator[None]:
    """Turn what a command raises into what click prints.

    Raises:
        Failure: For errors of Mujaz, an interruption, and (unless ``-v`` asks for the traceback) defects.
    """
    try:
        yield
    except MujazError as exc:
        raise Failure(str(exc), exc.exit_code) from exc
    except KeyboardInterrupt as exc:
        raise Failure("interrupted", INTERRUPTED) from exc
    except BrokenPipeError:  # the reader of our output has gone (`mujaz brief … | head`): nobody to tell
        abandon_stdout()
        raise click.exceptions.Exit(OutputError.exit_code) from None
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except Exception as exc:
        if verbose():
            raise
        message = f"unexpected {type(exc).__name__}: {exc}\nThis is a defect of Mujaz: run again with -v to see where."
        raise Failure(message, UNEXPECTED) from exc
