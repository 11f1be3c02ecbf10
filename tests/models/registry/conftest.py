"""A stand-in hub with tiny checkpoints, and an empty home for bundles."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from mujaz.models.bundle import Bundle, hash_file, open_bundle
from mujaz.models.manifest import MANIFEST, Manifest
from mujaz.models.registry import transfer
from mujaz.models.registry.hub import Hub
from tests.hub import Repository, StandInHub

REPOSITORY = "newsroom/tiny-ar-en"
COMMIT = "c0ffee" + 34 * "0"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home: no bundle is pulled."""
    monkeypatch.setenv("MUJAZ_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def constants(needs_torch: None) -> ModuleType:
    """What the hub's client has read from the environment."""
    # It comes with the extra [torch].
    from huggingface_hub import constants as found

    return found


@pytest.fixture
def server(constants: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandInHub]:
    """The stand-in, in the place of the hub; it waits for nothing."""
    monkeypatch.setattr(transfer, "WAITS", (0.0, 0.0))
    stand_in = StandInHub()
    monkeypatch.setattr(constants, "ENDPOINT", stand_in.endpoint)
    with stand_in.running():
        yield stand_in


@pytest.fixture(scope="session", autouse=True)
def _last() -> Iterator[None]:
    """Close the client's connections in the end."""
    yield
    _close()


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Name a proxy; the client looks for one when it is opened."""

    def use(address: str) -> None:
        monkeypatch.setenv("HTTP_PROXY", address)
        _close()

    yield use
    _close()


@pytest.fixture
def repository(server: StandInHub) -> Repository:
    """A repository with files of every kind, none of which is a model."""
    files = {
        "config.json": b'{"model_type": "marian", "vocab_size": 8}',
        "source.spm": b"s" * 5000,
        "target.spm": b"t" * 5000,
        "vocab.json": b"{}",
        "pytorch_model.bin": bytes(range(256)) * 400,
        "modeling.py": b"raise SystemExit",
    }
    server.repositories[REPOSITORY] = Repository(files, licence="apache-2.0")
    return server.repositories[REPOSITORY]


@pytest.fixture
def hub(server: StandInHub, repository: Repository) -> Hub:
    """The client, talking to the stand-in."""
    return Hub()


@pytest.fixture
def copying(marian_bundle: Bundle, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """In the place of conversion: the tiny bundle under another name. Holds the checkpoints that it was given."""
    given: list[Path] = []

    def write_bundle(checkpoint: Path, folder: Path, about: Any, **_: object) -> Bundle:
        given.append(checkpoint)
        shutil.copytree(marian_bundle.path, folder)
        fields = {key: getattr(about, key) for key in ("name", "task", "source", "licence", "generation")}
        manifest: Manifest = marian_bundle.manifest.model_copy(
            update={**fields, "attribution": list(about.attribution), "parity": {"float32": {}, "int8": {}}}
        )
        (folder / MANIFEST).write_text(manifest.to_json(), encoding="utf-8")
        return open_bundle(folder)

    monkeypatch.setattr("mujaz.models.convert.write_bundle", write_bundle)
    return given


def _close() -> None:
    if client := sys.modules.get("huggingface_hub"):
        client.close_session()


def hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of each file below a folder."""
    return {str(path.relative_to(folder)): hash_file(path) for path in sorted(folder.rglob("*")) if path.is_file()}
