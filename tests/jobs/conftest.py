"""Jobs inside the test's own process, with doubles of the models."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from benchmarks.inline_runner import InlineRunner

from mujaz.jobs.job import Job, Outcome
from mujaz.jobs.ledger import Checkpoint
from mujaz.jobs.observer import Observer, Pace
from mujaz.jobs.run import run_job
from mujaz.profiles import Profile
from tests.pipeline.doubles import use_doubles

TEXT = "افتتح الوزير المدرسة رقم {} في العاصمة صباح اليوم. وحضر الحفل عدد كبير من الأهالي والمسؤولين."
PROFILE = Profile(name="test", window=3)

Finish = Callable[..., Outcome]


class Recorder(Observer):
    """Keeps what it is told, and calls `at` with it."""

    def __init__(self, at: Callable[[str], object] = str) -> None:
        self.told: list[str] = []
        self._at = at

    def on_resume(self, last: Checkpoint) -> None:
        self._tell(f"resumed {last.windows}")

    def on_stage(self, window: int, stage: str) -> None:
        self._tell(f"{stage} {window}")

    def on_window(self, number: int, last: Checkpoint, pace: Pace, workers: float) -> None:
        self._tell(f"window {number}")

    def _tell(self, event: str) -> None:
        self.told.append(event)
        self._at(event)


def write_corpus(path: Path, numbers: Iterable[int] = range(10), bad: Iterable[int] = ()) -> Path:
    """Articles of these numbers; the `bad` ones are too short to be used."""
    texts = {number: "قصير" if number in bad else TEXT.format(number) for number in numbers}
    records = [{"id": f"a{number}", "text": text} for number, text in texts.items()]
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    return path


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON Lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def ids(path: Path) -> list[str]:
    """The ids of the briefs in a file."""
    return [brief["article"]["id"] for brief in lines(path)]


@pytest.fixture
def finish(monkeypatch: pytest.MonkeyPatch) -> Finish:
    """Finish a job over one input with doubles of the models."""
    use_doubles(monkeypatch)

    def do(corpus: Path | str, output: Path, observer: Observer | None = None, **options: Any) -> Outcome:
        job = Job((str(corpus),), output, **{"profile": PROFILE, **options})
        return run_job(job, InlineRunner, observer or Observer())

    return do
