"""The model that a training starts with: new, grafted, or a checkpoint's, perhaps with adapters.

MarianMT translates, mT5 summarizes. Adapters (LoRA, Hu et al. 2022) are small matrices beside frozen weights. peft puts
them into the model in place, so that a stage trains, saves and resumes as without them; less moves, and the optimizer
holds less. In the end they are merged into the weights.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from mujaz.errors import MissingExtraError
from mujaz.training.copying import set_copying_weights
from mujaz.training.fine_tuning import prepare_checkpoint
from mujaz.training.graft import graft
from mujaz.training.recipe import Lora, Recipe, Shape
from mujaz.training.vocabulary import MARIAN, MT5, NewVocabularies, Vocabularies, prepare_vocabularies

if TYPE_CHECKING:
    from transformers import MarianMTModel, MT5ForConditionalGeneration, PreTrainedModel


def prepare_model(recipe: Recipe, data: Path, work: Path) -> tuple[PreTrainedModel, Vocabularies]:
    """Prepare the recipe's model and its vocabularies; a resumed training gets the same ones.

    Raises:
        InputError: A data file or the checkpoint cannot be used.
        ModelError: The checkpoint is refused.
    """
    import torch

    if recipe.model.checkpoint is None:
        pieces = prepare_vocabularies(recipe, data, work)
        return build_model(recipe, pieces), pieces
    start = prepare_checkpoint(recipe, data, work)
    model = start.model()
    torch.manual_seed(recipe.seed)  # adapters start from random numbers
    if recipe.model.lora:
        add_adapters(model, recipe.model.lora)
    return model, start


_BANNED = -1e4


def build_model(recipe: Recipe, pieces: NewVocabularies) -> PreTrainedModel:
    """Build the recipe's model with fresh weights, equal for equal seeds, or with a grafted encoder."""
    import torch

    torch.manual_seed(recipe.seed)
    return _marian(recipe.model, pieces) if recipe.task == "translate" else _mt5(recipe.model, pieces)


def _marian(shape: Shape, pieces: NewVocabularies) -> MarianMTModel:
    from transformers import MarianConfig, MarianMTModel

    model = MarianMTModel(MarianConfig(**_marian_settings(shape, pieces)))
    # The row of <pad> is zero, so its logit would be 0, above most others: the bias takes it out of the softmax.
    model.final_logits_bias[0, MARIAN.pad] = _BANNED
    # A grafted encoder brings learned positions; transformers would leave them out of its checkpoints.
    model._keys_to_ignore_on_save = None
    if pieces.e5 is not None:
        graft(model, pieces.e5, list(pieces.source_rows), pieces.target)
    return model


def _marian_settings(shape: Shape, pieces: NewVocabularies) -> dict[str, Any]:
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


def _mt5(shape: Shape, pieces: NewVocabularies) -> MT5ForConditionalGeneration:
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
    # mT5 has a head of its own, but transformers 5 ties it by force. The flag is set only here: if it were set before,
    # it would also part the encoder's embedding from the decoder's. The head starts equal to the embedding, so that
    # reading a piece helps to write it.
    model.lm_head.weight = torch.nn.Parameter(model.shared.weight.detach() * shape.width**-0.5)
    model.config.tie_word_embeddings = False
    if shape.copying:
        set_copying_weights(model)
    return model


MARK = "lora_"
"""Part of the names of all adapters' weights."""


_ATTENTION = {"mt5": ("q", "k", "v", "o"), "marian": ("q_proj", "k_proj", "v_proj", "out_proj")}


_INNER = {"mt5": ("wi_0", "wi_1", "wo"), "marian": ("fc1", "fc2")}


def add_adapters(model: Any, lora: Lora) -> None:
    """Put adapters into `model`; they start as no change at all.

    Raises:
        MissingExtraError: The extra [torch] is not installed.
    """
    try:
        # It loads torch.
        from peft import LoraConfig, inject_adapter_in_model
    except ImportError as exc:
        raise MissingExtraError("fine-tuning with LoRA", "torch") from exc
    kind = model.config.model_type
    layers = [*_ATTENTION[kind], *(_INNER[kind] if lora.layers == "all" else ())]
    config = LoraConfig(r=lora.rank, lora_alpha=lora.alpha, lora_dropout=lora.dropout, target_modules=layers)
    inject_adapter_in_model(config, model)


def has_adapters(model: Any) -> bool:
    """Tell whether `add_adapters` was called on `model`."""
    return any(MARK in name for name, _ in model.named_parameters())


def merge_adapters(model: Any) -> None:
    """Add the adapters to the weights beside them, and take them out."""
    from peft.tuners.tuners_utils import BaseTunerLayer

    for name, module in list(model.named_modules()):
        if isinstance(module, BaseTunerLayer):
            module.merge()
            model.set_submodule(name, module.get_base_layer())
