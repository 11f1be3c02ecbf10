"""Briefs as Word documents: what is in the file, and what mammoth reads."""

from __future__ import annotations

import io
import sys
from functools import cache
from typing import Any

import docx
import mammoth
import pytest
from docx.document import Document

from mujaz.errors import MissingExtraError
from mujaz.pipeline.formats import formats_by_name
from mujaz.pipeline.formats.base import Language, Style
from mujaz.pipeline.formats.word.names import qualify
from mujaz.text.markup import plain_text
from mujaz.wording import CONTROLS
from tests.pipeline.briefs import MIXED_AR, MIXED_EN, a_brief, a_mixed_brief


@cache
def write(*names: str, labels: Language = "en") -> bytes:
    briefs = (a_mixed_brief(name) for name in names)
    return b"".join(map(_as_bytes, formats_by_name()["docx"].write(briefs, Style(labels=labels))))


def _as_bytes(piece: Any) -> bytes:
    assert isinstance(piece, bytes)
    return piece


def read(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def order_of(element: Any) -> list[str]:
    return [child.tag.rpartition("}")[2] for child in element]


def test_mammoth_reads_the_same_bullets() -> None:
    text = CONTROLS.sub("", plain_text(mammoth.convert_to_html(io.BytesIO(write("a"))).value))
    for bullet in (MIXED_AR, MIXED_EN, "=وحضر الأهالي الافتتاح.", "-Families came."):
        assert bullet in text


def test_arabic_paragraphs_run_from_right_to_left_and_are_not_justified() -> None:
    document = read(write("a"))
    paragraphs = [cell.paragraphs[0] for cell in document.tables[0].columns[0].cells] + [document.paragraphs[0]]
    for paragraph in paragraphs:
        properties = paragraph._p.pPr
        assert qualify("bidi") in {child.tag for child in properties}
        assert qualify("jc") not in {child.tag for child in properties}
    for paragraph in [cell.paragraphs[0] for cell in document.tables[0].columns[1].cells]:
        assert paragraph._p.pPr.find(qualify("bidi")) is None


def test_bidi_stands_before_spacing_indents_and_properties_of_runs() -> None:
    from docx.shared import Pt

    from mujaz.pipeline.formats.word.text import set_direction

    paragraph = docx.Document().add_paragraph()
    paragraph.paragraph_format.space_after = Pt(3)
    paragraph.paragraph_format.left_indent = Pt(3)
    set_direction(paragraph, "ar")
    assert order_of(paragraph._p.pPr) == ["bidi", "spacing", "ind"]


def test_latin_runs_among_arabic_are_apart_and_not_from_right_to_left() -> None:
    cell = read(write("a")).tables[0].cell(1, 0)
    runs = [
        (run.findtext(qualify("t")), run.find(f".//{qualify('rtl')}") is not None)
        for run in cell._tc.iter(qualify("r"))
    ]
    assert ("Nile Tech", False) in runs
    assert ("\u2066+18.5%\u2069", False) in runs
    assert ("أعلنت شركة ", True) in runs


def test_the_table_begins_on_the_right_repeats_its_head_and_splits_no_row() -> None:
    table = read(write("a")).tables[0]
    assert order_of(table._tbl.tblPr)[:3] == ["tblStyle", "bidiVisual", "tblW"]
    assert order_of(table.rows[0]._tr.trPr) == ["tblHeader"]
    assert [order_of(row._tr.trPr) for row in list(table.rows)[1:]] == [["cantSplit"]] * 2


def test_styles_name_font_size_weight_and_language_of_arabic_letters() -> None:
    properties = read(write("a")).styles["Heading 1"].element.rPr
    assert properties.find(qualify("rFonts")).attrib == {qualify(name): "Arial" for name in ("ascii", "hAnsi", "cs")}
    assert properties.find(qualify("szCs")).get(qualify("val")) == "30"
    assert properties.find(qualify("bCs")) is not None
    assert properties.find(qualify("lang")).get(qualify("bidi")) == "ar-SA"
    assert order_of(properties) == ["rFonts", "b", "bCs", "color", "sz", "szCs", "lang"]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (
            "en",
            [
                "name (severe): The English has “Nyle”.",
                "unsupported (warning): Only some of it is said.",
                "number (severe): The English has “2.51”.",
                "Repaired: English: translated again, clause by clause",
            ],
        ),
        (
            "ar",
            [
                "اسم (خطير): في الإنجليزي «Nyle».",
                "بلا سند (تحذير): بعضه فقط مذكور.",
                "عدد (خطير): في الإنجليزي «2.51».",
                "جرى إصلاحه: النص الإنجليزي: أُعيدت ترجمته عبارة عبارة",
            ],
        ),
    ],
)
def test_flags_and_repairs_are_comments(labels: Language, expected: list[str]) -> None:
    comments = read(write("a", labels=labels)).comments
    assert [CONTROLS.sub("", comment.text) for comment in comments] == expected


