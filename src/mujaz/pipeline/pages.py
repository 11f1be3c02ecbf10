"""An article out of an HTML page."""

from __future__ import annotations

import re

from mujaz.errors import ArticleError
from mujaz.types import Article

_REFERENCE = re.compile(rb"&#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));?", re.IGNORECASE)


def read_page(data: bytes, where: str) -> Article:
    """The main text of a page, its headline, date and address; the encoding is found out, the id left empty.

    Raises:
        ArticleError: No article text in it.
    """
    from trafilatura import bare_extraction  # 0.2 s: only for HTML

    data = _REFERENCE.sub(_harmless, data)
    page = bare_extraction(data, with_metadata=True, include_comments=False, include_tables=False)
    if page is None or not page.text:
        raise ArticleError(where, "no article text found in the HTML page")
    return Article(
        id="",
        title=page.title or "",
        text=page.text,
        url=page.url or "",
        date=page.date or "",
        source=where,
    )


def _harmless(reference: re.Match[bytes]) -> bytes:
    # A control character written as a number makes trafilatura give up the whole page.
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    return b" " if number < ord(" ") else reference[0]
