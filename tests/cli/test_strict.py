"""`mujaz brief --strict`: what is left out is said, and changes the exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mujaz.translate.translation import Translation
from tests.cli.conftest import Run
from tests.cli.said import read_said

TEXT = (
    "افتتح وزير التعليم ثلاث مدارس جديدة في العاصمة صباح اليوم. "
    "وحضر الحفل عدد كبير من الأهالي والمسؤولين المحليين. "
    "وقال الوزير إن المدارس الجديدة تتسع لنحو 900 تلميذ."
)
WHY = (
    "news-1: Bullet 3 was left out (number): The English has the number “777”; neither the Arabic nor the article does."
)


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An article whose third bullet gets numbers that nothing bears out, from a translator that knows no better."""

    def translation(text: str) -> Translation:
        return Translation("There are 777 schools for 888 pupils" if "900" in text else "words " * len(text.split()))

    monkeypatch.setattr("tests.pipeline.doubles._translation", translation)
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps({"id": "news-1", "text": TEXT}) + "\n", encoding="utf-8")
    return path


def test_without_it_a_severe_flag_is_shown_and_nothing_is_left_out(run: Run, article: Path) -> None:
    result = run("brief", article)
    assert result.exit_code == 0
    assert "777" in result.stdout
    assert "\n  !! number: The English has the number “777”; neither" in result.stdout


def test_with_it_the_bullet_is_not_printed_and_standard_error_says_why(run: Run, article: Path) -> None:
    result = run("brief", article, "--strict")
    assert result.exit_code == 1
    assert result.stdout.count("•") == 2
    assert "\n! dropped: Bullet 3 was left out (number): " in result.stdout
    assert read_said(result) == f"mujaz: {WHY}\n"


def test_a_job_says_it_too_and_again_when_there_is_nothing_left_to_do(run: Run, article: Path, tmp_path: Path) -> None:
    output = tmp_path / "briefs.jsonl"
    for _ in range(2):
        result = run("brief", article, "--strict", "-o", output)
        assert result.exit_code == 1
        assert f"mujaz: {WHY}\n" in result.stderr
    assert len(json.loads(output.read_text(encoding="utf-8"))["bullets"]) == 2


def test_without_checks_only_the_translator_s_own_flags_remain(run: Run, article: Path) -> None:
    result = run("brief", article, "--strict", "--no-checks")
    assert (result.exit_code, result.stdout.count("•")) == (0, 3)


def test_without_repair_no_repair_is_listed_and_the_flags_are_the_same(run: Run, article: Path) -> None:
    repaired, plain = (
        json.loads(run("brief", article, "--format", "json", option).stdout)["bullets"][2]
        for option in ("--repair", "--no-repair")
    )
    assert plain["repairs"] == []
    assert plain["flags"] == repaired["flags"]
