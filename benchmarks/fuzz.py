"""Feeds hostile inputs to everything that reads files, and counts what must never be.

    python benchmarks/fuzz.py [--minutes 60 | --inputs 10000] [--seed 1] [--only html,csv] [--keep FOLDER]

Each target (see `fuzzing/targets.py`) runs in a process of its own, which is ended when one input takes longer than
30 s of processor time, or 120 s on the clock. Printed are, for each target and together: inputs, errors that are
none of ours (exit code 70 on the command line), inputs that took longer than 30 s, processes that grew beyond 1.5 GB,
the longest time and the most memory.
With ``--keep`` the inputs that did one of these are written into a folder. The exit code is 1 if there were any.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fuzzing.inputs import hostile
from fuzzing.targets import TARGETS, feed, seeds
from hypothesis import HealthCheck, Phase, given, seed, settings

LONGEST = 30.0
"""Seconds of processor time that one input may take."""

CLOCK_SECONDS = 120.0
"""Seconds on the clock after which an input is given up."""

MOST_MEMORY = 1.5 * 2**30
"""Bytes that a process may take."""

_STARTING = 120.0
_BATCH = 250
"""Inputs after which the next target has its turn."""


@dataclass
class Count:
    """What became of the inputs of a target."""

    inputs: int = 0
    defects: int = 0
    slow: int = 0
    large: int = 0
    longest: float = 0.0
    memory: int = 0
    reasons: list[str] = field(default_factory=list)

    def add(self, told: dict[str, Any]) -> None:
        """Count an input as its process told of it."""
        self.inputs += 1
        self.longest = max(self.longest, told["seconds"])
        self.memory = max(self.memory, told["memory"])
        self.slow += told["seconds"] > LONGEST
        self.large += told["memory"] > MOST_MEMORY
        if told["defect"]:
            self.defects += 1
            self.reasons.append(told["defect"])

    @property
    def bad(self) -> int:
        """How many inputs did what none may do."""
        return self.defects + self.slow + self.large


def main() -> int:
    """Run for as long, or over as many inputs, as was asked for."""
    options = _options()
    if options.child:
        _feed_batch(options.child, options.inputs, options.seed, options.keep)
        return 0
    counts = {name: Count() for name in options.only.split(",")}
    end = time.monotonic() + options.minutes * 60 if options.minutes else None
    number = options.seed
    try:
        while (time.monotonic() < end) if end else (sum(count.inputs for count in counts.values()) < options.inputs):
            for name, count in counts.items():
                if end is None or time.monotonic() < end:
                    _run_batch(name, number, count, options)
            number += 1
    except KeyboardInterrupt:
        print("interrupted; so far:")
    _print(counts)
    return int(any(count.bad for count in counts.values()))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default=",".join(TARGETS))
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--child", help=argparse.SUPPRESS)
    return parser.parse_args()


def _run_batch(name: str, number: int, count: Count, options: argparse.Namespace) -> None:
    share = _BATCH if options.minutes else min(_BATCH, -(-options.inputs // len(TARGETS)))
    command = [sys.executable, __file__, "--child", name, "--inputs", str(share), "--seed", str(number)]
    keep = ["--keep", str(options.keep)] if options.keep else []
    before = count.inputs
    with subprocess.Popen([*command, *keep], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        patience = _STARTING
        while line := _line(process, patience):
            patience = CLOCK_SECONDS
            count.add(json.loads(line))
        process.kill()
        code = process.wait()
    if count.inputs - before < share:
        count.inputs += 1
        count.slow += code == -9
        count.defects += code != -9
        count.reasons.append(f"ended with {code} at input {count.inputs - before} of seed {number}")


def _line(process: subprocess.Popen[str], patience: float) -> str:
    """The next line; empty when there is no more, or when it did not come in time."""
    too_long = threading.Timer(patience, process.kill)
    too_long.start()
    try:
        return process.stdout.readline()  # type: ignore[union-attr]
    finally:
        too_long.cancel()


def _feed_batch(name: str, inputs: int, number: int, keep: Path | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MUJAZ_HOME"] = folder

        @seed(number)
        @settings(
            max_examples=inputs,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(hostile(seeds(name)))
        def run(data: bytes) -> None:
            if keep:
                keep.mkdir(parents=True, exist_ok=True)
                (keep / f"{name}-last").write_bytes(data)
            print(json.dumps(told := _describe_case(name, data, Path(folder))), flush=True)
            if keep and (told["defect"] or told["memory"] > MOST_MEMORY):
                (keep / f"{name}-{number}-{abs(hash(data))}").write_bytes(data)

        run()


def _describe_case(name: str, data: bytes, folder: Path) -> dict[str, Any]:
    start, defect = time.process_time(), ""
    try:
        feed(name, data, folder)
    except Exception as exc:  # whatever it is, it is counted
        defect = f"{type(exc).__name__}: {exc}"[:200]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {"seconds": time.process_time() - start, "memory": memory, "defect": defect}


def _print(counts: dict[str, Count]) -> None:
    print(f"{'target':14}{'inputs':>8}{'exit 70':>9}{'> 30 s':>8}{'> 1.5 GB':>10}{'longest s':>11}{'most MB':>9}")
    together = Count()
    for name, count in counts.items():
        _print_row(name, count)
        for key in ("inputs", "defects", "slow", "large"):
            setattr(together, key, getattr(together, key) + getattr(count, key))
        together.longest, together.memory = (
            max(together.longest, count.longest),
            max(together.memory, count.memory),
        )
    _print_row("together", together)
    for name, count in counts.items():
        for reason in dict.fromkeys(count.reasons):
            print(f"{name}: {reason}")


def _print_row(name: str, count: Count) -> None:
    row = f"{name:14}{count.inputs:8}{count.defects:9}{count.slow:8}{count.large:10}"
    print(f"{row}{count.longest:11.1f}{count.memory / 2**20:9.0f}")


if __name__ == "__main__":
    sys.exit(main())
