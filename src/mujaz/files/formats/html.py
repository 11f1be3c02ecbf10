"""An article out of an HTML page, within bounds of size, time and memory."""

from __future__ import annotations

from mujaz.files.pages.bounds import measure_page, refuse_oversized
from mujaz.files.pages.extraction import extract_article
from mujaz.files.pages.process import PAGES
from mujaz.types import Article, Page


def read_page(page: Page) -> Article:
    """Return the article of a page: of a large one by a process of its own, which is ended when that takes too long.

    Raises:
        ArticleError: No article text in it, or it is larger, or takes longer, than any article's page.
    """
    size = measure_page(page.data)
    refuse_oversized(page, size)
    return extract_article(page, size) if size.is_harmless else PAGES.read(page)
