"""Cuts a trained Marian model's source vocabulary down to the pieces that one language needs.

A multilingual encoder trained on many languages carries a row for each of their pieces; who translates one language
reads a tenth of them. The kept rows are unchanged, so a text whose pieces are all kept translates as before.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sentencepiece as spm


def trim_source(model: Any, source_model: bytes, keep: Iterable[int]) -> bytes:
    """Cut rows of `model` in place and pieces out of `source_model`; special pieces and single letters always stay.

    Args:
        model: MarianMT with an embedding of its own for the source side.
        source_model: Serialized SentencePiece model whose ids are the embedding's rows.
        keep: Ids to keep.

    Returns:
        The cut SentencePiece model, serialized.
    """
    import torch

    # Needs protobuf, which the extra [torch] brings.
    from sentencepiece import sentencepiece_model_pb2 as pb

    proto = pb.ModelProto()
    proto.ParseFromString(source_model)
    wanted = set(keep)
    kept = [row for row, piece in enumerate(proto.pieces) if row in wanted or _always(piece)]
    pieces = [proto.pieces[row] for row in kept]
    cut = pb.ModelProto()
    cut.CopyFrom(proto)
    del cut.pieces[:]
    cut.pieces.extend(pieces)
    cut.trainer_spec.vocab_size = len(kept)
    old = model.model.encoder.embed_tokens
    new = torch.nn.Embedding(len(kept), old.embedding_dim, padding_idx=old.padding_idx)
    new.weight.data.copy_(old.weight.data[kept])
    model.model.encoder.embed_tokens = new
    model.config.vocab_size = len(kept)
    return bytes(cut.SerializeToString())


def _always(piece: Any) -> bool:
    letters = piece.piece.replace("▁", "")
    return (
        piece.type != piece.NORMAL or not letters or (len(letters) == 1 and (letters.isascii() or _is_arabic(letters)))
    )


def _is_arabic(letter: str) -> bool:
    return "\u0600" <= letter <= "\u06ff"


def ids_seen(source_model: bytes, texts: Iterable[str]) -> set[int]:
    """Ids of the pieces that `texts` are cut into."""
    processor = spm.SentencePieceProcessor(model_proto=source_model)
    return {number for text in texts for number in processor.encode(text)}
