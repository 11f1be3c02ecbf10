"""Checkpoints of transformers models, loaded weight by weight from safetensors.

`from_pretrained` is not used: transformers 5 ties mT5's output head to its embedding by force, mis-loads a T5
checkpoint that lacks `shared.weight` (transformers#48154), and `save_pretrained` drops Marian's positions, learned or
not. Here each weight of the model comes from the file, by a rule that can be read, or the checkpoint is refused.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mujaz.errors import MissingExtraError, ModelError

if TYPE_CHECKING:
    import torch

WEIGHTS = "model.safetensors"
MARIAN_POSITIONS = ("model.encoder.embed_positions.weight", "model.decoder.embed_positions.weight")

_UNUSED = "decoder.block.0.layer.1.EncDecAttention.relative_attention_bias.weight"
"""A weight that early T5 and mT5 checkpoints hold by mistake (transformers#8933): no mT5 has a place for it."""

_LARGEST = {
    "vocab_size": 2**22,
    "decoder_vocab_size": 2**22,
    "max_position_embeddings": 2**16,
    "d_model": 2**14,
    **dict.fromkeys(("encoder_layers", "decoder_layers", "num_layers", "num_decoder_layers"), 2**8),
}
"""Sizes in ``config.json`` by which memory grows, and more than any published model has."""

_MOST_POSITIONS = 2**26
"""Numbers in a table of positions, which is made before the weights are compared with the settings."""

_UNFIT = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RuntimeError)
"""Errors that transformers raises for settings that contradict each other: no heads, a negative width."""

_ROWS = ("decoder_start_token_id", "eos_token_id", "pad_token_id")


def require_torch() -> None:
    """Make sure that the extra [torch] is installed.

    Raises:
        MissingExtraError: It is not.
    """
    try:
        import safetensors  # noqa: F401
        import torch  # noqa: F401
        import transformers  # noqa: F401
    except ImportError as exc:
        raise MissingExtraError("reading a transformers checkpoint", "torch") from exc


def load_checkpoint(folder: Path) -> Any:
    """Load the model of a folder with ``config.json`` and ``model.safetensors``, in float32, ready to infer.

    Raises:
        ModelError: No such files, an architecture other than Marian and mT5, weights that do not fit.
        MissingExtraError: The extra [torch] is not installed.
    """
    require_torch()
    settings = read_settings(folder)
    model = _build(settings, folder)
    complete = {"marian": complete_marian, "mt5": complete_mt5}[settings["model_type"]]
    try:
        state = complete({name: tensor.float() for name, tensor in _read_weights(folder).items()}, settings, model)
        model.load_state_dict(state, strict=True, assign=True)
        _tie(model)
    except (RuntimeError, KeyError) as exc:
        raise ModelError(f"{folder}: the weights do not fit config.json: {exc}") from exc
    return model.eval().requires_grad_(False)


def _tie(model: Any) -> None:
    """Make a weight that has several names one parameter, so that training moves it everywhere."""
    first: dict[tuple[int, torch.Size], torch.nn.Parameter] = {}
    for module in model.modules():
        for name, weight in list(module.named_parameters(recurse=False)):
            setattr(module, name, first.setdefault((weight.data_ptr(), weight.shape), weight))


def read_settings(folder: Path) -> dict[str, Any]:
    """Read ``config.json`` as it is in the file.

    Raises:
        ModelError: It is missing, not JSON, of an architecture other than Marian and mT5, or with sizes that no model
            has.
    """
    try:
        settings = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as exc:
        raise ModelError(f"{folder}: no readable config.json: {exc}") from exc
    kind = settings.get("model_type") if isinstance(settings, dict) else None
    if kind not in ("marian", "mt5"):
        raise ModelError(f"{folder}: config.json is of a {kind!r} model; Mujaz reads marian and mt5")
    _check_sizes(folder, settings)
    return dict(settings)


def _check_sizes(folder: Path, settings: dict[str, Any]) -> None:
    """Refuse sizes without bound and rows outside the tables: the file is not trusted."""
    sizes = {key: settings[key] for key in _LARGEST if settings.get(key) is not None}
    for key, value in {"vocab_size": None, **sizes}.items():
        if type(value) is not int or not 0 < value <= _LARGEST[key]:
            raise ModelError(
                f"{folder}: config.json has {key} {value!r}; expected a number from 1 to {_LARGEST[key]:,}"
            )
    if sizes.get("max_position_embeddings", 0) * sizes.get("d_model", 0) > _MOST_POSITIONS:
        raise ModelError(f"{folder}: config.json has more positions of more numbers than any model")
    rows = max(sizes["vocab_size"], sizes.get("decoder_vocab_size", 0))
    for key in _ROWS:
        value = settings.get(key)
        if isinstance(value, int) and not 0 <= value < rows:
            raise ModelError(f"{folder}: config.json has {key} {value}, and the vocabulary has {rows:,} rows")


def _build(settings: dict[str, Any], folder: Path) -> Any:
    # torch takes 1.6 s to import: only who loads a checkpoint pays for it.
    import torch
    from huggingface_hub.errors import StrictDataclassError
    from transformers import MarianConfig, MarianMTModel, MT5Config, MT5ForConditionalGeneration

    classes = {"marian": (MarianConfig, MarianMTModel), "mt5": (MT5Config, MT5ForConditionalGeneration)}
    config_class, model_class = classes[settings["model_type"]]
    try:
        config = config_class.from_dict(settings)
        # Attention weights are only returned by the eager implementation.
        config._attn_implementation = "eager"
        config.tie_word_embeddings = is_tied(settings)
        with torch.device("meta"):
            return model_class(config)
    except (*_UNFIT, StrictDataclassError) as exc:
        raise ModelError(f"{folder}: config.json cannot be used: {exc}") from exc


