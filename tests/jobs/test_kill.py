"""Killed thirty times, with the real engine: nothing lost, nothing doubled, the same bytes."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from benchmarks.killing import MUJAZ, STAGES, killed

from mujaz.models.bundle import Bundle
from tests.checkpoints import corpus
from tests.jobs.conftest import ids, lines

ARTICLES = 120
NOISE = "noise " * 2**16


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Short articles in the words that the tiny model knows; every ninth is too short to be used.

    Beside each stands much that is read and means nothing, so that reading takes long enough to be struck.
    """
    sentences = [f"{arabic}." for arabic, _ in corpus()]
    path = tmp_path_factory.mktemp("articles") / "news.jsonl"
    texts = [sentences[3 * n] if n % 9 else "قصير" for n in range(ARTICLES)]
    records = [{"id": f"a{n}", "text": text, "noise": NOISE} for n, text in enumerate(texts)]
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def options(marian_bundle: Bundle) -> list[str]:
    given = ["--threads", "1", "--beam-size", "1", "--window", "2", "--workers", "2"]
    return ["--translator", str(marian_bundle.path), *given]


@pytest.fixture(scope="module")
def whole(articles: Path, options: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a run that nothing disturbed."""
    output = tmp_path_factory.mktemp("whole") / "briefs.jsonl"
    command = [*MUJAZ, "brief", str(articles), "-o", str(output), "-q", *options]
    assert subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode == 1
    return output


def test_thirty_kills_change_nothing(articles: Path, options: list[str], whole: Path, tmp_path: Path) -> None:
    output = tmp_path / "briefs.jsonl"
    command = [*MUJAZ, "brief", str(articles), "-o", str(output), *options]
    kills = killed(command, times=30, seed=7, most_events=12)
    assert kills.strikes == 30
    assert set(STAGES) <= set(kills.stages)
    assert subprocess.run([*command, "-q"], check=False, stderr=subprocess.DEVNULL).returncode == 1
    assert output.read_bytes() == whole.read_bytes()
    assert ids(output) == [f"a{n}" for n in range(ARTICLES) if n % 9]
    failures = [failure["id"] for failure in lines(tmp_path / "briefs.failures.jsonl")]
    assert failures == [f"a{n}" for n in range(0, ARTICLES, 9)]
    assert {path.name for path in tmp_path.iterdir()} == {
        "briefs.jsonl",
        "briefs.run.jsonl",
        "briefs.failures.jsonl",
    }


def test_workers_that_are_killed_change_nothing(
    articles: Path, options: list[str], whole: Path, tmp_path: Path
) -> None:
    """Every tenth window that is written costs a worker its life, whatever it is doing."""
    output = tmp_path / "briefs.jsonl"
    command = [*MUJAZ, "brief", str(articles), "-o", str(output), *options, "--log", "json"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        events, written = [], 0
        for line in process.stderr:
            events.append(json.loads(line))
            written += events[-1]["event"] == "window"
            if events[-1]["event"] == "window" and written % 10 == 0:
                children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
                os.kill(int(children[written // 10 % len(children)]), signal.SIGKILL)
    died = "the worker process died (signal 9, Killed)"
    assert [event["message"] for event in events if event["event"] == "warning"] == [died] * 5
    assert process.returncode == 1
    assert output.read_bytes() == whole.read_bytes()
    failures = "briefs.failures.jsonl"
    assert (tmp_path / failures).read_bytes() == (whole.parent / failures).read_bytes()


def test_ctrl_c_ends_with_130_and_the_run_goes_on(
    articles: Path, options: list[str], whole: Path, tmp_path: Path
) -> None:
    output = tmp_path / "briefs.jsonl"
    command = [*MUJAZ, "brief", str(articles), "-o", str(output), *options]
    with subprocess.Popen(
        [*command, "--log", "json"],
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as process:
        assert process.stderr
        _ = next(line for line in process.stderr if '"event": "window"' in line)
        process.send_signal(signal.SIGINT)
        last = json.loads(process.stderr.readlines()[-1])
    assert (process.returncode, last["message"]) == (130, "interrupted")
    assert 0 < output.stat().st_size < whole.stat().st_size
    assert subprocess.run([*command, "-q"], check=False, stderr=subprocess.DEVNULL).returncode == 1
    assert output.read_bytes() == whole.read_bytes()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_what_is_done_is_written_while_the_input_keeps_one_waiting_and_the_wait_can_be_ended(
    number: signal.Signals, code: int, articles: Path, options: list[str], tmp_path: Path
) -> None:
    """Two articles, a window, come through a pipe, and then nothing more."""
    output = tmp_path / "briefs.jsonl"
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stderr": subprocess.PIPE}
    command = [*MUJAZ, "brief", "-", "-o", str(output), *options, "--log", "json"]
    with subprocess.Popen(
        command, **pipes, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler)
    ) as process:
        process.stdin.write(b"".join(articles.read_bytes().splitlines(keepends=True)[1:3]))
        process.stdin.flush()
        _ = next(line for line in process.stderr if b'"event": "window"' in line)
        process.send_signal(number)
        assert process.wait(30) == code
        assert b"Fatal" not in process.stderr.read()
    assert ids(output) == ["a1", "a2"]


def test_a_full_disk_ends_with_4_and_the_run_goes_on(
    articles: Path, options: list[str], whole: Path, tmp_path: Path
) -> None:
    """The disk is a limit on the size of a file, halfway through the output and not at the end of a window."""
    output = tmp_path / "briefs.jsonl"
    command = [*MUJAZ, "brief", str(articles), "-o", str(output), *options, "-q"]
    limit = whole.stat().st_size // 2 + 1
    full = subprocess.run(
        command,
        check=False,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert full.returncode == 4
    assert full.stderr.splitlines()[-1] == f"mujaz: {output} cannot be written: File too large"
    assert whole.read_bytes().startswith(output.read_bytes())
    assert output.read_bytes().endswith(b"\n")
    assert subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode == 1
    assert output.read_bytes() == whole.read_bytes()


POISON = """
import os
from mujaz.jobs import worker_main
from mujaz.jobs.work import Worker

class Poisoned(Worker):
    def work(self, entries):
        results = super().work(entries)
        for entry in entries:
            if getattr(entry, "id", "") in ("a13", "a14", "a50"):
                os.kill(os.getpid(), 11)
        return results

worker_main.main(Poisoned)
"""


def test_an_article_that_kills_the_engine_is_isolated_and_recorded(
    articles: Path, options: list[str], whole: Path, tmp_path: Path
) -> None:
    """The engine's death is a segmentation fault that three articles bring about once they have been translated."""
    output = tmp_path / "briefs.jsonl"
    script = f"""
import functools, sys
from mujaz.cli import job, main
from mujaz.jobs import local
command = (sys.executable, "-c", {POISON!r})
job.LocalRunner = functools.partial(local.LocalRunner, command=command)
main.main()
"""
    command = [sys.executable, "-c", script, "brief", str(articles), "-o", str(output), "-q", *options]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    died = [one for one in lines(tmp_path / "briefs.failures.jsonl") if "died" in one["reason"]]
    assert [(one["id"], one["stage"]) for one in died] == [(name, "translating") for name in ("a13", "a14", "a50")]
    assert died[0]["reason"] == "the worker process died (signal 11, Segmentation fault)"
    assert ids(output) == [name for name in ids(whole) if name not in ("a13", "a14", "a50")]
    retried = subprocess.run([*MUJAZ, *command[3:], "--retry-failed"], check=False, capture_output=True, text=True)
    assert retried.returncode == 1
    assert ids(output)[-3:] == ["a13", "a14", "a50"]
    assert sorted(ids(output)) == sorted(ids(whole))
