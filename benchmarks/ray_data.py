"""The same windows through Ray Data and through our runner: time, memory, first result, order, deaths.

    python benchmarks/ray_data.py FILE... [--articles 96] [--window 8] [--threads 1] [--write]

Each way starts a Ray cluster on this machine, has the windows worked on by one actor, and writes what comes back. Ray
Data's is ``from_items(windows).map_batches(a class, one window a batch)`` with `preserve_order`. Each runs three times:
undisturbed; with its actor killed by SIGKILL once the first window is written; and with an article that kills whoever
works on it. What has not ended by itself after `--patience` seconds is ended. Seconds are the processor's, which other
work on the machine leaves mostly alone, memory the most (proportional set size), both of all processes of the way
together, Ray's among them (Linux). The output is compared with the local runner's.
Ray Data needs ``pip install 'ray[data]'``. --write puts the table into docs/cluster.md.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import islice, product
from pathlib import Path
from typing import Any

from marks import put_between

from mujaz.files.articles import read_articles
from mujaz.jobs import ray_runner
from mujaz.jobs.corpus import Corpus
from mujaz.jobs.job import Job
from mujaz.jobs.ledger import Checkpoint
from mujaz.jobs.local import LocalRunner
from mujaz.jobs.messages import (
    decode_message,
    encode_message,
    pack_entries,
    pack_results,
    pack_task,
    unpack_entries,
    unpack_results,
    unpack_task,
)
from mujaz.jobs.observer import Observer, Pace
from mujaz.jobs.ray_worker import RayWorker
from mujaz.jobs.run import run_job
from mujaz.jobs.work import Failure, Task, Worker
from mujaz.profiles import load_profile
from mujaz.types import Article

PAGE = Path(__file__).parent.parent / "docs" / "cluster.md"
ACTORS = (b"RayWorker", b"DataWorker", b"MapWorker")
DEADLY = "poison"
"""The id of the article that kills."""

WAYS = {"actors": "our actors", "data": "Ray Data"}
BLOWS = {"none": "undisturbed", "kill": "its actor killed once", "poison": "an article that kills"}


class DeadlyWorker(Worker):
    """Dies of the deadly article."""

    def work(self, entries: Any) -> Any:
        """Die, or work."""
        if any(isinstance(entry, Article) and entry.id == DEADLY for entry in entries):
            os.kill(os.getpid(), signal.SIGSEGV)
        return super().work(entries)


DEADLY_CHILD = (
    sys.executable,
    "-c",
    "import ray_data; from mujaz.jobs import worker_main; worker_main.main(ray_data.DeadlyWorker)",
)


class DeadlyRayWorker(RayWorker):
    """Our actor, whose process dies of the deadly article."""

    def __init__(self, task: bytes, record: str, timeout: float) -> None:
        super().__init__(task, record, timeout)
        self._runner = LocalRunner(self._task, 1, timeout, DEADLY_CHILD)


class DataWorker:
    """The class that Ray Data makes actors of: the same work, in the actor itself."""

    def __init__(self, task: bytes) -> None:
        self._worker = DeadlyWorker(unpack_task(decode_message(task)))
        self._worker.load()

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        """The results of the windows of a batch, packed."""
        made = [self._worker.work(unpack_entries(json.loads(request))) for request in batch["request"]]
        return {"results": [json.dumps(pack_results(one)) for one in made], "actor": [os.getpid() for _ in made]}


class Meter:
    """What this process and all that it started took: processor time and memory."""

    def __init__(self) -> None:
        self.first = 0.0
        self._memory = 0.0
        self._actors: set[int] = set()
        self._done = threading.Event()
        self._out = os.fdopen(os.dup(1), "w")  # our runner leads what is printed elsewhere
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def written(self) -> bool:
        """Note that a window was written; whether it is the first."""
        is_first = not self.first
        self.first = self.first or sum(map(_seconds, family()))
        return is_first

    def print(self) -> None:
        """Print what was measured so far, as a line of JSON."""
        seconds = sum(map(_seconds, family()))
        found = {"seconds": seconds, "first": self.first, "memory": self._memory, "actors": len(self._actors)}
        print(json.dumps(found), file=self._out, flush=True)

    def close(self) -> None:
        """Print it for the last time."""
        self._done.set()
        self._thread.join()
        self.print()

    def _watch(self) -> None:
        while not self._done.wait(2):
            processes = list(family())
            self._memory = max(self._memory, sum(map(_memory, processes)))
            self._actors |= {one for one in processes if any(name in _name(one) for name in ACTORS)}
            self.print()


def family() -> Iterator[int]:
    """This process and all that come of it."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    for process in parents:
        ancestor = process
        while ancestor not in (0, os.getpid()):
            ancestor = parents.get(ancestor, 0)
        if ancestor:
            yield process


def _memory(process: int) -> float:
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


def _seconds(process: int) -> float:
    with suppress(OSError):
        # User, system, and those of its children that have ended.
        ticks = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:15]
        return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
    return 0.0


def _name(process: int) -> bytes:
    with suppress(OSError):
        return Path(f"/proc/{process}/cmdline").read_bytes()
    return b""


class Watcher(Observer):
    """Has the blow fall when the first window is written."""

    def __init__(self, meter: Meter, strike: Callable[[], object]) -> None:
        self._meter = meter
        self._strike = strike

    def on_window(self, _number: int, _last: Checkpoint, _pace: Pace, _workers: float) -> None:
        """Once."""
        if self._meter.written():
            self._strike()


