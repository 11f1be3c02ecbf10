"""A worker process, as the runner sees it that starts it."""

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
from mujaz.jobs.messages import Message, packed, unpacked
from mujaz.jobs.station import Station

log = logging.getLogger(__name__)

_ERRORS = {error.exit_code: error for error in (InputError, ModelError, OutputError)}
# CREATE_NEW_PROCESS_GROUP, a name that exists on Windows only.
_OWN_GROUP: dict[str, Any] = {"creationflags": 0x200} if sys.platform == "win32" else {"process_group": 0}
_LOADING = 600.0
"""Seconds that a process has at least until it is ready: large models come from slow disks."""
_LAST_BREATH = 5
"""Seconds that a process which has closed its output may take to end."""
_LAST_WORDS = 1
"""Seconds that what it said on standard error may take to be read once it has ended."""
_LONGEST_WORDS = 2000
"""Bytes of a line on its standard error that are passed on at a time."""
_MOST_WORDS = 100
"""Lines on its standard error that are passed on."""


class WorkerDiedError(MujazError):
    """A worker process ended by itself, or met a defect of ours.

    Attributes:
        reason: How it ended, in words.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class WorkerProcess(Station):
    """A process that takes messages and answers them.

    Threads carry the messages, so that neither a worker that reads nothing nor one that writes much holds up the other
    side. What it writes on standard error, as libraries do, comes as warnings, up to a bound.

    Args:
        command: How it is started; `mujaz.jobs.child` says what it must do.
        timeout: Seconds that it may be silent while it works; until its models are loaded it may be longer.
        incoming: Where its lines go, each with the process that it is of; an empty one comes when there are no more.
    """

    def __init__(self, command: Sequence[str], timeout: float, incoming: Incoming) -> None:
        super().__init__()
        self._timeout = timeout
        self._heard = time.monotonic()
        self._outgoing: SimpleQueue[bytes | None] = SimpleQueue()
        # In a process group of its own, Ctrl-C reaches the job alone, which then ends the worker.
        self._process = subprocess.Popen(  # noqa: S603 - our own command, no shell
            list(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **_OWN_GROUP
        )
        self._words = threading.Thread(target=_listen, args=(self._process.stderr, incoming, self), daemon=True)
        self._threads = [
            threading.Thread(target=_write, args=(self._process.stdin, self._outgoing), daemon=True),
            threading.Thread(target=_read, args=(self._process.stdout, incoming, self), daemon=True),
        ]
        for thread in (self._words, *self._threads):
            thread.start()

    @property
    def patience(self) -> float:
        """Seconds that it may be silent at a time."""
        return self._timeout if self.ready else max(self._timeout, _LOADING)

    @property
    def left(self) -> float:
        """Seconds that it may still be silent from now; of one that has nothing to do, without end."""
        if self.ready and not self.shares:
            return math.inf
        return self._heard + self.patience - time.monotonic()

    def ask(self, request: Message) -> None:
        """Give it a message; a process that has ended does not get it."""
        self._heard = time.monotonic()
        self._outgoing.put(packed(request))

    def understood(self, line: bytes) -> Message:
        """The message that a line of it holds.

        Raises:
            WorkerDiedError: It has ended, or its work failed in a way that we did not foresee.
            MujazError: It reports an error that is no article's fault.
        """
        if not line:
            raise WorkerDiedError(f"the worker process died ({self._ending()})")
        message = unpacked(line)
        if "warning" not in message:  # what a library says by the way is no sign of life
            self._heard = time.monotonic()
        if "error" in message:
            if self.ready and "defect" in message:
                log.info("%s", message["error"])
                raise WorkerDiedError(f"a defect of Mujaz: {message['defect']}")
            raise_error(message)
        return message

    def end(self) -> None:
        """End it, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        self._outgoing.put(None)
        for thread in self._threads:
            thread.join()
        self.last_words()

    def last_words(self) -> None:
        """Wait until what it said on standard error is passed on; a process that it left behind may speak for ever."""
        self._words.join(_LAST_WORDS)

    def _ending(self) -> str:
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


def _write(stream: IO[bytes], messages: SimpleQueue[bytes | None]) -> None:
    # The process may be gone before it has read everything, and with it the pipe: whoever waits for it will notice.
    with suppress(OSError), stream:
        while (message := messages.get()) is not None:
            stream.write(message)
            stream.flush()


def _read(stream: IO[bytes], messages: Incoming, process: WorkerProcess) -> None:
    with stream:
        for line in stream:
            if line.endswith(b"\n"):  # else it died in the middle of it
                messages.put((process, line))
    process.last_words()  # they may say why it ended
    messages.put((process, b""))


def _listen(stream: IO[bytes], messages: Incoming, process: WorkerProcess) -> None:
    left = _MOST_WORDS
    with stream:
        while line := stream.readline(_LONGEST_WORDS):  # to the end, so that nobody waits to be read
            if left and (words := line.decode("utf-8", "replace").strip()):
                left -= 1
                more = "" if left else " (and no more of what it says is shown)"
                messages.put((process, packed({"warning": f"a worker says: {words}{more}"})))


Incoming = SimpleQueue[tuple[WorkerProcess, bytes]]
"""What several processes say, in the order in which it comes."""
