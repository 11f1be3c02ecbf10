"""Who has only the translator that ships is told once how to get English for print."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from mujaz.cli.advice import find_advice
from mujaz.models.bundle import Bundle, user_folder
from mujaz.profiles import load_profile
from tests.cli.conftest import Run
from tests.cli.said import ADVICE

TEXT = "افتتح وزير التعليم ثلاث مدارس جديدة في المدينة. وقال الوزير إن المدارس تتسع لنحو 900 تلميذ من الأحياء القريبة."


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Three articles, as JSON Lines."""
    path = tmp_path / "corpus.jsonl"
    lines = [json.dumps({"id": f"a{number}", "text": f"{TEXT} {number}"}) for number in range(3)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_briefs_end_with_it_once_however_many_they_are(run: Run, corpus: Path) -> None:
    lines = run("brief", corpus).stderr.splitlines()
    assert lines[-1].startswith(f"{ADVICE}")
    assert "`mujaz models pull firefox` fetches a better translator, once (32 MB, for every use)" in lines[-1]
    assert sum(line.startswith(ADVICE) for line in lines) == 1


def test_a_job_says_it_once_and_not_again_when_nothing_is_left_to_do(run: Run, corpus: Path, tmp_path: Path) -> None:
    command = ("brief", corpus, "-o", tmp_path / "briefs.jsonl", "--window", "1")
    assert run(*command).stderr.count(ADVICE) == 1
    assert ADVICE not in run(*command).stderr


def test_neither_quiet_runs_nor_machines_nor_failures_get_it(run: Run, corpus: Path, tmp_path: Path) -> None:
    assert run("brief", corpus, "--quiet").stderr == ""
    assert "models pull" not in run("brief", corpus, "-o", tmp_path / "b.jsonl", "--log", "json").stderr
    assert ADVICE not in run("brief", tmp_path / "nowhere.txt").stderr


def test_who_has_or_names_another_translator_does_not_get_it(
    run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, firefox_bundle: Bundle
) -> None:
    assert find_advice(load_profile(translator=str(firefox_bundle.path))) == ""
    monkeypatch.setenv("MUJAZ_HOME", str(tmp_path / "home"))
    assert find_advice(load_profile())
    shutil.copytree(firefox_bundle.path, user_folder() / "firefox-ar-en")
    assert find_advice(load_profile("embedded")) == ""


def test_without_the_extra_it_says_how_to_install_that_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mujaz.cli.advice.find_spec", lambda _name: None)
    monkeypatch.setattr("mujaz.cli.advice.install_command", lambda extra: f"pip install 'mujaz[{extra}]'")
    assert find_advice(load_profile()).startswith("`pip install 'mujaz[firefox]'`, then `mujaz models pull firefox` ")
