"""The files of a job that stand beside its output."""

from __future__ import annotations

from pathlib import Path


def beside(output: Path, kind: str) -> Path:
    """Return the file of that kind beside an output: ``briefs.failures.jsonl`` beside ``briefs.jsonl``."""
    # Another suffix stays in the name: briefs.ndjson and briefs.jsonl are two jobs.
    return output.with_name(f"{output.name.removesuffix('.jsonl')}.{kind}.jsonl")
