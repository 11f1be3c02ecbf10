"""Watching a job: a line of progress for people, a log of JSON objects for machines, both on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING

from mujaz.cli.console import json_log, log, note, quiet, warn
from mujaz.files.inputs import SkippedFiles
from mujaz.jobs.ledger import Checkpoint
from mujaz.jobs.observer import Observer, Pace
from mujaz.jobs.resident import resident
from mujaz.jobs.work import Failure
from mujaz.wording import count_noun

if TYPE_CHECKING:
    from rich.progress import Progress


@contextmanager
def watching() -> Iterator[Observer]:
    """The observer that the options and the terminal ask for."""
    if json_log():
        yield JsonLog()
        return
    if quiet() or not sys.stderr.isatty():
        yield Reporter()
        return
    from rich.console import Console  # only for a terminal
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (BarColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield Bar(progress)


class Reporter(Observer):
    """Says what failed when it does, and at the end how it went."""

    def __init__(self) -> None:
        self._failed = 0

    def resumed(self, last: Checkpoint) -> None:
        """Say where."""
        note(f"going on after {count_noun(last.articles, 'article')}")

    def passed_over(self, files: SkippedFiles) -> None:
        """Name some."""
        if files.description:
            note(files.description)

    def grown(self, files: int) -> None:
        """Say that they are gone on with."""
        note(f"{count_noun(files, 'file')} more than before: going on with what is new")

    def failed(self, failure: Failure) -> None:
        """Name the article and the reason."""
        self._failed += 1
        warn(f"{failure.where}: {failure.reason}")

    def ended(self, _last: Checkpoint, pace: Pace) -> None:
        """Say how much was done in this run, and how fast."""
        if pace.articles > 1:
            note(f"{pace.articles} articles, {self._failed} failed, {pace.rate:.1f} articles/s")


class Bar(Reporter):
    """Also shows a bar, the rate, and the time that is left."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self._progress = progress
        self._task = progress.add_task("loading", total=None)

    def window(self, _number: int, last: Checkpoint, pace: Pace, _workers: float) -> None:
        """Move the bar."""
        done = pace.seconds / (pace.seconds + pace.remaining) if pace.remaining is not None else None
        left = "" if pace.remaining is None else f", {timedelta(seconds=round(pace.remaining))} left"
        text = f"{count_noun(last.articles, 'article')}, {last.failed} failed, {pace.rate:.1f}/s{left}"
        self._progress.update(self._task, description=text, completed=done or 0, total=None if done is None else 1)

    def ended(self, last: Checkpoint, pace: Pace) -> None:
        """Take the bar away."""
        self._progress.stop()
        super().ended(last, pace)


class JsonLog(Observer):
    """An object a line for everything that happens."""

    def resumed(self, last: Checkpoint) -> None:
        """Event ``resumed``."""
        log("resumed", windows=last.windows, articles=last.articles)

    def passed_over(self, files: SkippedFiles) -> None:
        """Event ``passed_over``: how many, and the names of some."""
        if files.count:
            log("passed_over", files=files.count, names=files.names)

    def grown(self, files: int) -> None:
        """Event ``grown``."""
        log("grown", files=files)

    def stage(self, window: int, stage: str) -> None:
        """Event ``stage``."""
        log("stage", window=window, stage=stage)

    def failed(self, failure: Failure) -> None:
        """Event ``failed``."""
        log("failed", **asdict(failure))

    def window(self, number: int, last: Checkpoint, pace: Pace, workers: float) -> None:
        """Event ``window``: counts since the beginning, the rate of this run, resident memory in MB."""
        log("window", window=number, **_counts(last, pace), resident=round(resident()), workers=round(workers))

    def ended(self, last: Checkpoint, pace: Pace) -> None:
        """Event ``ended``."""
        log("ended", **_counts(last, pace))


def _counts(last: Checkpoint, pace: Pace) -> dict[str, object]:
    return {
        "articles": last.articles,
        "briefs": last.briefs,
        "failed": last.failed,
        "rate": round(pace.rate, 2),
        "remaining": None if pace.remaining is None else round(pace.remaining),
    }
