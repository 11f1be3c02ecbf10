"""A Word document of briefs: for each a headline, a table of both languages, the evidence, and small print."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.shared import Cm
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from mujaz.pipeline.formats.base import Language
from mujaz.pipeline.formats.directions import clean
from mujaz.pipeline.formats.labels import label
from mujaz.pipeline.formats.lines import Line, describe_making, list_lines, list_notes, list_remarks
from mujaz.pipeline.formats.word.comments import AUTHOR, comment, comment_repairs
from mujaz.pipeline.formats.word.contents import add_bookmark, add_contents
from mujaz.pipeline.formats.word.marks import add_lines, mark_text
from mujaz.pipeline.formats.word.numbering import Numbering
from mujaz.pipeline.formats.word.styles import HEADLINE, SECTION, SMALL, TEXT, add_styles
from mujaz.pipeline.formats.word.text import Written, add_text
from mujaz.types import Brief

_AFTER_BIDI_VISUAL = (
    *("tblStyleRowBandSize", "tblStyleColBandSize", "tblW", "jc", "tblCellSpacing", "tblInd", "tblBorders", "shd"),
    *("tblLayout", "tblCellMar", "tblLook", "tblCaption", "tblDescription", "tblPrChange"),
)
_COLUMN = Cm(8.5)
_COLUMNS: tuple[tuple[Language, str], ...] = (("ar", "arabic"), ("en", "english"))


def make_document(briefs: Sequence[Brief], language: Language) -> bytes:
    """Return the file of a document with `briefs`, with a table of contents if they are several.

    Args:
        briefs: At least one.
        language: That of labels, notes and comments.
    """
    writer = _Writer(language)
    headlines = [brief.article.title or brief.article.id for brief in briefs]
    writer.name(headlines[0] if len(briefs) == 1 else label("briefs", language))
    if len(briefs) > 1:
        writer.add_front(headlines)
    for number, brief in enumerate(briefs):
        writer.add_brief(brief, number)
    return writer.save()


class _Writer:
    """A document to which briefs are added.

    Attributes:
        lines: All lines that are in it.
    """

    def __init__(self, language: Language) -> None:
        self._language: Language = language
        self._document: Document = docx.Document()
        self._numbering = Numbering(self._document)
        self._lines: list[Line] = []
        add_styles(self._document)
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)

    def name(self, title: str) -> None:
        """Set the title and the author among the properties of the file."""
        properties = self._document.core_properties
        properties.title, properties.author, properties.comments = clean(title)[:255], AUTHOR, ""

    def add_front(self, headlines: Sequence[str]) -> None:
        """Add a title and the table of contents."""
        self._add(label("briefs", self._language), "Title")
        add_contents(self._document, headlines, "ar")

    def add_brief(self, brief: Brief, number: int) -> None:
        """Add the brief of that number, counted from 0."""
        article, lines = brief.article, list_lines(brief)
        headline = next((line for line in lines if line.bullet == "headline"), None)
        bullets = [line for line in lines if line.bullet != "headline"]
        first = self._document.add_paragraph(style=HEADLINE)
        if headline is None or not headline.ar:
            add_text(first, article.id, "en")
        if headline is not None:
            self._add_line(headline, {"ar": first, "en": self._document.add_paragraph(style=TEXT)})
        add_bookmark(first, number)
        self._add(" · ".join(filter(None, [article.date, article.url, article.id])), SMALL, "en")
        if bullets:
            self._add_table(bullets)
            self._add_evidence(bullets)
        for note in [*list_notes(brief, self._language), describe_making(brief, self._language)]:
            self._add(note, SMALL)

    def save(self) -> bytes:
        """Return the bytes of the file."""
        add_lines(self._document, self._lines)
        file = io.BytesIO()
        self._document.save(file)
        return file.getvalue()

    def _add(self, text: str, style: str, language: Language | None = None) -> Paragraph:
        paragraph = self._document.add_paragraph(style=style)
        add_text(paragraph, text, language or self._language)
        return paragraph

    def _add_table(self, bullets: Sequence[Line]) -> None:
        """Add a row for each bullet: Arabic, which is the first cell and stands on the right, and English."""
        table = self._document.add_table(1, len(_COLUMNS), style="Table Grid")
        _order_from_right(table)
        for cell, (language, name) in zip(table.rows[0].cells, _COLUMNS, strict=True):
            for written in add_text(_empty(cell), label(name, self._language), language):
                written.run.font.bold = written.run.font.cs_bold = True
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        lists = {language: self._numbering.begin() for language, _ in _COLUMNS}
        for line in bullets:
            row = table.add_row()
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            paragraphs = {language: _empty(cell) for cell, (language, _) in zip(row.cells, _COLUMNS, strict=True)}
            for language, paragraph in paragraphs.items():
                self._numbering.add(paragraph, lists[language])
            self._add_line(line, paragraphs)
        for column in table.columns:
            for cell in column.cells:
                cell.width = _COLUMN

    def _add_line(self, line: Line, paragraphs: dict[Language, Paragraph]) -> None:
        """Write both texts of a line into their paragraphs, with comments and marks."""
        number = len(self._lines)
        self._lines.append(line)
        remarks = list(list_remarks(line))
        runs: dict[Language, list[Written]] = {}
        texts: dict[Language, str] = {"ar": line.ar, "en": line.en}
        for language, text in texts.items():
            concerned = [remark for remark in remarks if remark.part == language]
            borders = tuple(border for remark in concerned for border in (remark.start, remark.end))
            runs[language] = add_text(paragraphs[language], text, language, borders)
            comment(self._document, concerned, runs[language], self._language)
        comment_repairs(self._document, line, runs["en"] or runs["ar"], self._language)
        subject = label("headline" if line.bullet == "headline" else "bullet", self._language)
        for language, paragraph in paragraphs.items():
            mark_text(paragraph, number, language, subject)

    def _add_evidence(self, bullets: Sequence[Line]) -> None:
        """Add the sentences that each bullet rests on, under the bullet's number."""
        self._add(label("evidence", self._language), SECTION)
        list_number = self._numbering.begin()
        for line in bullets:
            texts = [evidence.text for evidence in line.evidence]
            first = (
                self._add(texts[0], SMALL, "ar") if texts else self._add(label("no_evidence", self._language), SMALL)
            )
            self._numbering.add(first, list_number)
            for text in texts[1:]:
                self._add(text, SMALL, "ar")


def _order_from_right(table: Table) -> None:
    properties = table._tbl.tblPr
    properties.insert_element_before(OxmlElement("w:bidiVisual"), *(f"w:{name}" for name in _AFTER_BIDI_VISUAL))
    table.autofit = False


def _empty(cell: _Cell) -> Paragraph:
    """Return the paragraph that a new cell has."""
    paragraph: Paragraph = cell.paragraphs[0]
    paragraph.style = TEXT
    return paragraph
