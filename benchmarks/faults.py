"""Whether a job loses a brief, makes one twice, or says that it is done when it is not, whatever befalls it.

    python benchmarks/faults.py [--every 1]

Strikes a job over an inbox of 30 articles, which may gain 12, with each fault of the table, gives the same command
again, and `--fresh` when that refuses and says what is wrong. `--every 5` takes each fifth fault. Ends with 1 when
anything was lost, doubled or falsely reported as done. A full disk is a small tmpfs when one can be mounted, and a
limit on the size of files when not.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Literal

from faulting import ARTICLES, FAILING, SHORT, WINDOW, Act, Desk, End, Striking, limit_files, strike_write

WINDOWS = -(-ARTICLES // WINDOW)
MOST_WRITES = 32
"""Times that no run waits for the disk; what would come after the end of a run does not count as a fault."""
DONE = (0, 1)
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of a random name is made in it
"""Where waiting for the disk takes no time, on Linux; what a killed process has written is there all the same."""
FAILED = [f"a{number}" for number in sorted((*SHORT, *FAILING))]

State = Literal["half", "done", "retried", "grown"]
RECORDS: dict[State, dict[str, int]] = {
    "half": {"output": 19, "ledger": 8, "failures": 5},
    "done": {"output": 25, "ledger": 11, "failures": 5},
    "retried": {"output": 27, "ledger": 15, "failures": 3},
    "grown": {"output": 33, "ledger": 15, "failures": 5},
}
"""Lines of each file in each state."""


@dataclass(frozen=True)
class Fault:
    """A fault.

    Attributes:
        kind: Its row in the table.
        what: What exactly befell the job.
        strike: Has it happen; returns the end of the run that it struck, if it struck one.
        retry: Whether the command that is given again has ``--retry-failed``.
        must_go_on: Whether that command must bring the job to its end.
    """

    kind: str
    what: str
    strike: Callable[[Desk], End | None]
    retry: bool = False
    must_go_on: bool = False


@dataclass
class Row:
    """What became of the faults of a kind."""

    faults: int = 0
    went_on: int = 0
    told: int = 0
    lost: int = 0
    doubled: int = 0
    false: int = 0
    problems: list[str] = field(default_factory=list)


def main() -> None:
    """Strike, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1)
    faults = list(all_faults())[:: parser.parse_args().every]
    rows: dict[str, Row] = {}
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        for fault in faults:
            judge(fault, _desk(folder), rows.setdefault(fault.kind, Row()))
    _print(rows)
    problems = [problem for row in rows.values() for problem in row.problems]
    print("\n".join(problems) or "no problem", file=sys.stderr)
    sys.exit(bool(problems))


def _desk(folder: str) -> Desk:
    return Desk(Path(tempfile.mkdtemp(dir=folder)))


def all_faults() -> Iterator[Fault]:
    """Every fault of the table."""
    for number in range(1, MOST_WRITES):
        for how in ("before", "torn", "after"):
            strike = strike_write(number, how)
            yield Fault("killed at a write", f"{how} write {number}", partial(_killed, strike), must_go_on=True)
            what = f"{how} write {number} of a second attempt"
            yield Fault("killed at a write", what, partial(_killed_again, strike), retry=True, must_go_on=True)
            what = f"{how} write {number} after the inbox grew"
            yield Fault("killed at a write", what, partial(_killed_growing, strike), must_go_on=True)
    for number in range(WINDOWS):
        for event in (f"summarizing {number}", f"writing {number}", f"window {number}"):
            yield Fault("stopped (Ctrl-C)", event, partial(_stopped, event), must_go_on=True)
    for pages in range(1, 9):
        yield Fault("disk full", f"{4 * pages} KB", partial(_full, 4096 * pages + 17), must_go_on=True)
    for number in range(1, WINDOWS, 2):
        for name, do in WHILE_RUNNING.items():
            for whose in ("output", "ledger", "failures"):
                yield Fault("while it runs: " + name, f"{whose}, window {number}", partial(_struck, number, whose, do))
        yield Fault("while it runs: removed", f"folder, window {number}", partial(_struck, number, "folder", _remove))
    for state, retry in STATES:
        for whose in ("output", "ledger", "failures"):
            yield Fault("between runs: removed", f"{whose}, {state}", partial(_altered, state, whose, _remove), retry)
            for kind, change in (("truncated", _truncated), ("one bit flipped", _flipped)):
                for record in range(RECORDS[state][whose]):
                    alter = partial(_altered, state, whose, partial(change, record))
                    yield Fault(f"between runs: {kind}", f"{whose} record {record}, {state}", alter, retry)


STATES: tuple[tuple[State, bool], ...] = (
    ("half", False),
    ("done", False),
    ("done", True),
    ("retried", False),
    ("grown", False),
)
"""Where a job stands, and whether what failed is tried again."""


