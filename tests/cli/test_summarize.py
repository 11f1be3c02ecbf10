"""`mujaz summarize`: Arabic bullets as lines that `mujaz evaluate` reads."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.cli.test_brief import TEXT, written


def test_each_article_gives_a_line_with_its_bullets_one_a_line(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path / "school.txt", TEXT)
    result = run("summarize", path, "--bullets", "2")
    first, second, _ = TEXT.split(". ")
    assert json.loads(result.stdout) == {"id": "school", "summary": f"{first}.\n{second}."}
    assert (result.exit_code, len(result.stdout.splitlines())) == (0, 1)


def test_a_bad_article_is_reported_and_the_others_are_written(run: Run, tmp_path: Path) -> None:
    lines = [json.dumps({"id": "a", "text": TEXT}), json.dumps({"id": "b", "text": "قصير"})]
    path, output = written(tmp_path / "news.jsonl", *lines), tmp_path / "out.jsonl"
    result = run("summarize", path, "-o", output)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"mujaz: {path}:2: ")
    assert [json.loads(line)["id"] for line in output.read_text(encoding="utf-8").splitlines()] == ["a"]


def test_an_article_without_bullets_is_reported(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path / "news.jsonl", json.dumps({"id": "a", "text": TEXT, "title": "بلا نقاط"}))
    result = run("summarize", path)
    assert (result.exit_code, result.stdout) == (2, "")
