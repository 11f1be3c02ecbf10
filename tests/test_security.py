"""The table of limits in SECURITY.md is that of the constants."""

from __future__ import annotations

import importlib

import pytest

from tests.conftest import ROOT


def test_the_table_of_limits_is_that_of_the_constants(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    limits = importlib.import_module("limits")
    assert limits.written() == limits.table(), "python benchmarks/limits.py --write mends it"
