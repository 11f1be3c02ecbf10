"""How an optional part is installed from the current folder, and which version of a package is installed."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path


def install_command(extra: str) -> str:
    """Return the command that installs an extra beside the Mujaz that is running.

    From a clone it installs the clone. Of an installed package only the extra's own dependencies are fetched: pip takes
    the package itself for satisfied, so it need not be on any index.
    """
    clone = clone_of(Path(__file__))
    if clone is None:
        return f"{_pip()} install {shlex.quote(f'mujaz[{extra}]')}"
    folder = "." if _is_here(clone) else str(clone)
    return f"{_pip()} install -e {shlex.quote(f'{folder}[{extra}]')}"


def clone_of(module: Path) -> Path | None:
    """Return the clone whose ``src/mujaz`` holds a module; None if the module lies among installed packages."""
    root = module.resolve().parent.parent.parent
    return root if (root / "pyproject.toml").is_file() and module.resolve().parent.parent.name == "src" else None


def _is_here(folder: Path) -> bool:
    try:
        return folder == Path.cwd()
    except OSError:  # the current folder was removed
        return False


def _pip() -> str:
    """Return how to call the pip of the Python that is running."""
    beside = Path(sys.executable).parent
    first = shutil.which("pip")
    return "pip" if first and Path(first).parent == beside else f"{shlex.quote(sys.executable)} -m pip"


def find_version(package: str) -> str | None:
    """Return the installed version of a package; None if it is not installed."""
    from importlib.metadata import PackageNotFoundError, version  # not for `mujaz --help`

    try:
        return version(package)
    except PackageNotFoundError:
        return None
