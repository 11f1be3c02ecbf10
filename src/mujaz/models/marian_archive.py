"""From OPUS-MT's own archive, Marian's weights in a zip, to CTranslate2's files, with numpy alone.

An archive holds ``decoder.yml``, which names the weights (``.npz``) and the vocabularies (``.vocab.yml``, or plain
lists), beside ``source.spm`` and ``target.spm``. It is untrusted: names, sizes and ratios are looked at before anything
is unpacked, arrays hold numbers only, and YAML makes plain values.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from ctranslate2.specs.common_spec import Activation

from mujaz.engines.pieces import PADDING, Pieces, Vocabulary, sentencepiece_files
from mujaz.errors import ModelError
from mujaz.models.ctranslate2_files import save_spec
from mujaz.models.formats import DOCUMENTS, MAX_OTHER_BYTES, SENTENCEPIECE

MAX_WEIGHTS_BYTES = 4 * 1024**3
"""Bytes of the weights unpacked; those of a big model take 0.9 GB."""

MOST_FILES = 1_000
MOST_RATIO = 100
"""How many times as large as itself a packed file may become. Weights hardly shrink; vocabularies do by five."""

POSITIONS = 512
"""Pieces that the models were trained with; their positions are sinusoids, which are written out."""

DECODER = "decoder.yml"
_BLOCK = 1 << 20
_SETTINGS = "special:model.yml"
_BY_ROW = ("Wemb", "encoder_Wemb", "decoder_Wemb", "decoder_ff_logit_out_Wt")
"""Arrays with a row for each piece."""
_BY_COLUMN = ("decoder_ff_logit_out_W", "decoder_ff_logit_out_b")
"""Arrays with a column for each piece."""
_EXPECTED = {
    "type": "transformer",
    "transformer-preprocess": "",
    "transformer-postprocess": "dan",
    "transformer-postprocess-emb": "d",
    "transformer-decoder-autoreg": "self-attention",
    "transformer-no-projection": False,
}
"""Settings that all of OPUS-MT's models have, and on which the layout of the weights rests."""

_ACTIVATIONS = {"relu": Activation.RELU, "swish": Activation.SWISH, "gelu": Activation.GELUSigmoid}

Weights = dict[str, npt.NDArray[Any]]


def unpack_archive(archive: Path, folder: Path) -> None:
    """Unpack the files of an archive that a bundle is made of into `folder`, which exists.

    Raises:
        ModelError: It is no such archive, is damaged, or beyond a bound.
    """
    try:
        with zipfile.ZipFile(archive) as packed:
            members = _list_members(packed)
            _extract(packed, members, DECODER, folder)
            models, vocabularies = read_decoder(folder / DECODER)
            for name in {models[0], *vocabularies, *SENTENCEPIECE["marian"]}:
                _extract(packed, members, name, folder)
            for name in DOCUMENTS:
                if name in members:
                    _extract(packed, members, name, folder)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as exc:
        # The third: packed in a way that Python does not know. The fourth: it asks for a password.
        if isinstance(exc, OSError) and exc.errno is not None:
            raise  # of the disk
        raise ModelError(f"{archive.name} is damaged, or no zip: {exc}") from exc


def _list_members(packed: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    members = packed.infolist()
    if len(members) > MOST_FILES:
        raise ModelError(f"{packed.filename} holds {len(members):,} files; {MOST_FILES:,} are the most")
    return {member.filename: member for member in members}


def _extract(packed: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo], name: str, folder: Path) -> None:
    """Unpack one file; Python checks its CRC-32, and that it is as large as the archive says."""
    member = members.get(name)
    if member is None or Path(name).name != name or name.startswith("."):
        raise ModelError(f"{name!r:.100} is not in the archive as a plain file; this is no archive of OPUS-MT")
    most = MAX_WEIGHTS_BYTES if name.endswith(".npz") else MAX_OTHER_BYTES
    if member.file_size > most or member.file_size > MOST_RATIO * member.compress_size + _BLOCK:
        raise ModelError(f"{name} of the archive unpacks to {member.file_size:,} bytes, which is out of all proportion")
    with packed.open(member) as source, (folder / name).open("wb") as target:
        while block := source.read(_BLOCK):
            target.write(block)


def read_decoder(path: Path) -> tuple[list[str], list[str]]:
    """Return the names of the weights and of the vocabularies, source first, that ``decoder.yml`` gives.

    Raises:
        ModelError: It does not give them.
    """
    settings = _parse_yaml(path.read_bytes(), path.name)
    models, vocabularies = _list_names(settings, "models"), _list_names(settings, "vocabs")
    if not models or not vocabularies:
        raise ModelError(f"{path.name} of the archive names no models and vocabularies")
    if not models[0].endswith(".npz"):
        raise ModelError(f"{path.name} of the archive names {models[0]!r:.100}, which is no .npz")
    return models, vocabularies


