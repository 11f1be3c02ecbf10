"""`mujaz brief -o FILE.jsonl`: what a job says and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from benchmarks.inline_runner import InlineRunner
from rich.console import Console
from rich.progress import Progress, TextColumn

from mujaz.cli.job import Bar
from mujaz.errors import ModelError
from mujaz.jobs.ledger import Checkpoint, Ledger
from mujaz.jobs.observer import Clock, Pace
from mujaz.jobs.work import OnStage, Result, Window
from tests.cli.conftest import Run
from tests.cli.said import read_said
from tests.jobs.conftest import ids, lines, write_corpus


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "news.jsonl", range(5), bad=[3])


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "briefs.jsonl"


def logged(stderr: str) -> list[dict[str, Any]]:
    events = [json.loads(line) for line in stderr.splitlines()]
    assert all(event.pop("time") > 1_700_000_000 for event in events)
    return events


def test_a_job_says_what_failed_and_how_many_there_were(run: Run, corpus: Path, output: Path) -> None:
    result = run("brief", corpus, "-o", output)
    report, closing = read_said(result).splitlines()
    assert report.startswith(f"mujaz: {corpus}:4: too short")
    assert closing.startswith("5 articles, 1 failed, ")
    assert (result.exit_code, result.stdout) == (1, "")
    assert ids(output) == ["a0", "a1", "a2", "a4"]


def test_a_finished_job_says_that_there_is_nothing_to_do_and_keeps_its_exit_code(
    run: Run, corpus: Path, output: Path
) -> None:
    run("brief", corpus, "-o", output)
    again = run("brief", corpus, "-o", output)
    assert again.exit_code == 1
    assert again.stderr == (
        f"{output} is finished: 4 briefs, 1 article failed (--retry-failed tries again); "
        "nothing to do (--fresh starts over)\n"
    )
    assert run("brief", corpus, "-o", output, "--quiet").stderr == ""


def test_a_changed_profile_is_refused_with_4_and_fresh_starts_over(run: Run, corpus: Path, output: Path) -> None:
    run("brief", corpus, "-o", output)
    refused = run("brief", corpus, "-o", output, "--bullets", "1")
    assert refused.exit_code == 4
    assert refused.stderr == (
        f"mujaz: {output} is of another run; --fresh starts over. Changed: profile key bullets: 5 then, 1 now\n"
    )
    assert run("brief", corpus, "-o", output, "--bullets", "1", "--fresh", "-q").exit_code == 1
    assert [len(brief["bullets"]) for brief in lines(output)] == [1, 1, 1, 1]


def test_a_second_run_on_the_same_output_is_refused_with_4(run: Run, corpus: Path, output: Path) -> None:
    with Ledger(output.with_suffix(".run.jsonl")):
        refused = run("brief", corpus, "-o", output)
    assert refused.exit_code == 4
    assert "another run is writing this output" in refused.stderr


def test_the_log_is_one_object_a_line_and_tells_each_stage_of_each_window(run: Run, corpus: Path, output: Path) -> None:
    result = run("brief", corpus, "-o", output, "--window", "3", "--log", "json")
    events = logged(result.stderr)
    stages = [(event["window"], event["stage"]) for event in events if event["event"] == "stage"]
    order = ["reading", "waiting", "summarizing", "translating", "writing"]
    assert [stage for window, stage in stages if window == 0] == order
    assert [stage for window, stage in stages if window == 1] == order
    (failed,) = [event for event in events if event["event"] == "failed"]
    assert (failed["id"], failed["stage"]) == ("a3", "reading")
    done = [event for event in events if event["event"] == "window"]
    assert [(event["articles"], event["briefs"], event["failed"]) for event in done] == [(3, 3, 0), (5, 4, 1)]
    assert all(event["rate"] > 0 and event["resident"] > 0 and event["remaining"] >= 0 for event in done)
    assert done[-1]["remaining"] == 0
    assert events[-1]["event"] == "ended"


def test_messages_and_errors_are_objects_of_the_log_too(run: Run, corpus: Path, output: Path) -> None:
    run("brief", corpus, "-o", output)
    (finished,) = logged(run("brief", corpus, "-o", output, "--log", "json").stderr)
    assert finished["event"] == "note"
    refused = run("brief", corpus, "-o", output, "--log", "json", "--no-text")
    (error,) = logged(refused.stderr)
    assert (refused.exit_code, error["event"], error["exit_code"]) == (4, "error", 4)


def test_what_the_library_logs_is_an_object_of_the_log_as_well(corpus: Path, output: Path) -> None:
    """With the real models: the profile says which it takes."""
    command = [sys.executable, "-m", "mujaz.cli.main", "brief", str(corpus), "-o", str(output), "-v", "--log", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    notes = [event["message"] for event in logged(done.stderr) if event["event"] == "note"]
    assert notes[0].startswith("profile auto, by what is installed: ")


def test_an_interrupted_job_says_that_it_can_go_on(
    run: Run, corpus: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Interrupted(InlineRunner):
        def run(self, windows: Any, on_stage: OnStage) -> Iterator[tuple[Window, list[Result]]]:
            yield next(super().run(windows, on_stage))
            raise KeyboardInterrupt

    monkeypatch.setattr("mujaz.cli.job.LocalRunner", lambda task, *_, **__: Interrupted(task))
    result = run("brief", corpus, "-o", output, "--window", "2")
    assert result.exit_code == 130
    assert result.stderr.splitlines() == [
        f"{output} is whole up to here; the same command resumes it",
        "mujaz: interrupted",
    ]
    assert ids(output) == ["a0", "a1"]


def test_a_missing_bundle_is_told_before_anything_is_written(run: Run, corpus: Path, output: Path) -> None:
    result = run("brief", corpus, "-o", output, "--translator", "no-such-bundle")
    assert result.exit_code == ModelError.exit_code
    assert not output.exists()


def test_to_try_again_what_failed_is_for_jobs_only(run: Run, corpus: Path) -> None:
    assert run("brief", corpus, "--retry-failed").exit_code == 2


def test_a_job_into_a_pipe_is_none(corpus: Path, examples: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mujaz.cli.main", "brief", str(examples / "politics.txt"), "-q", "--bullets", "1"]
    done = subprocess.run([*command, "--format", "jsonl", "-o", "/dev/stdout"], capture_output=True, check=True)
    assert json.loads(done.stdout)["article"]["id"] == "politics"


def test_the_bar_shows_counts_rate_and_the_time_that_is_left() -> None:
    progress = Progress(TextColumn("{task.description}"), console=Console(quiet=True))
    bar = Bar(progress)
    bar.on_window(0, Checkpoint(articles=40, failed=2), Pace(articles=20, seconds=10.0, remaining=3725.0), 0.0)
    (task,) = progress.tasks
    assert task.description == "40 articles, 2 failed, 2.0/s, 1:02:05 left"
    bar.on_window(1, Checkpoint(articles=60), Pace(articles=40, seconds=10.0, remaining=None), 0.0)
    assert task.description == "60 articles, 0 failed, 4.0/s"


def test_the_time_that_is_left_is_reckoned_from_the_bytes_of_this_run(monkeypatch: pytest.MonkeyPatch) -> None:
    now = iter([100.0, 110.0])
    monkeypatch.setattr("time.monotonic", lambda: next(now))
    pace = Clock(size=1000, position=400).count(30, 600)
    assert (pace.articles, pace.rate, pace.remaining) == (30, 3.0, 20.0)
