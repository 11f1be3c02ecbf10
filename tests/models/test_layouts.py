"""The layouts that checkpoints are published in."""

from __future__ import annotations

import json
import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mujaz.engines.checkpoint import load_checkpoint, read_settings
from mujaz.engines.pieces import SentencePieces, read_checkpoint_pieces
from mujaz.errors import ModelError
from mujaz.models.convert import About, write_bundle
from mujaz.models.layouts import normalize_checkpoint, read_weights
from mujaz.models.manifest import Source
from tests.checkpoints import corpus, samples

pytestmark = pytest.mark.usefixtures("needs_torch")

ABOUT = About(name="tiny", version="1", task="translate", source=Source(repository="tests"), licence="Apache-2.0")


def _weights(checkpoint: Path) -> dict[str, Any]:
    from safetensors.torch import load_file

    return dict(load_file(checkpoint / "model.safetensors"))


def _without_weights(checkpoint: Path, folder: Path) -> Path:
    return shutil.copytree(checkpoint, folder, ignore=shutil.ignore_patterns("model.safetensors"))


def _pickled(checkpoint: Path, folder: Path) -> Path:
    import torch

    torch.save(_weights(checkpoint), _without_weights(checkpoint, folder) / "pytorch_model.bin")
    return folder


def _pickled_as_long_ago(checkpoint: Path, folder: Path) -> Path:
    import torch

    path = _without_weights(checkpoint, folder) / "pytorch_model.bin"
    torch.save(_weights(checkpoint), path, _use_new_zipfile_serialization=False)
    return folder


def _with_every_name(checkpoint: Path, folder: Path) -> Path:
    """As `torch.save` of a whole model leaves it: one tensor under several names."""
    import torch

    torch.save(load_checkpoint(checkpoint).state_dict(), _without_weights(checkpoint, folder) / "pytorch_model.bin")
    return folder


def _shards(checkpoint: Path, folder: Path, kind: str) -> Path:
    import torch
    from safetensors.torch import save_file

    _without_weights(checkpoint, folder)
    weights, places = _weights(checkpoint), {}
    stem = "model" if kind == "safetensors" else "pytorch_model"
    for number in (1, 2):
        file = f"{stem}-{number:05}-of-00002.{kind}"
        part = {name: weights[name] for name in sorted(weights)[number - 1 :: 2]}
        places.update(dict.fromkeys(part, file))
        _ = save_file(part, folder / file) if kind == "safetensors" else torch.save(part, folder / file)
    _write_index(folder / f"{stem}.{kind}.index.json", places)
    return folder


def _write_index(path: Path, places: object) -> None:
    path.write_text(json.dumps({"metadata": {"total_size": 1}, "weight_map": places}), encoding="utf-8")


def _sharded(checkpoint: Path, folder: Path) -> Path:
    return _shards(checkpoint, folder, "safetensors")


def _sharded_pickles(checkpoint: Path, folder: Path) -> Path:
    return _shards(checkpoint, folder, "bin")


def _linked(checkpoint: Path, folder: Path) -> Path:
    """As the hub's cache lays files out."""
    folder.mkdir()
    for path in checkpoint.iterdir():
        (folder / path.name).symlink_to(path)
    return folder


LAYOUTS = (_pickled, _pickled_as_long_ago, _with_every_name, _sharded, _sharded_pickles, _linked)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("model", ["mt5_checkpoint", "marian_checkpoint", "split_checkpoint"])
def test_every_layout_holds_the_same_weights(
    request: pytest.FixtureRequest, model: str, layout: Callable[[Path, Path], Path], tmp_path: Path
) -> None:
    checkpoint: Path = request.getfixturevalue(model)
    found = normalize_checkpoint(layout(checkpoint, tmp_path / "published"), tmp_path / "scratch")
    expected = load_checkpoint(checkpoint).state_dict()
    weights = load_checkpoint(found).state_dict()
    assert weights.keys() == expected.keys()
    assert all(weights[name].equal(tensor) for name, tensor in expected.items())
    settings = read_settings(found)
    assert read_checkpoint_pieces(found, settings).source_vocabulary.pieces == (
        read_checkpoint_pieces(checkpoint, settings).source_vocabulary.pieces
    )


