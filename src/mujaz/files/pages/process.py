"""A process that takes large HTML pages apart, so that it can be ended when one takes too long.

The time of the libraries that parse HTML can grow by the square of a page, in C, which nothing interrupts. The process
is started by the first large page and serves all that follow; it ends when the one that asks it does.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from base64 import b64decode, b64encode
from contextlib import suppress
from queue import SimpleQueue
from typing import IO, Any, BinaryIO

from mujaz.errors import ArticleError
from mujaz.types import Article, Page

SECONDS = 30.0
"""Seconds that one page may take."""

MOST_MEMORY = 1536 * 1024 * 1024
"""Bytes of memory that the process may take, if the system can bound it, as Linux does."""

# -P keeps the current folder out of the import path.
_COMMAND = (sys.executable, "-P", "-m", "mujaz.files.pages.process")
_STARTING = 60.0
"""Seconds more for the first page of a process: its libraries may come from a slow disk."""


class PageProcess:
    """Asks the process, starts it if there is none, and ends it when it takes too long.

    Args:
        seconds: See `SECONDS`.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._is_new = False
        self._lock = threading.Lock()

    def read(self, page: Page) -> Article:
        """Return the article of a page.

        Raises:
            ArticleError: No article text in it, or it takes too long or too much memory.
        """
        request = {"id": page.id, "source": page.source, "data": b64encode(page.data).decode("ascii")}
        with self._lock:
            answer = self._ask(json.dumps(request).encode() + b"\n")
        if answer is None:
            reason = f"it takes longer than {self._seconds:.0f} s, or more memory than a page may, to find its article"
            raise ArticleError(page.where, reason, article_id=page.id)
        if "reason" in answer:
            raise ArticleError(page.where, answer["reason"], article_id=page.id)
        return Article(**answer["article"], source=page.source)

    def close(self) -> None:
        """End the process, if this one started it."""
        process, self._process = self._process, None
        if process is not None and self._owner == os.getpid():
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                with suppress(OSError):
                    stream.close()  # type: ignore[union-attr]

    def _ask(self, request: bytes) -> dict[str, Any] | None:
        """Return the answer; None if the process was ended, or ended by itself."""
        process = self._start_if_needed()
        timer = threading.Timer(self._seconds + self._is_new * _STARTING, process.kill)
        timer.daemon = True
        timer.start()
        line = b""
        try:
            with suppress(OSError):  # it has ended
                process.stdin.write(request)  # type: ignore[union-attr]
                process.stdin.flush()  # type: ignore[union-attr]
                line = process.stdout.readline()  # type: ignore[union-attr]
        finally:
            timer.cancel()
            if not line.endswith(b"\n"):  # also after an interruption: its answer would be taken for the next page's
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


PAGES = PageProcess()
"""The one that this process asks."""

atexit.register(PAGES.close)
if hasattr(os, "register_at_fork"):
    # The lock may have been held by a thread that the child does not have.
    os.register_at_fork(after_in_child=PAGES.__init__)  # type: ignore[misc]


def main() -> None:
    """Answer pages, one a line, until there are no more, or the process that asks is gone."""
    _bound_memory()
    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is meant for the process that asks; this ends with it
    answers = take_stdout()
    requests = queue_lines(sys.stdin.buffer)
    while line := requests.get():
        answers.write(json.dumps(_extract(json.loads(line))).encode() + b"\n")
        answers.flush()


def queue_lines(stream: IO[bytes]) -> SimpleQueue[bytes]:
    """Return a queue that gets the lines of `stream` as they come. When it ends, so does this process, at once.

    It ends when the process that asks does, for any reason: nobody is left to take answers.
    """
    lines: SimpleQueue[bytes] = SimpleQueue()

    def read() -> None:
        for line in stream:
            lines.put(line)
        os._exit(0)

    threading.Thread(target=read, daemon=True).start()
    return lines


def take_stdout() -> BinaryIO:
    """Return standard output, for answers alone: what libraries print goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _extract(request: dict[str, Any]) -> dict[str, Any]:
    from mujaz.files.pages.bounds import measure_page
    from mujaz.files.pages.extraction import extract_article

    page = Page(id=request["id"], source=request["source"], data=b64decode(request["data"]))
    try:
        article = extract_article(page, measure_page(page.data))
    except ArticleError as exc:
        return {"reason": exc.reason}
    except MemoryError:
        return {"reason": "it takes more memory than a page may to find its article"}
    return {"article": article.model_dump(mode="json", exclude={"references", "references_en", "source"})}


def _bound_memory() -> None:
    try:
        import resource  # not on Windows
    except ImportError:
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


if __name__ == "__main__":
    main()
