"""The whole path on real architectures: mT5 and MarianMT checkpoints that the tests train, from article to scores."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from mujaz.cli.main import cli
from mujaz.cli.schema import brief_schema
from mujaz.models.bundle import Bundle
from tests.checkpoints import corpus

ARABIC = re.compile("[\u0621-\u064a]")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Path:
    """The examples, and an article in the words that the tiny models know."""
    known = corpus()[:12]
    record = {
        "id": "known",
        "text": " ".join(f"{arabic}." for arabic, _ in known),
        "summary": "\n".join(arabic for arabic, _ in known[:3]),
        "summary_en": "\n".join(english for _, english in known[:3]),
    }
    path = tmp_path_factory.mktemp("archive") / "archive.jsonl"
    lines = (examples / "articles.jsonl").read_text(encoding="utf-8")
    path.write_text(f"{lines}{json.dumps(record, ensure_ascii=False)}\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def models(marian_bundle: Bundle, mt5_bundle: Bundle) -> list[str]:
    return ["--translator", str(marian_bundle.path), "--summarizer", str(mt5_bundle.path), "--threads", "1"]


def mujaz(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], catch_exceptions=False)


@pytest.mark.parametrize("strategy", ["extractive", "mt5"])
def test_articles_become_briefs_that_can_be_measured(
    strategy: str, archive: Path, models: list[str], marian_bundle: Bundle, mt5_bundle: Bundle, tmp_path: Path
) -> None:
    run = tmp_path / "run.jsonl"
    result = mujaz("brief", archive, "--strategy", strategy, *models, "-o", run)
    assert result.exit_code == 0, result.stderr
    briefs = [json.loads(line) for line in run.read_text(encoding="utf-8").splitlines()]
    assert [brief["article"]["id"] for brief in briefs] == ["politics", "economy", "feature", "known"]
    used = {"extractive": [marian_bundle], "mt5": [mt5_bundle, marian_bundle]}[strategy]
    for brief in briefs:
        assert_whole(brief)
        assert [bundle["digest"] for bundle in brief["provenance"]["bundles"]] == [bundle.digest for bundle in used]
    scores = mujaz("evaluate", run, "--references", archive, "--samples", "40")
    assert scores.exit_code == 0
    assert "rouge" in scores.stdout.lower()
    assert "chrf" in scores.stdout.lower()


def assert_whole(brief: dict[str, Any]) -> None:
    """Bullets in article order, evidence verbatim at its offsets, English everywhere and no Arabic letter in it."""
    jsonschema.validate(brief, brief_schema())
    assert 1 <= len(brief["bullets"]) <= 7
    text = brief["article"]["text"]
    for bullet in brief["bullets"]:
        assert ARABIC.search(bullet["ar"])
        assert bullet["en"].strip()
        assert not ARABIC.search(bullet["en"])
        assert bullet["evidence"]
        assert all(text[span["start"] : span["end"]] == span["text"] for span in bullet["evidence"])
    starts = [bullet["evidence"][0]["start"] for bullet in brief["bullets"]]
    assert starts == sorted(starts)
    assert [flag["kind"] for flag in brief["flags"]].count("notice") == 1


def test_the_english_stands_beside_the_arabic_that_it_renders(archive: Path, models: list[str], tmp_path: Path) -> None:
    """The tiny model gets a word wrong now and then, hence a share and not equality."""
    run = tmp_path / "run.jsonl"
    mujaz("brief", archive, "--strategy", "extractive", *models, "-o", run)
    english = dict(corpus())
    known = json.loads(run.read_text(encoding="utf-8").splitlines()[-1])
    assert len(known["bullets"]) == 5
    for bullet in known["bullets"]:
        expected = english[bullet["ar"].rstrip(".")].lower().split()
        assert sum(word in bullet["en"].lower() for word in expected) >= 0.7 * len(expected)


def test_the_same_run_twice_writes_the_same_bytes(archive: Path, models: list[str], tmp_path: Path) -> None:
    runs = [tmp_path / "one.jsonl", tmp_path / "two.jsonl"]
    for run in runs:
        mujaz("brief", archive, "--strategy", "mt5", *models, "-o", run)
    assert runs[0].read_bytes() == runs[1].read_bytes()


def test_a_window_s_size_is_all_that_batching_depends_on(archive: Path, models: list[str], tmp_path: Path) -> None:
    """An article alone in its window gives the same brief wherever it stands in the stream."""
    whole, single = tmp_path / "whole.jsonl", tmp_path / "single.jsonl"
    last = tmp_path / "last.jsonl"
    last.write_text(archive.read_text(encoding="utf-8").splitlines()[-1], encoding="utf-8")
    mujaz("brief", archive, "--window", "1", *models, "-o", whole)
    mujaz("brief", last, "--window", "1", *models, "-o", single)
    assert single.read_text(encoding="utf-8") == whole.read_text(encoding="utf-8").splitlines(keepends=True)[-1]


def test_a_summarizer_in_the_translator_s_place_is_refused(archive: Path, mt5_bundle: Bundle) -> None:
    result = mujaz("brief", archive, "--translator", mt5_bundle.path)
    assert result.exit_code == 3
    assert "translate" in result.stderr


def test_the_mt5_strategy_without_a_bundle_says_what_to_give(archive: Path, marian_bundle: Bundle) -> None:
    result = mujaz("brief", archive, "--strategy", "mt5", "--translator", marian_bundle.path)
    assert result.exit_code == 3
    assert "--summarizer" in result.stderr or "summarizer bundle" in result.stderr


def test_an_unknown_strategy_is_named_with_those_that_exist(archive: Path, marian_bundle: Bundle) -> None:
    result = mujaz("brief", archive, "--strategy", "magic", "--translator", marian_bundle.path)
    assert (result.exit_code, result.stderr) == (
        2,
        "mujaz: no strategy 'magic'; there are condensed, extractive, mt5, mt5-single\n",
    )
