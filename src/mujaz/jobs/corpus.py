"""The input of a job as windows that are always cut at the same articles.

The input has parts: the files that were there when the job began, and those that have come since. Each part is read and
cut into windows by itself, after those before it. So the output does not depend on how far a run had come when new
files arrived, and the briefs that are written stay as they are.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict, deque
from collections.abc import Collection, Iterator, Sequence
from itertools import count
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from mujaz.errors import ArticleError, OutputError
from mujaz.files.articles import EntryReader
from mujaz.files.formats.base import USUAL, Entry, Reading
from mujaz.files.inputs import FileIdentity, InputFile, SkippedFiles, find_files, identify
from mujaz.files.opening import STDIN, Meter
from mujaz.jobs.work import Window
from mujaz.pipeline.windows import cut_windows
from mujaz.types import Page
from mujaz.wording import count_noun

_COMPARED = 64
_NAMED = 3
"""Changed or vanished files that a message names."""

IdentifiedFile = tuple[InputFile | ArticleError, FileIdentity]
"""A file, or the error in the place of a folder or a pattern, and its identity."""


class InputPart(BaseModel):
    """A part of the input, as the ledger records it.

    Attributes:
        files: In the order in which they are read.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    files: tuple[FileIdentity, ...]


class Corpus:
    """The inputs of a job: one part, until `follow` divides them as the ledger says.

    Args:
        inputs: As `read_entries` takes them.
        own_files: The job's own files, which are left out of folders and patterns.
        reading: How files are read.

    Attributes:
        skipped: The files of folders that hold no articles by their suffix.
    """

    def __init__(self, inputs: tuple[str, ...], own_files: frozenset[Path], reading: Reading = USUAL) -> None:
        self._inputs = inputs
        self._reading = reading
        self.skipped = SkippedFiles()
        files = (file for name in inputs for file in find_files(name, own_files, self.skipped))
        self._files: list[IdentifiedFile] = [(file, self._identify(file)) for file in files]
        self._parts = [self._files]

    @property
    def is_stream(self) -> bool:
        """Whether standard input is among the inputs, which can be read only once."""
        return STDIN in self._inputs

    @property
    def part_count(self) -> int:
        """How many parts it has."""
        return len(self._parts)

    @property
    def last_part(self) -> InputPart:
        """The last of its parts."""
        return InputPart(files=tuple(identity for _, identity in self._parts[-1]))

    def measure(self, part_count: int | None = None) -> int:
        """Return the bytes of all files, or of those of the first `part_count` parts."""
        return sum(identity.bytes for part in self._parts[:part_count] for _, identity in part)

    def follow(self, recorded: Sequence[InputPart]) -> list[str]:
        """Divide the files as they were recorded; those that are new become the last part.

        Returns:
            The recorded files that are gone or changed, in words; if there are any, the input stays one part.
        """
        parts, new, missing = arrange(self._files, recorded)
        if not missing:
            self._parts = [*parts, *([new] if new else [])]
        return _describe_lost(missing, new)

    def cut(self, size: int, done: int = 0, failed: Collection[int] = frozenset()) -> Iterator[Window]:
        """Cut the input into windows, each read when it is asked for. No window spans two parts.

        Args:
            size: Articles in a window.
            done: How many of the first parts are read, because their ids count, but are in no window.
            failed: Places of articles of these parts that are in windows all the same.
        """
        meter, digest = Meter(), hashlib.sha256()
        reader = EntryReader(meter, self._reading)
        places: list[int] = []
        next_place, number = count(1), count()

        def read_part(index: int) -> Iterator[Entry]:
            for entry in reader.read(file for file, _ in self._parts[index]):
                place = next(next_place)
                digest.update(_encode(entry))
                if index >= done or place in failed:
                    places.append(place)
                    yield entry

        for index in range(len(self._parts)):
            for window in cut_windows(read_part(index), size):
                yield Window(next(number), tuple(window), tuple(places), digest.hexdigest(), meter.position)
                places.clear()

    def check_files(self) -> None:
        """Make sure that the files are what they were at the beginning.

        Raises:
            OutputError: They were changed; the message says which one.
        """
        for file, before in (pair for part in self._parts for pair in part):
            after = self._identify(file)
            if isinstance(file, InputFile) and after != before:
                raise OutputError(
                    f"{before.name} was changed while it was read: {before.description} then, {after.description} now. "
                    "The output has a brief for what was read; --fresh starts over"
                )

    def _identify(self, file: InputFile | ArticleError) -> FileIdentity:
        return identify(file, allow_private=self._reading.allow_private)

    def check_digest(self, digest: str) -> None:
        """Read the input to its end, and make sure that it has that digest.

        Raises:
            OutputError: It has another.
        """
        own_digest = ""
        for window in self.cut(_COMPARED):
            own_digest = window.digest
        if own_digest != digest:
            raise OutputError("the input is not the one that the run had; --fresh starts over")


def arrange(
    files: Sequence[IdentifiedFile], recorded: Sequence[InputPart]
) -> tuple[list[list[IdentifiedFile]], list[IdentifiedFile], list[FileIdentity]]:
    """Find the files of the recorded parts among `files`, by name within the input and by content.

    Returns:
        The files of each recorded part, the files that are in none, and the recorded files that are missing.
    """
    unused: dict[FileIdentity, deque[int]] = defaultdict(deque)
    for index, (_, identity) in enumerate(files):
        unused[identity].append(index)
    parts: list[list[IdentifiedFile]] = []
    missing: list[FileIdentity] = []
    for part in recorded:
        parts.append([])
        for identity in part.files:
            if same := unused.get(identity):
                parts[-1].append(files[same.popleft()])
            elif identity.problem:  # a folder that could not be read then may be readable now: its files are new
                parts[-1].append((ArticleError(identity.name, identity.problem), identity))
            else:
                missing.append(identity)
    new = [files[index] for index in sorted(index for indices in unused.values() for index in indices)]
    return parts, new, missing


def _describe_lost(missing: Sequence[FileIdentity], new: Sequence[IdentifiedFile]) -> list[str]:
    now = {identity.name: identity for _, identity in new}
    lost = [_describe_change(before, now.get(before.name)) for before in missing[:_NAMED]]
    return [*lost, f"and {count_noun(len(missing) - _NAMED, 'more file')}"] if len(missing) > _NAMED else lost


def _describe_change(before: FileIdentity, now: FileIdentity | None) -> str:
    if now is None:
        return f"file {before.name}: gone"
    return f"file {before.name}: {before.description} then, {now.description} now"


def _encode(entry: Entry) -> bytes:
    if isinstance(entry, ArticleError):
        values = [b"error", entry.reason.encode()]
    elif isinstance(entry, Page):
        values = [entry.data, *(text.encode() for text in (entry.id, entry.title, entry.url, entry.date))]
    else:
        values = [text.encode() for text in (entry.id, entry.title, entry.text, entry.url, entry.date)]
    return b"".join(b"%d:%b" % (len(value), value) for value in values) + b";"
