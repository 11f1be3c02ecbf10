"""The file of failures of a job: a line for each article that has no brief."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mujaz.errors import OutputError
from mujaz.files.writing import write_file
from mujaz.jobs.durable import WHAT_TO_DO, seal_line, unseal_line
from mujaz.jobs.work import Failure


def make_failure_line(failure: Failure, place: int, attempt: int) -> bytes:
    """Return a failure as a line: id, where, reason, stage, place in the input, attempt, and a digest of all that."""
    record = {**asdict(failure), "place": place, "attempt": attempt}
    return seal_line(json.dumps(record, ensure_ascii=False).encode())


def read_places(path: Path, attempt: int) -> Sequence[int]:
    """Return the places in the input of the articles that failed in that attempt, in their order.

    Raises:
        OutputError: The file is not as a run left it.
    """
    return [int(record["place"]) for _, record in _read_records(path) if record["attempt"] == attempt]


def measure_attempt(path: Path, attempt: int) -> tuple[int, str]:
    """Return the size in bytes, and the SHA-256, of the lines that `keep_attempt` keeps.

    Raises:
        OutputError: The file is not as a run left it.
    """
    size, digest = 0, hashlib.sha256()
    for line, record in _read_records(path):
        if record["attempt"] == attempt:
            size += len(line)
            digest.update(line)
    return size, digest.hexdigest()


def keep_attempt(path: Path, attempt: int) -> None:
    """Remove the failures of earlier attempts from the file; without a line left, remove the file.

    Once an attempt is done, its failures are all that there are. Done twice, this does nothing the second time.

    Raises:
        OutputError: The file is not as a run left it, or cannot be written.
    """
    attempts = {record["attempt"] for _, record in _read_records(path)}
    if attempt not in attempts:
        path.unlink(missing_ok=True)
    elif len(attempts) > 1:
        write_file(str(path), (line.decode() for line, record in _read_records(path) if record["attempt"] == attempt))


def _read_records(path: Path) -> Iterator[tuple[bytes, dict[str, Any]]]:
    if not path.exists():
        return
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            record = unseal_line(line)
            if record is None:
                raise OutputError(f"{path}:{number} was changed since the run stopped: {WHAT_TO_DO}")
            yield line, json.loads(record)
