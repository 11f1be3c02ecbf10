"""Files that never end, or hold nothing that can be used: one line says so, and the next file is read."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from mujaz.errors import ArticleError
from mujaz.files import articles as reading
from mujaz.files.articles import read_articles
from mujaz.types import Article

TEXT = "رممت ورشة الخزف في بلدة الريحان أربعين جرة قديمة. وتعرضها الشهر المقبل."


def read_with_a_good_one(path: Path) -> tuple[list[Article | ArticleError], Article | ArticleError]:
    good = path.parent / "z.txt"
    good.write_text(TEXT, encoding="utf-8")
    *found, last = read_articles([str(path), str(good)])
    return found, last


@pytest.mark.parametrize(
    ("name", "head", "line"),
    [
        ("a.jsonl.gz", b"", b"x\n"),
        ("a.jsonl", b"", b"{}\n"),
        ("a.ndjson", b"", b'{"title": "t"}\n'),
        ("a.csv.gz", b"id,text\n", b"1,2,3\n"),
        ("a.jsonl", b"", b"\xc3\x28{\n"),
    ],
)
def test_a_file_is_given_up_after_ten_thousand_unusable_entries(
    tmp_path: Path, name: str, head: bytes, line: bytes
) -> None:
    data = head + line * 30_000
    (tmp_path / name).write_bytes(gzip.compress(data, 1) if name.endswith("gz") else data)
    errors, last = read_with_a_good_one(tmp_path / name)
    assert len(errors) == 10_001
    assert str(errors[-1]).endswith(": 10,000 entries in a row cannot be used; the rest is not read")
    assert isinstance(last, Article)


def test_unusable_entries_between_usable_ones_are_never_too_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_UNUSABLE", 3)
    good = json.dumps({"text": TEXT})
    (tmp_path / "a.jsonl").write_text(f"x\nx\nx\n{good}\n" * 20, encoding="utf-8")
    found, _ = read_with_a_good_one(tmp_path / "a.jsonl")
    assert len(found) == 80


def test_articles_that_were_read_before_do_not_count_as_unusable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_UNUSABLE", 3)
    lines = "".join(json.dumps({"id": number, "text": TEXT}) + "\n" for number in range(10))
    (tmp_path / "a.jsonl").write_text(lines, encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(lines + json.dumps({"id": "new", "text": TEXT}), encoding="utf-8")
    *_, last = read_articles([str(tmp_path / "a.jsonl"), str(tmp_path / "b.jsonl")])
    assert isinstance(last, Article)


@pytest.mark.parametrize(
    ("name", "head", "blank"),
    [
        ("a.jsonl.gz", b"", b"\n"),
        ("a.jsonl", b"", b"\r\n"),
        ("a.csv", b"text\n", b"\n"),
        ("a.csv.gz", b"text\n", b" \n"),
        ("a.ndjson.gz", b"", b"\t\n"),
    ],
)
def test_a_file_is_given_up_after_a_million_blank_lines(tmp_path: Path, name: str, head: bytes, blank: bytes) -> None:
    data = head + blank * 1_100_000
    (tmp_path / name).write_bytes(gzip.compress(data, 1) if name.endswith("gz") else data)
    (error,), last = read_with_a_good_one(tmp_path / name)
    assert str(error).endswith(": more than 1,000,000 blank lines in a row; the rest is not read")
    assert isinstance(last, Article)


@pytest.mark.parametrize("unit", [b" " * 999 + b"\n", b'{"a": "' + b"x" * 50_000 + b'"}\n'])
def test_a_gzip_file_that_becomes_hundreds_of_times_as_large_is_given_up(tmp_path: Path, unit: bytes) -> None:
    member = gzip.compress(unit * (20_000_000 // len(unit)))
    (tmp_path / "a.jsonl.gz").write_bytes(member * 10)
    errors, last = read_with_a_good_one(tmp_path / "a.jsonl.gz")
    reason = "cannot be read: it becomes more than 300 times as large as it is; the rest is not read"
    assert str(errors[-1]).endswith(reason)
    assert isinstance(last, Article)
