"""What is said of an extra that is missing works from where one stands."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

import pytest

from mujaz import extras
from mujaz.errors import MissingExtraError
from mujaz.extras import clone_of, install_command

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def _find_our_pip(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: str(Path(sys.executable).parent / "pip"))


def test_from_a_clone_the_clone_is_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(ROOT)
    assert install_command("torch") == "pip install -e '.[torch]'"
    monkeypatch.chdir(tmp_path)
    assert install_command("torch") == f"pip install -e '{ROOT}[torch]'"
    assert str(MissingExtraError("training", "torch")).startswith("training needs the extra [torch]: pip install -e ")


def test_of_an_installed_package_the_name_does(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    module = tmp_path / "lib" / "site-packages" / "mujaz" / "extras.py"
    monkeypatch.setattr(extras, "__file__", str(module))
    assert install_command("ray") == "pip install 'mujaz[ray]'"
    module.parent.mkdir(parents=True)
    (tmp_path / "lib" / "pyproject.toml").touch()
    assert clone_of(module) is None


def test_another_pip_than_that_of_the_running_python_is_not_called(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "executable", "/opt/my python/bin/python")
    expected = "'/opt/my python/bin/python' -m pip install -e '.[ray]'"
    monkeypatch.setattr(shutil, "which", lambda _name: "/usr/bin/pip")
    assert install_command("ray") == expected
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert install_command("ray") == expected


@pytest.mark.skipif(all(found.name != "mujaz" for found in distributions()), reason="Mujaz is not installed here")
def test_pip_needs_no_index_for_a_package_that_is_installed() -> None:
    command = [sys.executable, "-m", "pip", "install", "--no-index", "--no-deps", "--dry-run", "mujaz[parquet]"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (done.returncode, "already satisfied: mujaz[parquet]" in done.stdout) == (0, True)
