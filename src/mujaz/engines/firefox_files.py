"""The files of Firefox's translation models: read, and checked for what the library takes for granted.

The library looks at little: it takes any bytes for a vocabulary, and a shortlist that is cut off ends in a panic.
"""

from __future__ import annotations

import math
import struct
from pathlib import Path
from typing import Any

from mujaz.errors import ModelError

MODEL, SOURCE, TARGET, SHORTLIST = "model.bin", "source.spm", "target.spm", "shortlist.bin"
"""Names of a bundle's files; the shortlist may be absent."""


def read_files(folder: Path, source_rows: int, target_rows: int) -> list[bytes]:
    """Read the files in the order in which the library takes them, and check what it takes for granted.

    Raises:
        ModelError: A file is missing, cut off or of another kind.
    """
    names = [MODEL, SOURCE, TARGET, *([SHORTLIST] if (folder / SHORTLIST).is_file() else [])]
    try:
        files = [(folder / name).read_bytes() for name in names]
    except OSError as exc:
        raise ModelError(f"{exc.filename}: cannot be read: {exc.strerror}") from exc
    try:
        shapes = read_shapes(files[0])
        _check_rows(shapes, source_rows, target_rows)
        if SHORTLIST in names:
            _check_shortlist(files[-1], source_rows, target_rows)
    except (ValueError, struct.error) as exc:
        raise ModelError(f"{folder}: not a model of Firefox that can be read: {exc}") from exc
    return files


MARIAN_VERSION = 1
MOST_TENSORS = 10_000
_MOST_DIMENSIONS = 8
_BYTES = 0xFF
"""The part of a tensor's type that says how many bytes a number has."""
_HEADER = struct.Struct("<4Q")


def read_shapes(model: bytes) -> dict[str, tuple[int, ...]]:
    """Read the names and shapes of the tensors in a model file of Marian.

    The file holds its version and how many tensors there are; for each tensor the length of its name, its type, how
    many dimensions it has and how many bytes; then all names, all shapes, and the numbers.

    Raises:
        ValueError: It is cut off, of another version, or claims what no model has.
    """
    version, count = _unpack(model, "<2Q", 0)
    if version != MARIAN_VERSION or not 0 < count <= MOST_TENSORS:
        raise ValueError(f"a model file of version {version} with {count:,} tensors")
    position = 16
    headers = [_unpack(model, _HEADER.format, position + _HEADER.size * number) for number in range(count)]
    position += _HEADER.size * count
    names = []
    for length, _kind, dimensions, size in headers:
        if max(length, size) > len(model) or dimensions > _MOST_DIMENSIONS:
            raise ValueError("a tensor that is larger than the file")
        names.append(model[position : position + length].rstrip(b"\0").decode("utf-8", errors="replace"))
        position += length
    shapes = {}
    for name, (_length, kind, dimensions, size) in zip(names, headers, strict=True):
        shape = shapes[name] = _unpack(model, f"<{dimensions}i", position)
        if min(shape, default=0) < 0 or math.prod(shape) * (kind & _BYTES) > size:
            raise ValueError("a tensor with more numbers than bytes")
        position += 4 * dimensions
    if position + sum(size for *_, size in headers) > len(model):
        raise ValueError("a model file that is cut off")
    return shapes


def _unpack(data: bytes, form: str, position: int) -> tuple[int, ...]:
    if position + struct.calcsize(form) > len(data):
        raise ValueError("a model file that is cut off")
    return struct.unpack_from(form, data, position)


_EMBEDDINGS = ("Wemb", "encoder_Wemb", "decoder_Wemb")


def _check_rows(shapes: dict[str, tuple[int, ...]], source_rows: int, target_rows: int) -> None:
    """Make sure that each piece has a row in the embeddings, which the library does not look at."""
    rows = {name: max(shape) for name, shape in shapes.items() if name in _EMBEDDINGS and shape}
    if not rows:
        raise ValueError("a model without embeddings")
    source = rows.get("encoder_Wemb", rows.get("Wemb", 0))
    target = rows.get("decoder_Wemb", rows.get("Wemb", 0))
    if source < source_rows or target < target_rows:
        pieces = f"{source_rows:,} and {target_rows:,} pieces"
        raise ValueError(f"vocabularies of {pieces} for a model that has {source:,} and {target:,}")


_MAGIC = 0xF11A48D5013417F5
_FIRST, _OFFSETS, _LISTS = 2, 4, 5
"""Places in the shortlist's header: how many pieces are always tried, how many offsets and pieces follow."""


def _check_shortlist(data: bytes, source_rows: int, target_rows: int) -> None:
    """Make sure that a shortlist names pieces that there are: the library would end in a panic."""
    import numpy as np  # heavy, and the names of files are known without it

    header = _unpack(data, "<6Q", 0)
    first, offsets, pieces = header[_FIRST], header[_OFFSETS], header[_LISTS]
    if header[0] != _MAGIC or len(data) != struct.calcsize("<6Q") + 8 * offsets + 4 * pieces:
        raise ValueError("a shortlist that is cut off, or none at all")
    starts: Any = np.frombuffer(data, "<u8", offsets, struct.calcsize("<6Q"))
    lists: Any = np.frombuffer(data, "<u4", pieces, struct.calcsize("<6Q") + 8 * offsets)
    if (starts[1:] < starts[:-1]).any() or (len(starts) and starts[-1] > pieces):
        raise ValueError("a shortlist whose parts overlap")
    # Some pieces are added until their number can be divided by eight.
    if first + 8 > target_rows or offsets > source_rows + 1 or (pieces and int(lists.max()) >= target_rows):
        raise ValueError("a shortlist of pieces that the vocabulary has not")
