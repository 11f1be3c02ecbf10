"""Outputs of systems: in memory, in their file, or in a temporary one; and articles that a system has nothing of."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from sys import intern
from typing import Protocol, TypeVar
from weakref import finalize

from mujaz.errors import InputError
from mujaz.eval.metrics.base import Language
from mujaz.files.formats.base import MAX_BYTES, read_bounded_lines
from mujaz.files.formats.json import parse_json
from mujaz.files.opening import open_source
from mujaz.files.writing import output_errors
from mujaz.jobs.job import name_companion
from mujaz.types import Brief


@dataclass(frozen=True, slots=True)
class Output:
    """A system's summary of one article, bullets one a line; None if it wrote none in that language.

    Attributes:
        brief: The brief that the summary was taken from, if that is known: evidence, flags, provenance.
    """

    ar: str | None = None
    en: str | None = None
    brief: Brief | None = None

    def text(self, language: Language) -> str | None:
        """Return the summary in `language`."""
        return self.ar if language == "ar" else self.en


@dataclass(frozen=True, slots=True)
class Run:
    """A system's outputs by article id, in memory or read when they are asked for.

    Attributes:
        file: The file that holds them, empty when they come from none.
    """

    name: str
    outputs: Mapping[str, Output]
    file: str = ""


IN_MEMORY = 4 * 1024 * 1024
"""Bytes that are held in memory; more go to a temporary file."""


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
        """Return the `size` bytes at `place`."""
        with output_errors(f"a temporary file in {tempfile.gettempdir()}"):  # reading writes what is still buffered
            self._file.seek(place)
            return self._file.read(size)

    def line(self, place: int) -> bytes:
        """Return the line at `place`."""
        with output_errors(f"a temporary file in {tempfile.gettempdir()}"):
            self._file.seek(place)
            return self._file.readline(MAX_BYTES + 1)


T = TypeVar("T")

Parse = Callable[[str, bytes], tuple[str, T]]
"""From a record's place, for messages, and its line to its id and what it holds."""


class Lines(Protocol):
    """Where records lie."""

    def line(self, place: int) -> bytes:
        """Return the line at `place`."""


class Stored(Mapping[str, T]):
    """Records by id, in their file's order, each read when it is asked for; the last one is remembered.

    Args:
        name: The name of the file in messages.
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
        """Note the place of the record of that id."""
        self._places[intern(key)] = place  # one string in memory for all files with that id

    def __getitem__(self, key: str) -> T:
        """The record of an id.

        Raises:
            KeyError: No record has this id.
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
            found_key, record = self._parse(self._name, line)
        except InputError:
            found_key = None
        if found_key != key:
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
        """Return the line at `place`."""
        self._file.seek(place)
        return self._file.readline(MAX_BYTES + 1)


def can_be_read_again(stream: io.BufferedReader) -> bool:
    """Tell whether `stream` is a file as it lies on the disk, neither unpacked on the way nor a pipe."""
    return isinstance(getattr(stream, "raw", None), io.FileIO) and stream.seekable()


def copied(name: str, lines: Iterator[tuple[str, bytes]], parse: Parse[T]) -> Stored[T]:
    """Records out of ids and lines without their ends, in a temporary file."""
    scratch = Scratch()
    stored = Stored(name, scratch, parse)
    for key, line in lines:
        stored.note(key, scratch.append(line + b"\n"))
    return stored


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An article that is not measured.

    Attributes:
        article: Its id; of a line of the references that cannot be read, the line's place.
        system: The system that has nothing of it; empty when the references cannot be read there.
        reason: Why, as far as that is known.
        file: The file of failures that says so; empty when none does.
    """

    article: str
    system: str = ""
    reason: str = ""
    file: str = ""

    def __str__(self) -> str:
        """Return one line for a person."""
        if not self.system:
            return f"{self.article}: {self.reason}"
        why = f"{self.file} says: {self.reason}" if self.file else "no file of failures says why"
        return f"{self.article}: {self.system} has nothing of it; {why}"


def left_out_by(runs: Iterable[Run], expected: Mapping[str, object]) -> Iterator[LeftOut]:
    """Find what each of `runs` lacks of the `expected` ids, in their order, with the reasons that jobs recorded."""
    for run in runs:
        missing = [key for key in expected if key not in run.outputs]
        reasons = recorded_failures(run) if missing else {}
        file = str(failures_of(run)) if missing else ""
        for key in missing:
            yield LeftOut(key, run.name, reasons.get(key, ""), file if key in reasons else "")


def recorded_failures(run: Run) -> dict[str, str]:
    """Return the reasons that stand in the file of failures beside a run's file, by article id, or place without one.

    Articles that the run has, as after ``--retry-failed``, are passed over, and so are lines that are no failures.
    """
    path = failures_of(run)
    if not path.is_file():
        return {}
    with open_source(str(path)) as source:
        lines = [line for line in read_bounded_lines(source.stream, source.name) if line]
    return {key: reason for key, reason in map(_failure, lines) if key and key not in run.outputs}


def failures_of(run: Run) -> Path:
    """Return the path of the failures file beside a run's file, or a path of no file if the run comes from none."""
    return name_companion(Path(run.file.removesuffix(".gz")), "failures") if run.file else Path()


def _failure(line: bytes) -> tuple[str, str]:
    try:
        record = parse_json(line, "")
    except InputError:
        return "", ""
    if not isinstance(record, dict):
        return "", ""
    return str(record.get("id") or record.get("where") or ""), str(record.get("reason") or "")
