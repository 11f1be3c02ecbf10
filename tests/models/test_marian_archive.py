"""OPUS-MT's archives: the same model as by way of transformers, without torch, and nothing that is not one."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from mujaz.engines.ctranslate2_engine import CTranslate2Engine
from mujaz.engines.pieces import read_checkpoint_pieces
from mujaz.engines.transformers_engine import TransformersEngine
from mujaz.errors import ModelError
from mujaz.models.convert import read_settings
from mujaz.models.marian_archive import unpack_archive, write_marian
from mujaz.models.parity import Reference, require_faithful
from tests import opus_archive
from tests.checkpoints import corpus

SOURCES = [source for source, _ in corpus()[:8]]

WITHOUT_TORCH = """
import sys

class Forbid:
    def find_spec(self, name, *_):
        if name.partition(".")[0] in {"torch", "transformers", "safetensors"}:
            raise ImportError(name)

sys.meta_path.insert(0, Forbid())
from pathlib import Path
from mujaz.models.marian_archive import unpack_archive, write_marian
archive, folder, target = map(Path, sys.argv[1:])
unpack_archive(archive, folder)
write_marian(folder, target, "float32")
assert "torch" not in sys.modules
"""


@pytest.fixture(scope="module")
def checkpoint(marian_checkpoint: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return opus_archive.make_published(marian_checkpoint, tmp_path_factory.mktemp("opus") / "checkpoint")


@pytest.fixture(scope="module")
def files(checkpoint: Path) -> dict[str, bytes]:
    return opus_archive.list_files(checkpoint)


def test_a_process_without_torch_makes_the_model_that_transformers_reads(
    checkpoint: Path, files: dict[str, bytes], tmp_path: Path
) -> None:
    archive = opus_archive.write_archive(tmp_path / "opus.zip", files)
    folder, target = tmp_path / "unpacked", tmp_path / "target"
    folder.mkdir()
    target.mkdir()
    program = [sys.executable, "-c", WITHOUT_TORCH, str(archive), str(folder), str(target)]
    subprocess.run(program, check=True, timeout=120)
    for name in ("source.spm", "target.spm"):
        (target / name).write_bytes(files[name])
    pieces = read_checkpoint_pieces(checkpoint, read_settings(checkpoint))
    reference = Reference(TransformersEngine(checkpoint, pieces), SOURCES)
    parity = reference.compare(CTranslate2Engine(target, max_positions=64))
    require_faithful(parity, "float32")
    assert parity.same_text == 1.0
    assert sorted(path.name for path in folder.iterdir()) == sorted(set(files) - {"preprocess.sh"})


def _weights(**changes: object) -> bytes:
    stream = io.BytesIO()
    np.savez(stream, **changes)  # type: ignore[arg-type]
    return stream.getvalue()


def _settings(old: str, new: str) -> np.ndarray:
    return np.frombuffer(opus_archive.SETTINGS.replace(old, new).encode() + b"\0", dtype=np.int8)


def _convert(archive: Path, folder: Path, target: Path) -> None:
    unpack_archive(archive, folder)
    write_marian(folder, target, "int8")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("decoder.yml", b"models: [a.npz]\n", "names no models and vocabularies"),
        ("decoder.yml", b"models: [../a.npz]\nvocabs: [v.yml]\n", "not in the archive as a plain file"),
        ("decoder.yml", b"models: [a.pt]\nvocabs: [v.yml]\n", "which is no .npz"),
        ("decoder.yml", b"{", "no YAML"),
        ("source.spm", None, "'source.spm' is not in the archive"),
        ("README.md", bytes(30_000_000), "out of all proportion"),
        (opus_archive.MODEL, b"no zip", "not a model of Marian"),
        (opus_archive.MODEL, _weights(Wemb=np.array([{}], dtype=object)), "Marian"),
        (
            opus_archive.MODEL,
            _weights(**{"special:model.yml": _settings("dan", "n")}),
            "transformer-postprocess is 'n'",
        ),
        (opus_archive.MODEL, _weights(**{"special:model.yml": _settings("", "")}), "Marian"),
        (opus_archive.VOCABULARY, b'"</s>": 0\n"<unk>": 1\n', "vocabularies of 3 and 3 pieces for 95 and 95"),
        (opus_archive.VOCABULARY, b'"</s>": 0\n"<unk>": 1\n"<pad>": 2\n', "has a <pad> of its own"),
        (opus_archive.VOCABULARY, b"\xff\xfe", "Marian"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_archive_that_is_none_is_refused(
    files: dict[str, bytes], tmp_path: Path, name: str, content: bytes | None, reason: str
) -> None:
    changed = {key: data for key, data in (files | {name: content}).items() if data is not None}
    archive = opus_archive.write_archive(tmp_path / "opus.zip", changed)
    (tmp_path / "unpacked").mkdir()
    (tmp_path / "target").mkdir()
    with pytest.raises(ModelError, match=reason):
        _convert(archive, tmp_path / "unpacked", tmp_path / "target")


def test_an_archive_that_is_cut_off_or_altered_is_refused(files: dict[str, bytes], tmp_path: Path) -> None:
    archive = opus_archive.write_archive(tmp_path / "opus.zip", files)
    data = archive.read_bytes()
    middle = data.index(b"source.spm") + 500
    for content in (data[: len(data) // 2], data[:middle] + bytes([data[middle] ^ 0xFF]) + data[middle + 1 :], b""):
        archive.write_bytes(content)
        (tmp_path / "unpacked").mkdir(exist_ok=True)
        with pytest.raises(ModelError, match="damaged"):
            unpack_archive(archive, tmp_path / "unpacked")
