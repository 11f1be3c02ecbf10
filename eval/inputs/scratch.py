"""Temporary files: what is too much for memory and needed only while an evaluation lasts."""

from __future__ import annotations

import tempfile
from weakref import finalize

from mujaz.files.formats.base import MAX_BYTES
from mujaz.files.writing import output_errors

IN_MEMORY = 4 * 1024 * 1024
"""Bytes up to which such a file is none."""


class Scratch:
    """Bytes that are written first and then read at any place; they go with their owner.

    Small ones stay in memory. Larger ones lie, without a name, in the folder that `tempfile.gettempdir` tells
    (the environment variable ``TMPDIR``).
    """

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - `finalize` closes it
        self._end = 0
        finalize(self, self._file.close)

    def append(self, data: bytes) -> int:
        """Add `data`, and tell the place at which it lies.

        Raises:
            OutputError: The disk is full.
        """
        place = self._end
        with output_errors(f"a temporary file in {tempfile.gettempdir()}"):
            self._file.write(data)
        self._end += len(data)
        return place

    def read(self, place: int, size: int) -> bytes:
        """The `size` bytes at `place`."""
        with output_errors(f"a temporary file in {tempfile.gettempdir()}"):  # reading writes what is still buffered
            self._file.seek(place)
            return self._file.read(size)

    def line(self, place: int) -> bytes:
        """The line at `place`."""
        with output_errors(f"a temporary file in {tempfile.gettempdir()}"):
            self._file.seek(place)
            return self._file.readline(MAX_BYTES + 1)
