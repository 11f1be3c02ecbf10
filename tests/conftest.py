"""Fixtures that several parts share."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest

NO_SKIPS = os.environ.get("MUJAZ_NO_SKIPS") == "1"
ROOT = Path(__file__).resolve().parent.parent


def skip(reason: str) -> None:
    """Skip visibly on a user's machine; fail where nothing may be skipped."""
    if NO_SKIPS:
        pytest.fail(f"MUJAZ_NO_SKIPS=1, but {reason}")
    pytest.skip(reason)


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
def examples() -> Path:
    """The articles that we wrote."""
    return ROOT / "examples"
