"""The vocabularies of a transformers checkpoint, in the order of its embedding's rows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mujaz.engines.pieces import Pieces, SentencePieces, Vocabulary, sentencepiece_files
from mujaz.errors import ModelError

SOURCE_NUMBERS = "vocab.json"
TARGET_NUMBERS = "target_vocab.json"


def checkpoint_pieces(folder: Path, settings: dict[str, Any]) -> Pieces:
    """SentencePiece files and vocabularies of a checkpoint.

    Rows are numbered by ``vocab.json`` (and ``target_vocab.json`` where the decoder has a vocabulary of its own), as
    transformers' Marian checkpoints have them; without these files, by SentencePiece's own numbers.

    Args:
        folder: Holds ``source.spm`` and ``target.spm`` (Marian) or ``spiece.model`` (mT5).
        settings: Its ``config.json``, from `read_settings`.

    Raises:
        ModelError: A file is missing or does not fit the configuration.
    """
    source, target = sentencepiece_files(folder)
    first = _side(folder / SOURCE_NUMBERS, source, int(settings["vocab_size"]))
    if settings["model_type"] == "mt5" or settings.get("share_encoder_decoder_embeddings", True):
        return Pieces(source, target, first, first)
    second = _side(folder / TARGET_NUMBERS, target, int(settings.get("decoder_vocab_size") or settings["vocab_size"]))
    return Pieces(source, target, first, second)


def _side(numbers: Path, file: SentencePieces, rows: int) -> Vocabulary:
    names = _numbered(numbers) if numbers.is_file() else file.names
    if len(names) > rows:
        raise ModelError(f"{numbers.parent}: {len(names)} pieces for an embedding of {rows} rows")
    # Rows beyond the pieces (mT5's embedding is rounded up) need names as well.
    return Vocabulary([*names, *(f"<unused_{row}>" for row in range(len(names), rows))])


def _numbered(path: Path) -> list[str]:
    try:
        numbers = json.loads(path.read_text(encoding="utf-8"))
        pieces = sorted(numbers, key=lambda piece: int(numbers[piece]))
    except (OSError, ValueError, TypeError, AttributeError, RecursionError) as exc:
        raise ModelError(f"{path}: not a vocabulary: {exc}") from exc
    if [numbers[piece] for piece in pieces] != list(range(len(pieces))):
        raise ModelError(f"{path}: not a vocabulary: its numbers have gaps")
    return pieces
