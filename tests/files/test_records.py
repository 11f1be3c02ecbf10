"""Records as other tools write them: their usual keys are known, others can be named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mujaz.errors import ArticleError, InputError
from mujaz.files.articles import read_articles
from mujaz.files.formats.base import Reading
from mujaz.files.records import Fields
from mujaz.types import Article

NEWS = "افتتح الوزير المدرسة الجديدة في العاصمة صباح اليوم."


def read(path: Path, **fields: str) -> list[Article | ArticleError]:
    return list(read_articles([str(path)], reading=Reading(Fields(fields))))


def article(tmp_path: Path, record: dict[str, Any], **fields: str) -> Article:
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    (found,) = read(path, **fields)
    assert isinstance(found, Article), found
    return found


def parts(found: Article) -> dict[str, str]:
    return found.model_dump(include={"id", "title", "text", "url", "date"})


@pytest.mark.parametrize(
    "key",
    [
        *("text", "Text", "maintext", "main_text", "body", "content"),
        *("article", "articleBody", "article_body", "full-text", "النص"),
    ],
)
def test_the_text_stands_under_any_of_the_usual_keys(tmp_path: Path, key: str) -> None:
    assert article(tmp_path, {key: NEWS}).text == NEWS


def test_the_shape_of_wordpress_is_read(tmp_path: Path) -> None:
    record = {
        "id": 12,
        "date": "2026-03-01T08:30:00",
        "link": "https://example.org/12",
        "guid": {"rendered": "https://example.org/?p=12"},
        "title": {"rendered": "مدرسة في العاصمة"},
        "content": {"rendered": NEWS, "protected": False},
        "excerpt": {"rendered": "موجز"},
    }
    assert parts(article(tmp_path, record)) == {
        "id": "12",
        "title": "مدرسة في العاصمة",
        "text": NEWS,
        "url": "https://example.org/12",
        "date": "2026-03-01T08:30:00",
    }


@pytest.mark.parametrize(
    ("record", "title", "date"),
    [
        ({"maintext": NEWS, "title": "ع", "date_publish": "2026-03-01 08:30:00"}, "ع", "2026-03-01 08:30:00"),
        ({"articleBody": NEWS, "headline": "ع", "datePublished": "2026-03-01"}, "ع", "2026-03-01"),
        ({"content": NEWS, "title": "ع", "publishedAt": "2026-03-01T08:30:00Z"}, "ع", "2026-03-01T08:30:00Z"),
        ({"_id": {"$oid": "5f"}, "body": NEWS, "date": {"$date": {"$numberLong": "1772323200000"}}}, "", "2026-03-01"),
        ({"النص": NEWS, "العنوان": "ع", "التاريخ": "2026-03-01"}, "ع", "2026-03-01"),
    ],
)
def test_titles_and_dates_stand_under_their_usual_keys(
    tmp_path: Path, record: dict[str, Any], title: str, date: str
) -> None:
    found = article(tmp_path, record)
    assert (found.text, found.title, found.date) == (NEWS, title, date)


def test_paragraphs_in_a_list_are_one_text(tmp_path: Path) -> None:
    assert article(tmp_path, {"body": [NEWS, NEWS]}).text == f"{NEWS}\n{NEWS}"


def test_the_key_text_comes_first_and_a_blank_one_after_another_that_says_something(tmp_path: Path) -> None:
    assert article(tmp_path, {"content": "x", "text": NEWS}).text == NEWS
    assert article(tmp_path, {"content": NEWS, "text": ""}).text == NEWS
    assert article(tmp_path, {"content": {"raw": 1}, "body": NEWS}).text == NEWS


@pytest.mark.parametrize(
    ("value", "date"),
    [
        (1772323200, "2026-03-01"),
        (1772323200000, "2026-03-01"),
        (1772323200000000000, "2026-03-01"),
        (1772353800.0, "2026-03-01T08:30:00+00:00"),
        ("1772323200000", "2026-03-01"),
        (20260301, "2026-03-01"),
        ("20260301", "20260301"),
        (20260301.0, "2026-03-01"),
        (20261301, ""),
        (123456, ""),
        (7, ""),
        (10**4000, ""),
        (float("nan"), ""),
        (float("inf"), ""),
        (True, ""),
        (["2026"], ""),
        ({"year": 2026}, ""),
        (None, ""),
    ],
)
def test_seconds_since_1970_become_a_date_and_what_is_none_costs_the_date_alone(
    tmp_path: Path, value: Any, date: str
) -> None:
    found = article(tmp_path, {"id": 1, "text": NEWS, "date": value})
    assert (found.id, found.text, found.date) == ("1", NEWS, date)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(7, "7"), (7.0, "7"), ("a", "a"), (" ", "news"), (True, "news"), (float("nan"), "news"), ([1], "news")],
)
def test_an_id_that_is_none_comes_from_the_file(tmp_path: Path, value: Any, expected: str) -> None:
    assert article(tmp_path, {"id": value, "text": NEWS}).id == expected


@pytest.mark.parametrize("value", [5, float("nan"), ["t"], {"a": 1}, "\ud800", None])
def test_a_title_that_is_no_string_costs_the_title_alone(tmp_path: Path, value: Any) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps({"text": NEWS, "title": value}), encoding="utf-8")
    (found,) = read(path)
    assert isinstance(found, Article)
    assert (found.text, found.title) == (NEWS, "")


def test_a_key_that_is_named_is_read_and_no_other(tmp_path: Path) -> None:
    record = {"text": "teaser", "story": {"ar": NEWS}, "head": "ع", "title": "x"}
    found = article(tmp_path, record, text="story.ar", title="head", date="when")
    assert (found.text, found.title, found.date) == (NEWS, "ع", "")


def test_what_is_there_is_named_where_no_text_is_found(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps({"story": NEWS, "k" * 50: 1, **{f"k{n}": n for n in range(9)}}), encoding="utf-8")
    keys = ", ".join(f'"{key}"' for key in ("story", "k" * 40, *(f"k{n}" for n in range(6))))
    hint = "--field text=KEY says which one holds it"
    assert [str(one) for one in read(path)] == [
        f'{path}:1: the key "text" is missing; there are {keys} and 3 more: {hint}'
    ]
    assert 'the key "body" is missing' in str(read(path, text="body")[0])
    path.write_text("{}", encoding="utf-8")
    assert [str(one) for one in read(path)] == [f'{path}:1: the key "text" is missing']


@pytest.mark.parametrize(("header", "fields"), [("Body,Headline", {}), ("x;y", {"text": "x", "title": "y"})])
def test_columns_of_csv_have_the_same_names(tmp_path: Path, header: str, fields: dict[str, str]) -> None:
    path = tmp_path / "news.csv"
    delimiter = ";" if ";" in header else ","
    path.write_text(f"{header}\n{NEWS}{delimiter}عنوان\n", encoding="utf-8")
    (found,) = read(path, **fields)
    assert isinstance(found, Article)
    assert (found.text, found.title) == (NEWS, "عنوان")


@pytest.mark.parametrize("key", ["\ud83d", "a\udc00", "\ud800\ud800", "ن\udfff", "\udc00\ud800x"])
def test_a_key_with_half_of_a_pair_is_shown_as_json_writes_it(key: str, tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps({key: 1}) + "\n" + json.dumps({"text": NEWS}), encoding="utf-8")
    wrong, found = read(path)
    assert isinstance(found, Article)
    shown = json.dumps(key, ensure_ascii=True).replace("\\u0646", "ن")
    assert f"there are {shown}: --field" in str(wrong)
    with pytest.raises(InputError, match="the key that holds 'text' is no UTF-8"):
        Fields({"text": key})


def test_columns_of_parquet_have_the_same_names(tmp_path: Path) -> None:
    import pyarrow
    from pyarrow import parquet

    path = tmp_path / "news.parquet"
    parquet.write_table(pyarrow.table({"maintext": [NEWS], "story": [{"ar": NEWS * 2}], "desk": [1.5]}), path)
    assert [one.text for one in read(path) if isinstance(one, Article)] == [NEWS]
    assert [one.text for one in read(path, text="story.ar") if isinstance(one, Article)] == [NEWS * 2]
    assert 'there are "maintext", "story", "desk"' in str(read(path, text="body")[0])


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("text", "'text' does not say which key holds what; give PART=KEY, as in text=body"),
        ("txt=body", "an article has no 'txt'; it has id, title, text, summary, summary_en, url, date"),
        ("text=", "the key that holds 'text' has no name"),
    ],
)
def test_a_field_that_says_nothing_is_refused(given: str, message: str) -> None:
    with pytest.raises(InputError) as error:
        Fields.parse([given])
    assert str(error.value) == message


def test_fields_are_read_from_pairs() -> None:
    assert Fields.parse(["text=a=b", " title = head "]).names == {"text": "a=b", "title": "head"}
