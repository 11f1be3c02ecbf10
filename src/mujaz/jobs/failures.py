"""The file of failures beside an output: a line for each article that has no brief."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mujaz.errors import OutputError
from mujaz.jobs.work import Failure
from mujaz.pipeline.write import write_file


def failure_line(failure: Failure, place: int, attempt: int) -> bytes:
    """A failure as a line: id, where, reason, stage, the article's place in the input, and the attempt it failed in."""
    record = {**asdict(failure), "place": place, "attempt": attempt}
    return json.dumps(record, ensure_ascii=False).encode() + b"\n"


def places(path: Path, attempt: int) -> Sequence[int]:
    """The places in the input of the articles that failed in that attempt, in their order.

    Raises:
        OutputError: The file is not as a run left it.
    """
    return [int(record["place"]) for _, record in _records(path) if record["attempt"] == attempt]


def keep_only(path: Path, attempt: int) -> None:
    """Drop from the file what failed in earlier attempts; without a line left, the file goes.

    Once an attempt is done it stands for all before it. Done twice, this does nothing the second time.

    Raises:
        OutputError: The file is not as a run left it, or cannot be written.
    """
    attempts = {record["attempt"] for _, record in _records(path)}
    if attempt not in attempts:
        path.unlink(missing_ok=True)
    elif len(attempts) > 1:
        write_file(str(path), (line for line, record in _records(path) if record["attempt"] == attempt))


def _records(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    if not path.exists():
        return
    with path.open(encoding="utf-8") as file:
        for line in file:
            try:
                record = json.loads(line)
                yield line, {"place": record["place"], "attempt": record["attempt"]}
            except (ValueError, LookupError, TypeError) as exc:
                raise OutputError(f"{path} was changed since the run ended; --fresh starts over") from exc
