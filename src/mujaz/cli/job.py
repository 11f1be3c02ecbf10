"""Briefs into a file of JSON Lines: a job that survives whatever ends it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from mujaz.cli.console import note, warn
from mujaz.cli.options import JobOptions
from mujaz.cli.tally import Tally, exit_code
from mujaz.cli.watch import watching
from mujaz.jobs.job import Job, Outcome
from mujaz.jobs.local import LocalRunner
from mujaz.jobs.ray_runner import RayRunner
from mujaz.jobs.run import run_job
from mujaz.jobs.runner import Runner
from mujaz.jobs.work import Task
from mujaz.types import Brief
from mujaz.wording import count_noun


def is_job(output: str, format_: str) -> bool:
    """Whether this output can be taken up again: JSON Lines in a file, not in a pipe or a device."""
    return format_ == "jsonl" and (Path(output).is_file() or not Path(output).exists())


def finish(job: Job, how: JobOptions) -> int:
    """Do what is left of a job, and say how it went; returns the exit code."""
    try:
        with watching() as observer:
            outcome = run_job(job, _maker(how), observer)
    except KeyboardInterrupt:
        note(f"{job.output} is whole up to here; the same command goes on with it")
        raise
    if not outcome.worked:
        note(_nothing_to_do(job, outcome))
    dropped = _tell_dropped(job.output) if job.profile.strict else 0
    return exit_code(outcome.briefs + outcome.failed, outcome.failed, dropped)


def _tell_dropped(output: Path) -> int:
    """Say what ``--strict`` left out of all briefs, those of earlier runs too; returns how much that is."""
    tally = Tally()
    if output.exists():
        with output.open(encoding="utf-8") as lines:
            for _ in tally.strict(map(Brief.model_validate_json, lines)):
                pass
    return tally.dropped


def _maker(how: JobOptions) -> Callable[[Task], Runner]:
    """What makes the runner that was asked for."""
    if how.runner == "ray":
        return partial(RayRunner, address=how.address, workers=how.workers, timeout=how.timeout, tell=note, warn=warn)
    return partial(LocalRunner, workers=how.workers, timeout=how.timeout, warn=warn)


def _nothing_to_do(job: Job, outcome: Outcome) -> str:
    left = f", {count_noun(outcome.failed, 'article')} failed (--retry-failed tries again)" if outcome.failed else ""
    return f"{job.output} is finished: {count_noun(outcome.briefs, 'brief')}{left}; nothing to do (--fresh starts over)"
