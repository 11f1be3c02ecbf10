"""Whether the files of a job are those that it wrote: still in their place, and unchanged."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from io import FileIO
from pathlib import Path
from typing import BinaryIO

from mujaz.errors import OutputError
from mujaz.files.writing import output_errors

WHAT_TO_DO = "put it back as it was and give the same command again, or start over with --fresh"

_CHUNK = 2**20


def check_place(path: Path, file: FileIO) -> None:
    """Make sure that `file`, which is open, is the one at `path`, and ends where it was written up to.

    What is written to a file that was removed is lost, and behind one that was cut short stands a gap.

    Raises:
        OutputError: It was removed, another file has its place, or somebody else has written to it.
    """
    with output_errors(str(path)):
        mine = os.fstat(file.fileno())
        try:
            is_same = os.path.samestat(path.stat(), mine)
        except (FileNotFoundError, NotADirectoryError) as exc:
            raise OutputError(f"{path} was removed while the job ran: {WHAT_TO_DO}") from exc
        is_as_long = mine.st_size == file.tell()
    if not is_same:
        raise OutputError(f"{path} was replaced by another file while the job ran: {WHAT_TO_DO}")
    if not is_as_long:
        raise OutputError(f"{path} was changed while the job ran: {WHAT_TO_DO}")


def check_content(path: Path, size: int, digest: str, when: str) -> None:
    """Make sure that a file has exactly so many bytes, with that SHA-256.

    Args:
        path: The file.
        size: In bytes.
        digest: Empty when it is not known, as of a file to which nothing was ever written.
        when: Since when it must not have changed, for the message.

    Raises:
        OutputError: It is gone or was changed, or cannot be read.
    """
    with output_errors(str(path)):
        if not path.exists():
            raise OutputError(f"{path} is gone: {WHAT_TO_DO}")
        with path.open("rb") as file:
            found = hashlib.sha256()
            is_whole = feed(found.update, file, size) == size and not file.read(1)
            is_same = is_whole and digest in ("", found.hexdigest())
    if not is_same:
        raise OutputError(f"{path} was changed {when}: {WHAT_TO_DO}")


def feed(take: Callable[[bytes], object], file: BinaryIO | FileIO, size: int) -> int:
    """Read up to `size` bytes and hand them to `take`, a piece at a time; return how many there were."""
    left = size
    while chunk := file.read(min(left, _CHUNK)):
        take(chunk)
        left -= len(chunk)
    return size - left
