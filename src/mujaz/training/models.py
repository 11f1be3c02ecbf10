"""The models that recipes train: MarianMT to translate, mT5 to summarize."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mujaz.training.copying import start_copying
from mujaz.training.graft import graft
from mujaz.training.pieces import Pieces
from mujaz.training.recipe import Recipe, Shape
from mujaz.training.vocabulary import MARIAN, MT5

if TYPE_CHECKING:
    from transformers import MarianMTModel, MT5ForConditionalGeneration, PreTrainedModel

_BANNED = -1e4


def build_model(recipe: Recipe, pieces: Pieces) -> PreTrainedModel:
    """The recipe's model with fresh weights, equal for equal seeds, or grafted where the recipe says so."""
    import torch

    torch.manual_seed(recipe.seed)
    return _marian(recipe.model, pieces) if recipe.task == "translate" else _mt5(recipe.model, pieces)


def _marian(shape: Shape, pieces: Pieces) -> MarianMTModel:
    from transformers import MarianConfig, MarianMTModel

    model = MarianMTModel(MarianConfig(**_marian_settings(shape, pieces)))
    # The row of <pad> is zero, so its logit would be 0, above most others: the bias takes it out of the softmax.
    model.final_logits_bias[0, MARIAN.pad] = _BANNED
    # A grafted encoder brings learned positions; transformers would leave them out of its checkpoints.
    model._keys_to_ignore_on_save = None
    if pieces.e5 is not None:
        graft(model, pieces.e5, list(pieces.source_rows), pieces.target)
    return model


def _marian_settings(shape: Shape, pieces: Pieces) -> dict[str, Any]:
    e5 = pieces.e5
    width, inner, heads = (e5.width, e5.inner, e5.heads) if e5 else (shape.width, shape.inner, shape.heads)
    return {
        "vocab_size": pieces.source.get_piece_size(),
        "decoder_vocab_size": pieces.target.get_piece_size(),
        "share_encoder_decoder_embeddings": False,
        "d_model": width,
        "encoder_layers": shape.encoder_layers,
        "decoder_layers": shape.decoder_layers,
        "encoder_ffn_dim": inner,
        "decoder_ffn_dim": inner,
        "encoder_attention_heads": heads,
        "decoder_attention_heads": heads,
        "dropout": shape.dropout,
        "activation_function": "gelu",
        "scale_embedding": True,
        "max_position_embeddings": 512,
        "eos_token_id": MARIAN.eos,
        "pad_token_id": MARIAN.pad,
        "decoder_start_token_id": MARIAN.pad,
        "forced_eos_token_id": None,
        "bos_token_id": None,
        # On a processor the backward pass of torch's fused attention takes a third of a step; in steps it is fast.
        "attn_implementation": "eager",
    }


def _mt5(shape: Shape, pieces: Pieces) -> MT5ForConditionalGeneration:
    import torch
    from transformers import MT5Config, MT5ForConditionalGeneration

    config = MT5Config(
        vocab_size=pieces.source.get_piece_size(),
        d_model=shape.width,
        d_kv=shape.width // shape.heads,
        d_ff=shape.inner,
        num_layers=shape.encoder_layers,
        num_decoder_layers=shape.decoder_layers,
        num_heads=shape.heads,
        dropout_rate=shape.dropout,
        eos_token_id=MT5.eos,
        pad_token_id=MT5.pad,
        decoder_start_token_id=MT5.pad,
        # As for Marian: a quarter more pieces a second than with torch's fused attention.
        attn_implementation="eager",
    )
    model = MT5ForConditionalGeneration(config)
    # mT5's head is its own, but transformers 5 ties it by force. The flag must wait until here: set before, it also
    # parts the encoder's embedding from the decoder's. The head starts equal to the embedding, so that what is known of
    # a piece that is read helps to write it.
    model.lm_head.weight = torch.nn.Parameter(model.shared.weight.detach() * shape.width**-0.5)
    model.config.tie_word_embeddings = False
    if shape.copying:
        start_copying(model)
    return model