def test_a_comment_is_about_the_words_that_its_flag_names() -> None:
    document = read(write("a"))
    commented = []
    for start in document.element.body.iter(qualify("commentRangeStart")):
        words = ""
        for sibling in start.itersiblings():
            if sibling.tag == qualify("commentRangeEnd") and sibling.get(qualify("id")) == start.get(qualify("id")):
                break
            words += sibling.findtext(qualify("t")) or ""
        commented.append(CONTROLS.sub("", words))
    assert commented == ["Nyle", MIXED_AR, MIXED_EN, "2.51"]


def test_one_brief_has_no_table_of_contents_and_several_have_one_that_leads_to_each() -> None:
    assert "TOC" not in read(write("a")).element.xml
    document = read(write("a", "b")).element.body
    anchors = [link.get(qualify("anchor")) for link in document.iter(qualify("hyperlink"))]
    bookmarks = {mark.get(qualify("name")) for mark in document.iter(qualify("bookmarkStart"))}
    assert len(set(anchors)) == 2
    assert set(anchors) <= bookmarks
    ids = [mark.get(qualify("id")) for mark in document.iter(qualify("bookmarkStart"))]
    assert len(ids) == len(set(ids))


def test_small_print_says_that_a_machine_wrote_it_and_which() -> None:
    texts = [paragraph.text for paragraph in read(write("a")).paragraphs]
    assert texts[-3:] == [
        "Machine output. Not for publication unseen.",
        "machine gist",
        "Made by: mujaz 0.1.0 · extractive · toy 1.0",
    ]


def test_the_evidence_of_each_bullet_has_the_number_of_the_bullet() -> None:
    paragraphs = read(write("a")).paragraphs
    start = [paragraph.text for paragraph in paragraphs].index("Evidence")
    assert [paragraph._p.pPr.numPr is not None for paragraph in paragraphs[start : start + 4]] == [
        False,
        True,
        True,
        False,
    ]
    assert paragraphs[start + 2].text == "No sentence of the article supports it."


def test_a_brief_without_headline_bullets_or_english_is_a_document_too() -> None:
    bare = a_brief().model_copy(update={"bullets": (), "flags": ()})
    bare = bare.model_copy(update={"article": bare.article.model_copy(update={"title": "", "title_en": ""})})
    [data] = formats_by_name()["docx"].write([bare], Style())
    assert isinstance(data, bytes)
    document = read(data)
    assert document.paragraphs[0].text == "school"
    assert document.tables == []


def test_characters_that_xml_does_not_allow_are_left_out() -> None:
    bullet = a_brief().bullets[0].model_copy(update={"ar": "افت\x0bتح\x00 \ufffe\u202eالوزير"})
    [data] = formats_by_name()["docx"].write([a_brief(bullets=(bullet,))], Style())
    assert isinstance(data, bytes)
    assert "الوزير" in "".join(text.text or "" for text in read(data).element.body.iter(qualify("t")))


def test_without_the_extra_the_message_names_it_before_anything_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    for name in [name for name in sys.modules if name.startswith("mujaz.pipeline.formats.word")]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(MissingExtraError, match=r"writing DOCX.*documents"):
        next(iter(formats_by_name()["docx"].write(iter([]), Style())))
