"""Briefs as a Word document. Needs the extra [documents]."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mujaz.errors import MissingExtraError
from mujaz.pipeline.formats.base import OutputFormat, Style
from mujaz.types import Brief


def write_docx(briefs: Iterable[Brief], style: Style) -> Iterator[bytes]:
    """Yield the document as a whole, once all briefs are there; before the first is made, see that it can be written.

    Raises:
        MissingExtraError: The extra [documents] is not installed.
    """
    try:
        from mujaz.pipeline.formats.word.document import make_document  # its package is an extra
    except ImportError as exc:
        raise MissingExtraError("writing DOCX", "documents") from exc
    if collected := list(briefs):
        yield make_document(collected, style.labels)


FORMAT = OutputFormat("docx", (".docx",), write_docx, is_binary=True)