def by_actors(corpus: Path, output: Path, task: Task, blow: str, meter: Meter) -> None:
    """A job, as ``mujaz brief --runner ray`` runs it."""

    def strike() -> None:
        for process in family():
            if blow == "kill" and _name(process).startswith(b"ray::RayWorker"):
                os.kill(process, signal.SIGKILL)

    if blow == "poison":
        ray_runner.RayWorker = DeadlyRayWorker  # type: ignore[misc]
    job = Job((str(corpus),), output, task.profile, task.text)
    run_job(job, lambda _task: ray_runner.RayRunner(_task, workers=1), Watcher(meter, strike))


def by_data(corpus: Path, output: Path, task: Task, blow: str, meter: Meter) -> None:
    """The windows through Ray Data; what comes back is written as it comes, and nothing is resumed."""
    import ray.data

    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.execution_options.preserve_order = True
    windows = Corpus((str(corpus),), frozenset()).cut(task.profile.window)
    items = [{"request": json.dumps(pack_entries(window.entries), ensure_ascii=False)} for window in windows]
    made = ray.data.from_items(items, override_num_blocks=len(items)).map_batches(
        DataWorker, fn_constructor_args=(encode_message(pack_task(task)),), batch_size=1, concurrency=1, num_cpus=1
    )
    with output.open("w", encoding="utf-8") as file:
        for row in made.iter_rows():
            results = unpack_results(json.loads(row["results"]))
            file.write("".join(one for one in results if not isinstance(one, Failure)))
            file.flush()
            os.fsync(file.fileno())
            if meter.written() and blow == "kill":
                os.kill(row["actor"], signal.SIGKILL)


def run_once(way: str, corpus: Path, output: Path, task: Task, blow: str) -> None:
    """Run one way in this process and print what was measured, as JSON."""
    import ray

    meter = Meter()
    ray.init("local", num_cpus=2, include_dashboard=False, _node_ip_address="127.0.0.1", log_to_driver=False)
    {"actors": by_actors, "data": by_data}[way](corpus, output, task, blow, meter)
    meter.close()
    print("done", flush=True)


def measured(way: str, blow: str, options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """What one way took in a process of its own, and how its output compares with the local runner's."""
    output = folder / f"{way}-{blow}.jsonl"
    command = [sys.executable, __file__, str(folder / f"news-{blow == 'poison'}.jsonl"), "--one", way, "--blow", blow]
    command += ["--output", str(output), "--window", str(options.window), "--threads", str(options.threads)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True, text=True) as process:
        try:
            told = process.communicate(timeout=options.patience)[0].splitlines()
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGTERM)
            told = process.communicate()[0].splitlines()
    found = json.loads(next(line for line in reversed(told) if line.startswith("{"))) | {"done": "done" in told}
    expected = folder / f"local-{blow == 'poison'}.jsonl"
    return {**found, "same": output.exists() and output.read_bytes() == expected.read_bytes()}


def row(way: str, blow: str, found: dict[str, Any]) -> str:
    """A line of the table."""
    ended = ("the same" if found["same"] else "not the same") if found["done"] else "never ended"
    numbers = f"{found['seconds']:.0f} | {found['first']:.0f} | {found['memory']:.0f} | {found['actors']}"
    return f"| {WAYS[way]} | {BLOWS[blow]} | {numbers} | {ended} |"


def main() -> None:
    """Write the corpus, have it done locally, then each way and blow, and print the table."""
    options = _options()
    # Workers import this file, wherever they are started.
    os.environ |= {"PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])}
    task = Task(load_profile("embedded", threads=options.threads, window=options.window, checks=False), text=False)
    if options.one:
        run_once(options.one, Path(options.files[0]), options.output, task, options.blow)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _corpora(folder, options)
        for poisoned in (False, True):
            job = Job(
                (str(folder / f"news-{poisoned}.jsonl"),), folder / f"local-{poisoned}.jsonl", task.profile, False
            )
            run_job(job, lambda own: LocalRunner(own, command=DEADLY_CHILD), Observer())
        lines = [
            f"| {options.articles} articles | what happens | s | until the first window | MB | actors | output |",
            "| --- | --- | ---: | ---: | ---: | ---: | --- |",
        ]
        pairs = list(product(WAYS, BLOWS))
        with ThreadPoolExecutor(options.at_once) as pool:
            for pair, found in zip(pairs, pool.map(lambda one: measured(*one, options, folder), pairs), strict=True):
                lines.append(row(*pair, found))
                print(lines[-1], flush=True)
    if options.write:
        put_between(PAGE, "ray-data", "\n".join(lines))


def _corpora(folder: Path, options: argparse.Namespace) -> None:
    """The articles; and the same with the deadly one in the middle."""
    found = (entry for entry in read_articles(options.files) if isinstance(entry, Article))
    lines = [one.model_dump_json(include={"id", "title", "text"}) for one in islice(found, options.articles)]
    deadly = json.dumps({"id": DEADLY, "text": "افتتح الوزير المدرسة في العاصمة صباح اليوم."})
    for poisoned in (False, True):
        middle = [deadly] if poisoned else []
        text = "\n".join([*lines[: len(lines) // 2], *middle, *lines[len(lines) // 2 :]])
        (folder / f"news-{poisoned}.jsonl").write_text(text, encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--articles", type=int, default=96)
    parser.add_argument("--window", type=int, default=8)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--patience", type=float, default=300)
    parser.add_argument("--at-once", type=int, default=1, help="Runs at a time.")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--one", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--blow", choices=BLOWS, default="none", help=argparse.SUPPRESS)
    parser.add_argument("--output", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