def test_a_bundle_is_made_of_a_pickle_and_holds_none(marian_checkpoint: Path, tmp_path: Path) -> None:
    published = _pickled(marian_checkpoint, tmp_path / "published")
    for kind in ("ctranslate2", "safetensors"):
        bundle = write_bundle(
            published, tmp_path / kind, ABOUT, quantization="float32", format=kind, samples=samples(2), threads=1
        )
        assert "pytorch_model.bin" not in bundle.manifest.files
    assert sorted(path.name for path in published.iterdir()) == [
        "config.json", "pytorch_model.bin", "source.spm", "target.spm", "vocab.json",
    ]  # fmt: skip


def test_the_layout_that_is_read_is_read_in_place(mt5_checkpoint: Path, tmp_path: Path) -> None:
    assert normalize_checkpoint(mt5_checkpoint, tmp_path / "scratch") == mt5_checkpoint
    assert not (tmp_path / "scratch").exists()


def test_safetensors_are_preferred_to_a_pickle(mt5_checkpoint: Path, tmp_path: Path) -> None:
    both = shutil.copytree(mt5_checkpoint, tmp_path / "both")
    (both / "pytorch_model.bin").write_bytes(pickle.dumps(_Mischief(tmp_path / "harm")))
    assert normalize_checkpoint(both, tmp_path / "scratch") == both
    assert not (tmp_path / "harm").exists()


class _Mischief:
    """Runs a command when it is unpickled."""

    def __init__(self, trace: Path) -> None:
        self._trace = trace

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (os.mkdir, (str(self._trace),))


@pytest.mark.parametrize("zipped", [True, False])
@pytest.mark.parametrize("name", ["pytorch_model.bin", "pytorch_model-00001-of-00001.bin"])
def test_a_pickle_that_would_run_code_is_refused_and_does_not_run(
    mt5_checkpoint: Path, tmp_path: Path, name: str, zipped: bool
) -> None:
    import torch

    folder = _without_weights(mt5_checkpoint, tmp_path / "published")
    weights = {**_weights(mt5_checkpoint), "extra": _Mischief(tmp_path / "harm")}
    torch.save(weights, folder / name, _use_new_zipfile_serialization=zipped)
    if name != "pytorch_model.bin":
        _write_index(folder / "pytorch_model.bin.index.json", dict.fromkeys(weights, name))
    with pytest.raises(ModelError, match="holds more than weights and is refused"):
        write_bundle(folder, tmp_path / "bundle", ABOUT)
    assert not (tmp_path / "harm").exists()
    assert not (tmp_path / "bundle").exists()


def test_without_the_remedy_that_pickle_does_run(mt5_checkpoint: Path, tmp_path: Path) -> None:
    import torch

    path = tmp_path / "pytorch_model.bin"
    torch.save({"extra": _Mischief(tmp_path / "harm")}, path)
    torch.load(path, weights_only=False)
    assert (tmp_path / "harm").is_dir()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\x80\x02", b"no pickle", pickle.dumps([1, 2], protocol=2)])
def test_a_pickle_that_is_cut_off_or_holds_something_else_is_refused(
    mt5_checkpoint: Path, tmp_path: Path, content: bytes
) -> None:
    folder = _without_weights(mt5_checkpoint, tmp_path / "published")
    (folder / "pytorch_model.bin").write_bytes(content)
    with pytest.raises(ModelError, match=r"pytorch_model\.bin: (not readable|holds)"):
        normalize_checkpoint(folder, tmp_path / "scratch")


