"""An HTML page: one article, found within bounds of size, time and memory."""

from __future__ import annotations

import io
from collections.abc import Iterator

from mujaz.files.formats.base import Entry, InputFormat, read_whole
from mujaz.files.pages.bounds import measure_page, refuse_oversized
from mujaz.files.pages.extraction import extract_article
from mujaz.files.pages.process import PAGES
from mujaz.files.records import Fields
from mujaz.text.markup import XML_HEAD, refuse_xml
from mujaz.types import Article, Page


def read_html(stream: io.BufferedReader, name: str, _fields: Fields) -> Iterator[Entry]:
    """Yield a page as it is: `read_page` takes it apart, which is slow, and which workers do side by side.

    Raises:
        ArticleError: It is too large, or XML.
    """
    data = read_whole(stream, name)
    refuse_xml(data[:XML_HEAD].decode("utf-8", "replace"), name)
    yield Page(id="", data=data, source=name)


def read_page(page: Page) -> Article:
    """Return the article of a page. A process of its own reads a large page, and is ended if that takes too long.

    Raises:
        ArticleError: No article text in it, or it is larger, or takes longer, than any article's page.
    """
    size = measure_page(page.data)
    refuse_oversized(page, size)
    return extract_article(page, size) if size.is_harmless else PAGES.read(page)


FORMAT = InputFormat(
    suffixes=(".html", ".htm", ".xhtml"),
    read=read_html,
    matches=lambda head: head.lower().startswith((b"<!doctype html", b"<html")),
)
