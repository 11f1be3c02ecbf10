"""The styles of a document. Editors change how it looks here, and not paragraph by paragraph."""

from __future__ import annotations

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle
from lxml import etree

from mujaz.pipeline.formats.word.names import qualify

FONT = "Arial"
"""Has Arabic and Latin letters on every system with Word."""

TEXT, SMALL = "Mujaz text", "Mujaz small print"
HEADLINE, SECTION = "Heading 1", "Heading 2"
CONTENTS = "Mujaz contents"
_GREY = RGBColor(0x59, 0x59, 0x59)


def add_styles(document: Document) -> None:
    """Add our styles to a document, and give those that it has letters for Arabic."""
    for name, points in ((TEXT, 11), (SMALL, 8), (CONTENTS, 11)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        _set_letters(style, points, is_bold=False)
        style.paragraph_format.space_after = Pt(3)
    document.styles[SMALL].font.color.rgb = _GREY
    for name, points in (("Normal", 11), ("Title", 20), (HEADLINE, 15), (SECTION, 12)):
        _set_letters(document.styles[name], points, is_bold=name != "Normal")


def _set_letters(style: ParagraphStyle, points: int, *, is_bold: bool) -> None:
    """Set font, size and weight for Latin letters, and once more for Arabic ones, which Word keeps apart."""
    style.font.name = FONT
    style.font.size = Pt(points)
    style.font.bold = style.font.cs_bold = is_bold
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qualify("rFonts"))
    for name in [name for name in fonts.attrib if name.endswith("heme")]:  # a theme's font goes before a named one
        del fonts.attrib[name]
    fonts.set(qualify("cs"), FONT)
    _replace(properties, "szCs", {"val": str(2 * points)}, ("highlight", "u", "effect", "bdr", "shd", "fitText"))
    _replace(properties, "lang", {"val": "en-GB", "bidi": "ar-SA"}, ("eastAsianLayout", "specVanish", "oMath"))


def _replace(properties: etree._Element, name: str, attributes: dict[str, str], after: tuple[str, ...]) -> None:
    """Put an element into properties of runs, before those in `after` and those that follow them."""
    for element in properties.findall(qualify(name)):
        properties.remove(element)
    element = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        element.set(qualify(key), value)
    rest = ("vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath")
    properties.insert_element_before(element, *(f"w:{follower}" for follower in (*after, *rest)))
