"""`mujaz`: one group whose commands are imported only when they are called."""

from __future__ import annotations

import atexit
import gc
import signal
import sys
from importlib import import_module
from typing import Any

import click

from mujaz import __version__
from mujaz.cli.errors import terminate, translate_errors

# The help of each command is here and not in its module, so that `mujaz --help` imports none of them.
# A command's module holds a function `command`.
COMMANDS = {
    "brief": "Turn Arabic articles into Arabic bullets with their English.",
    "summarize": "Turn Arabic articles into Arabic bullets only.",
    "translate": "Translate Arabic text into English, line by line.",
    "check": "Hold English translations against their Arabic, whoever made them.",
    "report": "Lay briefs out as pages on which editors read and judge them.",
    "evaluate": "Measure runs against reference summaries.",
    "feedback": "Turn editors' verdicts and corrections into references and training pairs.",
    "models": "List, pull, convert, verify, carry and remove models.",
    "train": "Train a bundle from a recipe.",
    "doctor": "Say what is installed, which bundles there are, and whether they work.",
    "schema": "Print the JSON Schema of a brief.",
}


class LazyGroup(click.Group):
    """A group that lists its commands without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of the commands, most used first."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return the command of that name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"mujaz.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the commands and their one-line help."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Read the options; errors in them become messages here, as later errors do in `invoke`."""
        with translate_errors():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; every error of Mujaz becomes a message and an exit code here."""
        with translate_errors():
            return super().invoke(ctx)


_EXAMPLES = """\b
Examples:
  mujaz brief article.txt
  mujaz brief archive.jsonl -o briefs.jsonl
"""


@click.group(cls=LazyGroup, epilog=_EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="mujaz")
def cli() -> None:
    """Arabic news in; faithful Arabic bullets and their English rendering out."""


_NEW_OBJECTS = 50_000
"""Objects that are made before cycles are looked for among them; Python's default is 700."""


def main() -> None:
    """Run the console script."""
    for stream in (sys.stdout, sys.stderr):
        # Arabic must come out whatever the locale says; characters that a stream cannot hold are escaped, not fatal.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    signal.signal(signal.SIGTERM, terminate)
    # Libraries and word lists live to the end: to look for cycles among them took 0.2 s.
    gc.set_threshold(_NEW_OBJECTS)
    atexit.register(gc.freeze)
    cli(prog_name="mujaz")


if __name__ == "__main__":
    main()
