"""PDF with text: one article. Needs the extra [documents]."""

from __future__ import annotations

import io
from collections.abc import Iterator
from importlib.util import find_spec

from mujaz.errors import ArticleError, MissingExtraError
from mujaz.files.formats.base import Entry, InputFormat, Reading, read_whole
from mujaz.files.process import PARSER
from mujaz.types import Article, Page


def read_pdf(stream: io.BufferedReader, name: str, _reading: Reading) -> Iterator[Entry]:
    """Yield a document as it is: `take_apart` reads it, which is slow, and which workers do side by side.

    Raises:
        ArticleError: It is too large.
    """
    yield Page(id="", data=read_whole(stream, name), source=name, kind=".pdf")


def take_apart(page: Page) -> Article:
    """Return the article of a document.

    Raises:
        ArticleError: No text in it, damaged, encrypted, too large, or the extra is missing.
    """
    return Article(id=page.id, source=page.source, **PARSER.run(parse_pdf, page.data, page.where))


def parse_pdf(data: bytes) -> dict[str, str]:
    """Return the title and the text of a document.

    Raises:
        ArticleError: As of `take_apart`.
    """
    if not (find_spec("pdfminer") and find_spec("bidi")):
        raise ArticleError("", str(MissingExtraError("reading PDF", "documents")))
    from mujaz.files.printed.article import read_article

    title, text = read_article(data)
    return {"title": title, "text": text}


FORMAT = InputFormat(
    suffixes=(".pdf",), read=read_pdf, matches=lambda head: head.startswith(b"%PDF-"), take_apart=take_apart
)
