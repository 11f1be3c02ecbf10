"""A release of one of Firefox's models, as its publisher describes it, however the description was come by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mujaz.models.registry.hub import RemoteFile

READABLE = 3
"""The major version of models that the engine reads."""

ARCHITECTURES = ("base", "base-memory", "tiny")
"""The best first."""

MAX_PACKED_BYTES = 128 * 1024 * 1024
MAX_UNPACKED_BYTES = 64 * 1024 * 1024
"""Bounds of a file; the largest model has some 50 MB unpacked."""

Kind = Literal["model", "lex", "vocab", "srcvocab", "trgvocab"]
Packing = Literal["zst", "gz"]


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file of a release.

    Attributes:
        kind: The part of the model that it is.
        url: The address that it is fetched from.
        size: Bytes as it is sent.
        digest: SHA-256 of those.
        unpacked_size: Bytes afterwards; 0 if that was not published.
        unpacked_digest: SHA-256 of those; empty if it was not published: `digest` decides what they are.
    """

    kind: Kind
    url: str
    size: int
    digest: str
    unpacked_size: int = 0
    unpacked_digest: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """The files of one model.

    Attributes:
        version: As in ``3.0``, or a commit.
        architecture: One of `ARCHITECTURES`.
        packing: How its files are packed.
        files: One of each kind.
    """

    version: str
    architecture: str
    packing: Packing
    files: tuple[PackedFile, ...]

    @property
    def remote_files(self) -> list[RemoteFile]:
        """Return the files as `transfer` fetches them."""
        return [RemoteFile(f"{file.kind}.{self.packing}", file.size, file.digest) for file in self.files]

    @property
    def urls(self) -> dict[str, str]:
        """Return the address of each of those files, by its name."""
        return {remote.name: file.url for remote, file in zip(self.remote_files, self.files, strict=True)}

    @property
    def unpacked_bytes(self) -> int:
        """Return how many bytes the files have unpacked, at most."""
        return sum(file.unpacked_size or MAX_UNPACKED_BYTES for file in self.files)
