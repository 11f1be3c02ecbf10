"""Gives a translator that was trimmed after a graft the pieces of other languages back.

A bundle keeps the source pieces that Arabic needs. To be trained further on news from other languages it needs theirs:
their rows come from the encoder that was grafted, near enough to where training had moved them, since the encoder
learns at a low rate. Rows that the translator has stay as they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from mujaz.engines.checkpoint import load_checkpoint, read_settings, save_checkpoint
from mujaz.engines.pieces import SOURCE_NUMBERS, SentencePieces, read_checkpoint_pieces
from mujaz.errors import InputError
from mujaz.training.e5 import E5
from mujaz.training.graft import folded_embeddings
from mujaz.training.vocabulary import keep_seen

_SOURCE = "source.spm"


def widen(folder: Path, e5: E5, texts: Iterable[str], minimum_count: int) -> dict[str, int]:
    """Give the translator in `folder` every piece of `e5` that `texts` need, in place.

    Args:
        folder: A Marian checkpoint with two vocabularies, whose encoder was grafted from `e5`.
        e5: The pretrained encoder.
        texts: The sources that it will be trained on.
        minimum_count: A piece that they need less often than this is left out, unless the translator has it.

    Returns:
        For the manifest: source pieces before and after.

    Raises:
        InputError: The translator has one vocabulary for both sides, or another width than `e5`.
    """
    import torch

    settings = read_settings(folder)
    if settings["share_encoder_decoder_embeddings"] or settings["d_model"] != e5.width:
        raise InputError("only a translator with a grafted encoder can be given that encoder's pieces; leave out graft")
    before = read_checkpoint_pieces(folder, settings).source_vocabulary.pieces
    model = load_checkpoint(folder)
    source, rows = keep_seen(e5, texts, minimum_count, before)
    (folder / _SOURCE).write_bytes(source)
    after = SentencePieces(folder / _SOURCE).names
    embedding, _ = folded_embeddings(e5, rows)
    row_of = {piece: row for row, piece in enumerate(after)}
    kept = [(row_of[piece], row) for row, piece in enumerate(before) if piece in row_of]
    mine, theirs = np.array(kept).T
    embedding[mine] = model.model.encoder.embed_tokens.weight[theirs].numpy()
    model.model.encoder.embed_tokens = torch.nn.Embedding(len(embedding), e5.width, _weight=torch.from_numpy(embedding))
    model.config.vocab_size = len(after)
    save_checkpoint(model, folder)
    (folder / SOURCE_NUMBERS).write_text(json.dumps(row_of, ensure_ascii=False), encoding="utf-8")
    return {"source pieces before": len(before), "source pieces": len(after)}
