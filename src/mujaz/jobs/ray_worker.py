"""A worker on a Ray cluster: an actor that keeps a worker process of the local runner beside it.

It is made of bytes and answers with bytes, in JSON as between the local runner and its process: nothing that comes from
an article, a profile or a result is ever unpickled. This module does not import Ray; `mujaz.jobs.ray_runner` makes
the actor of it.
"""

from __future__ import annotations

import platform
import threading
import traceback
from collections.abc import Callable, Iterator
from queue import SimpleQueue

from mujaz.errors import ModelError, MujazError
from mujaz.jobs.local import LocalRunner
from mujaz.jobs.messages import Message, of_results, packed, to_entries, to_task, unpacked
from mujaz.jobs.record import RunRecord, changes, run_record
from mujaz.jobs.runner import Window
from mujaz.jobs.work import Task

_DEFECT = 70


class RayWorker:
    """Works on windows where it was put.

    The work itself is done by a process that the actor starts, so that an article that kills a native library is
    isolated exactly as it is on one machine, and the actor lives on. What that process tells is passed on meanwhile.

    Args:
        task: A task, packed as for any worker process.
        record: The record of the run as the job sees it.
        timeout: As for `LocalRunner`.
    """

    def __init__(self, task: bytes, record: str, timeout: float) -> None:
        self._task = to_task(unpacked(task))
        self._record = RunRecord.model_validate_json(record)
        self._messages: SimpleQueue[bytes | None] = SimpleQueue()
        self._runner = LocalRunner(self._task, 1, timeout, warn=lambda reason: self._tell({"warning": _here(reason)}))

    def load(self) -> Iterator[bytes]:
        """Load the models now, and make sure that they are those of the job; at last says that it is ready."""
        yield from self._told(self._load)

    def work(self, request: bytes) -> Iterator[bytes]:
        """Work on some entries of a window; says that it begins, which stages they enter, and at last the results."""
        yield from self._told(lambda: self._work(unpacked(request)))

    def _load(self) -> Message:
        here = run_record(self._task.profile, text=self._task.text)
        if different := changes(self._record, here):
            raise ModelError(f"another installation than the job's (then: there, now: here): {'; '.join(different)}")
        self._runner.load()
        return {"ready": True, "resident": self._runner.resident}

    def _work(self, request: Message) -> Message:
        self._tell({"begun": True})
        window = Window(request["window"], tuple(to_entries(request["entries"])), (), "", 0)
        ((_, results),) = self._runner.run([window], self._enters)
        return {"results": of_results(results), "resident": self._runner.resident}

    def _enters(self, window: int, stage: str) -> None:
        self._tell({"window": window, "stage": stage})

    def _tell(self, message: Message) -> None:
        self._messages.put(packed(message))

    def _told(self, work: Callable[[], Message]) -> Iterator[bytes]:
        """What is told while `work` is done, in a thread of its own, and what it returns."""

        def done() -> None:
            self._messages.put(_answer(work))
            self._messages.put(None)

        threading.Thread(target=done, daemon=True).start()
        while (message := self._messages.get()) is not None:
            yield message


def own_record(task: Task) -> str:
    """The record that workers compare their installations with."""
    return run_record(task.profile, text=task.text).model_dump_json(by_alias=True)


def _answer(work: Callable[[], Message]) -> bytes:
    """The answer as bytes; an error, too, is an answer, because Ray would pickle it."""
    try:
        return packed(work())
    except MujazError as exc:
        return packed({"error": _here(str(exc)), "exit_code": exc.exit_code})
    except Exception:
        return packed({"error": _here(traceback.format_exc()), "exit_code": _DEFECT})


def _here(message: str) -> str:
    return f"on {platform.node()}: {message}"