def is_tied(settings: dict[str, Any]) -> bool:
    """Return the right value of ``tie_word_embeddings``, to be set once the configuration is read.

    mT5 has a head of its own, or one that it shares with the embedding without scaling it; either way the flag is
    False. transformers 5 forces it to True for mT5, upon which CTranslate2's converter scales the output by
    ``d_model**-0.5``: greedy output stays the same, log-probabilities and beams go wrong.
    """
    return bool(settings["model_type"] == "marian")


def _read_weights(folder: Path) -> dict[str, torch.Tensor]:
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    try:
        return dict(load_file(folder / WEIGHTS))
    except (OSError, SafetensorError) as exc:
        raise ModelError(
            f"{folder}: no readable {WEIGHTS} ({exc}); convert other weights to safetensors first"
        ) from exc


def complete_mt5(state: dict[str, torch.Tensor], settings: dict[str, Any], _model: Any) -> dict[str, torch.Tensor]:
    """Return all weights of an mT5 model: the one embedding under its three names, and the head of the file.

    Raises:
        ModelError: No embedding or several, or a head that should be there and is not.
    """
    names = ("shared.weight", "encoder.embed_tokens.weight", "decoder.embed_tokens.weight")
    embedding = _shared_weight(state, names)
    if "lm_head.weight" not in state and settings.get("tie_word_embeddings") is False:
        raise ModelError(
            "the checkpoint has no lm_head.weight, though config.json says that it is not tied; save it again"
        )
    used = {name: weight for name, weight in state.items() if name != _UNUSED}
    return {"lm_head.weight": embedding, **used, **dict.fromkeys(names, embedding)}


def _shared_weight(state: dict[str, torch.Tensor], names: Sequence[str]) -> torch.Tensor:
    """Return the weight that a model has once and a file may hold under several names."""
    weights = [state[name] for name in names if name in state]
    if not weights:
        raise ModelError(f"the checkpoint has no embedding: none of {', '.join(names)}")
    if not all(weight.equal(weights[0]) for weight in weights[1:]):
        raise ModelError(f"the checkpoint has several embeddings where the model has one: {', '.join(names)} differ")
    return weights[0]


def complete_marian(state: dict[str, torch.Tensor], settings: dict[str, Any], model: Any) -> dict[str, torch.Tensor]:
    """Return all weights of a Marian model: embeddings under each of their names, and positions.

    Positions are read if the file holds them, since they may have been learned; else they are sinusoidal.

    Raises:
        ModelError: No embedding, or several instead of one.
    """
    import torch

    source, target = "model.encoder.embed_tokens.weight", "model.decoder.embed_tokens.weight"
    if settings.get("share_encoder_decoder_embeddings", True):
        names = ("model.shared.weight", source, target)
        state = {**state, **dict.fromkeys(names, _shared_weight(state, names))}
    positions = model.model.encoder.embed_positions.weight
    sinusoids = sinusoidal(*positions.shape)
    bias = torch.zeros(1, model.lm_head.weight.shape[0])
    weights = {**dict.fromkeys(MARIAN_POSITIONS, sinusoids), "final_logits_bias": bias, **state}
    return {"lm_head.weight": weights[target], **weights}


def sinusoidal(positions: int, width: int) -> torch.Tensor:
    """Return Marian's fixed positions: sines, then cosines in each row (Vaswani et al. 2017)."""
    import torch

    rates = 10000.0 ** (-2 * torch.arange((width + 1) // 2, dtype=torch.float64) / width)
    angles = torch.arange(positions, dtype=torch.float64)[:, None] * rates
    return torch.cat([angles.sin(), angles[:, : width // 2].cos()], dim=1).float()


def save_checkpoint(model: Any, folder: Path) -> None:
    """Write ``config.json`` and ``model.safetensors``, from which `load_checkpoint` loads the same model.

    Unlike `save_pretrained`, it keeps Marian's positions, which may have been learned.
    """
    folder.mkdir(parents=True, exist_ok=True)
    model.config.save_pretrained(folder)
    write_weights(model.state_dict(), folder, model.config.model_type)


def write_weights(state: Mapping[str, torch.Tensor], folder: Path, architecture: str) -> None:
    """Write ``model.safetensors``, each weight once; mT5's head stays, even if it is tied.

    Raises:
        OSError: The file cannot be written.
    """
    from safetensors import SafetensorError
    from safetensors.torch import save_file

    state = {name: tensor.detach().cpu().contiguous() for name, tensor in state.items()}
    # safetensors refuses one tensor under two names: keep the first.
    first = {(tensor.data_ptr(), tensor.shape): name for name, tensor in reversed(state.items())}
    weights = {name: state[name] for name in first.values()}
    if architecture == "mt5" and "lm_head.weight" in state:
        weights["lm_head.weight"] = state["lm_head.weight"].clone()
    try:
        save_file(weights, folder / WEIGHTS, metadata={"format": "pt"})
    except SafetensorError as exc:
        raise _system_error(exc, folder / WEIGHTS) from exc


def _system_error(exc: Exception, path: Path) -> Exception:
    """Return the system's error: safetensors gives only its words. Return `exc` itself if it is another error."""
    number = re.search(r"\(os error (\d+)\)", str(exc))
    return OSError(int(number[1]), os.strerror(int(number[1])), str(path)) if number else exc
