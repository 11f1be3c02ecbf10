"""A process that parses untrusted bytes, so that it can be ended when that takes too long.

The time of the libraries that take a page, a feed or a document apart can grow by the square of its size, in C, which
nothing interrupts. The process is started by the first of them and serves all that follow; it ends when the one that
asks it does.
"""

from __future__ import annotations

import atexit
import json
import math
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from importlib import import_module
from queue import SimpleQueue
from typing import IO, Any, BinaryIO, TypeVar

from mujaz.errors import ArticleError

SECONDS = 30
"""Seconds of processor time that one parse may take if the system can bound it; so a busy machine changes nothing."""

CLOCK_SECONDS = 120.0
"""Seconds on the clock that one parse may take."""

MOST_MEMORY = 1536 * 1024 * 1024
"""Bytes of memory that the process may take, if the system can bound it, as Linux does."""

# -P keeps the current folder out of the import path.
_COMMAND = (sys.executable, "-P", "-m", "mujaz.files.process")
_STARTING = 60.0
"""Seconds more for the first parse of a process: its libraries may come from a slow disk."""

_Request = TypeVar("_Request")


class ParserProcess:
    """Asks the process, starts it if there is none, and ends it when it takes too long.

    Args:
        seconds: See `SECONDS`.
        clock_seconds: See `CLOCK_SECONDS`.
    """

    def __init__(self, seconds: int = SECONDS, clock_seconds: float = CLOCK_SECONDS) -> None:
        self._seconds = seconds
        self._clock_seconds = clock_seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._is_new = False
        self._lock = threading.Lock()

    def run(self, parse: Callable[..., Any], data: bytes, where: str, **options: Any) -> Any:
        """Return what ``parse(data, **options)`` returns there.

        Args:
            parse: A function of a module, known by its name; it returns values of JSON.
            data: Bytes of a file.
            where: The file, for messages.
            options: Values of JSON.

        Raises:
            ArticleError: The parser refuses or fails, or it takes too long or too much memory.
        """
        names = {"module": parse.__module__, "function": parse.__name__, "options": options}
        request = {**names, "seconds": self._seconds, "bytes": len(data)}
        with self._lock:
            answer = self._ask(json.dumps(request).encode() + b"\n", data)
        if answer is None:
            limits = f"{self._seconds} s of processor time, or {self._clock_seconds:.0f} s on the clock"
            raise ArticleError(where, f"reading it takes longer than {limits}, or more memory than a file may")
        if "reason" in answer:
            raise ArticleError(where, answer["reason"])
        return answer["value"]

    def close(self) -> None:
        """End the process, if this one started it."""
        process, self._process = self._process, None
        if process is not None and self._owner == os.getpid():
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                with suppress(OSError):
                    stream.close()  # type: ignore[union-attr]

    def _ask(self, request: bytes, data: bytes) -> dict[str, Any] | None:
        """Return the answer; None if the process was ended, or ended by itself."""
        process = self._start_if_needed()
        timer = threading.Timer(self._clock_seconds + self._is_new * _STARTING, process.kill)
        timer.daemon = True
        timer.start()
        line = b""
        try:
            with suppress(OSError):  # it has ended
                process.stdin.write(request)  # type: ignore[union-attr]
                process.stdin.write(data)  # type: ignore[union-attr]
                process.stdin.flush()  # type: ignore[union-attr]
                line = process.stdout.readline()  # type: ignore[union-attr]
        finally:
            timer.cancel()
            if not line.endswith(b"\n"):  # also after an interruption: its answer would be taken for the next file's
                self.close()
        self._is_new = False
        return json.loads(line) if line.endswith(b"\n") else None

    def _start_if_needed(self) -> subprocess.Popen[bytes]:
        if self._owner != os.getpid():  # a forked child must not talk to the process of its parent
            self._process = None
        if self._process is None or self._process.poll() is not None:
            self.close()
            pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
            self._process = subprocess.Popen(_COMMAND, **pipes)  # noqa: S603 - our own command
            self._owner, self._is_new = os.getpid(), True
        return self._process


PARSER = ParserProcess()
"""The one that this process asks."""

atexit.register(PARSER.close)
if hasattr(os, "register_at_fork"):
    # The lock may have been held by a thread that the child does not have.
    os.register_at_fork(after_in_child=PARSER.__init__)  # type: ignore[misc]


def main() -> None:
    """Answer requests until there are no more, or the process that asks is gone.

    A request is a line of JSON that names the parser, and then the bytes to parse; an answer is a line of JSON.
    """
    _bound_memory()
    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is meant for the process that asks; this ends with it
    answers = take_stdout()
    requests = queue_requests(_read_requests(sys.stdin.buffer))
    while request := requests.get():
        names, data = request
        _bound_time(names["seconds"])
        answers.write(json.dumps(_answer(names, data)).encode() + b"\n")
        answers.flush()


def queue_requests(requests: Iterable[_Request]) -> SimpleQueue[_Request]:
    """Return a queue that gets `requests` as they come. When they end, so does this process, at once.

    They end when the process that asks does, for any reason: nobody is left to take answers.
    """
    queue: SimpleQueue[_Request] = SimpleQueue()

    def read() -> None:
        for request in requests:
            queue.put(request)
        os._exit(0)

    threading.Thread(target=read, daemon=True).start()
    return queue


def take_stdout() -> BinaryIO:
    """Return standard output, for answers alone: what libraries print goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _read_requests(stream: IO[bytes]) -> Iterator[tuple[dict[str, Any], bytes]]:
    for line in stream:
        request = json.loads(line)
        yield request, stream.read(request["bytes"])


def _answer(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    parse = getattr(import_module(request["module"]), request["function"])
    try:
        return {"value": parse(data, **request["options"])}
    except ArticleError as exc:
        return {"reason": exc.reason}
    except MemoryError:
        return {"reason": "it takes more memory than a file may to read it"}
    except Exception as exc:  # a library that stumbles over a hostile file may raise anything
        return {"reason": f"it cannot be read: {exc} ({type(exc).__name__})"}


def _bound_memory() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource  # not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def _bound_time(seconds: int) -> None:
    """Have the system end this process when it has used `seconds` of processor time from now."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # not on Windows

        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time()) + seconds, most))


if __name__ == "__main__":
    main()
