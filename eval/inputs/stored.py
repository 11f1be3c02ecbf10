"""Records that stay in a file, so that a corpus need not fit in memory.

Runs hold the articles in orders of their own and are joined with the references by id. In memory is only an index, id
to place in the file: about 160 bytes an article, 90 where another file has the same ids. A plain file of JSON Lines is
read again at these places. What cannot be read twice (standard input, gzip) or holds no lines (``.json``), and what is
computed, is copied to a temporary file first, a record a line. A database would do the same with a second copy of
everything and an encoding of its own; sorting the files first would need both copies and a merge.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator, Mapping
from sys import intern
from typing import Protocol, TypeVar
from weakref import finalize

from mujaz.errors import InputError
from mujaz.eval.inputs.scratch import Scratch
from mujaz.files.formats.base import MAX_BYTES

T = TypeVar("T")

Parse = Callable[[str, bytes], tuple[str, T]]
"""From a record's place, for messages, and its line to its id and what it holds."""


class Lines(Protocol):
    """Where records lie."""

    def line(self, place: int) -> bytes:
        """The line at `place`."""


class Stored(Mapping[str, T]):
    """Records by id, in their file's order, each read when it is asked for; the last one is remembered.

    Args:
        name: What messages call the file.
        lines: Where the records lie.
        parse: How a record is read.
    """

    def __init__(self, name: str, lines: Lines, parse: Parse[T]) -> None:
        self._name = name
        self._lines = lines
        self._parse = parse
        self._places: dict[str, int] = {}
        self._last: tuple[str, T] | None = None

    def note(self, key: str, place: int) -> None:
        """Take in where the record of that id lies."""
        self._places[intern(key)] = place  # one string in memory for all files with that id

    def __getitem__(self, key: str) -> T:
        """The record of an id.

        Raises:
            KeyError: There is none.
            InputError: The file is not what it was when the record's place was noted.
        """
        if self._last is None or self._last[0] != key:
            self._last = self._read(key)
        return self._last[1]

    def __contains__(self, key: object) -> bool:
        return key in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def _read(self, key: str) -> tuple[str, T]:
        line = self._lines.line(self._places[key])
        try:
            found, record = self._parse(self._name, line)
        except InputError:
            found = None
        if found != key:
            raise InputError(f"{self._name} was changed while it was read; evaluate what is complete")
        return key, record


class InPlace:
    """The lines of an input that can be read again.

    Args:
        stream: The input; it may be closed afterwards.
    """

    def __init__(self, stream: io.BufferedReader) -> None:
        self._file = os.fdopen(os.dup(stream.fileno()), "rb")
        finalize(self, self._file.close)

    def line(self, place: int) -> bytes:
        """The line at `place`."""
        self._file.seek(place)
        return self._file.readline(MAX_BYTES + 1)


def can_be_read_again(stream: io.BufferedReader) -> bool:
    """Whether `stream` is a file as it lies on the disk, neither unpacked on the way nor a pipe."""
    return isinstance(getattr(stream, "raw", None), io.FileIO) and stream.seekable()


def copied(name: str, lines: Iterator[tuple[str, bytes]], parse: Parse[T]) -> Stored[T]:
    """Records out of ids and lines without their ends, in a temporary file."""
    scratch = Scratch()
    stored = Stored(name, scratch, parse)
    for key, line in lines:
        stored.note(key, scratch.append(line + b"\n"))
    return stored
