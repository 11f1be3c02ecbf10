"""CTranslate2's files: written from a loaded transformers model, and read back into a checkpoint.

CTranslate2's own loaders lay out the weights. This module does the rest, for which its converter makes assumptions: a
padding piece in any row, one vocabulary or two, attention of all heads.

A translator that exists only as a bundle can be trained further once its files are read back. Weights in int8 come back
as CTranslate2 reads them: half a step, 1/254 of the largest weight of their row, from the original.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from ctranslate2.converters.transformers import BartLoader, MT5Loader

from mujaz.engines.checkpoint import MARIAN_POSITIONS, require_torch, write_weights
from mujaz.engines.pieces import END, NEVER, UNKNOWN, Pieces
from mujaz.errors import ModelError

if TYPE_CHECKING:
    import torch


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
    start = pieces.target_vocabulary.pieces[model.config.decoder_start_token_id]
    save_spec(spec, pieces, start, folder, quantization)


def save_spec(spec: Any, pieces: Pieces, start: str, folder: Path, quantization: str) -> None:
    """Write the files of weights that are laid out as CTranslate2's.

    Args:
        spec: Of CTranslate2; changed.
        pieces: The model's vocabularies.
        start: The piece that the decoder starts from.
        folder: Exists.
        quantization: As for `write_ctranslate2`.

    Raises:
        ModelError: The weights do not fit together.
    """
    _silence(spec.decoder.projection, pieces)
    # The loaders choose one head; our contract has the mean of all.
    spec.decoder.alignment_heads = np.int16(spec.decoder.num_heads)
    spec.register_source_vocabulary(list(pieces.source_vocabulary.pieces))
    spec.register_target_vocabulary(list(pieces.target_vocabulary.pieces))
    spec.config.bos_token = spec.config.decoder_start_token = start
    spec.config.eos_token, spec.config.unk_token = END, UNKNOWN
    try:
        spec.validate()
        spec.optimize(quantization=quantization)
        spec.save(str(folder))
    except ValueError as exc:
        raise ModelError(f"CTranslate2 cannot hold this model: {exc}") from exc


def _silence(projection: Any, pieces: Pieces) -> None:
    """Take pieces that are never generated out of the probabilities, both in the search and in scores."""
    bias = np.asarray(projection.bias, dtype=np.float32) if projection.has_bias() else 0
    ban = np.zeros(len(pieces.target_vocabulary), dtype=np.float32)
    ban[pieces.banned_rows()] = NEVER
    projection.bias = bias + ban


def marian_spec(model: Any) -> Any:
    """Lay out Marian's weights with every row of the vocabularies.

    CTranslate2's `MarianMTLoader` drops the last row of each embedding, taking it for ``<pad>``, and starts the decoder
    from a zero embedding. A padding row need not be last, nor zero: if the head is tied, training moves it. So the
    decoder starts from the row it was trained with, and the padding piece is banned when generating.
    """
    config = model.config
    if config.encoder_attention_heads != config.decoder_attention_heads:
        raise ModelError("CTranslate2 needs as many attention heads in the decoder as in the encoder")
    config.normalize_before = config.normalize_embedding = False
    return BartLoader().get_model_spec(model)


def mt5_spec(model: Any) -> Any:
    """Lay out mT5's weights with an unscaled output, since `load_checkpoint` has set ``tie_word_embeddings``."""
    return MT5Loader().get_model_spec(model)


Array = npt.NDArray[Any]
Variables = Mapping[str, Array]

_FORMAT, _SPEC = 6, "TransformerSpec"
_TYPES = ("<f4", "i1", "<i2", "<i4", "<f2", "<u2")
"""By CTranslate2's numbers; the last is bfloat16, which numpy does not know."""
_BFLOAT16 = 5
_ACTIVATIONS = {0: "relu", 2: "swish", 3: "gelu"}
_MOST_LAYERS = 2**8


