"""Pairs in tables and JSON Lines."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from mujaz.errors import ArticleError
from mujaz.files.pairs import read_pairs
from mujaz.files.pairs.base import Pair


def test_a_table_gives_a_pair_a_line_and_an_error_for_a_line_without_a_tab(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_bytes("اليوم\tToday\tnote\r\n\nأمس\n".encode())
    pair, error = read_pairs(str(path))
    assert pair == Pair("1", f"{path}:1", "اليوم", "Today")
    assert str(error) == f"{path}:3: a line needs an Arabic text and an English one, separated by a tab"


def test_json_lines_may_give_an_id_and_the_article(tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl.gz"
    path.write_bytes(gzip.compress('{"ar": "اليوم", "en": "Today", "id": 7, "article": "نص"}\n'.encode()))
    assert list(read_pairs(str(path))) == [Pair("7", f"{path}:1", "اليوم", "Today", "نص")]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("[1]", "not an object"),
        ("{", "not valid JSON"),
        ('{"ar": "اليوم"}', 'has no "en"'),
        ('{"ar": "اليوم", "en": 7}', '"en" is no text'),
    ],
)
def test_a_line_that_holds_no_pair_is_an_error_in_its_place(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text(f'{line}\n{{"ar": "اليوم", "en": "Today"}}\n', encoding="utf-8")
    error, pair = read_pairs(str(path))
    assert isinstance(error, ArticleError)
    assert reason in str(error)
    assert isinstance(pair, Pair)
