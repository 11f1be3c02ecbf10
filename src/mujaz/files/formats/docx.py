"""Word documents (DOCX): one article. Needs the extra [documents]."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from mujaz.errors import ArticleError, MissingExtraError
from mujaz.files.formats.base import Entry, InputFormat, Reading, read_whole
from mujaz.files.process import PARSER
from mujaz.text.markup import plain_line, plain_text
from mujaz.types import Article, Page

MOST_PARTS = 5_000
"""Files in a document."""

MOST_XML = 32 * 1024 * 1024
"""Bytes of XML in a document, after decompression."""

# Elements around text that mammoth does not know, and would drop with the text, as one that it looks into.
_UNKNOWN = re.compile(rb"(</?w:)(?:dir|bdo|fldSimple)\b")
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_STYLES = "p[style-name='Title'] => h1:fresh"
_NOTE_LINK = re.compile(r'<sup><a href="#[^"]*" id="[^"]*">\[[^\]]*\]</a></sup>| ?<a href="#[^"]*-ref-[^"]*">↑</a>')
_INNER_PARAGRAPH = re.compile(r"(<(?:t[dh]|li)\b[^<>]*>)<p>|</p>(?=</(?:t[dh]|li)>)")
_TITLE = re.compile(r"<h1>(.*?)</h1>")


def read_docx(stream: io.BufferedReader, name: str, _reading: Reading) -> Iterator[Entry]:
    """Yield a document as it is: `take_apart` reads it, which is slow, and which workers do side by side.

    Raises:
        ArticleError: It is too large.
    """
    yield Page(id="", data=read_whole(stream, name), source=name, kind=".docx")


def take_apart(page: Page) -> Article:
    """Return the article of a document.

    Raises:
        ArticleError: No Word document, damaged, encrypted, out of all proportion, or the extra is missing.
    """
    return Article(id=page.id, source=page.source, **PARSER.run(parse_docx, page.data, page.where))


def parse_docx(data: bytes) -> dict[str, Any]:
    """Return the title and the text of a document; tracked insertions are in it, tracked deletions are not.

    Raises:
        ArticleError: No document, or too much in it, or the extra is missing.
    """
    try:
        import mammoth  # an extra
    except ImportError as exc:
        raise ArticleError("", str(MissingExtraError("reading DOCX", "documents"))) from exc
    html = mammoth.convert_to_html(
        io.BytesIO(_repack(data)),
        style_map=_STYLES,
        include_embedded_style_map=False,
        convert_image=lambda _image: [],
        external_file_access=False,
    ).value
    html = _INNER_PARAGRAPH.sub(r"\1", _NOTE_LINK.sub("", html))
    title = _TITLE.match(html)
    lines = map(str.strip, plain_text(html).splitlines())
    return {"title": plain_line(title[1]) if title else "", "text": "\n".join(filter(None, lines))}


def _repack(data: bytes) -> bytes:
    """Return a document with its XML alone, and with each element in it known to mammoth."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        for name, part in read_parts(data):
            target.writestr(name, _UNKNOWN.sub(rb"\1smartTag", part))
    return packed.getvalue()


def read_parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the names and contents of the XML files in a document.

    Raises:
        ArticleError: No zip file, encrypted, too many files, too much XML, or XML that declares a type or entities.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS:
                raise ArticleError("", f"more than {MOST_PARTS:,} files in the document")
            parts = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
            # Of other ways of packing, Python unpacks all before it looks at the size that the head says.
            if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
                raise ArticleError("", "packed in a way that no Word document is")
            if sum(part.file_size for part in parts) > MOST_XML:  # no more is unpacked than a part's head says
                raise ArticleError("", f"its text becomes larger than {MOST_XML // 2**20} MB")
            for part in parts:
                content = archive.read(part)
                if _DECLARATION.search(content.replace(b"\0", b"")):
                    raise ArticleError("", "its XML declares a type or entities, which no Word document does")
                yield part.filename, content
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as exc:
        raise ArticleError("", f"not a Word document (DOCX), or damaged or encrypted: {exc}") from exc


FORMAT = InputFormat(
    suffixes=(".docx", ".docm"),
    read=read_docx,
    matches=lambda head: head.startswith(b"PK\x03\x04"),
    take_apart=take_apart,
)
