"""Files that survive a power cut: they grow by whole windows, each on the disk before anything says that it is there.

Also checks that such a file is unchanged, and lines that carry a digest of themselves.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable
from contextlib import suppress
from io import FileIO
from pathlib import Path
from typing import BinaryIO, Self

from mujaz.errors import OutputError
from mujaz.files.writing import output_errors, sync_folder

WHAT_TO_DO = "put it back as it was and give the same command again, or start over with --fresh"

_CHUNK = 2**20
_DIGITS = 16
_DIGEST = re.compile(rb', "digest": "([0-9a-f]{16})"}\n\Z')


class DurableFile:
    """A file that holds all that was appended, also after a power cut. Bytes behind that are cut off.

    Another file that was there before stays as it is until the first append replaces it.

    Args:
        path: The file.
        size: Bytes of it that were appended by earlier runs; 0 starts a new one.
        digest: SHA-256 of these bytes; empty if it is not known.

    Attributes:
        size: Bytes that are safe on the disk.

    Raises:
        OutputError: The file is not what earlier runs left, or cannot be opened.
    """

    def __init__(self, path: Path, size: int = 0, digest: str = "") -> None:
        self.path = path
        self.size = size
        self._hash = hashlib.sha256()
        self._file: FileIO | None = None
        if size:
            with output_errors(str(path)):
                self._continue(digest)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._file is not None:
            self._file.close()

    @property
    def digest(self) -> str:
        """SHA-256 of all that was appended."""
        return self._hash.hexdigest()

    def append(self, data: bytes) -> None:
        """Write `data` and wait until the disk has it.

        Raises:
            OutputError: The disk is full, the folder missing, writing not allowed, and the file is as it was before; or
                somebody else has changed it, and it is left alone.
        """
        if not data:
            return
        with output_errors(str(self.path)):
            if self._file is None:
                self._create(data)
            else:
                self._grow(self._file, data)
        self.size += len(data)
        self._hash.update(data)

    def create_if_missing(self) -> None:
        """Create the file, empty, if nothing was ever appended.

        Raises:
            OutputError: It cannot be written.
        """
        if self._file is None:
            with output_errors(str(self.path)):
                self._create(b"")

    def check_position(self) -> None:
        """Make sure that the bytes that were appended are still at the path, and nothing behind them.

        Raises:
            OutputError: The file was removed or replaced, or is not as long as it was.
        """
        if self._file is not None:
            check_position(self.path, self._file)

    def check_content(self) -> None:
        """Read the file at the path once more, and make sure that it holds the bytes that were appended.

        Raises:
            OutputError: The file was removed, replaced or changed.
        """
        self.check_position()
        if self._file is not None:
            check_content(self.path, self.size, self.digest, "while the job ran")

    def _continue(self, digest: str) -> None:
        if not self.path.exists():
            raise OutputError(f"{self.path} is gone: {WHAT_TO_DO}")
        with self.path.open("r+b", buffering=0) as file:
            if _feed(self._hash.update, file, self.size) < self.size or digest not in ("", self.digest):
                raise OutputError(f"{self.path} was changed since the run stopped: {WHAT_TO_DO}")
            file.truncate(self.size)
        self._file = _open_at(self.path, self.size)

    def _create(self, data: bytes) -> None:
        # A fixed name, so that the next run removes the file that a killed one left.
        part = self.path.with_name(f".{self.path.name}.part")
        part.unlink(missing_ok=True)
        try:
            with part.open("xb", buffering=0) as file:
                if self.path.exists():
                    part.chmod(self.path.stat().st_mode)
                write_through(file, data)
            part.replace(self.path)
        finally:
            part.unlink(missing_ok=True)
        sync_folder(self.path.parent)
        self._file = _open_at(self.path, len(data))

    def _grow(self, file: FileIO, data: bytes) -> None:
        check_position(self.path, file)
        try:
            write_through(file, data)
        except BaseException:
            # A full disk takes part of a window. Remove it; if even that fails, the next run cuts it off.
            with suppress(OSError):
                file.seek(self.size)
                file.truncate()
            raise


def write_through(file: FileIO, data: bytes) -> None:
    """Write all of `data` and wait until the disk has it."""
    unwritten = memoryview(data)
    while unwritten:
        unwritten = unwritten[file.write(unwritten) :]
    os.fsync(file.fileno())


def check_position(path: Path, file: FileIO) -> None:
    """Make sure that `file`, which is open, is the one at `path`, and ends at its position.

    Bytes written to a file that was removed are lost, and in one that was cut short they leave a gap before them.

    Raises:
        OutputError: It was removed, replaced by another file, or changed by somebody else.
    """
    with output_errors(str(path)):
        status = os.fstat(file.fileno())
        try:
            is_same = os.path.samestat(path.stat(), status)
        except (FileNotFoundError, NotADirectoryError) as exc:
            raise OutputError(f"{path} was removed while the job ran: {WHAT_TO_DO}") from exc
        is_as_long = status.st_size == file.tell()
    if not is_same:
        raise OutputError(f"{path} was replaced by another file while the job ran: {WHAT_TO_DO}")
    if not is_as_long:
        raise OutputError(f"{path} was changed while the job ran: {WHAT_TO_DO}")


def check_content(path: Path, size: int, digest: str, when: str) -> None:
    """Make sure that a file has exactly so many bytes, with that SHA-256.

    Args:
        path: The file.
        size: In bytes.
        digest: Empty if it is not known, as of a file to which nothing was ever written.
        when: The time since which it must not have changed, for the message.

    Raises:
        OutputError: It is gone or was changed, or cannot be read.
    """
    with output_errors(str(path)):
        if not path.exists():
            raise OutputError(f"{path} is gone: {WHAT_TO_DO}")
        with path.open("rb") as file:
            content = hashlib.sha256()
            is_whole = _feed(content.update, file, size) == size and not file.read(1)
            is_same = is_whole and digest in ("", content.hexdigest())
    if not is_same:
        raise OutputError(f"{path} was changed {when}: {WHAT_TO_DO}")


def seal_line(record: bytes, seed: bytes = b"") -> bytes:
    """Return the JSON object `record` as a line whose last key is a digest of `seed` and of all before that key.

    So one changed bit is seen.

    Args:
        record: An object that is not empty, on one line.
        seed: More that the line depends on, as the digest of the line before it.
    """
    digest = hashlib.sha256(seed + record).hexdigest()[:_DIGITS].encode()
    return b'%b, "digest": "%b"}\n' % (record[:-1], digest)


def unseal_line(line: bytes, seed: bytes = b"") -> bytes | None:
    """Return the object that was sealed; None if the line or the seed is not what it was."""
    record = _DIGEST.sub(b"}", line)
    return record if seal_line(record, seed) == line else None


def read_digest(line: bytes) -> bytes:
    """Return the digest that a line says it has; empty if it has none."""
    match = _DIGEST.search(line)
    return match[1] if match else b""


def _feed(take: Callable[[bytes], object], file: BinaryIO | FileIO, size: int) -> int:
    """Read up to `size` bytes and hand them to `take`, a piece at a time; return how many there were."""
    remaining = size
    while chunk := file.read(min(remaining, _CHUNK)):
        take(chunk)
        remaining -= len(chunk)
    return size - remaining


def _open_at(path: Path, position: int) -> FileIO:
    file = path.open("r+b", buffering=0)
    file.seek(position)
    return file
