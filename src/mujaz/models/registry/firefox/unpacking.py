"""Unpacking the files of a release, up to the size that was published and no further."""

from __future__ import annotations

import gzip
import hashlib
import shutil
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mujaz.engines.firefox_files import MODEL, SHORTLIST, SOURCE, TARGET
from mujaz.errors import ModelError
from mujaz.models.registry.firefox.release import MAX_UNPACKED_BYTES, Kind, PackedFile, Packing

NAMES: dict[Kind, tuple[str, ...]] = {
    "model": (MODEL,),
    "lex": (SHORTLIST,),
    "vocab": (SOURCE, TARGET),
    "srcvocab": (SOURCE,),
    "trgvocab": (TARGET,),
}
"""The files of a bundle that a file of a release becomes."""

_BLOCK = 1 << 16


def find_zstd() -> Any:
    """Return Python's own module for zstd, or the same as a package; None if there is neither."""
    try:
        from compression import zstd  # type: ignore[import-not-found, unused-ignore]  # from Python 3.14 on
    except ImportError:
        try:
            from backports import zstd
        except ImportError:
            return None
    return zstd


def unpack(packed: Path, file: PackedFile, folder: Path, packing: Packing) -> None:
    """Unpack a file to the names that it has in a bundle.

    Raises:
        ModelError: It is not packed so, has another size or hash than was published, or is larger than any model.
    """
    first, *others = NAMES[file.kind]
    most = file.unpacked_size or MAX_UNPACKED_BYTES
    digest, size = hashlib.sha256(), 0
    with (folder / first).open("wb") as target:
        for block in _read_blocks(packed, packing):
            size += len(block)
            if size > most:
                break
            digest.update(block)
            target.write(block)
    is_wrong = file.unpacked_size not in (0, size) or file.unpacked_digest not in ("", digest.hexdigest())
    if size > most or is_wrong:
        raise ModelError(f"{packed.name} of Firefox's model does not unpack to the published file; not installed")
    for name in others:
        shutil.copyfile(folder / first, folder / name)


def _read_blocks(packed: Path, packing: Packing) -> Iterator[bytes]:
    """Yield a packed file's contents in blocks of bounded size.

    Raises:
        ModelError: It cannot be unpacked.
    """
    zstd = find_zstd()
    try:
        with gzip.open(packed) if packing == "gz" else zstd.open(packed) as source:
            while block := source.read(_BLOCK):
                yield block
    except (zstd.ZstdError, gzip.BadGzipFile, zlib.error, EOFError) as exc:
        raise ModelError(f"{packed.name} of Firefox's model cannot be unpacked ({exc}); pull again") from exc
