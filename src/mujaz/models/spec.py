"""From a loaded transformers model to CTranslate2's files.

The weights are laid out by CTranslate2's own loaders. What its converter takes for granted is done here: a padding
piece in any row, one vocabulary or two, attention of all heads.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from ctranslate2.converters.transformers import BartLoader, MT5Loader

from mujaz.engines.pieces import END, NEVER, UNKNOWN, Pieces
from mujaz.errors import ModelError


def write_ctranslate2(model: Any, pieces: Pieces, folder: Path, quantization: str) -> None:
    """Write ``model.bin``, ``config.json`` and the vocabularies of `model` into `folder`.

    Args:
        model: From `load_checkpoint`.
        pieces: Its vocabularies.
        folder: Exists.
        quantization: ``float32``, ``int8`` or another of CTranslate2's types.

    Raises:
        ModelError: The model is of a shape that CTranslate2 has no room for.
    """
    spec = {"marian": marian_spec, "mt5": mt5_spec}[model.config.model_type](model)
    _silence(spec.decoder.projection, pieces)
    # The loaders leave one head; the contract says that attention is the mean of all.
    spec.decoder.alignment_heads = np.int16(spec.decoder.num_heads)
    spec.register_source_vocabulary(list(pieces.source_vocabulary.pieces))
    spec.register_target_vocabulary(list(pieces.target_vocabulary.pieces))
    start = pieces.target_vocabulary.pieces[model.config.decoder_start_token_id]
    spec.config.bos_token = spec.config.decoder_start_token = start
    spec.config.eos_token, spec.config.unk_token = END, UNKNOWN
    try:
        spec.validate()
        spec.optimize(quantization=quantization)
        spec.save(str(folder))
    except ValueError as exc:
        raise ModelError(f"CTranslate2 cannot hold this model: {exc}") from exc


def _silence(projection: Any, pieces: Pieces) -> None:
    """Give pieces that are never generated no share in the probabilities, in the search and when scoring alike."""
    given = projection.bias.float().numpy() if projection.has_bias() else 0
    silent = np.zeros(len(pieces.target_vocabulary), dtype=np.float32)
    silent[pieces.banned_rows()] = NEVER
    projection.bias = given + silent


def marian_spec(model: Any) -> Any:
    """Marian's weights, every row of the vocabularies kept.

    CTranslate2's `MarianMTLoader` drops the last row of each embedding, taking it for ``<pad>``, and starts the decoder
    from a zero embedding. A padding row need not be last, nor zero: where the head is tied, training moves it. So the
    decoder starts from the row it was trained with, and the padding piece is banned when generating.
    """
    config = model.config
    if config.encoder_attention_heads != config.decoder_attention_heads:
        raise ModelError("CTranslate2 needs as many attention heads in the decoder as in the encoder")
    config.normalize_before = config.normalize_embedding = False
    return BartLoader().get_model_spec(model)


def mt5_spec(model: Any) -> Any:
    """MT5's weights, the output unscaled: `load_checkpoint` has seen to ``tie_word_embeddings``."""
    return MT5Loader().get_model_spec(model)
