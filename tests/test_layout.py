"""The mapping of folders to packages, its symlinks and the wheel agree."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
MAPPED = {
    "mujaz.summarize": "summarize",
    "mujaz.translate": "translate",
    "mujaz.eval": "eval",
    "mujaz.configs": "configs",
}
LARGE = 1_000_000


@pytest.fixture(scope="module")
def settings() -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    return found


def python_folders(top: Path, package: str) -> set[str]:
    """The packages in a folder, itself included; a symlink is mapped elsewhere."""
    found = {package} if (top / "__init__.py").is_file() else set()
    for entry in top.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            found |= python_folders(entry, f"{package}.{entry.name}")
    return found


def test_each_folder_of_the_design_is_mapped_into_the_namespace(settings: dict[str, Any]) -> None:
    assert settings["package-dir"] == {"mujaz": "src/mujaz", **MAPPED}


@pytest.mark.parametrize(("package", "folder"), MAPPED.items())
def test_a_relative_symlink_shows_each_mapping_to_editors(package: str, folder: str) -> None:
    link = ROOT / "src" / "mujaz" / package.removeprefix("mujaz.")
    assert link.is_symlink()
    assert link.readlink() == Path("..") / ".." / folder
    assert link.resolve() == ROOT / folder


def test_every_package_is_listed_and_nothing_else(settings: dict[str, Any]) -> None:
    folders = {"mujaz": "src/mujaz", **MAPPED}
    there = set().union(*(python_folders(ROOT / folder, package) for package, folder in folders.items()))
    assert sorted(there) == settings["packages"]


def test_the_wheel_holds_every_file_of_the_packages_once(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    for name in ("src", *MAPPED.values()):
        shutil.copytree(
            ROOT / name,
            copy / name,
            symlinks=True,
            copy_function=_copy_small,
            ignore=shutil.ignore_patterns("__pycache__"),
        )
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy / name)
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index", "-q", "-w"]
    subprocess.run([*command, str(tmp_path), str(copy)], check=True, capture_output=True, timeout=120)
    (wheel,) = tmp_path.glob("mujaz-*.whl")
    names = [name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name]
    assert sorted(names) == sorted(_expected(copy))


def _copy_small(source: str, target: str) -> None:
    # The weights' names matter here, not their megabytes.
    if Path(source).stat().st_size < LARGE:
        shutil.copy(source, target)
    else:
        Path(target).touch()


def _expected(copy: Path) -> list[str]:
    homes = {"src/mujaz": "mujaz"} | {folder: package.replace(".", "/") for package, folder in MAPPED.items()}
    return [
        f"{package}/{path.relative_to(copy / folder).as_posix()}"
        for folder, package in homes.items()
        for path in (copy / folder).rglob("*")
        if path.is_file() and "mujaz.egg-info" not in path.parts
    ]
