"""Wire copy is briefed once in a window."""

from __future__ import annotations

import pytest

from mujaz import Article, Briefer
from mujaz.errors import ArticleError
from tests.pipeline.doubles import UNUSABLE, SummarizerDouble, use_doubles

WIRE = "افتتح وزير التعليم ثلاث مدارس جديدة في العاصمة صباح اليوم. وحضر الحفل عدد كبير من الأهالي."
OTHER = "أعلنت وزارة المياه اليوم بدء العمل في سد جديد. وقال الوزير إن السد يكفي ثلاث مدن."


@pytest.fixture(autouse=True)
def _doubles(monkeypatch: pytest.MonkeyPatch) -> None:
    use_doubles(monkeypatch)


def windows(briefer: Briefer) -> list[list[str]]:
    double = briefer._summarizer
    assert isinstance(double, SummarizerDouble)
    return double.windows


def test_the_same_text_twice_is_worked_on_once_and_keeps_its_own_id_and_address() -> None:
    briefer = Briefer()
    first, second = Article(id="a", text=WIRE, url="https://a.example"), Article(id="b", text=WIRE)
    briefs = list(briefer.brief_many([first, Article(id="x", text=OTHER), second]))
    assert windows(briefer) == [["a", "x"]]
    assert [(brief.article.id, brief.article.url) for brief in briefs] == [
        ("a", "https://a.example"),
        ("x", ""),
        ("b", ""),
    ]
    assert briefs[0].bullets == briefs[2].bullets != briefs[1].bullets


def test_another_title_or_date_makes_another_article() -> None:
    briefer = Briefer()
    title, date = Article(id="b", text=WIRE, title="مدارس"), Article(id="c", text=WIRE, date="2026-01-02")
    list(briefer.brief_many([Article(id="a", text=WIRE), title, date]))
    assert windows(briefer) == [["a", "b", "c"]]


def test_a_failure_of_wire_copy_is_reported_for_each_carrier() -> None:
    failed: list[ArticleError] = []
    carriers = [Article(id=name, text=WIRE, title=UNUSABLE, source=f"news.jsonl:{name}") for name in "12"]
    assert list(Briefer().brief_many(carriers, failed.append)) == []
    assert [error.where for error in failed] == ["news.jsonl:1", "news.jsonl:2"]


def test_duplicates_are_looked_for_inside_a_window_only_and_not_at_all_on_request() -> None:
    articles = [Article(id=name, text=WIRE) for name in "abc"]
    apart, unasked = Briefer(window=2), Briefer(dedupe=False)
    list(apart.brief_many(articles))
    list(unasked.brief_many(articles))
    assert windows(apart) == [["a"], ["c"]]
    assert windows(unasked) == [["a", "b", "c"]]
