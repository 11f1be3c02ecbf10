"""`mujaz doctor`: what is there, and whether it works."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mujaz import __version__
from mujaz.cli import doctor as doctor_command
from mujaz.cli.doctor import check_installation
from mujaz.cli.main import cli
from mujaz.models.bundle import Bundle
from mujaz.profiles import Profile
from mujaz.translate.translation import Translation
from tests.cli.conftest import Run


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of pulled bundles."""
    monkeypatch.setenv("MUJAZ_HOME", str(tmp_path))
    (tmp_path / "bundles").mkdir()
    return tmp_path / "bundles"


def doctor(bundle: Path) -> Result:
    return CliRunner().invoke(cli, ["doctor", "--translator", str(bundle), "--threads", "1"])


def test_a_whole_installation_passes(home: Path, marian_bundle: Bundle) -> None:
    result = doctor(marian_bundle.path)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"ok      mujaz: {__version__}, Python 3.")
    assert f"ok      bundle {marian_bundle.path}: " in result.stdout
    assert "licence" in result.stdout
    assert "ok      canary through profile auto: " in result.stdout
    assert "FAILED" not in result.stdout


def test_an_altered_bundle_is_refused_with_exit_code_3(home: Path, marian_bundle: Bundle) -> None:
    altered = home / "altered"
    shutil.copytree(marian_bundle.path, altered)
    with (altered / "source.spm").open("ab") as file:
        file.write(b"x")
    result = doctor(marian_bundle.path)
    assert result.exit_code == 3
    assert "FAILED  bundle altered: source.spm is not the file that the manifest names" in result.stdout
    assert "ok      canary" in result.stdout


def test_a_missing_bundle_fails_itself_and_the_canary(home: Path) -> None:
    result = doctor(home / "nowhere")
    assert result.exit_code == 3
    assert [line.split()[:2] for line in result.stdout.splitlines() if "FAILED" in line] == [
        ["FAILED", "bundle"],
        ["FAILED", "canary"],
    ]


def test_who_has_only_the_embedded_translator_is_told_how_to_get_a_better_one(
    home: Path, marian_bundle: Bundle
) -> None:
    embedded = CliRunner().invoke(cli, ["doctor", "--threads", "1"])
    assert embedded.exit_code == 0
    assert "missing English for print: `mujaz models pull firefox` fetches a better translator, once" in embedded.stdout
    assert "English for print" not in doctor(marian_bundle.path).stdout


def test_every_extra_is_looked_at_with_all_its_packages() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {
        extra: {re.split("[<>=]", package)[0] for package in packages}
        for extra, packages in project["optional-dependencies"].items()
        if extra != "dev"
    }
    assert {extra: set(packages) for extra, packages in doctor_command._EXTRAS.items()} == declared


def test_an_extra_that_is_not_installed_is_missing_and_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_command, "_EXTRAS", {"future": ("pip", "no-such-package")})
    (check,) = [check for check in check_installation(Profile(name="own")) if "future" in check.name]
    assert (check.state, check.detail) == ("missing", "not installed: no-such-package")


@pytest.mark.parametrize("english", ["", "وزير minister"])
def test_a_canary_without_proper_english_fails(run: Run, english: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.pipeline.doubles._translation", lambda _text: Translation(english))
    result = run("doctor")
    assert result.exit_code == 3
    assert "FAILED  canary through profile auto: no proper English for" in result.stdout
