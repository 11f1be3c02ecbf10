"""The embedded models on a newspaper's article as it was saved: headline, deck and a subscription prompt at its end."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from mujaz.cli.main import cli
from mujaz.models.bundle import list_bundles
from tests.cli.said import read_said
from tests.conftest import skip

HEADLINE = "تويتر وفيسبوك وغوغل ومايكروسوفت تشارك في مواجهة خطر «داعش»"
DECK = "وزراء داخلية أوروبا يبحثون مع ممثلي شركات التواصل الاجتماعي مواجهة دعاية التنظيمات الإرهابية"
PROMPT = (
    "لم تشترك بعد",
    "انشئ حساباً خاصاً بك لتحصل على أخبار مخصصة لك ولتتمتع بخاصية حفظ المقالات وتتلقى نشراتنا البريدية المتنوعة",
)

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def brief(shared: Path) -> dict[str, Any]:
    if "embedded-ar-en" not in list_bundles():
        skip("there is no bundle embedded-ar-en")
    arguments = ["brief", str(shared / "samples" / "asharq-alawsat-2014.txt"), "--format", "json"]
    result = CliRunner().invoke(cli, arguments, catch_exceptions=False)
    assert (result.exit_code, read_said(result)) == (0, "")
    made: dict[str, Any] = json.loads(result.stdout)
    return made


def test_it_gives_three_to_seven_bullets(brief: dict[str, Any]) -> None:
    assert 3 <= len(brief["bullets"]) <= 7


def test_the_headline_is_the_title_and_no_bullet_rests_on_it_on_the_deck_or_on_the_prompt(
    brief: dict[str, Any],
) -> None:
    assert brief["article"]["title"] == HEADLINE
    end_of_the_news = brief["article"]["text"].index(HEADLINE)
    for bullet in brief["bullets"]:
        assert all(span["end"] <= end_of_the_news for span in bullet["evidence"])
        assert not any(text in bullet["ar"] or bullet["ar"] in text for text in (HEADLINE, DECK, *PROMPT))


def test_each_evidence_span_is_verbatim_at_its_offsets(brief: dict[str, Any]) -> None:
    text = brief["article"]["text"]
    for bullet in brief["bullets"]:
        assert bullet["evidence"]
        assert all(text[span["start"] : span["end"]] == span["text"] for span in bullet["evidence"])


def test_each_english_bullet_is_there_and_holds_no_arabic_letter(brief: dict[str, Any]) -> None:
    for english in (brief["article"]["title_en"], *(bullet["en"] for bullet in brief["bullets"])):
        assert re.search("[A-Za-z]", english)
        assert not re.search("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]", english)
