"""Files that grow by whole windows, each on the disk before anything says that it is there."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from io import FileIO
from pathlib import Path
from typing import Self

from mujaz.errors import OutputError
from mujaz.files.writing import output_errors, sync_folder
from mujaz.jobs.intact import WHAT_TO_DO, check_content, check_place, feed


class DurableFile:
    """A file that holds what was appended, also after a power cut. Whatever stands behind it is cut off.

    Another file that was there before stays as it is until the first append takes its place.

    Args:
        path: The file.
        size: Bytes of it that were appended by earlier runs; 0 starts a new one.
        digest: SHA-256 of these bytes; empty where it is not known.

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
        """SHA-256 of what was appended."""
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

    def create(self) -> None:
        """Have the file there, empty, where nothing was ever appended.

        Raises:
            OutputError: It cannot be written.
        """
        if self._file is None:
            with output_errors(str(self.path)):
                self._create(b"")

    def check_place(self) -> None:
        """Make sure that what was appended is still at the path, and nothing behind it.

        Raises:
            OutputError: The file was removed or replaced, or is not as long as it was.
        """
        if self._file is not None:
            check_place(self.path, self._file)

    def check_content(self) -> None:
        """Read what is at the path once more, and make sure that it is what was appended, to the byte.

        Raises:
            OutputError: The file was removed, replaced or changed.
        """
        self.check_place()
        if self._file is not None:
            check_content(self.path, self.size, self.digest, "while the job ran")

    def _continue(self, digest: str) -> None:
        if not self.path.exists():
            raise OutputError(f"{self.path} is gone: {WHAT_TO_DO}")
        with self.path.open("r+b", buffering=0) as file:
            if feed(self._hash.update, file, self.size) < self.size or digest not in ("", self.digest):
                raise OutputError(f"{self.path} was changed since the run stopped: {WHAT_TO_DO}")
            file.truncate(self.size)
        self._file = _opened(self.path, self.size)

    def _create(self, data: bytes) -> None:
        # A fixed name, so that the next run removes what a killed one left.
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
        self._file = _opened(self.path, len(data))

    def _grow(self, file: FileIO, data: bytes) -> None:
        check_place(self.path, file)
        try:
            write_through(file, data)
        except BaseException:
            # A full disk takes part of a window. Give it back; where even that fails, the next run cuts it off.
            with suppress(OSError):
                file.seek(self.size)
                file.truncate()
            raise


def write_through(file: FileIO, data: bytes) -> None:
    """Write all of `data` and wait until the disk has it."""
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]
    os.fsync(file.fileno())


def _opened(path: Path, position: int) -> FileIO:
    file = path.open("r+b", buffering=0)
    file.seek(position)
    return file
