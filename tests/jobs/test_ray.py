"""On a Ray cluster of two machines: a worker killed, a machine lost, the same bytes."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import pytest
from benchmarks.killing import MUJAZ

from mujaz.jobs.observer import STAGES
from mujaz.models.bundle import Bundle
from tests.checkpoints import corpus
from tests.conftest import ROOT, skip
from tests.jobs.conftest import ids

ARTICLES = 240
LONGEST = 150
"""Seconds after which a run is ended, so that one which hangs fails the test instead of holding it up."""
# Ray keeps to 127.0.0.1, also where this machine has another address.
LOCAL = {**os.environ, "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0"}

Cluster = tuple[str, Callable[[str], int]]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """The address of a cluster of two machines, and a way to hurt it."""
    if importlib.util.find_spec("ray") is None:
        skip("the extra [ray] is not installed")
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    command = [sys.executable, str(ROOT / "benchmarks" / "two_machines.py")]
    with subprocess.Popen(command, **pipes, text=True) as process:
        stdin, stdout = process.stdin, process.stdout

        def order(line: str) -> int:
            stdin.write(f"{line}\n")
            stdin.flush()
            return int(stdout.readline())

        yield stdout.readline().strip(), order
        stdin.close()
        assert process.wait(60) == 0


@pytest.fixture(scope="module")
def articles() -> list[str]:
    """Short articles in the words that the tiny model knows; every ninth is too short to be used."""
    sentences = [f"{arabic}." for arabic, _ in corpus()]
    texts = [sentences[3 * n] if n % 9 else "قصير" for n in range(ARTICLES)]
    return [f"{json.dumps({'id': f'a{n}', 'text': text})}\n" for n, text in enumerate(texts)]


@pytest.fixture(scope="module")
def options(marian_bundle: Bundle) -> list[str]:
    return ["--translator", str(marian_bundle.path), "--threads", "1", "--beam-size", "1", "--window", "2"]


@pytest.fixture(scope="module")
def local(articles: Sequence[str], options: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the local runner."""
    output = tmp_path_factory.mktemp("local") / "briefs.jsonl"
    command = [*MUJAZ, "brief", "-", "-o", str(output), "-q", *options]
    done = subprocess.run(command, check=False, input="".join(articles), text=True, stderr=subprocess.DEVNULL)
    assert done.returncode == 1
    return output


class Feeder(threading.Thread):
    """Feeds articles slowly until `hurry` is set, and the second half of them very slowly.

    So something is left to do when the blow is felt, however long the second worker takes to load its models.
    """

    def __init__(self, articles: Sequence[str], stream: IO[str]) -> None:
        super().__init__()
        self.hurry = threading.Event()
        self._articles = articles
        self._stream = stream

    def run(self) -> None:
        with suppress(BrokenPipeError), self._stream:
            for number, article in enumerate(self._articles):
                self._stream.write(article)
                self._stream.flush()
                self.hurry.wait(0.05 if number < ARTICLES // 2 else 1.0)


@pytest.mark.parametrize("blow", ["kill worker", "kill machine"])
def test_a_killed_worker_and_a_lost_machine_change_nothing(
    blow: str, cluster: Cluster, articles: Sequence[str], options: list[str], local: Path, tmp_path: Path
) -> None:
    """The blow falls when both machines are at work, which the articles wait for."""
    address, order = cluster
    output = tmp_path / "briefs.jsonl"
    command = [*MUJAZ, "brief", "-", "-o", str(output), *options, "--runner", "ray", "--address", address]
    events: list[dict[str, Any]] = []
    pipes: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    struck = 0
    with subprocess.Popen([*command, "--log", "json"], **pipes, text=True, env=LOCAL) as process:
        watchdog = threading.Timer(LONGEST, process.kill)
        watchdog.start()
        feeder = Feeder(articles, process.stdin)
        feeder.start()
        for line in process.stderr:
            events.append(json.loads(line))
            both = {"event": "note", "message": "2 of 2 workers are ready"}.items() <= events[-1].items()
            if both and not struck:
                time.sleep(0.5)
                struck = order(blow)
            if events[-1]["event"] == "warning":  # a machine's workers outlive it by a second or so
                feeder.hurry.set()
        feeder.join()
        watchdog.cancel()
        assert process.stdout.read() == ""  # Ray's prints are none of our output
    died = [event["message"] for event in events if event["event"] == "warning" and "died" in event["message"]]
    assert (process.returncode, struck, len(died)) == (1, 1, 1), events[-3:]
    assert died[0].startswith("the worker on the cluster died")
    assert {event["stage"] for event in events if event["event"] == "stage"} == set(STAGES)
    assert output.read_bytes() == local.read_bytes()
    assert ids(output) == [f"a{n}" for n in range(ARTICLES) if n % 9]
    failures = "briefs.failures.jsonl"
    assert (tmp_path / failures).read_bytes() == (local.parent / failures).read_bytes()


def test_a_polite_request_to_end_ends_a_job_on_a_cluster_with_143_and_no_word_of_ray_s(
    cluster: Cluster, articles: Sequence[str], options: list[str], tmp_path: Path
) -> None:
    command = [*MUJAZ, "brief", "-", "-o", str(tmp_path / "briefs.jsonl"), *options, "--runner", "ray"]
    pipes: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    told = [*command, "--address", cluster[0], "--log", "json"]
    with subprocess.Popen(told, **pipes, text=True, env=LOCAL) as process:
        watchdog = threading.Timer(LONGEST, process.kill)
        watchdog.start()
        process.stdin.writelines(articles[:4])
        process.stdin.flush()
        events = []
        for line in process.stderr:
            events.append(json.loads(line))
            if events[-1]["event"] == "window":
                process.terminate()
        watchdog.cancel()
    assert process.returncode == 143, events[-3:]
