"""Flags as Word's comments, each on the words that it is about."""

from __future__ import annotations

from docx.document import Document
from docx.text.run import Run

from mujaz.flags.repairs import describe_repairs
from mujaz.pipeline.formats.base import Language
from mujaz.pipeline.formats.labels import describe_flag, label
from mujaz.pipeline.formats.lines import Line, Remark
from mujaz.pipeline.formats.word.names import qualify
from mujaz.pipeline.formats.word.text import Written, add_text

AUTHOR = "Mujaz"


def comment(document: Document, remarks: list[Remark], written: list[Written], language: Language) -> None:
    """Add a comment in `language` for each remark, on the runs that hold the characters it is about."""
    for remark in remarks:
        runs = [text.run for text in written if remark.start <= text.start and text.end <= remark.end]
        if runs:
            _add_comment(document, runs, describe_flag(remark.flag, language), language)


def comment_repairs(document: Document, line: Line, written: list[Written], language: Language) -> None:
    """Add a comment for each text of a line that was repaired."""
    for repaired in describe_repairs(line.repairs) if written else ():
        text = repaired.ar if language == "ar" else repaired.en
        _add_comment(document, [piece.run for piece in written], f"{label('repaired', language)}: {text}", language)


def _add_comment(document: Document, runs: list[Run], text: str, language: Language) -> None:
    added = document.add_comment(runs, author=AUTHOR, initials=AUTHOR[0])
    # Without the time, so that equal briefs are equal documents.
    added._comment_elm.attrib.pop(qualify("date"), None)
    add_text(added.paragraphs[0], text, language)
