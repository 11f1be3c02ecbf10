"""A worker process, as the runner sees it that starts it. `mujaz.jobs.worker_main` is the process itself."""

from __future__ import annotations

import logging
import math
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from queue import SimpleQueue
from typing import IO, Any, NoReturn

from mujaz.errors import InputError, ModelError, MujazError, OutputError
from mujaz.jobs.messages import Message, decode_message, encode_message
from mujaz.jobs.worker_pool import WorkerHandle

log = logging.getLogger(__name__)

_ERRORS = {error.exit_code: error for error in (InputError, ModelError, OutputError)}
# CREATE_NEW_PROCESS_GROUP, a name that exists on Windows only.
_NEW_GROUP: dict[str, Any] = {"creationflags": 0x200} if sys.platform == "win32" else {"process_group": 0}
_LOADING = 600.0
"""Seconds that a process has at least until it is ready: large models come from slow disks."""
_LAST_BREATH = 5
"""Seconds that a process which has closed its output may take to end."""
_LAST_WORDS = 1
"""Seconds to wait for the rest of a process's standard error once it has ended."""
_LONGEST_WORDS = 2000
"""Bytes of a line of its standard error that are passed on at a time."""
_MOST_WORDS = 100
"""Lines of its standard error that are passed on."""


class WorkerDiedError(MujazError):
    """A worker process ended by itself, or met a defect of ours.

    Attributes:
        reason: How it ended, in words.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class WorkerProcess(WorkerHandle):
    """A process that takes messages and answers them.

    Threads carry the messages, so that neither a worker that reads nothing nor one that writes much holds up the other
    side. Lines of its standard error, as libraries write them, come as warnings, up to a bound.

    Args:
        command: The command that starts it; `mujaz.jobs.worker_main` says what it must do.
        timeout: Seconds that it may be silent while it works; until its models are loaded it may be longer.
        incoming: Gets its lines, each with the process; an empty one when there are no more.
    """

    def __init__(self, command: Sequence[str], timeout: float, incoming: Incoming) -> None:
        super().__init__()
        self._timeout = timeout
        self._heard = time.monotonic()
        self._outgoing: SimpleQueue[bytes | None] = SimpleQueue()
        # In a process group of its own, Ctrl-C reaches the job alone, which then ends the worker.
        self._process = subprocess.Popen(  # noqa: S603 - our own command, no shell
            list(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **_NEW_GROUP
        )
        self._words = threading.Thread(target=_pass_on_words, args=(self._process.stderr, incoming, self), daemon=True)
        self._threads = [
            threading.Thread(target=_write_requests, args=(self._process.stdin, self._outgoing), daemon=True),
            threading.Thread(target=_pass_on_answers, args=(self._process.stdout, incoming, self), daemon=True),
        ]
        for thread in (self._words, *self._threads):
            thread.start()

    @property
    def patience(self) -> float:
        """Seconds that it may be silent at a time."""
        return self._timeout if self.ready else max(self._timeout, _LOADING)

    @property
    def seconds_left(self) -> float:
        """Seconds that it may still be silent from now; infinite if it has nothing to do."""
        if self.ready and not self.parts:
            return math.inf
        return self._heard + self.patience - time.monotonic()

    def send(self, request: Message) -> None:
        """Send it a message; a process that has ended does not get it."""
        self._heard = time.monotonic()
        self._outgoing.put(encode_message(request))

    def read_message(self, line: bytes) -> Message:
        """Return the message of one of its lines.

        Raises:
            WorkerDiedError: It has ended, or its work failed in a way that we did not foresee.
            MujazError: It reports an error that is no article's fault.
        """
        if not line:
            raise WorkerDiedError(f"the worker process died ({self._describe_end()})")
        message = decode_message(line)
        if "warning" not in message:  # a library's warning is no sign of life
            self._heard = time.monotonic()
        if "error" in message:
            if self.ready and "defect" in message:
                log.info("%s", message["error"])
                raise WorkerDiedError(f"a defect of Mujaz: {message['defect']}")
            raise_error(message)
        return message

    def end(self) -> None:
        """End it, even while it works."""
        self._process.kill()
        self._process.wait()
        self._outgoing.put(None)
        for thread in self._threads:
            thread.join()
        self.wait_for_words()

    def wait_for_words(self) -> None:
        """Wait until its standard error is passed on, but not for long: a process that it left may write for ever."""
        self._words.join(_LAST_WORDS)

    def _describe_end(self) -> str:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_LAST_BREATH)
        self.end()
        code = self._process.returncode
        if code >= 0:
            return f"exit code {code}"
        return f"signal {-code}, {signal.strsignal(-code) or 'unknown'}"


def raise_error(message: Message) -> NoReturn:
    """Raise the error that a worker reports."""
    raise _ERRORS.get(message["exit_code"], RuntimeError)(message["error"])


def _write_requests(stream: IO[bytes], requests: SimpleQueue[bytes | None]) -> None:
    # The process may end before it has read everything, and with it the pipe: the runner will notice.
    with suppress(OSError), stream:
        while (request := requests.get()) is not None:
            stream.write(request)
            stream.flush()


def _pass_on_answers(stream: IO[bytes], incoming: Incoming, process: WorkerProcess) -> None:
    with stream:
        for line in stream:
            if line.endswith(b"\n"):  # else it died in the middle of it
                incoming.put((process, line))
    process.wait_for_words()  # they may say why it ended
    incoming.put((process, b""))


def _pass_on_words(stream: IO[bytes], incoming: Incoming, process: WorkerProcess) -> None:
    remaining = _MOST_WORDS
    with stream:
        while line := stream.readline(_LONGEST_WORDS):  # to the end, so that the process never waits to be read
            if remaining and (words := line.decode("utf-8", "replace").strip()):
                remaining -= 1
                notice = "" if remaining else " (and no more of what it says is shown)"
                incoming.put((process, encode_message({"warning": f"a worker says: {words}{notice}"})))


Incoming = SimpleQueue[tuple[WorkerProcess, bytes]]
"""Lines of several processes, in the order in which they come."""
