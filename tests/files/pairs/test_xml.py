"""Translation memories and XLIFF, read as streams within bounds."""

from __future__ import annotations

import gzip
import time
from pathlib import Path

import pytest

from mujaz.errors import ArticleError
from mujaz.files.pairs import read_pairs
from mujaz.files.pairs.base import Pair
from mujaz.files.pairs.xml import MAX_SEGMENT

UNIT = '<tu><tuv xml:lang="{}"><seg>{}</seg></tuv><tuv xml:lang="{}"><seg>{}</seg></tuv></tu>'


def _memory(folder: Path, units: str, head: str = "", name: str = "archive.tmx") -> Path:
    path = folder / name
    path.write_text(f'<?xml version="1.0"?>{head}<tmx version="1.4"><header/><body>{units}</body></tmx>', "utf-8")
    return path


def _read(path: Path) -> list[tuple[str, str]]:
    pairs = [entry for entry in read_pairs(str(path)) if isinstance(entry, Pair)]
    return [(pair.arabic, pair.english) for pair in pairs]


def test_segments_are_paired_by_language_whatever_country_case_or_order(tmp_path: Path) -> None:
    units = (
        UNIT.format("ar-EG", "قال الوزير", "en-GB", "The minister said")
        + UNIT.format("EN_us", "Today", "AR", "اليوم")
        + UNIT.format("fr", "Bonjour", "en", "Hello")
        + '<tu><tuv lang="ar"><seg>أمس</seg></tuv><tuv lang="en"><seg>Yesterday</seg></tuv></tu>'
    )
    assert _read(_memory(tmp_path, units)) == [
        ("قال الوزير", "The minister said"),
        ("اليوم", "Today"),
        ("أمس", "Yesterday"),
    ]


def test_formatting_code_is_left_out_and_highlighted_text_kept(tmp_path: Path) -> None:
    arabic = '<bpt i="1">&lt;b&gt;</bpt>قال<ept i="1">&lt;/b&gt;</ept> <hi>الوزير</hi>\n  &amp; غيره<ph/>'
    assert _read(_memory(tmp_path, UNIT.format("ar", arabic, "en", "A &lt; B"))) == [("قال الوزير & غيره", "A < B")]


def test_a_memory_may_be_zipped_or_in_utf_16(tmp_path: Path) -> None:
    text = f'<?xml version="1.0" encoding="utf-16"?><tmx><body>{UNIT.format("ar", "اليوم", "en", "Today")}</body></tmx>'
    with gzip.open(tmp_path / "archive.tmx.gz", "wb") as file:
        file.write(text.encode("utf-16"))
    assert _read(tmp_path / "archive.tmx.gz") == [("اليوم", "Today")]


def test_a_document_type_is_borne_and_not_fetched(tmp_path: Path) -> None:
    path = _memory(
        tmp_path, UNIT.format("ar", "اليوم", "en", "Today"), '<!DOCTYPE tmx SYSTEM "http://h.invalid/t.dtd">'
    )
    assert _read(path) == [("اليوم", "Today")]


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
    with pytest.raises(ArticleError, match="declares entities of its own"):
        _read(path)


@pytest.mark.parametrize("content", ["", "no xml", "<tmx><body>", "<tmx></body>"])
def test_what_is_no_memory_or_is_cut_off_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "archive.tmx").write_text(content, encoding="utf-8")
    with pytest.raises(ArticleError, match="not readable XML"):
        _read(tmp_path / "archive.tmx")
    with pytest.raises(ArticleError, match="no such file"):
        _read(tmp_path / "gone.tmx")


def test_a_segment_without_end_is_kept_in_bounds(tmp_path: Path) -> None:
    path = _memory(tmp_path, UNIT.format("ar", "ا" * 1_000_000, "en", "long"))
    [(arabic, _)] = _read(path)
    assert len(arabic) == MAX_SEGMENT


def test_many_units_are_read_in_time_that_grows_with_them(tmp_path: Path) -> None:
    path = _memory(tmp_path, UNIT.format("ar", "اليوم", "en", "Today") * 50_000)
    started = time.process_time()
    assert len(_read(path)) == 50_000
    assert time.process_time() - started < 5


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
    with pytest.raises(ArticleError, match=f"not readable XML: .*{reason}"):
        _read(tmp_path / "archive.tmx")


XLIFF_2 = """<?xml version="1.0"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="ar-EG" trgLang="en">
 <file id="a1"><unit id="u1">
  <originalData><data id="d1">&lt;b&gt;</data></originalData>
  <notes><note>قال</note></notes>
  <segment><source>قال <pc id="1">الوزير</pc><ph id="2" dataRef="d1"/></source>
   <target>The minister said</target></segment>
  <segment><source>اليوم</source><target/></segment>
  <segment><source>أمس</source><target>Yesterday</target></segment>
  <mtc:matches xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"><mtc:match ref="#1">
   <source>غدا</source><target>Tomorrow</target></mtc:match></mtc:matches>
 </unit></file></xliff>"""

XLIFF_1 = """<?xml version="1.0"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
 <file source-language="ar" target-language="en-GB" original="x" datatype="plaintext"><body>
  <trans-unit id="7"><source>قال <bpt id="1">&lt;b&gt;</bpt>الوزير<ept id="1">&lt;/b&gt;</ept></source>
   <target state="translated"><g id="2">The minister</g> said</target>
   <alt-trans><source>غدا</source><target>Tomorrow</target></alt-trans></trans-unit>
 </body></file></xliff>"""


@pytest.mark.parametrize(
    ("content", "pairs"),
    [
        (XLIFF_2, [("u1", "قال الوزير", "The minister said"), ("u1", "أمس", "Yesterday")]),
        (XLIFF_1, [("7", "قال الوزير", "The minister said")]),
    ],
    ids=["2.1", "1.2"],
)
def test_the_translated_segments_of_xliff_are_read_without_codes_notes_and_other_proposals(
    tmp_path: Path, content: str, pairs: list[tuple[str, str, str]]
) -> None:
    (tmp_path / "brief.xlf").write_text(content, encoding="utf-8")
    entries = [entry for entry in read_pairs(str(tmp_path / "brief.xlf")) if isinstance(entry, Pair)]
    assert [(entry.id, entry.arabic, entry.english) for entry in entries] == pairs


def test_xliff_of_other_languages_is_refused(tmp_path: Path) -> None:
    (tmp_path / "brief.xlf").write_text(XLIFF_2.replace("ar-EG", "de"), encoding="utf-8")
    with pytest.raises(ArticleError, match="translates de to en; only Arabic to English is checked"):
        _read(tmp_path / "brief.xlf")
