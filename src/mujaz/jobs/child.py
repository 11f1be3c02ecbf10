"""A worker process: windows in on standard input, results out on standard output. Started by `mujaz.jobs.local`."""

from __future__ import annotations

import os
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from typing import BinaryIO

from mujaz.errors import MujazError
from mujaz.jobs.messages import Message, of_results, packed, to_entries, to_task, unpacked
from mujaz.jobs.resident import resident
from mujaz.jobs.work import Task, Worker

DEFECT = 70

MakeWorker = Callable[[Task, Callable[[str], None]], Worker]


def main(make_worker: MakeWorker = Worker) -> None:
    """Serve windows until there are no more of them, or until the one who gives them is gone."""
    requests = _requests(sys.stdin.buffer)
    with _own_stdout() as results:
        _prefer_to_be_killed()
        try:
            _serve(requests, results, make_worker)
        except MujazError as exc:
            _tell(results, {"error": str(exc), "exit_code": exc.exit_code})
        except BrokenPipeError:  # the parent is gone, and nobody left to tell
            os._exit(0)
        except Exception as exc:  # whatever it is, the parent must be able to say it
            _tell(results, {"error": traceback.format_exc(), "exit_code": DEFECT, "defect": _in_a_line(exc)})


def _serve(requests: SimpleQueue[bytes], results: BinaryIO, make_worker: MakeWorker) -> None:
    number = 0

    def on_stage(stage: str) -> None:
        _tell(results, {"window": number, "stage": stage})

    worker = make_worker(to_task(unpacked(requests.get())), on_stage)
    worker.load()
    _tell(results, {"ready": True, "resident": resident()})
    while line := requests.get():
        _tell(results, {"begun": True})
        message = unpacked(line)
        number = message["window"]
        made = worker.work(to_entries(message["entries"]))
        _tell(results, {"window": number, "results": of_results(made), "resident": resident()})


def _requests(stream: BinaryIO) -> SimpleQueue[bytes]:
    """The lines of `stream` as they come. When it ends before the work does, so does this process, at once.

    It ends when the parent has, however that came about: nobody is left to take results.
    """
    requests: SimpleQueue[bytes] = SimpleQueue()

    def read() -> None:
        for line in stream:
            requests.put(line)
        os._exit(0)

    threading.Thread(target=read, daemon=True).start()
    return requests


def _own_stdout() -> BinaryIO:
    """Standard output for results alone: what libraries print goes to standard error."""
    results = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return results


def _tell(results: BinaryIO, message: Message) -> None:
    results.write(packed(message))
    results.flush()


def _in_a_line(exc: Exception) -> str:
    *_, last = traceback.extract_tb(exc.__traceback__)
    return f"{type(exc).__name__}: {exc} ({Path(last.filename).name}, line {last.lineno})"


def _prefer_to_be_killed() -> None:
    # Where memory runs out, Linux is to end this process, which is started again, and not the job.
    score = Path("/proc/self/oom_score_adj")
    if score.exists():
        score.write_text("500", encoding="ascii")


if __name__ == "__main__":
    main()
