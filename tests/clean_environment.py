"""A virtual environment with Mujaz, the base install and chosen extras, and nothing else of what is installed here.

No index can be reached when tests run, so each package is linked from this Python's own packages.
"""

from __future__ import annotations

import sys
import tomllib
import venv
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement

from tests.conftest import ROOT
from tests.test_pins import reached


def make_environment(folder: Path, *extras: str) -> Path:
    """Make the environment in `folder`; return its Python."""
    venv.create(folder, symlinks=True)
    packages = folder / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *(line for extra in extras for line in project["optional-dependencies"][extra])]
    requirements = [Requirement(line) for line in lines]
    for name in reached([line for line in requirements if line.marker is None or line.marker.evaluate()]):
        _link_package(name, packages)
    (packages / "mujaz.pth").write_text(str(ROOT / "src"), encoding="utf-8")
    return folder / "bin" / "python"


def _link_package(name: str, packages: Path) -> None:
    files = distribution(name).files or []
    for top in {file.parts[0] for file in files} - {".."}:
        link = packages / top
        if not link.exists():
            link.symlink_to(distribution(name).locate_file(top))
