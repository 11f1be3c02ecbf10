"""Word documents that came back. Changes that were tracked are taken for accepted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter, ValidationError

from mujaz.errors import ArticleError, InputError
from mujaz.eval.corrections.base import ReturnedLine, SentLine, parse_xml
from mujaz.files.formats.docx import read_parts
from mujaz.pipeline.formats.directions import clean
from mujaz.pipeline.formats.word.names import NAMESPACE, qualify, read_mark

_LINES = TypeAdapter(list[SentLine])
_TAKEN_OUT = {qualify("del"), qualify("moveFrom")}
_SPACES = {qualify("tab"), qualify("br"), qualify("cr")}


def read_word(data: bytes, name: str) -> Iterator[ReturnedLine]:
    """Yield the lines of a document, in the order in which they went out.

    Raises:
        InputError: No Word document, none that Mujaz wrote, or one whose rows no longer tell which bullets they are.
    """
    try:
        contents = dict(read_parts(data))
    except ArticleError as exc:
        raise InputError(f"{name}: {exc.reason}") from exc
    sent = _find_sent(contents, name)
    document = parse_xml(contents.get("word/document.xml", b""), name)
    headlines, rows = _read_headlines(document), _read_rows(document, name)
    for number, line in enumerate(sent):
        if line.bullet == "headline":
            arabic, english = (headlines.get((number, language), "") for language in ("ar", "en"))
            yield ReturnedLine(line, arabic or line.ar, english or line.en)
        else:
            yield ReturnedLine(line, *rows.get(number, ("", "")))


def _find_sent(contents: dict[str, bytes], name: str) -> list[SentLine]:
    for path, content in contents.items():
        if path.startswith("customXml/") and NAMESPACE.encode() in content:
            root = parse_xml(content, name)
            if root.tag == f"{{{NAMESPACE}}}lines":
                try:
                    return _LINES.validate_python(json.loads(root.text or ""))
                except (ValidationError, ValueError, RecursionError) as exc:
                    raise InputError(f"{name}: what Mujaz wrote into it is damaged") from exc
    raise InputError(f"{name}: not a document that Mujaz wrote, or the program that saved it kept nothing of that")


def _read_headlines(document: Any) -> dict[tuple[int, str], str]:
    """Return the texts of paragraphs that have a mark and stand in no table, by line and language."""
    texts = {}
    for mark, element in _find_marks(document):
        paragraph = next(element.iterancestors(qualify("p")), None)
        number = read_mark(mark)
        if (
            number is not None
            and paragraph is not None
            and not any(True for _ in paragraph.iterancestors(qualify("tc")))
        ):
            texts[number, mark[-2:]] = _read_text(paragraph)
    return texts


def _read_rows(document: Any, name: str) -> dict[int, tuple[str, str]]:
    """Return the two texts of each row of a table, by the line that a mark in the row names."""
    texts: dict[int, tuple[str, str]] = {}
    unmarked = 0
    for row in document.iter(qualify("tr")):
        if row.find(f"{qualify('trPr')}/{qualify('del')}") is not None:
            continue
        numbers = {number for mark, _ in _find_marks(row) if (number := read_mark(mark)) is not None}
        cells = [_read_text(cell) for cell in row.iter(qualify("tc"))]
        if len(numbers) == 1 and len(cells) == 2:
            texts[numbers.pop()] = cells[0], cells[1]
        elif row.find(f"{qualify('trPr')}/{qualify('tblHeader')}") is None and any(cells):
            unmarked += 1
    if unmarked:
        rows = "a row of a table has" if unmarked == 1 else f"{unmarked} rows of tables have"
        raise InputError(f"{name}: {rows} no mark, or not two cells: it no longer tells which bullet it is")
    return texts


def _find_marks(element: Any) -> Iterator[tuple[str, Any]]:
    for control in element.iter(qualify("tag")):
        yield control.get(qualify("val"), ""), control
    for bookmark in element.iter(qualify("bookmarkStart")):
        yield bookmark.get(qualify("name"), ""), bookmark


def _read_text(element: Any) -> str:
    """Return the text in an element on one line, without what was deleted while changes were tracked."""
    return " ".join(clean("".join(_read_pieces(element))).split())


def _read_pieces(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == qualify("t"):
            yield child.text or ""
        elif child.tag in _SPACES:
            yield " "
        elif child.tag not in _TAKEN_OUT:
            yield from _read_pieces(child)
            yield " " * (child.tag == qualify("p"))
