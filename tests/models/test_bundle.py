"""Opening bundles: what is right opens, what is not is refused with what to do."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import shutil
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mujaz.engines.base import GenerationOptions
from mujaz.errors import BundleError, MissingExtraError, ModelError
from mujaz.models import Bundle, list_bundles, open_bundle
from mujaz.models.bundle import record_quality, user_folder
from mujaz.models.manifest import Quality
from tests import checkpoints


@pytest.fixture
def folder(marian_bundle: Bundle, tmp_path: Path) -> Path:
    """A copy of a sound bundle, to be damaged."""
    return Path(shutil.copytree(marian_bundle.path, tmp_path / "bundle"))


def _manifest(folder: Path) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return manifest


def _rewrite(folder: Path, **changes: Any) -> None:
    (folder / "manifest.json").write_text(json.dumps({**_manifest(folder), **changes}), encoding="utf-8")


def _list(folder: Path, name: str, data: bytes) -> None:
    """Put a file into the folder and its right hash into the manifest, as an attacker would."""
    (folder / name).write_bytes(data)
    _rewrite(folder, files={**_manifest(folder)["files"], name: hashlib.sha256(data).hexdigest()})


def test_a_sound_bundle_opens_and_its_digest_is_that_of_the_manifest(folder: Path) -> None:
    bundle = open_bundle(folder)
    assert (bundle.name, bundle.path) == ("tiny-marian", folder)
    assert bundle.digest == hashlib.sha256((folder / "manifest.json").read_bytes()).hexdigest()


def test_every_file_is_hashed(folder: Path) -> None:
    for name in _manifest(folder)["files"]:
        data = (folder / name).read_bytes()
        (folder / name).write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
        with pytest.raises(BundleError, match=f"{name} is not the file that the manifest names.*pull the bundle again"):
            open_bundle(folder)
        (folder / name).write_bytes(data)
    open_bundle(folder)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "source.spm").unlink()
    with pytest.raises(BundleError, match=r"source\.spm is missing; pull the bundle again"):
        open_bundle(folder)


def test_a_file_that_the_manifest_does_not_list_is_refused(folder: Path) -> None:
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    with pytest.raises(BundleError, match=r"notes\.txt is not in the manifest; remove it"):
        open_bundle(folder)


def test_a_listed_file_that_no_bundle_needs_is_refused(folder: Path) -> None:
    _list(folder, "hook.py", b"print(1)")
    with pytest.raises(BundleError, match=r"hook\.py has no place in a ctranslate2 bundle"):
        open_bundle(folder)


@pytest.mark.parametrize("name", ["source.spm", "model.bin", "extra"])
@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir])
def test_what_is_no_plain_file_is_refused_without_being_opened(
    folder: Path, name: str, make: Callable[[Path], object]
) -> None:
    (folder / name).unlink(missing_ok=True)
    make(folder / name)
    with pytest.raises(BundleError, match=f"{name} (has no place in|is not in the manifest)"):
        open_bundle(folder)


def test_a_pipe_in_the_manifest_s_place_is_refused_without_being_opened(folder: Path) -> None:
    (folder / "manifest.json").unlink()
    os.mkfifo(folder / "manifest.json")
    with pytest.raises(BundleError, match=r"no manifest\.json in it"):
        open_bundle(folder)


def test_a_huge_file_beside_the_weights_is_refused_before_it_is_read(folder: Path) -> None:
    with (folder / "shared_vocabulary.json").open("ab") as file:
        file.truncate(2**40)  # a terabyte of holes
    with pytest.raises(BundleError, match=r"shared_vocabulary\.json is larger than 64 MB"):
        open_bundle(folder)


def test_a_folder_that_may_not_be_read_is_told_as_such(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(_path: Path) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("mujaz.models.bundle.hash_file", forbidden)
    with pytest.raises(BundleError, match="cannot be read: Permission denied"):
        open_bundle(folder)


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff", b"[" * 100_000, b'["a"]', b'["</s>"]'])
def test_a_vocabulary_that_is_none_is_refused_though_its_hash_is_right(folder: Path, content: bytes) -> None:
    _list(folder, "shared_vocabulary.json", content)
    with pytest.raises(ModelError, match="vocabulary"):
        open_bundle(folder).engine(threads=1)


@pytest.mark.parametrize("name", ["source.spm", "config.json", "model.bin"])
def test_a_file_of_nonsense_is_refused_though_its_hash_is_right(folder: Path, name: str) -> None:
    start = (folder / name).read_bytes()[:64] if name == "model.bin" else b""
    _list(folder, name, start + b"nonsense " * 1000)
    with pytest.raises(ModelError, match=f"{name if name == 'source.spm' else 'CTranslate2 cannot load it'}"):
        open_bundle(folder).engine(threads=1)


def test_weights_that_lack_one_are_refused_though_their_hash_is_right(folder: Path) -> None:
    weights = (folder / "model.bin").read_bytes()
    _list(folder, "model.bin", weights.replace(b"decoder/layer_1/self_attention", b"decoder/layer_1/self_attentiom"))
    with pytest.raises(ModelError, match="CTranslate2 cannot load it"):
        open_bundle(folder).engine(threads=1)


def test_a_readme_and_a_licence_may_be_in_it(folder: Path) -> None:
    _list(folder, "README.md", b"# Tiny")
    _list(folder, "LICENSE", b"...")
    assert open_bundle(folder).name == "tiny-marian"


@pytest.mark.parametrize("name", ["pytorch_model.bin", "weights.pt", "weights.pth", "data.pkl", "model.ckpt"])
def test_a_file_named_like_a_pickle_is_refused_even_if_listed(folder: Path, name: str) -> None:
    _list(folder, name, b"x")
    with pytest.raises(BundleError, match="may run code when read"):
        open_bundle(folder)


def _torch_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("archive/data.pkl", pickle.dumps([1]))


@pytest.mark.parametrize("write", [_torch_zip, lambda path: path.write_bytes(pickle.dumps([1]))])
def test_a_pickle_under_the_weights_name_is_refused_even_if_hashed(
    folder: Path, write: Callable[[Path], object]
) -> None:
    write(folder / "model.bin")
    _list(folder, "model.bin", (folder / "model.bin").read_bytes())
    with pytest.raises(BundleError, match=r"model\.bin holds a pickle"):
        open_bundle(folder)


@pytest.mark.parametrize("start", [b"", b"\x06", b"\x05\x00\x00\x00\x10\x00TransformerSpec\x00", b"GGUF" * 20])
def test_weights_of_another_format_or_version_are_refused(folder: Path, start: bytes) -> None:
    _list(folder, "model.bin", start)
    with pytest.raises(BundleError, match=r"model\.bin is not ctranslate2 as this version of Mujaz reads it"):
        open_bundle(folder)


def test_a_symbolic_link_is_refused(folder: Path, tmp_path: Path) -> None:
    shutil.move(folder / "target.spm", tmp_path / "elsewhere.spm")
    (folder / "target.spm").symlink_to(tmp_path / "elsewhere.spm")
    with pytest.raises(BundleError, match=r"target\.spm is a symbolic link"):
        open_bundle(folder)


def test_a_linked_manifest_is_refused(folder: Path, tmp_path: Path) -> None:
    shutil.move(folder / "manifest.json", tmp_path / "manifest.json")
    (folder / "manifest.json").symlink_to(tmp_path / "manifest.json")
    with pytest.raises(BundleError, match=r"no manifest\.json in it"):
        open_bundle(folder)


@pytest.mark.parametrize("name", ["../secret", "a/b", ".hidden", "", "..", "/etc/passwd"])
def test_a_name_that_leads_out_of_the_folder_is_refused(folder: Path, name: str) -> None:
    _rewrite(folder, files={**_manifest(folder)["files"], name: "0" * 64})
    with pytest.raises(BundleError, match=r"manifest\.json is not valid"):
        open_bundle(folder)


@pytest.mark.parametrize("name", ["model.bin", "config.json", "source.spm", "shared_vocabulary.json"])
def test_a_manifest_that_lists_too_little_is_refused(folder: Path, name: str) -> None:
    files = _manifest(folder)["files"]
    del files[name]
    (folder / name).unlink()
    _rewrite(folder, files=files)
    with pytest.raises(BundleError, match="the manifest lists no"):
        open_bundle(folder)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "manifest.json is not valid"),
        (b"{", "manifest.json is not valid"),
        (b"\xff\xfe", "manifest.json is not valid"),
        (b"[]", "manifest.json is not valid"),
        (b"[" * 100_000, "manifest.json is not valid"),
        (b" " * 1_000_001, "larger than 1,000,000 bytes"),
    ],
    ids=["empty", "cut off", "not text", "a list", "deep", "huge"],
)
def test_a_manifest_that_is_none_is_refused(folder: Path, content: bytes, message: str) -> None:
    (folder / "manifest.json").write_bytes(content)
    with pytest.raises(BundleError, match=message):
        open_bundle(folder)


@pytest.mark.parametrize(
    "change",
    [
        {"schema": "mujaz.bundle/2"},
        {"colour": "blue"},
        {"task": "sing"},
        {"architecture": "bart"},
        {"format": "pickle"},
        {"name": "../x"},
        {"generation": {"beam_sise": 4}},
        {"generation": {"beam_size": 0}},
        {"files": {"model.bin": "abc"}},
    ],
    ids=str,
)
def test_an_edited_manifest_is_refused_naming_what_does_not_fit(folder: Path, change: dict[str, Any]) -> None:
    _rewrite(folder, **change)
    with pytest.raises(BundleError, match=f"not valid.*{next(iter(change))}.*undo the edit"):
        open_bundle(folder)


def test_a_folder_without_a_manifest_is_no_bundle(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match=r"no manifest\.json in it"):
        open_bundle(tmp_path)


def test_an_unknown_name_says_which_bundles_there_are(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    _install(folder, monkeypatch)
    with pytest.raises(BundleError, match=r"bundle nowhere: not found; there are .*mine"):
        open_bundle("nowhere")


def test_a_bundle_in_the_user_s_folder_is_found_by_its_name(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    _install(folder, monkeypatch)
    assert "mine" in list_bundles()
    assert open_bundle("mine").manifest.architecture == "marian"


def test_an_embedded_bundle_cannot_be_replaced_by_a_pulled_one(
    monkeypatch: pytest.MonkeyPatch, folder: Path, tmp_path: Path
) -> None:
    home = _install(folder, monkeypatch)
    embedded = tmp_path / "embedded"
    shutil.copytree(folder, embedded / "mine")
    monkeypatch.setattr("mujaz.models.bundle.EMBEDDED", embedded)
    (home / "bundles" / "mine" / "source.spm").write_bytes(b"other")
    assert open_bundle("mine").path == embedded / "mine"


def test_a_tilde_stands_for_the_user_s_folder_where_no_shell_has_put_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUJAZ_HOME", "~/models")
    assert user_folder() == Path.home() / "models" / "bundles"


def _install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = folder.parent / "home"
    shutil.copytree(folder, home / "bundles" / "mine")
    monkeypatch.setenv("MUJAZ_HOME", str(home))
    return home


def test_generation_options_are_the_bundle_s_with_what_is_given_on_top(marian_bundle: Bundle) -> None:
    assert marian_bundle.generation_options() == GenerationOptions(beam_size=4, max_output_pieces=48)
    given = marian_bundle.generation_options(beam_size=None, max_output_pieces=9, attention=True)
    assert given == GenerationOptions(beam_size=4, max_output_pieces=9, attention=True)


def test_a_bundle_of_the_other_engine_s_format_says_which_engine_reads_it(
    marian_bundle: Bundle, marian_checkpoint: Path
) -> None:
    with pytest.raises(ModelError, match=r"ctranslate2 format.*use --engine ctranslate2, or a bundle in safetensors"):
        marian_bundle.engine(engine="transformers")
    other = checkpoints.bundle(marian_checkpoint, "safetensors")
    with pytest.raises(ModelError, match=r"safetensors format.*use --engine transformers, or a bundle in ctranslate2"):
        other.engine()


def test_an_unknown_engine_device_or_compute_type_is_refused(marian_bundle: Bundle) -> None:
    with pytest.raises(ModelError, match="no engine 'onnx'; there are ctranslate2, transformers"):
        marian_bundle.engine(engine="onnx")
    with pytest.raises(ModelError, match="cannot load it as auto on tpu"):
        marian_bundle.engine(device="tpu")
    with pytest.raises(ModelError, match="cannot load it as int3 on cpu"):
        marian_bundle.engine(compute_type="int3")


@pytest.mark.parametrize("compute_type", ["float16", "int8_float16"])
def test_mt5_is_not_run_in_float16(mt5_bundle: Bundle, compute_type: str) -> None:
    with pytest.raises(ModelError, match="mT5 gives NaN in float16; use bfloat16, int8 or float32"):
        mt5_bundle.engine(compute_type=compute_type)


def test_the_transformers_engine_without_torch_names_the_extra(
    marian_checkpoint: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = checkpoints.bundle(marian_checkpoint, "safetensors")
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(MissingExtraError, match=r"needs the extra \[torch\]: .*pip install .*\[torch\]"):
        bundle.engine(engine="transformers")


def test_forty_megabytes_are_verified_in_well_under_a_second(folder: Path) -> None:
    weights = (folder / "model.bin").read_bytes()
    _list(folder, "model.bin", weights + bytes(40_000_000))
    start = time.process_time()
    open_bundle(folder)
    assert time.process_time() - start < 1.0


def test_a_manifest_that_cannot_be_written_leaves_the_bundle_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    bundle = open_bundle(folder)
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(BundleError, match="its manifest cannot be written: No space left on device"):
        record_quality(bundle, [])
    assert open_bundle(folder) == bundle


def test_scores_are_recorded_in_place_of_older_ones_and_the_bundle_stays_whole(folder: Path) -> None:
    first = Quality(test_set="flores200-devtest", metric="chrF2", score=20.0, signature="chrF2|v:1")
    second = first.model_copy(update={"score": 30.0})
    other = first.model_copy(update={"metric": "BLEU"})
    bundle = record_quality(record_quality(open_bundle(folder), [first]), [other, second])
    assert [(q.metric, q.score) for q in bundle.manifest.quality] == [("BLEU", 20.0), ("chrF2", 30.0)]
    assert open_bundle(folder) == bundle
    assert not list(folder.glob(".*"))


def test_a_kill_while_scores_are_recorded_costs_nobody_the_bundle(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(_path: Path, _target: Path) -> None:
        raise KeyboardInterrupt

    bundle = open_bundle(folder)
    monkeypatch.setattr(Path, "replace", killed)
    monkeypatch.setattr(Path, "unlink", lambda *_, **__: None)  # a killed process cleans nothing up
    with pytest.raises(KeyboardInterrupt):
        record_quality(bundle, [])
    assert open_bundle(folder) == bundle


@pytest.mark.parametrize(
    "generation",
    [
        {"length_penalty": 1e308},
        {"length_penalty": -400.0},
        {"repetition_penalty": 1e-300},
        {"repetition_penalty": 1e300},
        {"max_output_pieces": 2**63},
        {"max_input_pieces": 10**9},
        {"no_repeat_ngram_size": 2**40},
    ],
)
def test_options_that_no_engine_can_take_are_refused(folder: Path, generation: dict[str, float]) -> None:
    _rewrite(folder, generation=generation)
    with pytest.raises(BundleError, match=r"manifest\.json is not valid .generation") as refused:
        open_bundle(folder)
    assert refused.value.exit_code == 3


@pytest.mark.parametrize("number", ["Infinity", "-Infinity", "NaN", "1e400"])
def test_a_penalty_that_is_no_number_is_refused(folder: Path, number: str) -> None:
    _rewrite(folder, generation={"length_penalty": 0.25})
    path = folder / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace("0.25", number), encoding="utf-8")
    with pytest.raises(BundleError, match=r"manifest\.json is not valid"):
        open_bundle(folder)