def _list_names(settings: Mapping[str, Any], key: str) -> list[str]:
    names = settings.get(key)
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []


def _parse_yaml(data: bytes, name: str) -> dict[str, Any]:
    import yaml  # type: ignore[import-untyped]  # CTranslate2 brings it along

    try:
        value = yaml.safe_load(data.rstrip(b"\0").decode("utf-8"))
    except (yaml.YAMLError, ValueError, RecursionError) as exc:
        raise ModelError(f"{name} of the archive is no YAML that can be read") from exc
    return value if isinstance(value, dict) else {}


def write_marian(folder: Path, target: Path, quantization: str) -> None:
    """Write CTranslate2's files of an unpacked archive into `target`, which exists.

    The decoder starts from a row of zeros, called ``<pad>``, behind the others, as transformers' own conversion of
    these models has it: so both ways give the same bundle but for rounding.

    Args:
        folder: Holds the files of `unpack_archive`.
        target: Exists.
        quantization: ``float32``, ``int8`` or another of CTranslate2's types.

    Raises:
        ModelError: The weights are not those of a model that CTranslate2 holds, or do not fit the vocabularies.
    """
    models, names = read_decoder(folder / DECODER)
    try:
        weights = _read_weights(folder / models[0])
        first, last = (Vocabulary(_read_vocabulary(folder / name)) for name in (names[0], names[-1]))
        spec = _make_spec(_pad(weights), _parse_yaml(weights[_SETTINGS].tobytes(), models[0]))
        _require_rows(spec, first, last)
    except (zipfile.BadZipFile, LookupError, ValueError, TypeError, AttributeError) as exc:
        raise ModelError(f"{models[0]}: not a model of Marian that CTranslate2 holds: {exc}") from exc
    pieces = Pieces(*sentencepiece_files(folder), first, last)
    save_spec(spec, pieces, PADDING, target, quantization)


def _read_weights(path: Path) -> Weights:
    """Read all arrays of a ``.npz``; one with objects in it, which could run code, is refused by numpy."""
    with zipfile.ZipFile(path) as packed:
        size = sum(member.file_size for member in _list_members(packed).values())
    if size > MAX_WEIGHTS_BYTES:
        raise ModelError(f"{path.name} unpacks to {size:,} bytes; {MAX_WEIGHTS_BYTES:,} are the most")
    with np.load(path, allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays.files}


def _read_vocabulary(path: Path) -> list[str]:
    """Read the pieces of a vocabulary in the order of their rows, ``<pad>`` behind them."""
    from ctranslate2.converters.marian import load_vocab  # imports torch if that is installed

    if path.suffix == ".yml":
        pieces = list(load_vocab(str(path)))
    else:
        pieces = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    if PADDING in pieces:
        raise ValueError(f"{path.name} has a {PADDING} of its own")
    return [*pieces, PADDING]


def _pad(weights: Weights) -> Weights:
    """Return the weights with a row, or a column, of zeros for ``<pad>``."""
    padded = dict(weights)
    for names, axis in ((_BY_ROW, 0), (_BY_COLUMN, 1)):
        for name in names:
            if name in weights:
                shape = list(weights[name].shape)
                shape[axis] = 1
                padded[name] = np.concatenate([weights[name], np.zeros(shape, weights[name].dtype)], axis=axis)
    return padded


def _require_rows(spec: Any, source: Vocabulary, target: Vocabulary) -> None:
    rows = len(spec.encoder.embeddings[0].weight), len(spec.decoder.embeddings.weight)
    if rows != (len(source), len(target)):
        raise ValueError(f"vocabularies of {len(source)} and {len(target)} pieces for {rows[0]} and {rows[1]} rows")


def _make_spec(weights: Weights, settings: Mapping[str, Any]) -> Any:
    """Lay out the weights as CTranslate2 does, but for the start of the decoder and the heads of its attention.

    Raises:
        ValueError: The model is of another kind than OPUS-MT's.
    """
    from ctranslate2.converters import marian
    from ctranslate2.specs.transformer_spec import TransformerSpec

    for name, expected in _EXPECTED.items():
        if settings.get(name) != expected:
            raise ValueError(f"{name} is {settings.get(name)!r:.60}, not {expected!r}")
    heads = int(settings["transformer-heads"])
    spec = TransformerSpec.from_config(
        (int(settings["enc-depth"]), int(settings["dec-depth"])),
        heads,
        pre_norm=False,
        activation=_ACTIVATIONS[settings["transformer-ffn-activation"]],
        alignment_heads=heads,
    )
    marian.set_transformer_spec(spec, weights)
    spec.decoder.start_from_zero_embedding = False
    width = spec.encoder.embeddings[0].weight.shape[1]
    for side in (spec.encoder, spec.decoder):
        side.position_encodings.encodings = marian._make_sinusoidal_position_encodings(width, POSITIONS)
    spec.config.add_source_eos = False  # the engine adds it
    return spec
