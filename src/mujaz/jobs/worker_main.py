"""A worker process: windows in on standard input, results out on standard output. Started by `mujaz.jobs.local`."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from typing import BinaryIO

from mujaz.errors import MujazError
from mujaz.files.process import queue_requests, take_stdout
from mujaz.jobs.messages import Message, decode_message, encode_message, pack_results, unpack_entries, unpack_task
from mujaz.jobs.work import Task, Worker
from mujaz.machine import resident_memory

DEFECT = 70

MakeWorker = Callable[[Task, Callable[[str], None]], Worker]


def main(make_worker: MakeWorker = Worker) -> None:
    """Serve windows until there are no more of them, or until the runner is gone."""
    requests = queue_requests(sys.stdin.buffer)
    with take_stdout() as results:
        _prefer_to_be_killed()
        try:
            _serve(requests, results, make_worker)
        except MujazError as exc:
            _send(results, {"error": str(exc), "exit_code": exc.exit_code})
        except BrokenPipeError:  # the runner is gone, and nobody left to tell
            os._exit(0)
        except Exception as exc:  # whatever it is, the runner must be able to say it
            _send(results, {"error": traceback.format_exc(), "exit_code": DEFECT, "defect": _describe_defect(exc)})


def _serve(requests: SimpleQueue[bytes], results: BinaryIO, make_worker: MakeWorker) -> None:
    number = 0

    def on_stage(stage: str) -> None:
        _send(results, {"window": number, "stage": stage})

    worker = make_worker(unpack_task(decode_message(requests.get())), on_stage)
    worker.load()
    _send(results, {"ready": True, "resident": resident_memory()})
    while line := requests.get():
        _send(results, {"begun": True})
        message = decode_message(line)
        number = message["window"]
        answers = pack_results(worker.work(unpack_entries(message["entries"])))
        _send(results, {"window": number, "results": answers, "resident": resident_memory()})


def _send(results: BinaryIO, message: Message) -> None:
    results.write(encode_message(message))
    results.flush()


def _describe_defect(exc: Exception) -> str:
    *_, last = traceback.extract_tb(exc.__traceback__)
    return f"{type(exc).__name__}: {exc} ({Path(last.filename).name}, line {last.lineno})"


def _prefer_to_be_killed() -> None:
    # When memory runs out, Linux is to end this process, which is started again, and not the job.
    score = Path("/proc/self/oom_score_adj")
    if score.exists():
        score.write_text("500", encoding="ascii")


if __name__ == "__main__":
    main()
