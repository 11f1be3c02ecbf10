"""OPUS-MT's archives, fetched where torch is absent: the same bundle as another machine's, whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mujaz.engines.base import GenerationOptions
from mujaz.engines.pieces import read_checkpoint_pieces
from mujaz.engines.transformers_engine import TransformersEngine
from mujaz.errors import ModelError
from mujaz.models.bundle import user_folder
from mujaz.models.convert import read_settings
from mujaz.models.registry import opus, orders, transfer
from mujaz.models.registry import pull as pulling
from mujaz.models.registry.catalogue import Archive, find_standard
from mujaz.models.registry.orders import order_pull
from mujaz.models.registry.pull import pull
from mujaz.models.registry.terms import Listener
from tests import opus_archive
from tests.checkpoints import corpus
from tests.firefox_site import Faults, FirefoxSite

NAME = "opus-mt-tc-big-ar-en"
PATH = "ara-eng/opus-2019.zip"
SOURCES = [source for source, _ in corpus()[:4]]


@pytest.fixture(scope="module")
def checkpoint(marian_checkpoint: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return opus_archive.make_published(marian_checkpoint, tmp_path_factory.mktemp("opus") / "checkpoint")


@pytest.fixture(scope="module")
def archive(checkpoint: Path) -> bytes:
    path = opus_archive.write_archive(checkpoint.parent / "opus.zip", opus_archive.list_files(checkpoint))
    return path.read_bytes()


@pytest.fixture
def site(archive: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FirefoxSite]:
    """A store with the archive, whose hash is the pinned one, and a machine without torch."""
    model = find_standard(NAME)
    assert model is not None
    pinned = replace(model, archive=Archive(PATH, hashlib.sha256(archive).hexdigest()))
    monkeypatch.setenv("MUJAZ_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(orders, "find_standard", lambda _name: pinned)
    monkeypatch.setattr(pulling, "has_converter", lambda: False)
    monkeypatch.setattr(transfer, "WAITS", (0.01, 0.01))
    store = FirefoxSite(files={PATH: archive})
    with store.running():
        monkeypatch.setenv(opus.STORE_VARIABLE, f"{store.address}/files/")
        yield store


@pytest.fixture
def listener() -> Listener:
    return Listener(accept=lambda _terms: True, say=lambda _words: None)


def _leftovers() -> list[str]:
    return sorted(path.name for path in user_folder().glob("*")) if user_folder().is_dir() else []


def test_the_bundle_gives_the_english_that_transformers_gives(
    site: FirefoxSite, listener: Listener, checkpoint: Path
) -> None:
    bundle = pull(order_pull(NAME, quantization="float32"), listener)
    manifest = bundle.manifest
    assert (manifest.source.revision, manifest.licence, manifest.training) == (
        "opus-2019",
        "CC-BY-4.0",
        {"archive": PATH},
    )
    assert {"LICENSE", "README.md", "source.spm", "target.spm"} < set(manifest.files)
    options = GenerationOptions(max_output_pieces=40)
    reference = TransformersEngine(checkpoint, read_checkpoint_pieces(checkpoint, read_settings(checkpoint)))
    expected = [generation.best.text for generation in reference.generate(SOURCES, options)]
    assert [generation.best.text for generation in bundle.engine().generate(SOURCES, options)] == expected
    assert len(site.requests) == 2
    assert pull(order_pull(NAME), listener).path == bundle.path
    assert len(site.requests) == 2


def test_an_interrupted_pull_goes_on_where_it_broke_off(site: FirefoxSite, listener: Listener) -> None:
    site.faults = Faults(cut=(50_000, 2))  # the answer to the question for the size is cut, too
    pull(order_pull(NAME), listener)
    assert site.requests[-1] == (f"/files/{PATH}", "bytes=50000-")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda data: data[:-1] + b"x", "its hash differs"),
        (lambda data: data[: len(data) // 2], "its hash differs"),
        (lambda data: data + bytes(10), "its hash differs"),
    ],
    ids=["altered", "short", "long"],
)
def test_an_archive_that_is_not_the_pinned_one_is_not_installed(
    site: FirefoxSite, listener: Listener, archive: bytes, change: object, reason: str
) -> None:
    site.files[PATH] = change(archive)  # type: ignore[operator]
    with pytest.raises(ModelError, match=reason):
        pull(order_pull(NAME), listener)
    assert _leftovers() == []
    site.files[PATH] = archive
    pull(order_pull(NAME), listener)


def test_an_archive_beyond_the_bound_is_not_fetched(
    site: FirefoxSite, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opus, "MAX_ARCHIVE_BYTES", 1_000)
    with pytest.raises(ModelError, match=r"1,000 are the most that is fetched"):
        pull(order_pull(NAME), listener)


def test_a_store_that_refuses_is_told_in_one_line(site: FirefoxSite, listener: Listener) -> None:
    site.faults = Faults(status=403)
    with pytest.raises(ModelError, match=r"127\.0\.0\.1 refuses with 403"):
        pull(order_pull(NAME), listener)
