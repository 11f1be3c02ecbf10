"""Tables that are none, beside files that are read on."""

from __future__ import annotations

from pathlib import Path

import pytest

from mujaz.errors import ArticleError
from mujaz.files.articles import read_articles
from mujaz.types import Article

TEXT = "افتتحت البلدية حديقة عامة في حي الصفصاف. وزارها في اليوم الأول ألف شخص."


@pytest.mark.parametrize(
    "table",
    [
        "id,text\r1,{text}\r2,{text}\r",
        "text\r{text}\r",
        "id;text\r1;{text}",
        "id\ttext\r\r1\t{text}\r",
        '"text"x\r,{text}',
    ],
)
def test_a_table_whose_lines_end_in_no_way_that_is_known_costs_itself_only(tmp_path: Path, table: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.csv").write_bytes(table.format(text=TEXT).encode())
    (tmp_path / "c.txt").write_text(TEXT, encoding="utf-8")
    first, error, last = read_articles([str(tmp_path)])
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(error, ArticleError)
    assert error.where == f"{tmp_path}/b.csv:1"
