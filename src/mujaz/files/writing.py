"""Writing results: a file is replaced at once or not at all. Locks of open files."""

from __future__ import annotations

import hashlib
import os
import secrets
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, TextIO

from mujaz.errors import OutputError

Piece = str | bytes
"""A part of a result: text, which is written as UTF-8, or bytes as they are."""


def write_stream(stream: TextIO, pieces: Iterable[Piece], name: str = "standard output") -> int:
    """Write `pieces` as they come, each flushed.

    Returns:
        The number of pieces.

    Raises:
        OutputError: The stream takes no more: a full disk.
        BrokenPipeError: The reader of a pipe has gone.
    """
    count = 0
    for piece in pieces:
        with output_errors(name):
            if isinstance(piece, bytes):
                stream.buffer.write(piece)
            else:
                stream.write(piece)
            stream.flush()
        count += 1
    return count


def write_file(path: str, pieces: Iterable[Piece]) -> None:
    """Replace the file at `path` by `pieces` once all of them are on the disk.

    If anything goes wrong, an old file stays as it was; it also stays when there are no pieces. A pipe or a device is
    written to directly.

    Raises:
        OutputError: The folder is missing, the disk full, writing not allowed.
    """
    with output_errors(path):
        is_special = Path(path).exists() and not Path(path).is_file()
    if is_special:
        with output_errors(path):
            file: TextIO = Path(path).open("w", encoding="utf-8")  # noqa: SIM115 - `_close_after` closes it
        with _close_after(file, path):
            write_stream(file, pieces, path)
        return
    target = Path(path).resolve()  # a link goes on pointing where it points
    with output_errors(path):
        part, file = _create_part(target)
    try:
        with _close_after(file, path):
            count = write_stream(file, pieces, path)
            with output_errors(path):
                os.fsync(file.fileno())
        if count:
            with output_errors(path):
                part.replace(target)
                sync_folder(target.parent)
    finally:
        part.unlink(missing_ok=True)


def _create_part(target: Path) -> tuple[Path, TextIO]:
    # Not tempfile: its files are for their owner only, and the result should have the permissions of the file that is
    # replaced, or those that the umask leaves.
    stem = f".mujaz-{hashlib.sha256(target.name.encode('utf-8', 'surrogateescape')).hexdigest()[:12]}-"
    _remove_stale_parts(target.parent, stem)
    part = target.parent / f"{stem}{secrets.token_hex(6)}.part"
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
    # Never more open than it is going to be, not even while it is empty.
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666 if mode is None else mode)
    if mode is not None:
        part.chmod(mode)
    file = os.fdopen(descriptor, "w", encoding="utf-8", newline="\n")
    try_lock(file)
    return part, file


def _remove_stale_parts(folder: Path, stem: str) -> None:
    """Remove the unfinished files of runs that were killed: those that nobody holds a lock on."""
    for part in folder.glob(f"{stem}*.part"):
        with suppress(OSError), part.open("r+b") as file:
            if try_lock(file):
                part.unlink()


def try_lock(file: IO[Any]) -> bool:
    """Take the operating system's lock of an open file; return False if another process has it.

    It ends when the file is closed, or the process ends, so that none is ever stale.
    """
    from filelock import lock_descriptor  # 40 ms: only for those who write files

    return lock_descriptor(file.fileno(), blocking=False)


def sync_folder(folder: Path) -> None:
    """Wait until the disk knows of the files in `folder`."""
    if os.name == "nt":  # Windows opens no folders
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _close_after(file: TextIO, name: str) -> Iterator[None]:
    # Closing tries once more to write what a full disk did not take, and fails once more.
    try:
        yield
    finally:
        with output_errors(name):
            file.close()


@contextmanager
def output_errors(name: str) -> Iterator[None]:
    """Turn errors of the system in writing to `name` into ours, but not the one of a pipe whose reader has gone.

    Raises:
        OutputError: The system refused.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as exc:
        raise OutputError(f"{name} cannot be written: {exc.strerror or exc}") from exc
