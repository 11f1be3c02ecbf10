"""Messages of the commands on standard error: notes, warnings, the log."""

from __future__ import annotations

import json
import logging
import re
import threading
import time

import click

from mujaz.wording import CONTROLS

# White space that would start a new line or overwrite this one: a file's name must not look like another message.
_BREAKS = re.compile("[\n\v\f\r\x1c-\x1f\x85\u2028\u2029]")

_log_lock = threading.Lock()


def printable(text: str) -> str:
    """Return `text` on one line, with control characters and bidi controls shown as escapes."""
    for hidden in (CONTROLS, _BREAKS):
        text = hidden.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return text


def note(message: str) -> None:
    """Print something useful to know; ``--quiet`` silences it."""
    if is_json_log():
        log("note", message=message)
    elif not is_quiet():
        click.echo(printable(message), err=True)


def warn(message: str) -> None:
    """Print a warning; it is never silenced."""
    if is_json_log():
        log("warning", message=message)
    else:
        click.echo(f"mujaz: {printable(message)}", err=True)


def log(event: str, **fields: object) -> None:
    """Write an event to the log of ``--log json``: one object a line on standard error."""
    record = {"time": round(time.time(), 3), "event": event, **fields}
    with _log_lock:  # articles are read in a thread of their own
        click.echo(json.dumps(record), err=True)  # ASCII: no article's text can steer a terminal


def is_quiet() -> bool:
    """Tell whether ``--quiet`` was given."""
    return bool(_meta().get("mujaz.quiet"))


def is_verbose() -> bool:
    """Tell whether ``-v`` was given."""
    return bool(_meta().get("mujaz.verbose"))


def is_json_log() -> bool:
    """Tell whether ``--log json`` was given."""
    return _meta().get("mujaz.log") == "json"


def store_option(ctx: click.Context, param: click.Parameter, value: object) -> None:
    """Store the value of ``--log``, ``--quiet`` or ``-v`` for this module; show the library's log with ``-v``."""
    ctx.meta[f"mujaz.{param.name}"] = value
    if param.name == "verbose" and value:
        show_log()


def show_log() -> None:
    """Show the library's own log on standard error."""
    logger = logging.getLogger("mujaz")
    logger.setLevel(logging.INFO)
    if not logger.handlers:
        handler = _LogEvents() if is_json_log() else logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%H:%M:%S"))
        logger.addHandler(handler)


class _LogEvents(logging.Handler):
    """Writes the library's own log among the events of ``--log json``."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record as a note."""
        log("note", message=record.getMessage())


def _meta() -> dict[str, object]:
    ctx = click.get_current_context(silent=True)
    return ctx.meta if ctx else {}
