"""Briefs, checks and the report with a real model of Firefox, which gives no scores; of Arabic it makes no sense."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from mujaz.cli.main import cli
from mujaz.models.bundle import Bundle

TEXT = (
    "افتتحت بلدية المدينة أمس سوقاً جديدة للسمك تضم 85 محلاً قرب الميناء. "
    "وقال رئيس البلدية إن السوق القديمة لن تغلق قبل نهاية العام. "
    "وأضاف أن كلفة المشروع بلغت 12 مليون دينار."
)


def run(*arguments: object) -> None:
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.stderr


def test_a_brief_is_checked_flagged_and_reported_without_a_made_up_score(
    firefox_bundle: Bundle, tmp_path: Path
) -> None:
    article, briefs, page = tmp_path / "market.txt", tmp_path / "briefs.json", tmp_path / "desk.html"
    article.write_text(TEXT, encoding="utf-8")
    run("brief", article, "--translator", firefox_bundle.path, "-o", briefs)
    run("report", briefs, "-o", page)
    brief = json.loads(briefs.read_text(encoding="utf-8"))
    assert brief["provenance"]["engine"] == "firefox"
    for bullet in brief["bullets"]:
        assert sorted(bullet["scores"]) == ["rank", "support"]
        assert "degenerate" in {flag["kind"] for flag in bullet["flags"]}
        assert "hypotheses" not in {repair["step"] for repair in bullet["repairs"]}
        assert bullet["ar"] in page.read_text(encoding="utf-8")