def judge(fault: Fault, desk: Desk, row: Row) -> None:
    """Strike, give the same command again, and note what became of the briefs."""
    struck = fault.strike(desk)
    if struck and struck.code in DONE:
        _compare(fault, desk, row, "the run that was struck")
        if fault.must_go_on:  # it was at its end before
            return
    row.faults += 1
    again = desk.run(retry=fault.retry)
    if again.code in DONE:
        row.went_on += 1
    elif again.code == 4 and not fault.must_go_on and "--fresh" in again.said:
        row.told += 1
        again = desk.run(fresh=True)
    if again.code in DONE:
        _compare(fault, desk, row, "the run after it")
    else:
        row.problems.append(f"{fault.kind}, {fault.what}: ended with {again}")


def _compare(fault: Fault, desk: Desk, row: Row, which: str) -> None:
    briefs, failed = desk.briefs(), desk.failed()
    must = desk.expected(failed)
    lost, more = must - briefs, briefs - must
    doubled = sum(count - 1 for count in briefs.values())
    is_false = bool(lost or more or Counter(failed) - Counter(FAILED))
    row.lost += sum(lost.values())
    row.doubled += doubled
    row.false += is_false
    if is_false:
        counts = f"{len(lost)} lost, {doubled} doubled, {len(more)} more, failed {failed}"
        row.problems.append(f"{fault.kind}, {fault.what}, {which}: {counts}")


def _killed(strike: Act, desk: Desk) -> End:
    return desk.run(before=strike)


def _killed_again(strike: Act, desk: Desk) -> End:
    desk.run()
    return desk.run(before=strike, retry=True)


def _killed_growing(strike: Act, desk: Desk) -> End:
    desk.run()
    desk.grow()
    return desk.run(before=strike)


def _stopped(event: str, desk: Desk) -> End:
    # What is started in the background ignores Ctrl-C.
    listen = partial(signal.signal, signal.SIGINT, signal.default_int_handler)
    return desk.run(Striking(event, lambda: os.kill(os.getpid(), signal.SIGINT)), listen)


def _full(size: int, desk: Desk) -> End:
    size_option = f"size={size}"
    mount = ["mount", "-t", "tmpfs", "-o", size_option, "tmpfs", str(desk.folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        return desk.run(before=limit_files(size // 3))
    end = desk.run()
    kept = desk.folder.with_name("kept")
    shutil.copytree(desk.folder, kept)
    subprocess.run(["umount", str(desk.folder)], check=True)
    shutil.copytree(kept, desk.folder, dirs_exist_ok=True)
    return end


def _struck(number: int, whose: str, do: Callable[[Path], None], desk: Desk) -> End:
    return desk.run(Striking(f"window {number}", lambda: do(getattr(desk, whose))))


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _move(path: Path) -> None:
    if path.exists():
        path.rename(path.with_name("elsewhere"))


def _replace(path: Path) -> None:
    copy = path.with_name("copy")
    copy.write_bytes(path.read_bytes() if path.exists() else b"")
    copy.replace(path)


def _cut(path: Path) -> None:
    if path.exists():
        os.truncate(path, path.stat().st_size // 2)


def _altered(state: State, whose: str, change: Callable[[Path], None], desk: Desk) -> None:
    """Bring the job to a state, and change a file of it."""
    if state == "half":
        desk.run(Striking("window 5", lambda: os.kill(os.getpid(), signal.SIGKILL)))
    else:
        desk.run()
    if state == "retried":
        desk.run(retry=True)
    if state == "grown":
        desk.grow()
        desk.run(Striking("window 1", lambda: os.kill(os.getpid(), signal.SIGKILL)))
    change(getattr(desk, whose))


def _truncated(record: int, path: Path) -> None:
    """Cut the file off before a record, or in the middle of it."""
    lines = path.read_bytes().splitlines(keepends=True)
    os.truncate(path, sum(map(len, lines[:record])) + len(lines[record]) // 2 * (record % 2))


def _flipped(record: int, path: Path) -> None:
    """Flip a bit of a record, each time at another place of it."""
    lines = path.read_bytes().splitlines(keepends=True)
    line = bytearray(lines[record])
    line[(37 * record + 11) % len(line)] ^= 1 << record % 7
    lines[record] = bytes(line)
    path.write_bytes(b"".join(lines))


WHILE_RUNNING = {
    "removed": _remove,
    "moved": _move,
    "replaced": _replace,
    "truncated": _cut,
    "one bit flipped": partial(_flipped, 1),
}


def _print(rows: dict[str, Row]) -> None:
    print("| what befell the job | faults | went on | told, exit 4 | lost | doubled | falsely done |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    total = Row()
    for kind, row in rows.items():
        for name in ("faults", "went_on", "told", "lost", "doubled", "false"):
            setattr(total, name, getattr(total, name) + getattr(row, name))
        _print_row(kind, row)
    _print_row("all", total)


def _print_row(kind: str, row: Row) -> None:
    print(f"| {kind} | {row.faults} | {row.went_on} | {row.told} | {row.lost} | {row.doubled} | {row.false} |")


if __name__ == "__main__":
    main()
