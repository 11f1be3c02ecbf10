"""A job that is run in child processes, so that it can be struck, and what it left held against an undisturbed one.

Its ledger, files, passes and errors are the real ones; only the briefs are made up, so that a run takes milliseconds.
"""

from __future__ import annotations

import json
import os
import resource
import signal
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mujaz.errors import ArticleError, MujazError
from mujaz.jobs.job import Job
from mujaz.jobs.ledger import Checkpoint
from mujaz.jobs.observer import Observer, Pace
from mujaz.jobs.run import run_job
from mujaz.jobs.work import OnStage, Result, Runner, Task, Window, make_failure
from mujaz.profiles import Profile

ARTICLES = 30
MORE = 12
"""Articles that come in a second file, when the inbox grows."""
WINDOW = 4
SHORT = (5, 6, 17)
"""Articles that fail whenever they are tried; those of `FAILING` fail only when they are tried for the first time."""
FAILING = (9, 22)
PROFILE = Profile(name="faults", window=WINDOW)
TEXT = 4 * "افتتح الوزير المدرسة رقم {} في العاصمة صباح اليوم. وحضر الحفل عدد كبير من الأهالي والمسؤولين."

Act = Callable[[], object]


def text_of(number: int) -> str:
    """The text of an article."""
    return TEXT.replace("{}", str(number))


def made_up(name: str, text: str) -> str:
    """What stands for the brief of an article."""
    return json.dumps({"id": name, "text": text}, ensure_ascii=False)


class MadeUp(Runner):
    """Makes a line for each article at once."""

    def __init__(self, _task: Task, *, fails: Iterable[int]) -> None:
        self._fails = {f"a{number}" for number in fails}

    def run(self, windows: Iterable[Window], on_stage: OnStage) -> Iterator[tuple[Window, list[Result]]]:
        """Each window with its results."""
        for window in windows:
            on_stage(window.number, "summarizing")
            yield window, [self._result(entry) for entry in window.entries]

    def _result(self, entry: Any) -> Result:
        if isinstance(entry, ArticleError):
            return make_failure(entry, entry.reason, entry.stage)
        if entry.id in self._fails:
            return make_failure(entry, "nothing to say", "summarizing")
        return made_up(entry.id, entry.text) + "\n"

    def close(self) -> None:
        """Nothing is left to end."""


class Striking(Observer):
    """Does something when a window is about to be written, or is on the disk."""

    def __init__(self, event: str = "", act: Act = lambda: None) -> None:
        self._event = event
        self._act = act

    def on_stage(self, window: int, stage: str) -> None:
        """Act when a window enters the stage."""
        self._tell(f"{stage} {window}")

    def on_window(self, number: int, _last: Checkpoint, _pace: Pace, _workers: float) -> None:
        """Act when the window is on the disk."""
        self._tell(f"window {number}")

    def _tell(self, event: str) -> None:
        if event == self._event:
            self._act()


@dataclass(frozen=True)
class End:
    """How a run ended: its exit code as the command line gives it, -9 when it was killed, and what it said."""

    code: int
    said: str


class Desk:
    """An inbox with articles, and a folder for the files of a job over it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "out"
        self.folder.mkdir()
        self.inbox = folder / "inbox"
        self.inbox.mkdir()
        self._write("m.jsonl", range(ARTICLES))
        self.output = self.folder / "briefs.jsonl"
        self.ledger = self.folder / "briefs.run.jsonl"
        self.failures = self.folder / "briefs.failures.jsonl"
        self._said = folder / "said"

    def grow(self) -> None:
        """Put another file into the inbox; its name stands before that of the first."""
        self._write("a.jsonl", range(ARTICLES, ARTICLES + MORE))

    def run(
        self, observer: Observer | None = None, before: Act = lambda: None, *, fresh: bool = False, retry: bool = False
    ) -> End:
        """Run the job in a child process, which calls `before` first."""
        self.folder.mkdir(exist_ok=True)
        self._said.write_text("", encoding="utf-8")
        if child := os.fork():
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            return End(code, self._said.read_text(encoding="utf-8"))
        code = 70
        try:
            before()
            code = self._finish(observer or Observer(), fresh=fresh, retry=retry)
        except KeyboardInterrupt:
            code = 130
        except MujazError as exc:
            code = exc.exit_code
            self._said.write_text(str(exc), encoding="utf-8")
        except BaseException as exc:
            self._said.write_text(repr(exc), encoding="utf-8")
        finally:
            os._exit(code)

    def _write(self, name: str, numbers: Iterable[int]) -> None:
        records = [{"id": f"a{number}", "text": text_of(number)} for number in numbers]
        (self.inbox / name).write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")

    def _finish(self, observer: Observer, *, fresh: bool, retry: bool) -> int:
        job = Job((str(self.inbox),), self.output, PROFILE, fresh=fresh, retry_failed=retry)
        fails = SHORT if retry else (*SHORT, *FAILING)
        return int(run_job(job, lambda task: MadeUp(task, fails=fails), observer).failed > 0)

    def briefs(self) -> Counter[str]:
        """The lines of the output, each with how often it stands there."""
        written = self.output.read_bytes() if self.output.exists() else b""
        return Counter(written.decode(errors="replace").splitlines())

    def expected(self, failed: Iterable[str]) -> Counter[str]:
        """The lines that a job must have that is done, when these articles failed."""
        numbers = [int(json.loads(line)["id"][1:]) for path in self.inbox.iterdir() for line in path.open("rb")]
        return Counter(made_up(f"a{number}", text_of(number)) for number in numbers if f"a{number}" not in failed)

    def failed(self) -> list[str]:
        """The ids in the file of failures, in order."""
        lines = self.failures.read_bytes().splitlines() if self.failures.exists() else []
        return [json.loads(line)["id"] for line in lines]


def strike_write(number: int, how: str) -> Act:
    """Return what kills the process when it waits for the disk for the `number`-th time.

    Args:
        number: Counted from 1.
        how: ``before`` the disk has it, though the system does; ``after``; or ``torn``, as by a power cut: the
            last 100 bytes are not there.
    """

    def install() -> None:
        sync, left = os.fsync, [number]

        def struck(descriptor: int) -> None:
            left[0] -= 1
            if not left[0]:
                if how == "after":
                    sync(descriptor)
                if how == "torn":
                    _cut(descriptor, 100)
                os.kill(os.getpid(), signal.SIGKILL)
            sync(descriptor)

        os.fsync = struck

    return install


def _cut(descriptor: int, size: int) -> None:
    with suppress(OSError):  # a folder has no end to cut
        os.ftruncate(descriptor, max(0, os.fstat(descriptor).st_size - size))


def limit_files(size: int) -> Act:
    """Return what lets no file of the process grow beyond `size` bytes: a disk that is full there."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
