"""`mujaz schema`: the JSON Schema of a brief."""

from __future__ import annotations

import json
from typing import Any

import click

from mujaz.types import SCHEMA, Brief


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of a brief, as `mujaz brief --format json` writes it."""
    click.echo(json.dumps(brief_schema(), indent=2, ensure_ascii=False))


def brief_schema() -> dict[str, Any]:
    """Return the schema of one object as ``--format json`` and ``jsonl`` write it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        **Brief.model_json_schema(by_alias=True),
    }
