"""`mujaz models`: the bundles of this user, and the standard models."""

from __future__ import annotations

import click

from mujaz.cli.models.local import (
    card_command,
    export_command,
    import_command,
    list_command,
    path_command,
    remove_command,
    verify_command,
)
from mujaz.cli.models.pulling import convert_command, pull_command

_SUBCOMMANDS = (
    list_command,
    pull_command,
    convert_command,
    verify_command,
    export_command,
    import_command,
    path_command,
    remove_command,
    card_command,
)


@click.group("models")
def command() -> None:
    """List, pull, convert, verify, carry and remove models."""


for _subcommand in _SUBCOMMANDS:
    command.add_command(_subcommand)
