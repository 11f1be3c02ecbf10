"""Killing a job again and again, and noting what it was at each time."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import IO, Any, cast

MUJAZ = (sys.executable, "-m", "mujaz.cli.main")
STAGES = ("reading", "summarizing", "translating", "writing")


@dataclass
class Kills:
    """What was struck.

    Attributes:
        strikes: Kills of a process that was running.
        stages: How many of them found a window in each stage; several windows are under way at a time.
        progress: Windows on the disk after each kill.
    """

    strikes: int = 0
    stages: Counter[str] = field(default_factory=Counter)
    progress: list[int] = field(default_factory=list)


def killed(command: Sequence[str], times: int, seed: int, most_events: int) -> Kills:
    """Start `command` with a JSON log, kill it at a random moment, and again, `times` times.

    Every other kill waits for a window to enter the stage whose turn it is, so that short stages are struck too.

    Raises:
        RuntimeError: The command ended by itself.
    """
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    kills = Kills()
    for number in range(times):
        events, code = _struck(command, chance, most_events, STAGES[number // 2 % 4] if number % 2 else None)
        if code != -signal.SIGKILL:
            raise RuntimeError(f"after {number} kills the run ended by itself with {code}: {events[-3:]}")
        kills.strikes += 1
        kills.stages.update(set(_under_way(events).values()))
        kills.progress.append(sum(event["event"] == "window" for event in events))
    return kills


def _struck(
    command: Sequence[str], chance: random.Random, most_events: int, stage: str | None
) -> tuple[list[dict[str, Any]], int]:
    """Events until and at the kill, and how the process ended."""
    countdown = chance.randint(0, most_events)
    events: list[dict[str, Any]] = []
    with subprocess.Popen([*command, "--log", "json"], stderr=subprocess.PIPE, text=True) as process:
        log = cast(IO[str], process.stderr)
        for line in log:
            events.append(json.loads(line))
            countdown -= 1
            if countdown <= 0 and stage in (None, events[-1].get("stage")):
                break
        if stage is None:
            time.sleep(chance.uniform(0, 0.05))
        process.kill()
        events += [json.loads(line) for line in log if line.endswith("\n")]
    return events, process.returncode


def _under_way(events: Sequence[dict[str, Any]]) -> dict[int, str]:
    """The stage of each window that was in one when the log broke off."""
    now: dict[int, str] = {}
    for event in events:
        if event["event"] == "stage":
            now[event["window"]] = event["stage"]
        elif event["event"] == "window":
            now.pop(event["window"], None)
    return now
