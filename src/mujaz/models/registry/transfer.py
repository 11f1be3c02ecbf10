"""Fetching the files of a snapshot: resumed at the byte they broke off at, and checked before they count.

`huggingface_hub.snapshot_download` is not used. As of 2.4.0 it deletes a broken download, so that the next call starts
anew; it writes to disk whatever a server sends, 314 MB for a file of 1,000 bytes; it takes a file that was altered on
disk for the right one without asking; and a refusal of access becomes "cannot find the files in the local cache".
"""

from __future__ import annotations

import errno
import hashlib
import shutil
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from os import SEEK_END
from pathlib import Path
from typing import Protocol

from mujaz.errors import ModelError, OutputError
from mujaz.models.registry.hub import SHA256, Hub, RemoteFile, Snapshot, Tell, TransferError

WAITS = (1.0, 4.0)
"""Seconds before a request that brought nothing is tried again; then it is given up."""

SLOWEST_RATE = 20_000
"""Bytes in a second below which a pull is given up, on the mean."""

SPARE_SECONDS = 600.0
"""Seconds that a pull may take besides."""

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_BLOCK = 1 << 20


def ask_for_snapshot(hub: Hub, repository: str, revision: str) -> Snapshot:
    """Ask the hub what a repository holds at a revision; ask again, as a transfer does, if it fails for a moment.

    Raises:
        ModelError: As `Hub.snapshot`.
    """
    waits = list(WAITS)
    while True:
        try:
            return hub.snapshot(repository, revision)
        except TransferError:
            if not waits:
                raise
        time.sleep(waits.pop(0))


class Server(Protocol):
    """A server that files are fetched from; the hub is one.

    Attributes:
        address: As messages have it.
    """

    @property
    def address(self) -> str:
        """Return the address without secrets."""

    def read(self, snapshot: Snapshot, file: RemoteFile, start: int, /) -> Generator[tuple[int, bytes]]:
        """Yield the bytes of a file, each time after their position: from `start` on, or from 0."""


def fetch_files(hub: Server, snapshot: Snapshot, files: Sequence[RemoteFile], folder: Path, tell: Tell) -> None:
    """Bring `files` into `folder`; those that are there and whole stay.

    Raises:
        ModelError: A file cannot be had, comes too slowly, or is not what the hub says it is.
        OutputError: The disk is full, or the folder cannot be written to.
    """
    with report_write_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        end = time.monotonic() + SPARE_SECONDS + count_missing_bytes(files, folder) / SLOWEST_RATE
        for file in files:
            if not is_whole(folder / file.name, file):
                _fetch(hub, snapshot, file, folder, _end_after(end, hub, tell))


def _end_after(end: float, hub: Server, tell: Tell) -> Tell:
    """Return `tell`, which raises an error once the clock is past `end`: a server may send a byte now and then."""

    def tell_in_time(name: str, done: int, size: int) -> None:
        tell(name, done, size)
        if time.monotonic() > end:
            raise ModelError(
                f"{hub.address} is too slow: {done:,} of the {size:,} bytes of {name} are here; run the same command "
                "again: it goes on"
            )

    return tell_in_time


def count_missing_bytes(files: Sequence[RemoteFile], folder: Path) -> int:
    """Count the bytes that are still to come."""
    paths = ((file.size, folder / file.name) for file in files)
    return sum(max(0, size - max(_size(path), _size(_partial(path)))) for size, path in paths)


def is_whole(path: Path, file: RemoteFile) -> bool:
    """Tell by size and hash whether `path` is the file that the hub names."""
    return path.is_file() and path.stat().st_size == file.size and _hash(path, file) == file.digest


@contextmanager
def report_write_errors(folder: Path) -> Iterator[None]:
    """Turn errors of writing below `folder` into ours.

    Raises:
        OutputError: The disk is full, or writing is not allowed.
    """
    try:
        yield
    except OSError as exc:
        if exc.errno in _FULL:
            message = f"the disk that holds {folder} is full; make room and run the same command again: it goes on"
            raise OutputError(message) from exc
        raise OutputError(f"{exc.filename or folder} cannot be written: {exc.strerror or exc}") from exc


def require_room(folder: Path, needed: int, advice: str = "let MUJAZ_HOME name a folder on another disk") -> None:
    """Make sure that the disk below `folder` has room for `needed` bytes.

    Args:
        folder: Need not exist.
        needed: Bytes that are to come.
        advice: Advice to the user if no room can be made.

    Raises:
        OutputError: It has not.
    """
    free = shutil.disk_usage(_existing_parent(folder)).free
    if free < needed:
        raise OutputError(
            f"{needed / 1e6:,.0f} MB are needed below {folder}, and {free / 1e6:,.0f} MB are free; make room, or "
            f"{advice}"
        )


def on_one_disk(first: Path, second: Path) -> bool:
    """Tell whether two folders, which need not exist, are on one disk: then moving needs no room."""
    return _existing_parent(first).stat().st_dev == _existing_parent(second).stat().st_dev


def _existing_parent(folder: Path) -> Path:
    return next(parent for parent in (folder, *folder.parents) if parent.is_dir())


def _fetch(hub: Server, snapshot: Snapshot, file: RemoteFile, folder: Path, tell: Tell) -> None:
    partial = _partial(folder / file.name)
    _receive_patiently(hub, snapshot, file, partial, tell)
    if not is_whole(partial, file):
        partial.unlink()
        raise ModelError(
            f"{file.name} of {snapshot.repository} is not the file that the hub names (its hash differs); it was "
            "thrown away: pull again, and if that does not help, look for what alters downloads on the way"
        )
    partial.replace(folder / file.name)


def _receive_patiently(hub: Server, snapshot: Snapshot, file: RemoteFile, partial: Path, tell: Tell) -> None:
    waits = list(WAITS)
    while True:
        size = _size(partial)
        try:
            return _receive(hub, snapshot, file, partial, tell)
        except TransferError:
            if _size(partial) > size:
                waits = list(WAITS)  # it makes progress
            elif not waits:
                raise
        time.sleep(waits.pop(0))


def _receive(hub: Server, snapshot: Snapshot, file: RemoteFile, partial: Path, tell: Tell) -> None:
    partial.touch()
    with partial.open("r+b") as out:
        start = out.seek(0, SEEK_END)
        if start < file.size:
            with closing(hub.read(snapshot, file, start)) as chunks:
                for position, data in chunks:
                    out.seek(position)
                    out.write(data[: file.size - position])
                    tell(file.name, out.tell(), file.size)
                    if out.tell() >= file.size:  # the server may send more
                        break
        if out.tell() < file.size:
            raise TransferError(f"{hub.address} sent only {out.tell():,} of the {file.size:,} bytes of {file.name}")
        out.truncate()


def _partial(path: Path) -> Path:
    return path.with_name(f".{path.name}.partial")


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _hash(path: Path, file: RemoteFile) -> str:
    if SHA256.fullmatch(file.digest):
        with path.open("rb") as large:
            return hashlib.file_digest(large, "sha256").hexdigest()
    # Git's name for a file's contents; SHA-1 only has to show that the transfer went well.
    digest = hashlib.sha1(f"blob {file.size}\0".encode(), usedforsecurity=False)
    with path.open("rb") as small:
        while block := small.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
