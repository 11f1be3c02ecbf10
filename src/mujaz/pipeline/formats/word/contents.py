"""A table of contents, and the bookmarks that it leads to."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.oxml import OxmlElement
from docx.text.paragraph import Paragraph

from mujaz.pipeline.formats.base import Language
from mujaz.pipeline.formats.word.names import qualify
from mujaz.pipeline.formats.word.styles import CONTENTS
from mujaz.pipeline.formats.word.text import add_text

# Word makes it anew from the headlines when it is told to (F9): without page numbers, as it is written here.
_FIELD = ' TOC \\o "1-1" \\n \\h \\z '


def add_contents(document: Document, headlines: Sequence[str], language: Language) -> None:
    """Add a paragraph for each headline, which leads to its bookmark; all of them as one field."""
    paragraphs = [document.add_paragraph(style=CONTENTS) for _ in headlines]
    for number, (paragraph, headline) in enumerate(zip(paragraphs, headlines, strict=True)):
        add_text(paragraph, headline, language)
        link = OxmlElement("w:hyperlink")
        link.set(qualify("anchor"), _name_bookmark(number))
        link.extend(child for child in list(paragraph._p) if child.tag != qualify("pPr"))
        paragraph._p.append(link)
    _add_field(paragraphs[0], paragraphs[-1])


def add_bookmark(paragraph: Paragraph, number: int) -> None:
    """Put the bookmark of the headline of that number around a paragraph."""
    for name in ("bookmarkStart", "bookmarkEnd"):
        element = OxmlElement(f"w:{name}")
        element.set(qualify("id"), str(number))
        if name == "bookmarkStart":
            element.set(qualify("name"), _name_bookmark(number))
            paragraph._p.insert(1, element)  # after the paragraph's properties
        else:
            paragraph._p.append(element)


def _name_bookmark(number: int) -> str:
    return f"_Toc{900_000_000 + number}"


def _add_field(first: Paragraph, last: Paragraph) -> None:
    start, code, middle, end = (OxmlElement("w:r") for _ in range(4))
    for run, kind in ((start, "begin"), (middle, "separate"), (end, "end")):
        mark = OxmlElement("w:fldChar")
        mark.set(qualify("fldCharType"), kind)
        run.append(mark)
    instruction = OxmlElement("w:instrText")
    instruction.text = _FIELD
    code.append(instruction)
    for place, run in enumerate((start, code, middle), start=1):
        first._p.insert(place, run)
    last._p.append(end)
