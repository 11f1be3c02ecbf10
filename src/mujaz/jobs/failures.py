"""The file of failures beside an output: a line for each article that has no brief."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mujaz.errors import OutputError
from mujaz.files.writing import write_file
from mujaz.jobs.intact import WHAT_TO_DO
from mujaz.jobs.seals import seal, unseal
from mujaz.jobs.work import Failure


def failure_line(failure: Failure, place: int, attempt: int) -> bytes:
    """A failure as a line: id, where, reason, stage, place in the input, attempt it failed in, digest of all that."""
    record = {**asdict(failure), "place": place, "attempt": attempt}
    return seal(json.dumps(record, ensure_ascii=False).encode())


def places(path: Path, attempt: int) -> Sequence[int]:
    """The places in the input of the articles that failed in that attempt, in their order.

    Raises:
        OutputError: The file is not as a run left it.
    """
    return [int(record["place"]) for _, record in _records(path) if record["attempt"] == attempt]


def extent(path: Path, attempt: int) -> tuple[int, str]:
    """Return the size in bytes, and the SHA-256, of what `keep_only` keeps of the file.

    Raises:
        OutputError: The file is not as a run left it.
    """
    size, digest = 0, hashlib.sha256()
    for line, record in _records(path):
        if record["attempt"] == attempt:
            size += len(line)
            digest.update(line)
    return size, digest.hexdigest()


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
        write_file(str(path), (line.decode() for line, record in _records(path) if record["attempt"] == attempt))


def _records(path: Path) -> Iterator[tuple[bytes, dict[str, Any]]]:
    if not path.exists():
        return
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            record = unseal(line)
            if record is None:
                raise OutputError(f"{path}:{number} was changed since the run stopped: {WHAT_TO_DO}")
            yield line, json.loads(record)
