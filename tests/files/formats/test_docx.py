"""Word documents: the text that a reader sees is read, in its order; hostile files cost themselves only."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from mujaz.errors import ArticleError
from mujaz.files.articles import read_articles
from mujaz.files.formats import docx
from mujaz.types import Article
from tests.files.formats.documents import document, paragraph, run, table

NEWS = "دشنت الوزارة مستشفى الزيتون في مدينة الرمان."
MORE = "ويضم المستشفى مئتي سرير."
INSERTED = '<w:ins w:id="1" w:author="م">{}</w:ins>'
DELETED = '<w:del w:id="2" w:author="م"><w:r><w:delText>{}</w:delText></w:r></w:del>'
CONTROL = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"


def read(folder: Path, data: bytes, name: str = "news.docx") -> Article | ArticleError:
    path = folder / name
    path.write_bytes(data)
    (entry,) = read_articles([str(path)])
    return entry


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (paragraph(NEWS) + paragraph(MORE), f"{NEWS}\n{MORE}"),
        (paragraph("دشنت ", INSERTED.format(run("الوزارة ")), "مستشفى."), "دشنت الوزارة مستشفى."),
        (paragraph("دشنت ", DELETED.format("البلدية "), "مستشفى."), "دشنت مستشفى."),
        (
            paragraph("دشنت ", DELETED.format("البلدية "), INSERTED.format(run("الوزارة ")), "مستشفى."),
            "دشنت الوزارة مستشفى.",
        ),
        (
            paragraph(f"<w:moveFrom>{run('نقل')}</w:moveFrom>", NEWS) + paragraph(f"<w:moveTo>{run('نقل')}</w:moveTo>"),
            f"{NEWS}\nنقل",
        ),
        (paragraph(NEWS) + table(("البند", "العدد"), ("أسرة", "200")), f"{NEWS}\nالبند\tالعدد\nأسرة\t200"),
        (table(("الأول", table(("داخل", "أخرى")) + paragraph("بعده"))), "الأول\nداخل\tأخرى\nبعده"),
        (CONTROL.format(paragraph(NEWS)) + paragraph(CONTROL.format(run(MORE))), f"{NEWS}\n{MORE}"),
        (paragraph(f'<w:dir w:val="rtl">{run(NEWS)}</w:dir>'), NEWS),
        (paragraph(f'<w:bdo w:val="rtl">{run("دشنت")}</w:bdo>', " الوزارة."), "دشنت الوزارة."),
        (paragraph(f'<w:fldSimple w:instr="DATE">{run("الأحد")}</w:fldSimple>', " دشنت."), "الأحد دشنت."),
        (paragraph("5 &lt; 7 &amp; 8"), "5 < 7 & 8"),
    ],
    ids=range(12),
)
def test_the_text_is_what_a_reader_sees(tmp_path: Path, body: str, text: str) -> None:
    article = read(tmp_path, document(body))
    assert isinstance(article, Article)
    assert article.text == text


@pytest.mark.parametrize("style", ["T", "H"])
def test_a_heading_at_the_top_is_the_title(tmp_path: Path, style: str) -> None:
    article = read(tmp_path, document(paragraph("مستشفى جديد", style=style) + paragraph(NEWS)))
    assert isinstance(article, Article)
    assert (article.id, article.title) == ("news", "مستشفى جديد")
    assert article.text.endswith(NEWS)


def test_a_document_is_told_by_its_first_bytes(tmp_path: Path) -> None:
    article = read(tmp_path, document(paragraph(NEWS)), "news")
    assert isinstance(article, Article)
    assert article.text == NEWS


def test_notes_come_last_and_leave_no_number_in_the_text(tmp_path: Path) -> None:
    note = f'<w:footnote w:id="5">{paragraph("ملاحظة")}</w:footnote>'
    notes = f'<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{note}</w:footnotes>'
    body = paragraph("دشنت", '<w:r><w:footnoteReference w:id="5"/></w:r>', " الوزارة.")
    article = read(tmp_path, document(body, word_footnotes=notes))
    assert isinstance(article, Article)
    assert article.text == "دشنت الوزارة.\n• ملاحظة"


def bomb() -> bytes:
    return document(paragraph(NEWS), word_more=b"<x>" + b" " * docx.MOST_XML + b"</x>")


def crowd() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(docx.MOST_PARTS + 1):
            archive.writestr(f"{number}", b"")
    return packed.getvalue()


def squeeze() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("word/document.xml", b"<x/>" * 100)
    return packed.getvalue()


def scratch() -> bytes:
    """Return a document with a part whose packed bytes are altered."""
    data = bytearray(document(paragraph(NEWS * 50)))
    start = data.index(b"word/document.xml") + 60
    data[start : start + 3] = b"\xff\xff\xff"
    return bytes(data)


def lie() -> bytes:
    """Return a document in whose directory the size of a part is another."""
    data = document(paragraph(NEWS * 50))
    size = len(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    return data.replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little"))


ENTITIES = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (bomb(), "its text becomes larger than 32 MB"),
        (crowd(), "more than 5,000 files in the document"),
        (squeeze(), "packed in a way that no Word document is"),
        (scratch(), "not a Word document (DOCX), or damaged"),
        (lie(), "not a Word document (DOCX), or damaged or encrypted: Bad CRC"),
        (document("&c;", ENTITIES), "its XML declares a type or entities"),
        (b"PK\x03\x04" + b"x" * 50, "not a Word document (DOCX), or damaged or encrypted"),
        (document(paragraph(NEWS))[:-40], "not a Word document (DOCX), or damaged or encrypted"),
        (document("<w:sdt><w:sdtContent>" * 5_000), "it cannot be read"),
        (document("<w:tbl>" * 5_000 + "</w:tbl>" * 5_000), "it cannot be read: maximum recursion depth exceeded"),
    ],
    ids=["bomb", "crowd", "squeezed", "scratched", "lie", "entities", "no-zip", "cut", "unclosed", "deep"],
)
def test_a_hostile_document_is_refused_in_one_line(tmp_path: Path, data: bytes, reason: str) -> None:
    error = read(tmp_path, data)
    assert isinstance(error, ArticleError)
    assert reason in error.reason
    assert "\n" not in error.reason
