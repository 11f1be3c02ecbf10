"""Finished briefs: as editors judged them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from mujaz.cli.main import cli
from mujaz.errors import InputError
from mujaz.eval.feedback import Verdict
from mujaz.eval.finishing import finish_briefs, read_briefs
from mujaz.pipeline.formats import formats_by_name
from mujaz.pipeline.formats.base import Style
from mujaz.types import Brief
from tests.pipeline.briefs import a_brief, a_mixed_brief

NOTICE = "Machine output. Not for publication unseen."


def judge(bullet: int | str, verdict: str, system: str = "briefs", **edited: str) -> Verdict:
    brief = a_brief()
    line: Any = brief.bullets[bullet] if isinstance(bullet, int) else None
    texts = {"ar": line.ar, "en": line.en} if line else {"ar": brief.article.title, "en": brief.article.title_en}
    fields = {"article": "school", "system": system, "bullet": bullet, "verdict": verdict, **texts, **edited}
    return Verdict.model_validate(fields)


def finish(*verdicts: Verdict) -> Brief:
    [brief] = finish_briefs([a_brief()], verdicts, "briefs")
    return brief


def text_of(brief: Brief) -> str:
    return "".join(map(str, formats_by_name()["csv"].write([brief], Style())))


def test_without_a_verdict_what_is_severe_is_left_out_and_the_rest_stays_with_its_notice() -> None:
    brief = finish()
    assert [bullet.en for bullet in brief.bullets] == ["Parents attended."]
    assert NOTICE in text_of(brief)


def test_a_corrected_bullet_has_the_new_text_and_no_flag() -> None:
    bullet = finish(judge(0, "fix", edited_en="A minister opened it.")).bullets[0]
    assert (bullet.ar, bullet.en, bullet.flags) == ("افتتح الوزير المدرسة.", "A minister opened it.", ())


def test_a_rejected_bullet_is_left_out() -> None:
    assert [bullet.en for bullet in finish(judge(0, "accept"), judge(1, "reject")).bullets] == [
        "The minister opened the school."
    ]


def test_a_brief_whose_lines_were_all_judged_goes_without_the_notice() -> None:
    brief = finish(judge("headline", "fix", edited_en="A school"), judge(0, "accept"), judge(1, "accept"))
    assert brief.article.title_en == "A school"
    assert brief.flags == ()
    assert NOTICE not in text_of(brief)


def test_an_english_headline_with_a_severe_flag_needs_a_verdict_and_the_arabic_one_does_not() -> None:
    [brief] = finish_briefs([a_mixed_brief()], [], "briefs")
    assert (brief.article.title, brief.article.title_en) == ("أرباح Nile Tech ترتفع +18.5%", "")


def test_verdicts_on_another_system_do_not_count_and_those_of_documents_do() -> None:
    assert len(finish(judge(0, "accept", system="other")).bullets) == 1
    assert len(finish(judge(0, "accept", system="mujaz")).bullets) == 2


def test_a_verdict_on_another_text_is_refused() -> None:
    with pytest.raises(InputError, match="the verdict on bullet 1 of 'school' is about another text"):
        finish(judge(0, "accept", ar="نص آخر"))


def test_summaries_are_no_briefs(tmp_path: Path) -> None:
    (tmp_path / "summaries.jsonl").write_text('{"id": "a", "summary": "نص"}\n', encoding="utf-8")
    with pytest.raises(InputError, match="'a' is a summary and no brief"):
        list(read_briefs(tmp_path / "summaries.jsonl"))


def test_the_command_writes_finished_briefs_in_the_format_of_the_suffix(tmp_path: Path) -> None:
    briefs, feedback, output = (tmp_path / name for name in ("briefs.jsonl", "feedback.json", "out.csv"))
    briefs.write_text(a_brief().to_json() + "\n", encoding="utf-8")
    verdict = judge(0, "fix", edited_en="It opened.").model_dump(mode="json")
    feedback.write_text(json.dumps({"schema": "mujaz.feedback/1", "report": "5f", "verdicts": [verdict]}))
    arguments = ["report", str(briefs), "--verdicts", str(feedback), "-o"]
    assert CliRunner().invoke(cli, [*arguments, str(output)]).exit_code == 0
    assert "It opened." in output.read_text(encoding="utf-8-sig")
    refused = CliRunner().invoke(cli, [*arguments, str(tmp_path / "page.html")])
    assert (refused.exit_code, "--verdicts is for documents" in refused.stderr) == (2, True)
