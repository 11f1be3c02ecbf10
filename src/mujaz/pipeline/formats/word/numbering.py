"""Numbers of lines, which Word counts: they are no part of the text, and one who copies it does not copy them."""

from __future__ import annotations

from docx.document import Document
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph

from mujaz.pipeline.formats.word.names import qualify

_FIRST_KIND = 900
"""The number of our first kind of list; those of the template are below."""

# Wide enough for the number on either side of the place where it stands: programs differ in that from right to left.
_KIND = """
<w:abstractNum xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:abstractNumId="{number}">
  <w:multiLevelType w:val="singleLevel"/>
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/>
    <w:pPr><w:ind w:left="567" w:hanging="340"/></w:pPr></w:lvl>
</w:abstractNum>"""


class Numbering:
    """The numbered lists of a document."""

    def __init__(self, document: Document) -> None:
        self._lists = document.part.numbering_part.element
        self._next_kind = _FIRST_KIND

    def begin(self) -> int:
        """Return the number of a new list. It is of a kind of its own: lists of one kind share their count."""
        self._lists.findall(qualify("abstractNum"))[-1].addnext(parse_xml(_KIND.format(number=self._next_kind)))
        added = self._lists.add_num(self._next_kind)
        self._next_kind += 1
        return int(added.numId)

    def add(self, paragraph: Paragraph, list_number: int) -> None:
        """Make a paragraph the next line of a list."""
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = list_number
