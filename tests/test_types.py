"""What an article is made of."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from pydantic import ValidationError

from mujaz import Article


def test_an_article_needs_its_text_alone() -> None:
    article = Article(text="نص", id=None, title=None, url=None, date=None)
    assert article == Article(text="نص")
    assert article.model_dump(exclude={"text", "references", "references_en", "times"}) == dict.fromkeys(
        ("id", "title", "url", "date"), ""
    )
    with pytest.raises(ValidationError, match="text"):
        Article(id="a")  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("value", "date"),
    [
        (None, ""),
        (float("nan"), ""),
        ("2026-03-01", "2026-03-01"),
        (datetime.date(2026, 3, 1), "2026-03-01"),
        (datetime.datetime(2026, 3, 1, 8, 30), "2026-03-01T08:30:00"),
        (datetime.datetime(2026, 3, 1, 8, 30, tzinfo=datetime.UTC), "2026-03-01T08:30:00+00:00"),
    ],
)
def test_a_date_is_written_as_iso_writes_it(value: Any, date: str) -> None:
    assert Article(text="نص", date=value).date == date


def test_a_number_does_as_an_id_and_nothing_else_does() -> None:
    assert Article(text="نص", id=7).id == "7"
    with pytest.raises(ValidationError, match="id"):
        Article(text="نص", id=True)
    with pytest.raises(ValidationError, match="title"):
        Article(text="نص", title=7)  # type: ignore[arg-type]


def test_messages_name_an_article_by_its_source_else_its_id() -> None:
    assert Article(text="نص", id="a", source="a.txt").where == "a.txt"
    assert Article(text="نص", id="a").where == "a"
    assert Article(text="نص").where == "an article without an id"
