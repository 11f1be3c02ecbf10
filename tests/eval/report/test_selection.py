"""What a report shows of a corpus that is too large to be shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mujaz.eval import Evaluation, Inputs, Output, Run, Trials, evaluate_inputs, gather_inputs
from mujaz.eval.report import flagged, write_briefs, write_report
from mujaz.eval.report.flagged import WorstBullet, shown_places
from mujaz.eval.report.view import BulletView
from mujaz.types import Article, Brief, BriefArticle, Bullet, Flag

WORDS = ["وصل", "الوفد", "إلى", "العاصمة", "مساء", "أمس", "وغادر", "السفير", "المدينة", "اليوم"]
COUNT = 30
GOOD, BAD = " ".join(WORDS), "لا شيء"
FLAG = Flag(kind="number", severity="severe", message="21 is not there.", where="ar:0-2")


def brief(number: int, text: str) -> Output:
    """Article 12 has a flag."""
    bullet = Bullet(ar=text, flags=(FLAG,) if number == 12 else ())
    return Output(text, brief=Brief(article=BriefArticle(id=f"{number:02}"), bullets=(bullet,)))


@pytest.fixture(scope="module")
def measured() -> tuple[Evaluation, Inputs]:
    """The new run is bad at article 3 and only there; the old one at article 20, which is the largest gain."""
    articles = [Article(id=f"{number:02}", text="", references=(GOOD,)) for number in range(COUNT)]
    new = Run("new", {f"{number:02}": brief(number, BAD if number == 3 else GOOD) for number in range(COUNT)})
    old = Run("old", {f"{number:02}": Output(BAD if number == 20 else GOOD) for number in range(COUNT)})
    inputs = gather_inputs([new], articles, baseline=old)
    return evaluate_inputs(inputs, metrics=["rouge1"], trials=Trials(samples=40, shuffles=40)), inputs


def places(measured: tuple[Evaluation, Inputs], *flagged: int) -> list[int]:
    evaluation, inputs = measured
    worst = [WorstBullet(place + 1, "", BulletView("b", "", "")) for place in flagged]
    return shown_places(inputs.ids, evaluation, evaluation.results[0], "rouge1", worst)


def test_all_are_shown_where_they_are_not_too_many(measured: tuple[Evaluation, Inputs]) -> None:
    assert places(measured) == list(range(COUNT))


def test_of_more_the_flagged_the_lowest_the_changed_and_some_at_random_are_shown(
    measured: tuple[Evaluation, Inputs], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flagged, "MOST", 8)
    found = places(measured, 12)
    assert len(found) == 8
    assert found == sorted(found)
    assert {3, 12, 20} < set(found)
    assert places(measured, 12) == found


def test_flagged_bullets_come_before_everything_else(
    measured: tuple[Evaluation, Inputs], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flagged, "MOST", 2)
    assert places(measured, 12, 7, 12, 9) == [7, 12]


def test_a_report_of_some_articles_says_so_and_counts_all(
    measured: tuple[Evaluation, Inputs], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(flagged, "MOST", 8)
    page = write_report(*measured, tmp_path / "report").read_text(encoding="utf-8")
    assert '<bdi dir="ltr">8</bdi> / <bdi dir="ltr">30</bdi>' in page
    assert page.count("<tr data-number=") == 8
    files = {file.name for file in (tmp_path / "report" / "articles").iterdir()}
    assert len(files) == 8
    assert {"00004.html", "00013.html", "00021.html"} < files
    assert {link.removeprefix("articles/") for link in re.findall(r'href="(articles/\d+\.html)', page)} == files
    assert 'aria-label="1, 0, 0, 0, 0, 0, 0, 0, 0, 29"' in page  # how many of all have which score
    assert "30 bullets, 1 not to be used unseen, 0 with a warning; no flag does not mean right." in page


def test_a_page_of_briefs_alone_says_it_without_a_word_of_scores(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(flagged, "MOST", 2)
    made = (brief(number, GOOD).brief for number in range(6))
    lines = (one.to_json() + "\n" for one in made if one)
    (tmp_path / "b.jsonl").write_text("".join(lines), encoding="utf-8")
    page = write_briefs(tmp_path / "b.jsonl", tmp_path / "report").read_text(encoding="utf-8")
    assert "articles have a page: those to look at first, and some at random." in page
    assert "lowest scores" not in page


def test_a_report_of_all_articles_says_nothing_of_a_selection(
    measured: tuple[Evaluation, Inputs], tmp_path: Path
) -> None:
    page = write_report(*measured, tmp_path / "r.html").read_text(encoding="utf-8")
    assert "articles have a page" not in page
