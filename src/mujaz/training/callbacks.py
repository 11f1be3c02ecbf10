"""Callbacks between the steps of a training: they count patience, and time."""

from __future__ import annotations

import math
import time
from pathlib import Path
from typing import Any

from transformers import TrainerCallback

_SECONDS = "seconds"


class Patience(TrainerCallback):  # type: ignore[misc]  # transformers is untyped
    """Ends a stage after so many evaluations without a lower loss.

    Transformers' own starts from zero when a training is resumed. This one counts every evaluation of the state.
    """

    def __init__(self, evaluations: int) -> None:
        self._evaluations = evaluations

    def on_train_begin(self, args: Any, state: Any, control: Any, **_: Any) -> None:  # noqa: ARG002 (given by name)
        """End at once if a stage was killed after its last evaluation."""
        control.should_training_stop |= self._is_over(state)

    def on_evaluate(self, args: Any, state: Any, control: Any, **_: Any) -> None:  # noqa: ARG002
        """End the stage if it is time."""
        control.should_training_stop |= self._is_over(state)

    def _is_over(self, state: Any) -> bool:
        return count_without_gain([entry["eval_loss"] for entry in state.log_history if "eval_loss" in entry]) >= (
            self._evaluations
        )


def count_without_gain(losses: list[float]) -> int:
    """Count the last losses that are no lower than the lowest before them."""
    lowest, count = math.inf, 0
    for loss in losses:
        count = 0 if loss < lowest else count + 1
        lowest = min(lowest, loss)
    return count


class Clock(TrainerCallback):  # type: ignore[misc]
    """Writes down the time of a stage with each checkpoint; steps that a kill has lost do not count."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / _SECONDS
        self._earlier = _seconds(folder)
        self._since = time.monotonic()

    def on_train_begin(self, args: Any, state: Any, control: Any, **_: Any) -> None:  # noqa: ARG002
        """Start."""
        self._since = time.monotonic()

    def on_save(self, args: Any, state: Any, control: Any, **_: Any) -> None:  # noqa: ARG002
        """Write it down."""
        self._file.write_text(f"{self._earlier + time.monotonic() - self._since:.1f}", encoding="ascii")


def read_hours(folder: Path) -> float:
    """Read how many hours the stage of this folder has taken, up to its last checkpoint."""
    return _seconds(folder) / 3600


def _seconds(folder: Path) -> float:
    try:
        return float((folder / _SECONDS).read_text(encoding="ascii"))
    except (OSError, ValueError):  # not there yet, or half written
        return 0.0
