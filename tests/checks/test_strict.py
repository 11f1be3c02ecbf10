"""What is left out under --strict."""

from __future__ import annotations

from mujaz.checks.flagging import flag_fact
from mujaz.checks.window import without_severe
from mujaz.facts.find import find_facts
from tests.pipeline.briefs import a_brief


def test_a_bullet_with_a_severe_flag_is_left_out_and_the_brief_says_which_and_why() -> None:
    brief = without_severe(a_brief())
    assert [bullet.en for bullet in brief.bullets] == ["Parents attended."]
    notice, dropped = brief.flags
    assert notice.kind == "notice"
    assert (dropped.kind, dropped.where) == ("dropped", "en")
    assert dropped.message == "Bullet 1 was left out (number): A number differs."
    assert dropped.message_ar == "حُذفت النقطة 1 (number): A number differs."


def test_an_english_headline_with_a_severe_flag_is_left_out_too() -> None:
    flag = flag_fact("fact-invented", find_facts("7", "en").numbers[0], "title_en:0-1", text="7")
    brief = without_severe(a_brief(flags=(flag,), bullets=()))
    assert brief.article.title_en == ""
    assert [(one.kind, one.where) for one in brief.flags] == [("dropped", "title_en")]


def test_what_has_no_severe_flag_stays_as_it_is() -> None:
    brief = a_brief(bullets=a_brief().bullets[1:])
    assert without_severe(brief) == brief
