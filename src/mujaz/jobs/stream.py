"""The input of a job as windows, always cut at the same places."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from itertools import count
from pathlib import Path

from mujaz.errors import ArticleError, OutputError
from mujaz.files.articles import EntryReader
from mujaz.files.formats.base import Entry
from mujaz.files.inputs import InputFile, SkippedFiles, find_files, identify
from mujaz.files.opening import STDIN, Meter
from mujaz.files.records import Fields
from mujaz.jobs.parts import Found, Part, arrange
from mujaz.jobs.runner import Window
from mujaz.pipeline.windows import cut_windows
from mujaz.types import Page

_COMPARED = 64


class Corpus:
    """The inputs of a job: one part, until `follow` takes them apart as the ledger says.

    Args:
        inputs: As `read_entries` takes them.
        skip: Files that are left out of folders and patterns: the job's own.
        fields: Which keys of records are read.

    Attributes:
        skipped: The files of folders that hold no articles by their suffix.
    """

    def __init__(self, inputs: tuple[str, ...], skip: frozenset[Path], fields: Fields | None = None) -> None:
        self._inputs = inputs
        self._fields = fields
        self.skipped = SkippedFiles()
        places = (place for name in inputs for place in find_files(name, skip, self.skipped))
        self._found: list[Found] = [(place, identify(place)) for place in places]
        self._parts = [self._found]

    @property
    def is_stream(self) -> bool:
        """Whether standard input is among the inputs, which can be read only once."""
        return STDIN in self._inputs

    @property
    def parts(self) -> int:
        """How many parts it has."""
        return len(self._parts)

    @property
    def last_part(self) -> Part:
        """The last of its parts."""
        return Part(files=tuple(identity for _, identity in self._parts[-1]))

    def size(self, parts: int | None = None) -> int:
        """Return the bytes of all files, or of those of the first `parts` parts."""
        return sum(identity.bytes for part in self._parts[:parts] for _, identity in part)

    def follow(self, recorded: Sequence[Part]) -> list[str]:
        """Take the files apart as they were recorded; those that are new become the last part.

        Returns:
            The recorded files that are gone or changed, in words; if there are any, the input stays one part.
        """
        arranged = arrange(self._found, recorded)
        if not arranged.lost:
            self._parts = [*arranged.parts, *([arranged.new] if arranged.new else [])]
        return arranged.lost

    def windows(self, size: int, parts: int = 0, failed: Collection[int] = frozenset()) -> Iterator[Window]:
        """Cut the input into windows, each read when it is asked for. None reaches over the border of two parts.

        Args:
            size: Articles in a window.
            parts: So many of the first parts are read, because their ids count, but are in no window.
            failed: Places of articles of these parts that are in windows nevertheless.
        """
        meter, digest = Meter(), hashlib.sha256()
        reader = EntryReader(meter, self._fields)
        places: list[int] = []
        place, number = count(1), count()

        def entries(part: int) -> Iterator[Entry]:
            for entry in reader.read(found for found, _ in self._parts[part]):
                here = next(place)
                digest.update(_content(entry))
                if part >= parts or here in failed:
                    places.append(here)
                    yield entry

        for part in range(len(self._parts)):
            for window in cut_windows(entries(part), size):
                yield Window(next(number), tuple(window), tuple(places), digest.hexdigest(), meter.position)
                places.clear()

    def compare_files(self) -> None:
        """Make sure that the files are what they were at the beginning.

        Raises:
            OutputError: They were changed; the message says which one.
        """
        for place, before in (found for part in self._parts for found in part):
            after = identify(place)
            if isinstance(place, InputFile) and after != before:
                raise OutputError(
                    f"{before.name} was changed while it was read: {before.description} then, {after.description} now. "
                    "The output has a brief for what was read; --fresh starts over"
                )

    def compare(self, digest: str) -> None:
        """Read the input to its end and compare it with the digest of another.

        Raises:
            OutputError: They differ.
        """
        found = ""
        for window in self.windows(_COMPARED):
            found = window.digest
        if found != digest:
            raise OutputError("the input is not the one that the run had; --fresh starts over")


def _content(entry: Entry) -> bytes:
    if isinstance(entry, ArticleError):
        encoded = [b"error", entry.reason.encode()]
    elif isinstance(entry, Page):
        encoded = [entry.id.encode(), entry.data]
    else:
        encoded = [part.encode() for part in (entry.id, entry.title, entry.text, entry.url, entry.date)]
    return b"".join(b"%d:%b" % (len(part), part) for part in encoded) + b";"
