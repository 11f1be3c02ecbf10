"""Paragraphs and runs in either direction."""

from __future__ import annotations

from dataclasses import dataclass

from docx.oxml import OxmlElement
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from mujaz.pipeline.formats.base import Language
from mujaz.pipeline.formats.directions import cut_by_direction
from mujaz.pipeline.formats.word.names import qualify

_AFTER_BIDI = (
    *("adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap"),
    *("jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr"),
    *("pPrChange",),
)


@dataclass(frozen=True, slots=True)
class Written:
    """A run with the characters of the text that it holds."""

    run: Run
    start: int
    end: int


def add_text(paragraph: Paragraph, text: str, language: Language, borders: tuple[int, ...] = ()) -> list[Written]:
    """Add a text to a paragraph, a run for each stretch of one direction, and return the runs.

    Args:
        paragraph: Gets the direction of `language`.
        text: The text to add.
        language: That of the text as a whole.
        borders: Places in the text that no run goes over.
    """
    set_direction(paragraph, language)
    written = []
    for stretch in cut_by_direction(text, language, borders):
        run = paragraph.add_run(stretch.text)
        if stretch.is_rtl:
            run.font.rtl = True
        written.append(Written(run, stretch.start, stretch.end))
    return written


def set_direction(paragraph: Paragraph, language: Language) -> None:
    """Make an Arabic paragraph run from right to left. No `w:jc`: in such a paragraph "left" would mean right."""
    properties = paragraph._p.get_or_add_pPr()
    if language == "ar" and properties.find(qualify("bidi")) is None:
        properties.insert_element_before(OxmlElement("w:bidi"), *(f"w:{name}" for name in _AFTER_BIDI))