def restore_marian(folder: Path, pieces: Pieces, target: Path) -> None:
    """Write ``config.json`` and ``model.safetensors`` into `target`, from CTranslate2's files in `folder`.

    Args:
        folder: Holds ``model.bin`` and ``config.json`` of a MarianMT.
        pieces: Its vocabularies.
        target: Exists.

    Raises:
        ModelError: The files are cut off, of another version of the format, or of another architecture.
        MissingExtraError: The extra [torch] is not installed.
    """
    require_torch()
    path = folder / "model.bin"
    try:
        variables = read_variables(path)
        start = json.loads((folder / "config.json").read_text(encoding="utf-8"))["decoder_start_token"]
        settings = _settings(variables, pieces, start)
        state = _state(variables, settings, pieces)
    except (KeyError, IndexError, ValueError, TypeError, RecursionError) as exc:
        raise ModelError(f"{path}: not a MarianMT that can be trained further: {exc!r}") from exc
    (target / "config.json").write_text(json.dumps(settings, indent=1), encoding="utf-8")
    write_weights(state, target, "marian")


def read_variables(path: Path) -> dict[str, Array]:
    """Read CTranslate2's variables by name; one that has two names is one array.

    Raises:
        ModelError: The file is cut off, or of another version of the format.
    """
    data = memoryview(path.read_bytes())
    try:
        return _Reader(data).variables()
    except (struct.error, ValueError, LookupError) as exc:
        raise ModelError(f"{path}: cannot be read as CTranslate2's format {_FORMAT}: {exc}") from exc


class _Reader:
    def __init__(self, data: memoryview) -> None:
        self._data = data
        self._position = 0

    def variables(self) -> dict[str, Array]:
        version, spec, _ = self._number("I"), self._text(), self._number("I")
        if (version, spec) != (_FORMAT, _SPEC):
            raise ValueError(f"it is a {spec} of format {version}")
        variables = dict(self._variable() for _ in range(self._number("I")))
        for _ in range(self._number("I")):
            alias, name = self._text(), self._text()
            variables[alias] = variables[name]
        return variables

    def _variable(self) -> tuple[str, Array]:
        name = self._text()
        shape = [self._number("I") for _ in range(self._number("B"))]
        kind, size = self._number("B"), self._number("I")
        values = np.frombuffer(self._bytes(size), _TYPES[kind])
        if kind == _BFLOAT16:
            values = (values.astype("<u4") << 16).view("<f4")  # the upper half of a float32
        return name, values.reshape(shape)

    def _text(self) -> str:
        return str(self._bytes(self._number("H"))[:-1], "utf-8")

    def _number(self, kind: str) -> int:
        (number,) = struct.unpack("<" + kind, self._bytes(struct.calcsize("<" + kind)))
        return int(number)

    def _bytes(self, size: int) -> memoryview:
        self._position += size
        if self._position > len(self._data):
            raise ValueError("it is cut off")
        return self._data[self._position - size : self._position]


def _settings(variables: Variables, pieces: Pieces, start: str) -> dict[str, Any]:
    source, target = (variables[f"{side}/weight"] for side in ("encoder/embeddings_0", "decoder/embeddings"))
    if variables["encoder/pre_norm"] or variables["decoder/projection/weight"] is not target:
        raise ValueError("it normalizes before its layers, or its head is not its embedding")
    end, pad = pieces.target_vocabulary.numbers([END, start])
    inner, width = variables["encoder/layer_0/ffn/linear_0/weight"].shape
    return {
        "model_type": "marian",
        "vocab_size": len(source),
        "decoder_vocab_size": len(target),
        "share_encoder_decoder_embeddings": source is target,
        "d_model": width,
        "encoder_layers": _layers(variables, "encoder"),
        "decoder_layers": _layers(variables, "decoder"),
        "encoder_ffn_dim": inner,
        "decoder_ffn_dim": variables["decoder/layer_0/ffn/linear_0/weight"].shape[0],
        "encoder_attention_heads": int(variables["encoder/num_heads"]),
        "decoder_attention_heads": int(variables["decoder/num_heads"]),
        "activation_function": _ACTIVATIONS[int(variables["encoder/activation"])],
        "scale_embedding": bool(variables["encoder/scale_embeddings"] != 1),
        "max_position_embeddings": len(variables["encoder/position_encodings/encodings"]),
        "dropout": 0.0,
        "eos_token_id": end,
        "pad_token_id": pad,
        "decoder_start_token_id": pad,
        "forced_eos_token_id": None,
        "bos_token_id": None,
    }


