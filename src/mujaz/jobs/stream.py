"""The input of a job as windows, always cut at the same places."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from pathlib import Path

from mujaz.errors import ArticleError, OutputError
from mujaz.jobs.runner import Window
from mujaz.pipeline.identity import identify
from mujaz.pipeline.read import read_entries
from mujaz.pipeline.sources import STDIN, Meter
from mujaz.pipeline.windows import Entry, cut_windows
from mujaz.types import Page

_COMPARED = 64


class Corpus:
    """The inputs of a job.

    Args:
        inputs: As `read_entries` takes them.
        skip: Files that are left out of folders and patterns: the job's own.

    Attributes:
        identity: What identifies each input.
        size: Bytes of all files.
    """

    def __init__(self, inputs: tuple[str, ...], skip: frozenset[Path]) -> None:
        self._inputs = inputs
        self._skip = skip
        self.identity = identify(inputs, skip)
        self.size = sum(one.bytes for one in self.identity)

    @property
    def is_stream(self) -> bool:
        """Whether standard input is among the inputs, which can be read only once."""
        return STDIN in self._inputs

    def windows(self, size: int, chosen: Collection[int] | None = None) -> Iterator[Window]:
        """The windows of the input, or of the articles at the `chosen` places in it, each read when it is asked for."""
        meter, digest = Meter(), hashlib.sha256()
        places: list[int] = []

        def entries() -> Iterator[Entry]:
            for place, entry in enumerate(read_entries(self._inputs, skip=self._skip, meter=meter), start=1):
                digest.update(_content(entry))
                if chosen is None or place in chosen:
                    places.append(place)
                    yield entry

        for number, window in enumerate(cut_windows(entries(), size)):
            yield Window(number, tuple(window), tuple(places), digest.hexdigest(), meter.position)
            places.clear()

    def compare_files(self) -> None:
        """Make sure that the files are what they were at the beginning.

        Raises:
            OutputError: They were changed; the message says which input.
        """
        for before, after in zip(self.identity, identify(self._inputs, self._skip), strict=True):
            if not before.same_as(after):
                raise OutputError(
                    f"{after.name} was changed while it was read: {before.described} then, {after.described} now. "
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
