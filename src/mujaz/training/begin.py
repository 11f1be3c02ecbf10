"""The model that a training starts with: new, grafted, or a checkpoint's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mujaz.training.lora import add_adapters
from mujaz.training.models import build_model
from mujaz.training.pieces import Vocabularies, prepare_pieces
from mujaz.training.recipe import Recipe
from mujaz.training.start import prepare_start

if TYPE_CHECKING:
    from transformers import PreTrainedModel


def begin(recipe: Recipe, data: Path, work: Path) -> tuple[PreTrainedModel, Vocabularies]:
    """The recipe's model and its vocabularies, the same ones when a training is resumed.

    Raises:
        InputError: A data file or the checkpoint cannot be used.
        ModelError: The checkpoint is refused.
    """
    import torch

    if recipe.model.checkpoint is None:
        pieces = prepare_pieces(recipe, data, work)
        return build_model(recipe, pieces), pieces
    start = prepare_start(recipe, data, work)
    model = start.model()
    torch.manual_seed(recipe.seed)  # adapters start from random numbers
    if recipe.model.lora:
        add_adapters(model, recipe.model.lora)
    return model, start
