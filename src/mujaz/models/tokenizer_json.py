"""A SentencePiece model from a ``tokenizer.json``, for checkpoints that come with that file alone.

The tokenizers library writes into it all that a unigram model is made of: pieces with their scores, and the
normalization rules in SentencePiece's own compiled form. So the file that was converted can be made again.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

from mujaz.errors import ModelError

TOKENIZER = "tokenizer.json"
MAX_BYTES = 128 * 2**20
"""MT5's takes 16 MB."""


def spiece_from_tokenizer(path: Path, rows: int) -> bytes:
    """The serialized SentencePiece model of a ``tokenizer.json``.

    Args:
        path: The file.
        rows: Rows of the embedding. The library appends a hundred sentinels to T5's vocabularies; those that have no
            row are left out.

    Raises:
        ModelError: Not such a file, or one of another kind than unigram with SentencePiece's normalization.
    """
    settings = _read(path)
    try:
        return _serialize(settings, rows)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as exc:
        raise ModelError(f"{path}: not the tokenizer of an mT5 model ({exc}); give its spiece.model") from exc


def _read(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ModelError(f"{path}: larger than {MAX_BYTES // 2**20} MB")
        settings = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as exc:
        raise ModelError(f"{path}: not readable: {exc}") from exc
    if not isinstance(settings, dict):
        raise ModelError(f"{path}: not a tokenizer")
    return settings


def _serialize(settings: dict[str, Any], rows: int) -> bytes:
    # Needs protobuf, which the extra [torch] brings.
    from sentencepiece import sentencepiece_model_pb2 as pb

    model = settings["model"]
    if model.get("type", "Unigram") != "Unigram":
        raise ValueError(f"a {model['type']} model")
    proto = pb.ModelProto()
    controls = {token["content"] for token in settings.get("added_tokens", []) if token["special"]}
    for row, (piece, score) in enumerate(model["vocab"][: _length(model["vocab"], rows)]):
        kind = _kind(pb.ModelProto.SentencePiece, piece, controls, unknown=row == model["unk_id"])
        proto.pieces.add(piece=piece, score=score, type=kind)
    proto.trainer_spec.model_type = pb.TrainerSpec.UNIGRAM
    proto.trainer_spec.vocab_size = len(proto.pieces)
    proto.trainer_spec.byte_fallback = bool(model.get("byte_fallback"))
    proto.trainer_spec.unk_id = model["unk_id"]
    proto.normalizer_spec.precompiled_charsmap = _rules(settings["normalizer"])
    proto.normalizer_spec.add_dummy_prefix = True
    return bytes(proto.SerializeToString())


def _length(vocabulary: list[list[Any]], rows: int) -> int:
    length = len(vocabulary)
    while length > rows and vocabulary[length - 1][0].startswith("<extra_id_"):
        length -= 1
    return length


def _kind(kinds: Any, piece: str, controls: set[str], *, unknown: bool) -> Any:
    if unknown:
        return kinds.UNKNOWN
    if piece in controls:
        return kinds.CONTROL
    is_byte = len(piece) == 6 and piece.startswith("<0x") and piece.endswith(">")
    return kinds.BYTE if is_byte else kinds.NORMAL


def _rules(normalizer: dict[str, Any]) -> bytes:
    """SentencePiece's compiled rules; what may stand beside them only squeezes spaces, as SentencePiece does itself."""
    steps = normalizer["normalizers"] if normalizer["type"] == "Sequence" else [normalizer]
    [rules] = [step["precompiled_charsmap"] for step in steps if step["type"] == "Precompiled"]
    if others := {step["type"] for step in steps} - {"Precompiled", "Replace", "Strip"}:
        raise ValueError(f"normalizes by {', '.join(sorted(others))}")
    return base64.b64decode(rules, validate=True)
