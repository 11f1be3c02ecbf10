"""Marks that tell, when an editor sends a document back, which text belongs to which bullet.

Each text stands in a content control with a tag, which Word keeps, and in a bookmark, which other programs keep. The
texts as they were stand in a part of the document that nobody shows and all keep.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from mujaz.pipeline.formats.base import Language
from mujaz.pipeline.formats.directions import clean
from mujaz.pipeline.formats.lines import Line
from mujaz.pipeline.formats.word.names import NAMESPACE, make_mark, qualify

_FIRST_BOOKMARK = 1_000_000
"""The number of the first of our bookmarks; those of the table of contents are below."""

_PROPERTIES = (
    '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
    f'ds:itemID="{{6D756A61-7A2D-4C69-8E65-730000000001}}"><ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/>'
    "</ds:schemaRefs></ds:datastoreItem>"
)
_PROPERTIES_OF_PART = f"{RELATIONSHIP_TYPE.CUSTOM_XML}Props"


def mark_text(paragraph: Paragraph, number: int, language: Language, title: str) -> None:
    """Put all runs of a paragraph into a content control and a bookmark; `title` is shown on the control's border."""
    mark, mark_id = make_mark(number, language), str(_FIRST_BOOKMARK + 2 * number + (language == "en"))
    properties, content = OxmlElement("w:sdtPr"), OxmlElement("w:sdtContent")
    properties.extend(
        _make_element(name, val=value) for name, value in (("alias", title), ("tag", mark), ("id", mark_id))
    )
    content.extend(child for child in list(paragraph._p) if child.tag != qualify("pPr"))
    control = OxmlElement("w:sdt")
    control.extend((properties, content))
    begin, end = _make_element("bookmarkStart", id=mark_id, name=mark), _make_element("bookmarkEnd", id=mark_id)
    paragraph._p.extend((begin, control, end))


def add_lines(document: Document, lines: Sequence[Line]) -> None:
    """Put the lines as they are into a part of the document of their own."""
    originals = [
        {"article": line.article, "bullet": line.bullet, "ar": clean(line.ar), "en": clean(line.en)} for line in lines
    ]
    content = f'<lines xmlns="{NAMESPACE}">{escape(json.dumps(originals))}</lines>'
    package = document.part.package
    part = Part(package.next_partname("/customXml/item%d.xml"), "application/xml", content.encode(), package)
    number = str(part.partname).removeprefix("/customXml/item").removesuffix(".xml")
    described = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    properties = Part(PackURI(f"/customXml/itemProps{number}.xml"), described, _PROPERTIES.encode(), package)
    part.relate_to(properties, _PROPERTIES_OF_PART)
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def _make_element(tag: str, /, **attributes: str) -> BaseOxmlElement:
    element = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        element.set(qualify(key), value)
    return element
