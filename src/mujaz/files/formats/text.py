"""A plain text, or Markdown: one article."""

from __future__ import annotations

import io
from collections.abc import Iterator

from mujaz.files.formats.base import Entry, InputFormat, Reading, read_whole
from mujaz.text.decode import decode
from mujaz.text.markup import markdown_title, plain_text, refuse_xml
from mujaz.types import Article


def read_text(stream: io.BufferedReader, name: str, _reading: Reading) -> Iterator[Entry]:
    """Yield the article of a text file.

    Raises:
        ArticleError: It is too large, no text, or XML.
    """
    text = decode(read_whole(stream, name), name)
    refuse_xml(text, name)
    yield Article(id="", title=markdown_title(text), text=plain_text(text), source=name)


FORMAT = InputFormat(suffixes=(".txt",), read=read_text)
