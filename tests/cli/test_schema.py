"""The published JSON Schema."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from mujaz.cli.schema import brief_schema
from tests.pipeline.briefs import a_brief

PUBLISHED = Path(__file__).resolve().parents[2] / "docs" / "brief.schema.json"


def test_the_published_schema_is_the_model_s() -> None:
    """`mujaz schema > docs/brief.schema.json` renews it."""
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == brief_schema()


@pytest.mark.parametrize("text", [True, False])
def test_a_brief_keeps_to_the_schema_with_and_without_the_text(text: bool) -> None:
    jsonschema.validate(json.loads(a_brief().to_json(text=text)), brief_schema())


def test_the_schema_refuses_what_is_no_brief() -> None:
    brief = json.loads(a_brief().to_json())
    brief["bullets"][0]["confidence"] = 1
    with pytest.raises(jsonschema.ValidationError, match="confidence"):
        jsonschema.validate(brief, brief_schema())
