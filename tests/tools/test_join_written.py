"""The English in data/written, joined with its Arabic."""

from __future__ import annotations

import gzip
import importlib
import json
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import ROOT

TEXT = "افتتح الوزير جسرا جديدا. وزار الوفد المدينة أمس."
FIRST, SECOND = TEXT[:24], TEXT[25:]


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(ROOT / "tools")
    return importlib.import_module("join_written")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    with gzip.open(tmp_path / "outlet.train.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps({"id": "a1", "title": "جسر جديد", "text": TEXT}, ensure_ascii=False) + "\n")
    return tmp_path


def _line(tool: ModuleType, text: str, start: int, english: str) -> object:
    return tool.Written("outlet", "a1", "text", start, start + len(text), tool.sha1_of(text), english)


def test_the_arabic_of_each_line_is_cut_from_its_article(tool: ModuleType, news: Path) -> None:
    lines = [_line(tool, SECOND, 25, "The delegation visited the city yesterday."), _line(tool, FIRST, 0, "A bridge.")]
    assert [(arabic, line.english) for arabic, line in tool.join(lines, news)] == [
        ("وزار الوفد المدينة أمس.", "The delegation visited the city yesterday."),
        ("افتتح الوزير جسرا جديدا.", "A bridge."),
    ]


def test_a_line_whose_arabic_has_changed_is_left_out(tool: ModuleType, news: Path) -> None:
    assert list(tool.join([_line(tool, SECOND, 24, "The delegation visited the city yesterday.")], news)) == []


def test_one_article_in_twenty_is_held_out_by_the_digest_of_its_name(tool: ModuleType) -> None:
    held_out = sum(tool.is_held_out(f"outlet/a{number}") for number in range(6400))
    assert held_out == 340


def test_development_has_no_article_that_the_first_round_had(tool: ModuleType) -> None:
    held_out = [name for name in (f"a{number}" for number in range(200)) if tool.is_held_out(f"outlet/{name}")]
    assert len(held_out) > 2
    lines = [tool.Written("outlet", name, "text", 0, 5, "0" * 40, "A bridge.") for name in ["free", *held_out]]
    chosen = tool.choose_development([[lines[1]], lines, lines], [[lines[2]], []])
    assert chosen == lines[3:]


def test_every_line_that_is_kept_says_where_its_arabic_stands(tool: ModuleType) -> None:
    for path in sorted((ROOT / "data" / "written").glob("*.tsv.gz")):
        for line in tool.read_written(path):
            assert line.field in {"title", "text"}
            assert 0 <= line.start < line.end
            assert len(line.sha1) == 40
            assert line.english.strip()
            assert bool(line.condensed) == path.name.startswith("condensed")
