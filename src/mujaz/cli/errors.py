"""The one place that turns errors into messages and exit codes."""

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

from mujaz.cli.console import is_json_log, is_verbose, log, printable
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
        self._logged = is_json_log()  # asked here: when it is shown, there is no command any more
        self.exit_code = exit_code  # type: ignore[misc]  # click declares it for the class and reads it from the instance

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the message on standard error."""
        if self._logged:
            log("error", message=self.message, exit_code=self.exit_code)
        else:
            click.echo(f"mujaz: {self.message}", file=file, err=True)


@contextmanager
def translate_errors() -> Iterator[None]:
    """Turn the errors that a command raises into those that click prints.

    Raises:
        Failure: For errors of Mujaz, wrong use, an interruption, and (unless ``-v`` asks for the traceback) defects.
    """
    try:
        try:
            yield
        finally:
            sys.stdout.flush()  # text that is printed but not yet written must fail here, not when Python exits
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
    except click.exceptions.NoArgsIsHelpError:  # no error: shows the help
        raise
    except click.UsageError as exc:
        raise Failure(_describe_wrong_use(exc), exc.exit_code) from exc
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except Exception as exc:
        raise _make_unexpected(exc) from exc


def terminate(_number: int, _frame: FrameType | None) -> None:
    """End on SIGTERM as an exception does, so that no unfinished file is left behind.

    Raises:
        SystemExit: Always, with `TERMINATED`.
    """
    _asked_to_end.set()
    raise SystemExit(TERMINATED)


def _describe_wrong_use(exc: click.UsageError) -> str:
    """Return what is wrong as one line; click's own has the command's usage above it, and no prefix."""
    message = " ".join(exc.format_message().split()).removesuffix(".")
    return f"{message}; see `{exc.ctx.command_path} --help`" if exc.ctx else message


def _make_unexpected(exc: Exception) -> Exception:
    if isinstance(exc, OSError) and exc.errno in _FULL:
        _abandon_stdout()
        return Failure(f"standard output cannot be written: {exc.strerror}", OutputError.exit_code)
    if is_verbose():
        return exc
    message = f"unexpected {type(exc).__name__}: {exc} (this is a defect of Mujaz: run again with -v to see where)"
    return Failure(message, UNEXPECTED)


def _abandon_stdout() -> None:
    # Python would try again at exit, and fail with a noise.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
