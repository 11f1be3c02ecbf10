"""`mujaz check`."""

from __future__ import annotations

import io
import json
from pathlib import Path

from click.testing import CliRunner, Result

from mujaz.cli.main import cli

GOOD = "اليوم\tToday\n"
WRONG = "قال الوزير إن 12 شخصا قتلوا في الانفجار\tThe minister said 21 people were killed in the explosion\n"


def _run(*arguments: str, text: str = GOOD + WRONG) -> Result:
    return CliRunner().invoke(cli, ["check", *arguments], input=io.BufferedReader(io.BytesIO(text.encode())))


def test_as_text_the_pairs_with_findings_are_shown() -> None:
    result = _run()
    assert result.stdout == (
        "2\n  قال الوزير إن 12 شخصا قتلوا في الانفجار\n  The minister said 21 people were killed in the explosion\n"
        "  !! number: The English has the number “21” where the Arabic has «12».\n\n"
    )
    assert result.stderr == "2 pairs: 1 severe, 0 with a warning, 0 that could not be read\n"
    assert result.exit_code == 0


def test_json_lines_hold_every_pair() -> None:
    first, second = map(json.loads, _run("--format", "jsonl").stdout.splitlines())
    assert first == {"id": "1", "ar": "اليوم", "en": "Today", "flags": [], "scores": {}, "unsure": []}
    assert [flag["kind"] for flag in second["flags"]] == ["number"]


def test_json_is_one_array(tmp_path: Path) -> None:
    assert _run("-o", str(tmp_path / "checked.json")).exit_code == 0
    assert [pair["id"] for pair in json.loads((tmp_path / "checked.json").read_text("utf-8"))] == ["1", "2"]
    assert json.loads(_run("--format", "json", text="").stdout or "[]") == []


def test_something_severe_ends_with_1_if_that_is_asked_for() -> None:
    assert _run("--fail-on", "severe").exit_code == 1
    assert _run("--fail-on", "warning").exit_code == 1
    assert _run("--fail-on", "severe", text=GOOD).exit_code == 0


def test_a_line_that_cannot_be_read_is_reported_and_the_others_are_checked() -> None:
    result = _run("--quiet", text=f"no tab\n{WRONG}")
    assert result.exit_code == 1
    assert result.stdout.startswith("2\n")
    assert "mujaz: stdin:1: a line needs an Arabic text and an English one, separated by a tab" in result.stderr
