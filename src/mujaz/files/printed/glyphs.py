"""The glyphs of a PDF: what letters each stands for, and its place on the page."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mujaz.errors import ArticleError

MOST_PAGES = 500
"""Pages of a document."""

MOST_GLYPHS = 500_000
"""Glyphs of a document: some ten thousand are placed in a second."""

# Shapes of letters as characters of their own: those of Arabic and «ﬁ».
_SHAPES = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]")
_UNKNOWN = "(cid:"


@dataclass(slots=True)
class Glyph:
    """A glyph.

    Attributes:
        left: Distance from the left edge of the page, in points; so are the others.
        right: The same of its right edge; a vowel sign has no width.
        base: Height of its baseline above the lower edge.
        size: Height of its font.
        text: The letters that it stands for, in the order in which they are read.
    """

    left: float
    right: float
    base: float
    size: float
    text: str

    @property
    def middle(self) -> float:
        """Return the middle between its edges."""
        return (self.left + self.right) / 2

    @property
    def is_mark(self) -> bool:
        """Whether it is a sign above or below a letter."""
        return all(map(unicodedata.combining, self.text))


def read_pages(data: bytes) -> Iterator[list[Glyph]]:
    """Yield the glyphs of each page; those that stand upright.

    Raises:
        ArticleError: Encrypted, or too many pages or glyphs.
    """
    from pdfminer.converter import PDFPageAggregator  # an extra, and 0.3 s
    from pdfminer.pdfdocument import PDFEncryptionError
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage

    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    glyphs = 0
    try:
        for number, page in enumerate(PDFPage.get_pages(io.BytesIO(data))):
            if number >= MOST_PAGES:
                raise ArticleError("", f"more than {MOST_PAGES} pages")
            interpreter.process_page(page)
            glyphs_of_page = list(_find_glyphs(device.get_result()))
            glyphs += len(glyphs_of_page)
            if glyphs > MOST_GLYPHS:
                raise ArticleError("", f"more than {MOST_GLYPHS:,} letters")
            yield glyphs_of_page
    except PDFEncryptionError as exc:
        raise ArticleError("", "the PDF is encrypted: save it without a password") from exc


def _find_glyphs(container: Any) -> Iterator[Glyph]:
    from pdfminer.layout import LTChar, LTFigure  # as above

    for item in container:
        if isinstance(item, LTFigure):
            yield from _find_glyphs(item)
        elif isinstance(item, LTChar) and item.upright and not item.get_text().startswith(_UNKNOWN):
            text = _SHAPES.sub(lambda shape: unicodedata.normalize("NFKC", shape[0]).strip(), item.get_text())
            if text.isalpha() or item.x1 > item.x0 or any(map(unicodedata.combining, text)):  # else no letter is drawn
                yield Glyph(item.x0, item.x1, item.matrix[5], item.size, text.replace("\xa0", " "))
