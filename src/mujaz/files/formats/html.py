"""An HTML page: one article, found within bounds of size, time and memory."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from mujaz.files.fetching.addresses import is_address
from mujaz.files.formats.base import Entry, InputFormat, Reading, read_whole
from mujaz.files.pages.bounds import measure_page, refuse_oversized
from mujaz.files.pages.extraction import extract_article
from mujaz.files.process import PARSER
from mujaz.text.markup import XML_HEAD, refuse_xml
from mujaz.types import Article, Page


def read_html(stream: io.BufferedReader, name: str, _reading: Reading) -> Iterator[Entry]:
    """Yield a page as it is: `read_page` takes it apart, which is slow, and which workers do side by side.

    Raises:
        ArticleError: It is too large, or XML.
    """
    data = read_whole(stream, name)
    refuse_xml(data[:XML_HEAD].decode("utf-8", "replace"), name)
    yield Page(id="", data=data, source=name, url=name if is_address(name) else "")


def read_page(page: Page) -> Article:
    """Return the article of a page. A process of its own reads a large page, and is ended if that takes too long.

    Raises:
        ArticleError: No article text in it, or it is larger, or takes longer, than any article's page.
    """
    size = measure_page(page.data)
    refuse_oversized(page, size)
    if size.is_harmless:
        return extract_article(page, size)
    return Article(id=page.id, source=page.source, **PARSER.run(extract_values, page.data, page.where))


def extract_values(data: bytes) -> dict[str, Any]:
    """Return the title, text, address and date of a page, as `read_page` finds them in a process of its own.

    Raises:
        ArticleError: No article text in it, or more elements than any article's page has.
    """
    article = extract_article(Page(id="", data=data, source="page"), measure_page(data))
    return article.model_dump(include={"title", "text", "url", "date"})


FORMAT = InputFormat(
    suffixes=(".html", ".htm", ".xhtml"),
    read=read_html,
    take_apart=read_page,
    matches=lambda head: head.lower().startswith((b"<!doctype html", b"<html")),
)