def _layers(variables: Variables, side: str) -> int:
    return sum(f"{side}/layer_{number}/ffn/linear_0/weight" in variables for number in range(_MOST_LAYERS))


def _state(variables: Variables, settings: Mapping[str, Any], pieces: Pieces) -> dict[str, torch.Tensor]:
    import torch

    named: dict[str, Array] = {}
    for side, embeddings in (("encoder", "embeddings_0"), ("decoder", "embeddings")):
        named[f"model.{side}.embed_tokens.weight"] = _matrix(variables, f"{side}/{embeddings}")
        for number in range(settings[f"{side}_layers"]):
            layer = _layer(variables, f"{side}/layer_{number}", side)
            named |= {f"model.{side}.layers.{number}.{name}": array for name, array in layer.items()}
    for name in MARIAN_POSITIONS:
        side = name.split(".")[1]
        named[name] = variables[f"{side}/position_encodings/encodings"].astype(np.float32)
    bias = variables["decoder/projection/bias"].astype(np.float32)
    # The conversion put that in. In training <unk> may be a target, and must not cost ten thousand nats.
    bias[pieces.banned_rows()] -= NEVER
    named["final_logits_bias"] = bias[None]
    if settings["share_encoder_decoder_embeddings"]:
        named["model.shared.weight"] = named.pop("model.encoder.embed_tokens.weight")
        del named["model.decoder.embed_tokens.weight"]
    return {name: torch.from_numpy(np.array(array, np.float32)) for name, array in named.items()}


def _layer(variables: Variables, path: str, side: str) -> dict[str, Array]:
    layer = _block(variables, f"{path}/self_attention", "self_attn", ["q_proj", "k_proj", "v_proj"], ["out_proj"])
    if side == "decoder":
        layer |= _block(variables, f"{path}/attention", "encoder_attn", ["q_proj"], ["k_proj", "v_proj"], ["out_proj"])
    for number, name in enumerate(("fc1", "fc2")):
        layer |= _linear(variables, f"{path}/ffn/linear_{number}", [name])
    return layer | _norm(variables, f"{path}/ffn/layer_norm", "final_layer_norm")


def _block(variables: Variables, path: str, name: str, *stacks: list[str]) -> dict[str, Array]:
    """Return an attention, whose projections CTranslate2 has in stacks."""
    block = _norm(variables, f"{path}/layer_norm", f"{name}_layer_norm")
    for number, projections in enumerate(stacks):
        block |= _linear(variables, f"{path}/linear_{number}", [f"{name}.{projection}" for projection in projections])
    return block


def _linear(variables: Variables, path: str, names: list[str]) -> dict[str, Array]:
    """Return the weight and bias of one matrix, or of several that CTranslate2 has stacked."""
    stacks = {"weight": _matrix(variables, path), "bias": variables[f"{path}/bias"]}
    return {
        f"{name}.{kind}": rows
        for kind, stack in stacks.items()
        for name, rows in zip(names, np.split(stack, len(names)), strict=True)
    }


def _norm(variables: Variables, path: str, name: str) -> dict[str, Array]:
    return {f"{name}.weight": variables[f"{path}/gamma"], f"{name}.bias": variables[f"{path}/beta"]}


def _matrix(variables: Variables, path: str) -> Array:
    weight = variables[f"{path}/weight"]
    scale = variables.get(f"{path}/weight_scale")
    return weight if scale is None else weight / scale[:, None]
