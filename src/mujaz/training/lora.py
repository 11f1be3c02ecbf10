"""Low-rank adapters (LoRA, Hu et al. 2022): small matrices beside the frozen weights, merged into them in the end.

They are put into the model in place, by peft, so that a stage trains, saves and resumes as without them; only less
moves, and the optimizer holds less.
"""

from __future__ import annotations

from typing import Any

from mujaz.errors import MissingExtraError
from mujaz.training.recipe import Lora

MARK = "lora_"
"""Stands in the names of all adapters' weights."""

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
    """Whether `add_adapters` was called on it."""
    return any(MARK in name for name, _ in model.named_parameters())


def merge_adapters(model: Any) -> None:
    """Add what the adapters have learned to the weights beside them, and take them out."""
    from peft.tuners.tuners_utils import BaseTunerLayer

    for name, module in list(model.named_modules()):
        if isinstance(module, BaseTunerLayer):
            module.merge()
            model.set_submodule(name, module.get_base_layer())
