"""How far a stage has come, by what its folder holds."""

from __future__ import annotations

import json
from pathlib import Path

DONE = "done"
"""Folder of a finished stage's weights and figures; it comes to be when all of it is there."""

FIGURES = "figures.json"


def is_done(folder: Path) -> bool:
    """Whether the stage of this folder has ended."""
    return (folder / DONE).is_dir()


def is_begun(folder: Path) -> bool:
    """Whether the stage of this folder has weights that a resumed training goes on from."""
    return is_done(folder) or last_checkpoint(folder) is not None


def last_checkpoint(folder: Path) -> str | None:
    """The newest whole checkpoint: a half-written one lacks the state, which the trainer writes last."""
    newest_first = sorted(folder.glob("checkpoint-*"), key=lambda path: int(path.name.split("-")[1]), reverse=True)
    return next((str(path) for path in newest_first if _is_json(path / "trainer_state.json")), None)


def read_figures(done: Path) -> dict[str, float]:
    """What is known of a stage that is done: steps, development loss, hours."""
    found: dict[str, float] = json.loads((done / FIGURES).read_text(encoding="utf-8"))
    return found


def _is_json(path: Path) -> bool:
    try:
        json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return True
