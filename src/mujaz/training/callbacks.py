"""What is done between the steps of a training: patience is counted, and time."""

from __future__ import annotations

import math
import time
from pathlib import Path
from typing import Any

from transformers import TrainerCallback

_SECONDS = "seconds"


class Patience(TrainerCallback):  # type: ignore[misc]  # transformers is untyped
    """Ends a stage when so many evaluations have brought no lower loss.

    Transformers' own counts from zero when a training is resumed. Here all evaluations count that the state tells of.
    """

    def __init__(self, evaluations: int) -> None:
        self._evaluations = evaluations

    def on_train_begin(self, args: Any, state: Any, control: Any, **_: Any) -> None:  # noqa: ARG002 (given by name)
        """End at once where a stage was killed after its last evaluation."""
        control.should_training_stop |= self._is_over(state)

    def on_evaluate(self, args: Any, state: Any, control: Any, **_: Any) -> None:  # noqa: ARG002
        """End the stage if it is time."""
        control.should_training_stop |= self._is_over(state)

    def _is_over(self, state: Any) -> bool:
        return without_gain([entry["eval_loss"] for entry in state.log_history if "eval_loss" in entry]) >= (
            self._evaluations
        )


def without_gain(losses: list[float]) -> int:
    """How many of the last losses are no lower than the lowest before them."""
    lowest, count = math.inf, 0
    for loss in losses:
        count = 0 if loss < lowest else count + 1
        lowest = min(lowest, loss)
    return count


class Clock(TrainerCallback):  # type: ignore[misc]
    """Writes down, with each checkpoint, how long a stage has taken: what a kill has lost is not counted."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / _SECONDS
        self._before = _seconds(folder)
        self._since = time.monotonic()

    def on_train_begin(self, args: Any, state: Any, control: Any, **_: Any) -> None:  # noqa: ARG002
        """Start."""
        self._since = time.monotonic()

    def on_save(self, args: Any, state: Any, control: Any, **_: Any) -> None:  # noqa: ARG002
        """Write it down."""
        self._file.write_text(f"{self._before + time.monotonic() - self._since:.1f}", encoding="ascii")


def hours(folder: Path) -> float:
    """How long the stage of this folder has taken, up to its last checkpoint."""
    return _seconds(folder) / 3600


def _seconds(folder: Path) -> float:
    try:
        return float((folder / _SECONDS).read_text(encoding="ascii"))
    except (OSError, ValueError):  # none yet, or a kill has left half of it
        return 0.0
