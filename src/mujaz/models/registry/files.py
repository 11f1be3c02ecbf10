"""Which files of a repository make a checkpoint. Code and everything else stays where it is."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mujaz.errors import ModelError
from mujaz.models.registry.hub import RemoteFile, Snapshot

SETTINGS = ("config.json", "generation_config.json")
PIECES = ("source.spm", "target.spm", "vocab.json", "target_vocab.json", "spiece.model")
TOKENIZER = ("tokenizer.json",)
DOCUMENTS = ("LICENSE", "NOTICE", "README.md")

WEIGHTS = (
    re.compile(r"model\.safetensors"),
    re.compile(r"model(-\d{5}-of-\d{5}\.safetensors|\.safetensors\.index\.json)"),
    re.compile(r"pytorch_model\.bin"),
    re.compile(r"pytorch_model(-\d{5}-of-\d{5}\.bin|\.bin\.index\.json)"),
)
"""Ways in which weights are stored, the best first: one file that cannot hold code, the same in parts, a pickle
(which is read weights-only, to be converted)."""

MAX_OTHER_BYTES = 64 * 1024 * 1024
"""No file but the weights is larger."""


def wanted_files(snapshot: Snapshot) -> list[RemoteFile]:
    """The files of a checkpoint: ``config.json``, the other small ones, the weights.

    Raises:
        ModelError: There are no settings or no weights, or one of the small files is far too large.
    """
    named = {file.name: file for file in snapshot.files}
    small = [named[name] for name in _small_names(named) if name in named]
    for file in small:
        if file.size > MAX_OTHER_BYTES:
            raise ModelError(
                f"{snapshot.repository}: {file.name} has {file.size:,} bytes, far more than such a file has"
            )
    if SETTINGS[0] not in named:
        raise ModelError(f"{snapshot.repository} holds no {SETTINGS[0]}: it is no transformers checkpoint")
    return [*small, *weights_of(snapshot)]


def weights_of(snapshot: Snapshot) -> list[RemoteFile]:
    """The files with the weights, in the best way in which they are stored.

    Raises:
        ModelError: There are none.
    """
    for pattern in WEIGHTS:
        found = [file for file in snapshot.files if pattern.fullmatch(file.name)]
        if found:
            return sorted(found, key=lambda file: file.name)
    raise ModelError(
        f"{snapshot.repository} holds no weights that can be converted: no model.safetensors, no pytorch_model.bin"
    )


def _small_names(named: Iterable[str]) -> list[str]:
    # tokenizer.json repeats at length what SentencePiece's own file says.
    has_pieces = "spiece.model" in named or "source.spm" in named
    return [*SETTINGS, *PIECES, *(() if has_pieces else TOKENIZER), *DOCUMENTS]
