"""The layouts that checkpoints are published in, brought into the one that we read.

Published checkpoints have weights in one file or in shards, in safetensors or as a pickle (``pytorch_model.bin``), and
SentencePiece files or only a ``tokenizer.json``. Ours holds ``config.json``, ``model.safetensors`` and SentencePiece
files. A pickle is read here and nowhere else: weights only, so that it can name tensors and call nothing.
"""

from __future__ import annotations

import base64
import json
import pickle
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mujaz.engines.checkpoint import WEIGHTS, read_settings, require_torch, write_weights
from mujaz.engines.pieces import SOURCE_NUMBERS, TARGET_NUMBERS
from mujaz.errors import ModelError
from mujaz.models.formats import DOCUMENTS, SENTENCEPIECE, copy_files

if TYPE_CHECKING:
    import torch

PICKLE = "pytorch_model.bin"
INDEX = ".index.json"
MAX_INDEX_BYTES = 16 * 2**20
"""The index of a model of some billion weights takes 100 kB."""

_SHARD = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,200}")
"""A file beside the index: no folder, no leading dot."""

State = dict[str, "torch.Tensor"]


def normalize_checkpoint(folder: Path, scratch: Path) -> Path:
    """Bring the checkpoint of `folder` into the layout that `load_checkpoint` and `read_checkpoint_pieces` read.

    Args:
        folder: A published checkpoint; it is not changed. Its files may be links, as in the hub's cache.
        scratch: Folder for the files that must be rewritten; needs as much room as the weights.

    Returns:
        The folder of that checkpoint: `folder` itself if nothing needs rewriting.

    Raises:
        ModelError: Weights or vocabulary are missing, cut off, refused, or of a form that Mujaz does not read.
        MissingExtraError: The extra [torch] is not installed.
    """
    require_torch()
    settings = read_settings(folder)
    architecture = settings["model_type"]
    _require_numbers(folder, settings)
    pieces = SENTENCEPIECE[architecture]
    if (folder / WEIGHTS).is_file() and all((folder / name).is_file() for name in pieces):
        return folder
    target = scratch / "normalized"
    target.mkdir(parents=True)
    copy_files(folder, target, ["config.json", SOURCE_NUMBERS, TARGET_NUMBERS, *DOCUMENTS, *pieces])
    _write_pieces(folder, target, settings)
    if (folder / WEIGHTS).is_file():
        (target / WEIGHTS).symlink_to((folder / WEIGHTS).resolve())
    else:
        write_weights(read_weights(folder), target, architecture)
    return target


def _write_pieces(folder: Path, target: Path, settings: dict[str, Any]) -> None:
    missing = sorted(name for name in SENTENCEPIECE[settings["model_type"]] if not (target / name).is_file())
    if not missing:
        return
    if missing != ["spiece.model"] or not (folder / TOKENIZER).is_file():
        raise ModelError(f"{folder}: no {' and no '.join(missing)}; a checkpoint is of no use without its vocabulary")
    (target / "spiece.model").write_bytes(build_sentencepiece(folder / TOKENIZER, int(settings["vocab_size"])))


def _require_numbers(folder: Path, settings: dict[str, Any]) -> None:
    """Make sure that the rows are listed if two SentencePiece files, with numbers of their own, share an embedding."""
    joint = settings["model_type"] == "marian" and settings.get("share_encoder_decoder_embeddings", True)
    if joint and not (folder / SOURCE_NUMBERS).is_file():
        raise ModelError(f"{folder}: no {SOURCE_NUMBERS}, which says what the rows of its embedding stand for")


def read_weights(folder: Path) -> State:
    """Read the weights of a checkpoint by name: safetensors before pickles, one file before shards.

    Raises:
        ModelError: None are there, or they are cut off, refused, or not what the index says.
    """
    for name in (WEIGHTS, PICKLE):
        if (folder / name).is_file():
            return _read_file(folder / name)
        if (folder / (name + INDEX)).is_file():
            return _read_shards(folder, folder / (name + INDEX))
    raise ModelError(f"{folder}: no weights; expected {WEIGHTS} or {PICKLE}, in one file or in shards with an index")


