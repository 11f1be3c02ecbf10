"""The list of input formats: a new one is a file and a line."""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mujaz.errors import ArticleError
from mujaz.files import formats
from mujaz.files.articles import read_articles
from mujaz.files.formats.base import Entry, InputFormat, Reading, read_bounded_lines
from mujaz.files.records import read_record


def read_cards(stream: io.BufferedReader, name: str, reading: Reading) -> Iterator[Entry]:
    """Yield an article for each line such as ``CARDS title/text``."""
    for number, line in enumerate(read_bounded_lines(stream, name), start=1):
        title, _, text = (line or b"").decode().removeprefix("CARDS ").strip().partition("/")
        yield read_record({"title": title, "text": text} if text else {}, f"{name}:{number}", reading.fields)


CARDS = InputFormat((".cards",), read_cards, lambda head: head.startswith(b"CARDS "), by_lines=True)


@pytest.fixture(autouse=True)
def with_a_toy_format(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "FORMATS", (*formats.FORMATS, CARDS))


def test_a_format_that_is_added_to_the_list_is_read_by_its_suffix(tmp_path: Path) -> None:
    path = tmp_path / "news.cards"
    path.write_text("عنوان/افتتحت المدرسة اليوم.\nبلا نص\n", encoding="utf-8")
    article, error = read_articles([str(path)])
    assert (article.id, article.title, article.text) == ("news", "عنوان", "افتتحت المدرسة اليوم.")
    assert isinstance(error, ArticleError)
    assert error.where == f"{path}:2"


def test_it_is_read_by_its_first_bytes_without_a_suffix_and_gzipped(tmp_path: Path) -> None:
    path = tmp_path / "news"
    path.write_bytes(gzip.compress("CARDS عنوان/نص الخبر.".encode()))
    (article,) = read_articles([str(path)])
    assert article.text == "نص الخبر."


def test_it_never_gets_utf16_because_it_is_read_by_lines(tmp_path: Path) -> None:
    path = tmp_path / "news.cards"
    path.write_text("CARDS عنوان/نص الخبر.\nCARDS عنوان/نص آخر.\n", encoding="utf-16")
    assert [article.text for article in read_articles([str(path)])] == ["نص الخبر.", "نص آخر."]


def test_a_folder_is_searched_for_its_suffix(tmp_path: Path) -> None:
    (tmp_path / "news.cards").write_text("عنوان/نص الخبر.", encoding="utf-8")
    assert [article.text for article in read_articles([str(tmp_path)])] == ["نص الخبر."]


def test_the_docs_say_how_each_suffix_is_read() -> None:
    page = (Path(__file__).parents[3] / "docs" / "formats.md").read_text(encoding="utf-8")
    table = page.split("## What goes in")[1].split("\n### ")[0]
    assert set(formats.known_suffixes()) - {".cards"} == set(re.findall(r"`(\.[a-z]+)`", table))