def _claims() -> dict[str, dict[str, Any]]:
    """What a file of a few thousand bytes can claim to hold."""
    import torch

    numbers = torch.arange(2000, dtype=torch.float32)
    return {
        "strides of zero": {"w": torch.zeros(1).expand(10**6, 10**6)},
        "strides that overlap": {"w": numbers.as_strided((1000, 1000), (1, 1))},
        "many views": {f"w{start}": numbers[start:] for start in range(500)},
        "sparse": {"w": torch.sparse_coo_tensor(size=(10**9, 10**9), check_invariants=True)},
        "meta": {"w": torch.empty(10**9, 10**6, device="meta")},
    }


@pytest.mark.parametrize("zipped", [True, False])
@pytest.mark.parametrize("claim", ["strides of zero", "strides that overlap", "many views", "sparse", "meta"])
def test_a_small_pickle_that_claims_enormous_weights_is_refused(tmp_path: Path, claim: str, zipped: bool) -> None:
    import torch

    path = tmp_path / "pytorch_model.bin"
    torch.save(_claims()[claim], path, _use_new_zipfile_serialization=zipped)
    assert path.stat().st_size < 200_000
    with pytest.raises(ModelError, match=r"claim more numbers than it holds|is no plain weight"):
        read_weights(tmp_path)


def test_a_weight_under_several_names_is_one(tmp_path: Path) -> None:
    import torch

    weight = torch.arange(50_000, dtype=torch.float32).reshape(100, 500)
    torch.save({f"w{number}": weight for number in range(4)}, tmp_path / "pytorch_model.bin")
    assert [tuple(found.shape) for found in read_weights(tmp_path).values()] == [(100, 500)] * 4


@pytest.mark.parametrize(
    ("places", "message"),
    [
        ({"shared.weight": "../model-1.safetensors"}, "and is refused"),
        ({"shared.weight": "/etc/passwd"}, "and is refused"),
        ({"shared.weight": "folder/model-1.safetensors"}, "and is refused"),
        ({"shared.weight": "..\\model-1.safetensors"}, "and is refused"),
        ({"shared.weight": "pytorch_model.bin"}, "and is refused"),
        ({"shared.weight": 7}, "and is refused"),
        ({"shared.weight": ["x"]}, "not an index"),
        ([], "not an index"),
        ({"shared.weight": "gone.safetensors"}, r"gone\.safetensors: missing"),
    ],
    ids=str,
)
def test_an_index_that_names_anything_but_a_shard_beside_it_is_refused(
    mt5_checkpoint: Path, tmp_path: Path, places: object, message: str
) -> None:
    folder = _without_weights(mt5_checkpoint, tmp_path / "published")
    shutil.copyfile(mt5_checkpoint / "model.safetensors", tmp_path / "model-1.safetensors")
    _write_index(folder / "model.safetensors.index.json", places)
    with pytest.raises(ModelError, match=message):
        normalize_checkpoint(folder, tmp_path / "scratch")


def test_an_index_whose_weights_are_not_in_their_shards_is_refused(mt5_checkpoint: Path, tmp_path: Path) -> None:
    folder = _sharded(mt5_checkpoint, tmp_path / "published")
    (folder / "model-00002-of-00002.safetensors").unlink()
    shutil.copyfile(folder / "model-00001-of-00002.safetensors", folder / "model-00002-of-00002.safetensors")
    with pytest.raises(ModelError, match="are not in their shards"):
        normalize_checkpoint(folder, tmp_path / "scratch")


def test_a_folder_without_weights_says_what_was_expected(mt5_checkpoint: Path, tmp_path: Path) -> None:
    folder = _without_weights(mt5_checkpoint, tmp_path / "published")
    with pytest.raises(ModelError, match=r"no weights; expected model\.safetensors or pytorch_model\.bin"):
        normalize_checkpoint(folder, tmp_path / "scratch")


@pytest.mark.parametrize("file", ["source.spm", "target.spm", "vocab.json"])
def test_a_marian_checkpoint_needs_all_of_its_vocabulary(marian_checkpoint: Path, tmp_path: Path, file: str) -> None:
    folder = shutil.copytree(marian_checkpoint, tmp_path / "published", ignore=shutil.ignore_patterns(file))
    with pytest.raises(ModelError, match=f"no {file}"):
        normalize_checkpoint(folder, tmp_path / "scratch")


