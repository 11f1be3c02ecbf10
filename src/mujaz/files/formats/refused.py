"""Documents that no well-kept library reads: refused by name, with what to do."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import PurePath

from mujaz.errors import ArticleError
from mujaz.files.formats.base import Entry, InputFormat, Reading

_KINDS = {".odt": "an OpenDocument text (ODT)", ".rtf": "an RTF document", ".doc": "a document of Word before 2007"}
_STARTS = {b"{\\rtf": ".rtf", b"\xd0\xcf\x11\xe0": ".doc"}


def refuse(stream: io.BufferedReader, name: str, _reading: Reading) -> Iterator[Entry]:
    """Yield the error in the place of a document that is not read."""
    head = stream.peek(8)
    by_content = (suffix for start, suffix in _STARTS.items() if head.startswith(start))
    suffix = next(by_content, PurePath(name.lower().removesuffix(".gz")).suffix)
    yield ArticleError(name, f"this is {_KINDS[suffix]}, which is not read: save it as DOCX or PDF")


FORMAT = InputFormat(suffixes=tuple(_KINDS), read=refuse, matches=lambda head: head.startswith(tuple(_STARTS)))
