"""The one place where errors become messages and exit codes."""

from __future__ import annotations

import errno
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import IO, Any

import click

from mujaz.cli.console import json_log, log, printable, verbose
from mujaz.errors import MujazError, OutputError

INTERRUPTED = 130
TERMINATED = 143
"""Exit code after a polite request to end (SIGTERM), as shells count it."""

UNEXPECTED = 70
"""Exit code of a defect in Mujaz itself, as in sysexits.h; it means none of the documented outcomes."""

_asked_to_end = threading.Event()
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


class Failure(click.ClickException):
    """A message for the person at the terminal, and the exit code."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(printable(message))
        self._logged = json_log()  # asked here: when it is shown, there is no command any more
        self.exit_code = exit_code  # type: ignore[misc]  # click declares it for the class and reads it from the instance

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the message on standard error."""
        if self._logged:
            log("error", message=self.message, exit_code=self.exit_code)
        else:
            click.echo(f"mujaz: {self.message}", file=file, err=True)


@contextmanager
def translated() -> Iterator[None]:
    """Turn what a command raises into what click prints.

    Raises:
        Failure: For errors of Mujaz, wrong use, an interruption, and (unless ``-v`` asks for the traceback) defects.
    """
    try:
        with _flushed():
            yield
    except SystemExit:
        if _asked_to_end.is_set():  # Ray makes another one of ours
            raise SystemExit(TERMINATED) from None
        raise
    except MujazError as exc:
        raise Failure(str(exc), exc.exit_code) from exc
    except KeyboardInterrupt as exc:
        raise Failure("interrupted", INTERRUPTED) from exc
    except BrokenPipeError:  # the reader of our output has gone (`mujaz brief … | head`): nobody to tell
        _abandon_stdout()
        raise click.exceptions.Exit(OutputError.exit_code) from None
    except click.exceptions.NoArgsIsHelpError:  # no complaint: shows the help
        raise
    except click.UsageError as exc:
        raise Failure(_wrong_use(exc), exc.exit_code) from exc
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except Exception as exc:
        raise _unexpected(exc) from exc


def terminate(_number: int, _frame: FrameType | None) -> None:
    """Handler of SIGTERM: ends as an exception does, so that no unfinished file is left behind.

    Raises:
        SystemExit: Always, with `TERMINATED`.
    """
    _asked_to_end.set()
    raise SystemExit(TERMINATED)


def _wrong_use(exc: click.UsageError) -> str:
    """What is wrong on one line; click's own has the command's usage above it, and no prefix."""
    message = " ".join(exc.format_message().split()).removesuffix(".")
    return f"{message}; see `{exc.ctx.command_path} --help`" if exc.ctx else message


def _unexpected(exc: Exception) -> Exception:
    if isinstance(exc, OSError) and exc.errno in _FULL:
        _abandon_stdout()
        return Failure(f"standard output cannot be written: {exc.strerror}", OutputError.exit_code)
    if verbose():
        return exc
    message = f"unexpected {type(exc).__name__}: {exc} (this is a defect of Mujaz: run again with -v to see where)"
    return Failure(message, UNEXPECTED)


@contextmanager
def _flushed() -> Iterator[None]:
    # What is printed but not yet written must fail here, not when Python exits.
    try:
        yield
    finally:
        sys.stdout.flush()


def _abandon_stdout() -> None:
    # Python would try again at exit, and fail with a noise.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
