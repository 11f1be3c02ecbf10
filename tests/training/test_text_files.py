"""A newsroom's own archive, read."""

from __future__ import annotations

import gzip
import time
from pathlib import Path

import pytest

from mujaz.errors import InputError
from mujaz.training.text_files import MAX_SEGMENT, read_pairs, read_tmx, read_translations

UNIT = '<tu><tuv xml:lang="{}"><seg>{}</seg></tuv><tuv xml:lang="{}"><seg>{}</seg></tuv></tu>'


def _memory(folder: Path, units: str, head: str = "", name: str = "archive.tmx") -> Path:
    path = folder / name
    path.write_text(f'<?xml version="1.0"?>{head}<tmx version="1.4"><header/><body>{units}</body></tmx>', "utf-8")
    return path


def test_segments_are_paired_by_language_whatever_country_case_or_order(tmp_path: Path) -> None:
    units = (
        UNIT.format("ar-EG", "قال الوزير", "en-GB", "The minister said")
        + UNIT.format("EN_us", "Today", "AR", "اليوم")
        + UNIT.format("fr", "Bonjour", "en", "Hello")
        + '<tu><tuv lang="ar"><seg>أمس</seg></tuv><tuv lang="en"><seg>Yesterday</seg></tuv></tu>'
    )
    assert list(read_tmx(_memory(tmp_path, units))) == [
        ("قال الوزير", "The minister said"),
        ("اليوم", "Today"),
        ("أمس", "Yesterday"),
    ]


def test_formatting_code_is_left_out_and_highlighted_text_kept(tmp_path: Path) -> None:
    arabic = '<bpt i="1">&lt;b&gt;</bpt>قال<ept i="1">&lt;/b&gt;</ept> <hi>الوزير</hi>\n  &amp; غيره<ph/>'
    assert list(read_tmx(_memory(tmp_path, UNIT.format("ar", arabic, "en", "A &lt; B")))) == [
        ("قال الوزير & غيره", "A < B")
    ]


def test_a_memory_may_be_zipped_or_in_utf_16(tmp_path: Path) -> None:
    text = f'<?xml version="1.0" encoding="utf-16"?><tmx><body>{UNIT.format("ar", "اليوم", "en", "Today")}</body></tmx>'
    with gzip.open(tmp_path / "archive.tmx.gz", "wb") as file:
        file.write(text.encode("utf-16"))
    assert list(read_translations(tmp_path / "archive.tmx.gz")) == [("اليوم", "Today")]


def test_a_document_type_is_borne_and_not_fetched(tmp_path: Path) -> None:
    path = _memory(
        tmp_path, UNIT.format("ar", "اليوم", "en", "Today"), '<!DOCTYPE tmx SYSTEM "http://h.invalid/t.dtd">'
    )
    assert list(read_tmx(path)) == [("اليوم", "Today")]


@pytest.mark.parametrize(
    "entities",
    [
        '<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY % p SYSTEM "http://h.invalid/x">',
    ],
)
def test_entities_of_its_own_are_refused(tmp_path: Path, entities: str) -> None:
    path = _memory(tmp_path, UNIT.format("ar", "&a;", "en", "x"), f"<!DOCTYPE tmx [{entities}]>")
    with pytest.raises(InputError, match="declares entities of its own"):
        list(read_tmx(path))


@pytest.mark.parametrize("content", ["", "no xml", "<tmx><body>", "<tmx></body>"])
def test_what_is_no_memory_or_is_cut_off_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "archive.tmx").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="not a readable TMX file"):
        list(read_tmx(tmp_path / "archive.tmx"))
    with pytest.raises(InputError, match="no such file"):
        list(read_tmx(tmp_path / "gone.tmx"))


def test_a_segment_without_end_is_kept_in_bounds(tmp_path: Path) -> None:
    path = _memory(tmp_path, UNIT.format("ar", "ا" * 1_000_000, "en", "long"))
    [(arabic, _)] = read_tmx(path)
    assert len(arabic) == MAX_SEGMENT


def test_many_units_are_read_in_time_that_grows_with_them(tmp_path: Path) -> None:
    path = _memory(tmp_path, UNIT.format("ar", "اليوم", "en", "Today") * 50_000)
    started = time.process_time()
    assert sum(1 for _ in read_tmx(path)) == 50_000
    assert time.process_time() - started < 5


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


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('<tmx a="' + "x" * 9_000_000, "a tag of more than"),
        ("<tmx>" + "<a>" * 101, "more than 100 elements within each other"),
        ('<?xml version="1.0" encoding="nonsense"?><tmx/>', "unknown encoding"),
        ('<?xml version="1.0" encoding="shift_jis"?><tmx/>', "multi-byte encodings"),
    ],
    ids=["endless tag", "endless depth", "unknown encoding", "unusable encoding"],
)
def test_what_would_take_memory_without_bound_or_cannot_be_decoded_is_refused(
    tmp_path: Path, content: str, reason: str
) -> None:
    (tmp_path / "archive.tmx").write_text(content, encoding="ascii")
    with pytest.raises(InputError, match=f"not a readable TMX file: .*{reason}"):
        list(read_tmx(tmp_path / "archive.tmx"))


@pytest.mark.parametrize("name", ["archive.tmx.gz", "archive.tsv.gz"])
def test_a_zipped_file_that_was_altered_on_the_way_is_refused(tmp_path: Path, name: str) -> None:
    data = bytearray(gzip.compress(bytes(range(256)) * 50))
    data[20] ^= 0xFF
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match="not a"):
        list(read_translations(tmp_path / name))
