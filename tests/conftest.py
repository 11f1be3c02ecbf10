"""Fixtures that several parts share."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from mujaz.models.bundle import Bundle
from tests import checkpoints, firefox_model, needs

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# A busy machine is no defect: how fast something is, benchmarks say.
settings.register_profile("mujaz", deadline=None)
settings.load_profile("mujaz")

NO_SKIPS = os.environ.get("MUJAZ_NO_SKIPS") == "1"
ROOT = Path(__file__).resolve().parent.parent


CHROMIUM_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def skip(reason: str) -> None:
    """Skip visibly on a user's machine; fail where nothing may be skipped."""
    if NO_SKIPS:
        pytest.fail(f"MUJAZ_NO_SKIPS=1, but {reason}")
    pytest.skip(reason)


def pytest_report_header() -> str:
    """Say at the start of a run what is absent, so that nobody takes a skip for a pass."""
    return needs.header()


@pytest.fixture(scope="session", autouse=True)
def _nothing_pulled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests see no bundle that is pulled on this machine: the default profile would take it."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("MUJAZ_HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(scope="session", autouse=True)
def _coarse_int8() -> Iterator[None]:
    """Bear what int8 costs tiny models on a processor without VNNI.

    There oneDNN adds products of two pairs in 16 bits, which overflow if both weights are large: rare in rows of
    hundreds of weights, frequent in rows of 48 (docs/findings/engines.md has figures).
    """
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("mujaz.models.parity.INT8_TOLERANCE", 1.0)
        yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with shared data and samples beside the checkout."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        skip("the shared data folder is not beside the checkout")
    return folder


@pytest.fixture(scope="session")
def needs_torch() -> None:
    """Skip where the extra [torch] is not installed."""
    if importlib.util.find_spec("torch") is None or importlib.util.find_spec("transformers") is None:
        skip("the extra [torch] is not installed")


@pytest.fixture(scope="session")
def firefox_bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """A real model of Firefox, Portuguese to English, as a bundle."""
    if firefox_model.find_files() is None:
        skip("the extra [firefox], or its model for tests, is not installed")
    return firefox_model.write_bundle(tmp_path_factory.mktemp("firefox") / "bundle")


@pytest.fixture(scope="session")
def examples() -> Path:
    """The articles that we wrote."""
    return ROOT / "examples"


@pytest.fixture(scope="session")
def marian_checkpoint(tmp_path_factory: pytest.TempPathFactory, needs_torch: None) -> Path:
    """A tiny trained Marian checkpoint with one vocabulary, as published ones are."""
    return checkpoints.tiny_marian(tmp_path_factory.mktemp("marian") / "checkpoint")


@pytest.fixture(scope="session")
def split_checkpoint(tmp_path_factory: pytest.TempPathFactory, needs_torch: None) -> Path:
    """A tiny trained Marian checkpoint as our trainer makes them: a vocabulary a side, learned positions."""
    folder = tmp_path_factory.mktemp("split") / "checkpoint"
    return checkpoints.tiny_marian(folder, joint=False, learned_positions=True)


@pytest.fixture(scope="session")
def mt5_checkpoint(tmp_path_factory: pytest.TempPathFactory, needs_torch: None) -> Path:
    """A tiny trained mT5 checkpoint with an untied head."""
    return checkpoints.tiny_mt5(tmp_path_factory.mktemp("mt5") / "checkpoint")


@pytest.fixture(scope="session")
def marian_bundle(marian_checkpoint: Path) -> Bundle:
    """The tiny Marian as a bundle in CTranslate2's format, float32."""
    return checkpoints.bundle(marian_checkpoint, "ctranslate2")


@pytest.fixture(scope="session")
def split_bundle(split_checkpoint: Path) -> Bundle:
    """The tiny Marian with a vocabulary a side as a bundle in CTranslate2's format, float32."""
    return checkpoints.bundle(split_checkpoint, "ctranslate2")


@pytest.fixture(scope="session")
def mt5_bundle(mt5_checkpoint: Path) -> Bundle:
    """The tiny mT5 as a bundle in CTranslate2's format, float32."""
    return checkpoints.bundle(mt5_checkpoint, "ctranslate2")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium: one for all tests, since Playwright can be started once in a thread."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        skip("Playwright is not installed")
    program = shutil.which("chromium")
    if program is None:
        skip("there is no Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(CHROMIUM_FLAGS))
        yield browser
        browser.close()
