"""An article out of an HTML page."""

from __future__ import annotations

import re

from mujaz.errors import ArticleError
from mujaz.types import Article, Page

_REFERENCE = re.compile(rb"&#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));?", re.IGNORECASE)


def read_page(page: Page) -> Article:
    """The main text of a page, its headline, date and address; the encoding is found out.

    Raises:
        ArticleError: No article text in it.
    """
    from trafilatura import bare_extraction, load_html  # 0.2 s: only for HTML

    from mujaz.pipeline.page_dates import find_page_date
    from mujaz.pipeline.page_titles import find_page_title

    data = _REFERENCE.sub(_harmless, page.data)
    found = bare_extraction(data, with_metadata=True, include_comments=False, include_tables=False)
    if found is None or not found.text:
        raise ArticleError(page.where, "no article text found in the HTML page", article_id=page.id)
    tree = load_html(data)
    return Article(
        id=page.id,
        title=find_page_title(tree, found.title or ""),
        text=found.text,
        url=found.url or "",
        date=find_page_date(tree),
        source=page.source,
    )


def _harmless(reference: re.Match[bytes]) -> bytes:
    # A control character written as a number makes trafilatura give up the whole page.
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    return b" " if number < ord(" ") else reference[0]
