"""What identifies the input of a run, so that another one is noticed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from mujaz.pipeline.counted import counted
from mujaz.pipeline.places import Place, places_of
from mujaz.pipeline.sources import STDIN, readable


class InputIdentity(BaseModel):
    """One input of a run: a file, a folder, a pattern, or standard input.

    Attributes:
        name: As it was given.
        files: How many files it stands for; 0 for standard input, which can be read only once.
        bytes: Their size.
        digest: SHA-256 of their names and contents.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    files: int
    bytes: int
    digest: str

    def same_as(self, other: InputIdentity) -> bool:
        """Whether both hold the same; where they lie may differ."""
        return (self.files, self.bytes, self.digest) == (other.files, other.bytes, other.digest)

    @property
    def described(self) -> str:
        """In words, short."""
        return f"{counted(self.files, 'file')} of {counted(self.bytes, 'byte')}, SHA-256 {self.digest[:12]}"


def identify(inputs: Iterable[str], skip: frozenset[Path] = frozenset()) -> tuple[InputIdentity, ...]:
    """The identity of each input. Every byte is read; what cannot be read counts as empty, and is reported later."""
    return tuple(_identity(name, skip) for name in inputs)


def _identity(name: str, skip: frozenset[Path]) -> InputIdentity:
    files = size = 0
    digest = hashlib.sha256()
    for place in _places(name, skip):
        own, length = _read(place)
        digest.update(f"{len(own)} {os.fsencode(place.inner)!r}".encode() + own)
        files += 1
        size += length
    return InputIdentity(name=readable(name), files=files, bytes=size, digest=digest.hexdigest())


def _places(name: str, skip: frozenset[Path]) -> Iterator[Place]:
    if name != STDIN:
        yield from (place for place in places_of(name, skip) if isinstance(place, Place))


def _read(place: Place) -> tuple[bytes, int]:
    path = Path(place.path)
    try:
        if not path.is_file():  # a pipe can be read only once
            return b"", 0
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest(), path.stat().st_size
    except OSError:
        return b"", 0
