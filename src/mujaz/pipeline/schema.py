"""The published JSON Schema of a brief."""

from __future__ import annotations

from typing import Any

from mujaz.types import SCHEMA, Brief


def brief_schema() -> dict[str, Any]:
    """The schema of one object as ``--format json`` and ``jsonl`` write it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        **Brief.model_json_schema(by_alias=True),
    }
