"""Puts what a script printed between marks in a Markdown page."""

from __future__ import annotations

from pathlib import Path


def put_between(path: Path, mark: str, text: str) -> None:
    """Replace what stands between ``<!-- mark -->`` and ``<!-- /mark -->`` in the file at `path`."""
    opening, closing = f"<!-- {mark} -->", f"<!-- /{mark} -->"
    whole = path.read_text(encoding="utf-8")
    before, opened, rest = whole.partition(opening)
    _, closed, after = rest.partition(closing)
    if not (opened and closed):
        raise SystemExit(f"{path} has no place {opening} … {closing}")
    path.write_text(f"{before}{opening}\n{text}\n{closing}{after}", encoding="utf-8")
