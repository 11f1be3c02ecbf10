"""`mujaz models`: the bundles of this user and the standard models, one file a kind of subcommands."""

from __future__ import annotations

import click

from mujaz.cli.models.carrying import export_command, import_command, remove_command
from mujaz.cli.models.listing import card_command, list_command, path_command, verify_command
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
