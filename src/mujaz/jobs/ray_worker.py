"""A worker on a Ray cluster: an actor that keeps a worker process of the local runner.

It takes bytes and answers with bytes, in JSON as between the local runner and its process: nothing that comes from
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
from mujaz.jobs.messages import Message, decode_message, encode_message, pack_results, unpack_entries, unpack_task
from mujaz.jobs.record import RunRecord, find_changes, make_run_record
from mujaz.jobs.work import Task, Window

_DEFECT = 70


class RayWorker:
    """Works on windows on a machine of the cluster.

    The work itself is done by a process that the actor starts, so that an article that kills a native library is
    isolated exactly as it is on one machine, and the actor lives on. Messages of that process are passed on meanwhile.

    Args:
        task: A task, as a message.
        record: The record of the run as the job sees it.
        timeout: As for `LocalRunner`.
    """

    def __init__(self, task: bytes, record: str, timeout: float) -> None:
        self._task = unpack_task(decode_message(task))
        self._record = RunRecord.model_validate_json(record)
        self._messages: SimpleQueue[bytes | None] = SimpleQueue()
        self._runner = LocalRunner(self._task, 1, timeout, warn=lambda reason: self._tell({"warning": _sign(reason)}))

    def load(self) -> Iterator[bytes]:
        """Load the models now, and make sure that they are those of the job; at last say that it is ready."""
        yield from self._stream(self._load)

    def work(self, request: bytes) -> Iterator[bytes]:
        """Work on some entries of a window; say that it begins, which stages they enter, and at last the results."""
        yield from self._stream(lambda: self._work(decode_message(request)))

    def _load(self) -> Message:
        record = make_run_record(self._task.profile, text=self._task.text)
        if changes := find_changes(self._record, record):
            raise ModelError(f"another installation than the job's (then: there, now: here): {'; '.join(changes)}")
        self._runner.load()
        return {"ready": True, "resident": self._runner.resident}

    def _work(self, request: Message) -> Message:
        self._tell({"begun": True})
        window = Window(request["window"], tuple(unpack_entries(request["entries"])), (), "", 0)
        ((_, results),) = self._runner.run([window], self._tell_stage)
        return {"results": pack_results(results), "resident": self._runner.resident}

    def _tell_stage(self, window: int, stage: str) -> None:
        self._tell({"window": window, "stage": stage})

    def _tell(self, message: Message) -> None:
        self._messages.put(encode_message(message))

    def _stream(self, work: Callable[[], Message]) -> Iterator[bytes]:
        """Yield the messages that come while a thread of its own does `work`, and the one that it returns."""

        def do_work() -> None:
            self._messages.put(_answer(work))
            self._messages.put(None)

        threading.Thread(target=do_work, daemon=True).start()
        while (message := self._messages.get()) is not None:
            yield message


def write_task_record(task: Task) -> str:
    """Return the record that workers compare their installations with."""
    return make_run_record(task.profile, text=task.text).model_dump_json(by_alias=True)


def _answer(work: Callable[[], Message]) -> bytes:
    """Return the answer as bytes; an error, too, is an answer, because Ray would pickle it."""
    try:
        return encode_message(work())
    except MujazError as exc:
        return encode_message({"error": _sign(str(exc)), "exit_code": exc.exit_code})
    except Exception:
        return encode_message({"error": _sign(traceback.format_exc()), "exit_code": _DEFECT})


def _sign(message: str) -> str:
    return f"on {platform.node()}: {message}"
