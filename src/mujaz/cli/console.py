"""What the commands say on standard error, besides their results."""

from __future__ import annotations

import json
import logging
import re
import threading
import time

import click

from mujaz.text.controls import CONTROLS

# White space that would start a new line or overwrite this one: a file's name must not look like another message.
_BREAKS = re.compile("[\n\v\f\r\x1c-\x1f\x85\u2028\u2029]")

_one_at_a_time = threading.Lock()

_VERBOSE = "mujaz.verbose"
_QUIET = "mujaz.quiet"
_LOG = "mujaz.log"


def printable(text: str) -> str:
    """`text` on one line, with control characters and bidi controls shown as escapes."""
    for hidden in (CONTROLS, _BREAKS):
        text = hidden.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return text


def note(message: str) -> None:
    """Say something useful; ``--quiet`` silences it."""
    if json_log():
        log("note", message=message)
    elif not quiet():
        click.echo(printable(message), err=True)


def warn(message: str) -> None:
    """Say what went wrong; never silenced."""
    if json_log():
        log("warning", message=message)
    else:
        click.echo(f"mujaz: {printable(message)}", err=True)


def log(event: str, **fields: object) -> None:
    """Write an event to the log of ``--log json``: one object a line on standard error."""
    record = {"time": round(time.time(), 3), "event": event, **fields}
    with _one_at_a_time:  # articles are read in a thread of its own
        click.echo(json.dumps(record), err=True)  # ASCII: no article's text can steer a terminal


def quiet() -> bool:
    """Whether ``--quiet`` was given."""
    return bool(_meta().get(_QUIET))


def verbose() -> bool:
    """Whether ``-v`` was given."""
    return bool(_meta().get(_VERBOSE))


def json_log() -> bool:
    """Whether ``--log json`` was given."""
    return _meta().get(_LOG) == "json"


def set_log(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    """Callback of ``--log``."""
    ctx.meta[_LOG] = value


def set_quiet(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    """Callback of ``--quiet``."""
    ctx.meta[_QUIET] = value


def set_verbose(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    """Callback of ``-v``."""
    ctx.meta[_VERBOSE] = value
    if value:
        show_log()


def show_log() -> None:
    """Show the library's own log on standard error."""
    logger = logging.getLogger("mujaz")
    logger.setLevel(logging.INFO)
    if not logger.handlers:
        handler = _Events() if json_log() else logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%H:%M:%S"))
        logger.addHandler(handler)


class _Events(logging.Handler):
    """The library's own log among the events of ``--log json``."""

    def emit(self, record: logging.LogRecord) -> None:
        """As a note."""
        log("note", message=record.getMessage())


def _meta() -> dict[str, object]:
    ctx = click.get_current_context(silent=True)
    return ctx.meta if ctx else {}
