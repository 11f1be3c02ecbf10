"""Briefs into a file of JSON Lines: a job that survives whatever ends it, and what it says on standard error.

People get a line of progress, machines a log of JSON objects.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mujaz.cli.advice import show_advice
from mujaz.cli.console import is_json_log, is_quiet, log, note, warn
from mujaz.cli.options import JobOptions
from mujaz.cli.progress import Tally, choose_exit_code
from mujaz.files.inputs import SkippedFiles
from mujaz.jobs.job import Job, Outcome
from mujaz.jobs.ledger import Checkpoint
from mujaz.jobs.local import LocalRunner
from mujaz.jobs.observer import Observer, Pace
from mujaz.jobs.ray_runner import RayRunner
from mujaz.jobs.run import run_job
from mujaz.jobs.work import Failure, Runner, Task
from mujaz.machine import resident_memory
from mujaz.types import Brief
from mujaz.wording import count_noun

if TYPE_CHECKING:
    from rich.progress import Progress


def is_job(output: str, format_name: str) -> bool:
    """Tell whether a run with this output can be resumed: JSON Lines in a file, not in a pipe or a device."""
    return format_name == "jsonl" and (Path(output).is_file() or not Path(output).exists())


def finish_job(job: Job, options: JobOptions) -> int:
    """Do the rest of a job, and say how it went; return the exit code."""
    try:
        with open_observer() as observer:
            outcome = run_job(job, _choose_runner(options), observer)
    except KeyboardInterrupt:
        note(f"{job.output} is whole up to here; the same command resumes it")
        raise
    if not outcome.worked:
        note(_describe_finished(job, outcome))
    elif outcome.briefs:
        show_advice(job.profile)
    dropped = _report_dropped(job.output) if job.profile.strict else 0
    return choose_exit_code(outcome.briefs + outcome.failed, outcome.failed, dropped)


@contextmanager
def open_observer() -> Iterator[Observer]:
    """Yield the observer that the options and the terminal ask for."""
    if is_json_log():
        yield JsonLog()
        return
    if is_quiet() or not sys.stderr.isatty():
        yield Reporter()
        return
    from rich.console import Console  # only for a terminal
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (BarColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield Bar(progress)


class Reporter(Observer):
    """Reports each failure when it happens, and at the end how the job went."""

    def __init__(self) -> None:
        self._failed = 0

    def on_resume(self, last: Checkpoint) -> None:
        """Say after how many articles."""
        note(f"resuming after {count_noun(last.articles, 'article')}")

    def on_skipped(self, files: SkippedFiles) -> None:
        """Name some."""
        if files.description:
            note(files.description)

    def on_growth(self, files: int) -> None:
        """Say that the job goes on with them."""
        note(f"{count_noun(files, 'file')} more than before: working on the new ones")

    def on_failure(self, failure: Failure) -> None:
        """Name the article and the reason."""
        self._failed += 1
        warn(f"{failure.where}: {failure.reason}")

    def on_end(self, _last: Checkpoint, pace: Pace) -> None:
        """Say how much was done in this run, and how fast."""
        if pace.articles > 1:
            note(f"{pace.articles} articles, {self._failed} failed, {pace.rate:.1f} articles/s")


class Bar(Reporter):
    """Also shows a bar, the rate, and the time that is left."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self._progress = progress
        self._task = progress.add_task("loading", total=None)

    def on_window(self, _number: int, last: Checkpoint, pace: Pace, _workers: float) -> None:
        """Move the bar."""
        done = pace.seconds / (pace.seconds + pace.remaining) if pace.remaining is not None else None
        remaining = "" if pace.remaining is None else f", {timedelta(seconds=round(pace.remaining))} left"
        text = f"{count_noun(last.articles, 'article')}, {last.failed} failed, {pace.rate:.1f}/s{remaining}"
        self._progress.update(self._task, description=text, completed=done or 0, total=None if done is None else 1)

    def on_end(self, last: Checkpoint, pace: Pace) -> None:
        """Take the bar away."""
        self._progress.stop()
        super().on_end(last, pace)


class JsonLog(Observer):
    """Writes an object a line for each event."""

    def on_resume(self, last: Checkpoint) -> None:
        """Log ``resumed``."""
        log("resumed", windows=last.windows, articles=last.articles)

    def on_skipped(self, files: SkippedFiles) -> None:
        """Log ``passed_over``: how many, and the names of some."""
        if files.count:
            log("passed_over", files=files.count, names=files.names)

    def on_growth(self, files: int) -> None:
        """Log ``grown``."""
        log("grown", files=files)

    def on_stage(self, window: int, stage: str) -> None:
        """Log ``stage``."""
        log("stage", window=window, stage=stage)

    def on_failure(self, failure: Failure) -> None:
        """Log ``failed``."""
        log("failed", **asdict(failure))

    def on_window(self, number: int, last: Checkpoint, pace: Pace, workers: float) -> None:
        """Log ``window``: counts since the beginning, the rate of this run, resident memory in MB."""
        log("window", window=number, **_count(last, pace), resident=round(resident_memory()), workers=round(workers))

    def on_end(self, last: Checkpoint, pace: Pace) -> None:
        """Log ``ended``."""
        log("ended", **_count(last, pace))


def _count(last: Checkpoint, pace: Pace) -> dict[str, object]:
    return {
        "articles": last.articles,
        "briefs": last.briefs,
        "failed": last.failed,
        "rate": round(pace.rate, 2),
        "remaining": None if pace.remaining is None else round(pace.remaining),
    }


def _choose_runner(options: JobOptions) -> Callable[[Task], Runner]:
    workers, timeout = options.workers, options.timeout
    if options.runner == "ray":
        return partial(RayRunner, address=options.address, workers=workers, timeout=timeout, tell=note, warn=warn)
    return partial(LocalRunner, workers=workers, timeout=timeout, warn=warn)


def _report_dropped(output: Path) -> int:
    """Report the bullets that ``--strict`` left out of all briefs, those of earlier runs too; return their number."""
    tally = Tally()
    if output.exists():
        with output.open(encoding="utf-8") as lines:
            for _ in tally.report_dropped(map(Brief.model_validate_json, lines)):
                pass
    return tally.dropped


def _describe_finished(job: Job, outcome: Outcome) -> str:
    failed = f", {count_noun(outcome.failed, 'article')} failed (--retry-failed tries again)" if outcome.failed else ""
    briefs = count_noun(outcome.briefs, "brief")
    return f"{job.output} is finished: {briefs}{failed}; nothing to do (--fresh starts over)"
