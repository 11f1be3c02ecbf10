"""A newsroom's own archive, read."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from mujaz.errors import InputError
from mujaz.training.text_files import read_pairs, read_translations


def test_a_translation_memory_is_read(tmp_path: Path) -> None:
    unit = '<tu><tuv xml:lang="ar"><seg>اليوم</seg></tuv><tuv xml:lang="en"><seg>Today</seg></tuv></tu>'
    (tmp_path / "archive.tmx").write_text(f"<tmx><body>{unit}</body></tmx>", encoding="utf-8")
    assert list(read_translations(tmp_path / "archive.tmx")) == [("اليوم", "Today")]
    (tmp_path / "archive.tmx").write_text("<tmx>", encoding="utf-8")
    with pytest.raises(InputError, match=r"archive\.tmx: not readable XML"):
        list(read_translations(tmp_path / "archive.tmx"))


def test_approved_bullets_are_paired_by_their_place(tmp_path: Path) -> None:
    path = tmp_path / "approved.jsonl"
    path.write_text(
        '{"id": "1", "summary": ["واحد\\nاثنان"], "summary_en": ["one\\ntwo"], "title": "عنوان", "title_en": "title"}\n'
        '{"id": "2", "summary": "واحد\\nاثنان", "summary_en": "one"}\n'
        "\n"
        '{"id": "3", "summary": "ثلاثة", "summary_en": "three"}\n',
        encoding="utf-8",
    )
    assert list(read_translations(path)) == [("عنوان", "title"), ("واحد", "one"), ("اثنان", "two"), ("ثلاثة", "three")]


@pytest.mark.parametrize("line", ["[1]", "{", '{"summary": 7, "summary_en": 7}', '{"summary": [7], "summary_en": [7]}'])
def test_a_record_of_another_form_is_refused_with_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "approved.jsonl"
    path.write_text(f'{{"id": "1"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"approved\.jsonl:2: not a record"):
        list(read_translations(path))


def test_tables_and_articles_are_read_zipped_or_not(tmp_path: Path) -> None:
    (tmp_path / "pairs.tsv").write_bytes("اليوم\tToday\tother\r\nفارغ\t\n".encode())
    assert list(read_translations(tmp_path / "pairs.tsv")) == [("اليوم", "Today")]
    (tmp_path / "articles.jsonl").write_text('{"text": "نص", "summary": ["ملخص"]}\n', encoding="utf-8")
    assert list(read_pairs(tmp_path / "articles.jsonl")) == [("نص", "ملخص")]


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"learns from \.tsv, \.tmx and \.jsonl"):
        read_translations(tmp_path / "archive.docx")


@pytest.mark.parametrize("name", ["archive.tmx.gz", "archive.tsv.gz"])
def test_a_zipped_file_that_was_altered_on_the_way_is_refused(tmp_path: Path, name: str) -> None:
    data = bytearray(gzip.compress(bytes(range(256)) * 50))
    data[20] ^= 0xFF
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=r"not a|cannot be read"):
        list(read_translations(tmp_path / name))
