"""What keeps tests from running is said before they run."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests import needs
from tests.conftest import ROOT

EMBEDDED = "there is no bundle embedded-ar-en"
"""No machine lacks what ships with Mujaz; only a clone that was broken does."""


def reasons() -> Iterator[str]:
    """Every literal reason that a test gives to `skip`."""
    for file in sorted((ROOT / "tests").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "skip":
                yield ast.literal_eval(node.args[0])


def test_every_reason_for_a_skip_is_known_beforehand() -> None:
    assert set(reasons()) == {*needs.NEEDS, EMBEDDED}


def test_what_is_absent_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    absent = {"there is no A": lambda: False, "C is not here": lambda: True, "B is not here": lambda: False}
    monkeypatch.setattr(needs, "NEEDS", absent)
    assert needs.header() == "tests will be skipped, for there is no A; B is not here"
    monkeypatch.setattr(needs, "NEEDS", {"there is no A": lambda: True})
    assert needs.header() == "all that the tests need is here"


def test_a_run_begins_with_that_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AXE_CORE", raising=False)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--collect-only",
        "-p",
        "no:cacheprovider",
        "tests/flags/test_catalogue.py",
    ]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120).stdout
    assert re.search("^tests will be skipped, for .*AXE_CORE names no folder", shown, re.MULTILINE)


def test_contributing_says_what_make_test_needs() -> None:
    section = (
        (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("### What `make test` needs beside Python")[1]
    )
    for name in ("python3-venv", "Chromium", "Noto", "LibreOffice", "axe-core", "shared"):
        assert name in section.split("\n## ")[0]
