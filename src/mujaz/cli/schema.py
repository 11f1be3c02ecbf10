"""`mujaz schema`: the JSON Schema of a brief."""

from __future__ import annotations

import json

import click


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of a brief, as `mujaz brief --format json` writes it."""
    from mujaz.pipeline.schema import brief_schema

    click.echo(json.dumps(brief_schema(), indent=2, ensure_ascii=False))