def _read_shards(folder: Path, index: Path) -> State:
    shards = _read_index(index)
    state: State = {}
    for file in sorted(set(shards.values())):
        weights = _read_file(folder / file)
        state.update({name: weights.pop(name) for name, shard in shards.items() if shard == file and name in weights})
    if missing := sorted(set(shards) - set(state)):
        raise ModelError(f"{folder}: {', '.join(missing[:3])} of {index.name} are not in their shards; fetch it again")
    return state


def _read_index(path: Path) -> dict[str, str]:
    """Read which shard holds which weight. The file is not trusted: a shard must lie beside it, and be of its kind."""
    suffix = ".safetensors" if path.name.startswith(WEIGHTS) else ".bin"
    try:
        if path.stat().st_size > MAX_INDEX_BYTES:
            raise ModelError(f"{path}: larger than {MAX_INDEX_BYTES // 2**20} MB, which no index is")
        shards = json.loads(path.read_text(encoding="utf-8"))["weight_map"]
        names = set(shards.values())
        is_safe = all(isinstance(name, str) and _SHARD.fullmatch(name) and name.endswith(suffix) for name in names)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as exc:
        raise ModelError(f"{path}: not an index of shards: {exc}") from exc
    if not is_safe:
        raise ModelError(f"{path}: names a shard that is not a {suffix} file beside it, and is refused")
    return dict(shards)


def _read_file(path: Path) -> State:
    if not path.is_file():
        raise ModelError(f"{path}: missing; fetch the checkpoint again")
    return _read_safetensors(path) if path.name.endswith(".safetensors") else _read_pickle(path)


def _read_safetensors(path: Path) -> State:
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    try:
        return dict(load_file(path))
    except (OSError, SafetensorError) as exc:
        raise ModelError(f"{path}: not readable as safetensors ({exc}); fetch the checkpoint again") from exc


def _read_pickle(path: Path) -> State:
    import torch

    # A zip can be mapped into memory; older files are one pickle.
    mapped = zipfile.is_zipfile(path)
    try:
        state = torch.load(path, map_location="cpu", weights_only=True, mmap=mapped)
    except pickle.UnpicklingError as exc:
        raise ModelError(
            f"{path}: holds more than weights and is refused: reading it could run code; "
            "ask its publisher for safetensors"
        ) from exc
    except (OSError, RuntimeError, EOFError, ValueError, KeyError, TypeError, AttributeError) as exc:
        raise ModelError(f"{path}: not readable as weights ({exc}); fetch the checkpoint again") from exc
    if not isinstance(state, dict) or not all(isinstance(value, torch.Tensor) for value in state.values()):
        raise ModelError(f"{path}: holds something else than weights by name; it is no checkpoint")
    _require_plain(path, state)
    return dict(state)


def _require_plain(path: Path, state: State) -> None:
    """Refuse weights that would be larger in memory than they are in the file.

    A weight is a view of stored numbers. With strides of zero a single number counts as billions, and one store can be
    viewed thousands of times; each view would be written out in full.
    """
    import torch

    views: dict[tuple[object, ...], int] = {}
    for name, weight in state.items():
        if weight.layout is not torch.strided or weight.device.type != "cpu" or weight.is_quantized:
            raise ModelError(f"{path}: {name} is no plain weight; ask its publisher for safetensors")
        # One weight under several names counts once.
        views[weight.data_ptr(), weight.shape, weight.stride()] = weight.numel() * weight.element_size()
    if sum(views.values()) > path.stat().st_size:
        raise ModelError(f"{path}: its weights claim more numbers than it holds, and it is refused")


TOKENIZER = "tokenizer.json"
MAX_BYTES = 128 * 2**20
"""MT5's takes 16 MB."""


def build_sentencepiece(path: Path, rows: int) -> bytes:
    """Build the serialized SentencePiece model of a ``tokenizer.json``, for checkpoints without one.

    The tokenizers library writes into it all parts of a unigram model: pieces with their scores, and the normalization
    rules in SentencePiece's own compiled form. So the file that was converted can be built again.

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
    """Return SentencePiece's compiled rules; other steps only squeeze spaces, as SentencePiece does itself."""
    steps = normalizer["normalizers"] if normalizer["type"] == "Sequence" else [normalizer]
    [rules] = [step["precompiled_charsmap"] for step in steps if step["type"] == "Precompiled"]
    if unknown := {step["type"] for step in steps} - {"Precompiled", "Replace", "Strip"}:
        raise ValueError(f"normalizes by {', '.join(sorted(unknown))}")
    return base64.b64decode(rules, validate=True)