# A tokenizer.json in place of spiece.model.


@pytest.fixture
def tokenizer_only(mt5_checkpoint: Path, tmp_path: Path) -> Path:
    """An mT5 checkpoint with the tokenizer.json that transformers writes for it, and no spiece.model."""
    from transformers import AutoTokenizer

    folder = shutil.copytree(mt5_checkpoint, tmp_path / "tokenizer")
    AutoTokenizer.from_pretrained(folder, local_files_only=True).save_pretrained(tmp_path / "saved")
    (folder / "spiece.model").unlink()
    shutil.copyfile(tmp_path / "saved" / "tokenizer.json", folder / "tokenizer.json")
    return folder


TEXTS = [*[text for pair in corpus()[:200] for text in pair], "  ﻻ  ﷺ\u200f  x ", "كلمة غريبة ☃ 12,5 Straße", "ـــ", ""]


def test_a_tokenizer_json_alone_gives_the_pieces_that_spiece_model_gave(
    tokenizer_only: Path, mt5_checkpoint: Path, tmp_path: Path
) -> None:
    found = normalize_checkpoint(tokenizer_only, tmp_path / "scratch")
    ours, theirs = (SentencePieces(folder / "spiece.model") for folder in (found, mt5_checkpoint))
    assert ours.names[: len(theirs.names)] == theirs.names
    assert ours.encode(TEXTS) == theirs.encode(TEXTS)
    assert len(ours.names) <= read_settings(mt5_checkpoint)["vocab_size"]


def test_a_tokenizer_json_alone_converts(tokenizer_only: Path, tmp_path: Path) -> None:
    bundle = write_bundle(
        tokenizer_only, tmp_path / "bundle", ABOUT, quantization="float32", samples=samples(2), threads=1
    )
    assert (bundle.path / "spiece.model").is_file()


@pytest.mark.parametrize(
    "edit",
    [
        lambda settings: settings["model"].update(type="BPE"),
        lambda settings: settings.update(normalizer={"type": "Lowercase"}),
        lambda settings: settings["normalizer"].update(precompiled_charsmap="no base64"),
        lambda settings: settings.update(model=[]),
        lambda settings: settings["model"].update(vocab=[["a"]]),
    ],
)
def test_a_tokenizer_json_of_another_kind_is_refused(
    tokenizer_only: Path, tmp_path: Path, edit: Callable[[dict[str, Any]], None]
) -> None:
    path = tokenizer_only / "tokenizer.json"
    settings = json.loads(path.read_text(encoding="utf-8"))
    edit(settings)
    path.write_text(json.dumps(settings), encoding="utf-8")
    with pytest.raises(ModelError, match=r"not the tokenizer of an mT5 model .*; give its spiece\.model"):
        normalize_checkpoint(tokenizer_only, tmp_path / "scratch")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("vocab_size", None),
        ("vocab_size", "x"),
        ("vocab_size", 10**9),
        ("vocab_size", True),
        ("max_position_embeddings", 10**9),
        ("encoder_layers", 10**6),
        ("d_model", -1),
        ("decoder_start_token_id", 10**6),
        ("pad_token_id", -5),
        ("max_position_embeddings", 2**16),
    ],
)
def test_settings_that_no_model_has_are_refused_before_anything_is_built(tmp_path: Path, key: str, value: Any) -> None:
    settings = {"model_type": "marian", "vocab_size": 100, "pad_token_id": 99, "eos_token_id": [0, 1], "d_model": 2048}
    (tmp_path / "config.json").write_text(json.dumps(settings), encoding="utf-8")
    assert read_settings(tmp_path)["vocab_size"] == 100
    (tmp_path / "config.json").write_text(json.dumps({**settings, key: value}), encoding="utf-8")
    with pytest.raises(ModelError, match=rf"config.json has ({key} |more positions)"):
        read_settings(tmp_path)
