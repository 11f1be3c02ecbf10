"""The file of failures beside an output: a line for each article that has no brief."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from mujaz.jobs.work import Failure
from mujaz.pipeline.write import write_file


def failure_line(failure: Failure, place: int, attempt: int) -> bytes:
    """A failure as a line: id, where, reason, stage, the article's place in the input, and the attempt it failed in."""
    record = {**asdict(failure), "place": place, "attempt": attempt}
    return json.dumps(record, ensure_ascii=False).encode() + b"\n"


def places(path: Path, attempt: int) -> Sequence[int]:
    """The places in the input of the articles that failed in that attempt, in their order."""
    return [int(json.loads(line)["place"]) for line in _of_attempt(path, attempt)]


def keep_only(path: Path, attempt: int) -> None:
    """Drop from the file what failed in earlier attempts; without a line left, the file goes.

    Once an attempt is done it stands for all before it. Done twice, this does nothing the second time.
    """
    if next(_of_attempt(path, attempt), None) is None:
        path.unlink(missing_ok=True)
    elif any(json.loads(line)["attempt"] != attempt for line in _lines(path)):
        write_file(str(path), _of_attempt(path, attempt))


def _of_attempt(path: Path, attempt: int) -> Iterator[str]:
    return (line for line in _lines(path) if json.loads(line)["attempt"] == attempt)


def _lines(path: Path) -> Iterator[str]:
    if path.exists():
        with path.open(encoding="utf-8") as file:
            yield from file
