"""Finding the article in an HTML page, without bounds of time; `mujaz.files.formats.html` bounds it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from mujaz.errors import ArticleError
from mujaz.files.pages.bounds import HARMLESS_TAGS, PageSize, refuse_crowded
from mujaz.types import Article, Page

MOST_COMPARED = 2_000
"""Tags up to which trafilatura asks a second extractor, jusText, whose time grows by their square."""

MOST_SIBLINGS = 500
"""Links, formatted words and the like in one element that trafilatura is given: its time grows by their square."""

MOST_JOINED = 200
"""Plain paragraphs that are joined into one."""

_FORMATTING = frozenset({"b", "strong", "i", "em", "u", "mark"})
# Printable, because trafilatura drops what is not; no text has a use for a picture of a control character.
_BORDER = "\u241e"
_BLOCK_NAMES = """
address article aside base blockquote body br caption center col colgroup dd details dialog dir div dl dt fieldset
figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe legend li link main menu
meta nav noscript ol option p picture pre script section select style summary svg table tbody td template textarea
tfoot th thead title tr ul video
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_REFERENCE = re.compile(rb"&#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));?", re.IGNORECASE)


def extract_article(page: Page, size: PageSize) -> Article:
    """Return the main text of a page, its headline, date and address; the encoding is found out.

    Raises:
        ArticleError: No article text in it, or too many elements beside plain paragraphs.
    """
    from trafilatura import bare_extraction  # 0.2 s: only for HTML

    from mujaz.files.pages.metadata import find_page_date, find_page_title

    tree = _load(_REFERENCE.sub(_blank_control, page.data))
    date = "" if tree is None else find_page_date(tree)
    extract = tree is not None and bare_extraction(
        _thin(tree, page, size),
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        fast=size.tags > MOST_COMPARED,
        # `find_page_date` has found the date: no search for one through the whole text.
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if not extract or not extract.text:
        raise ArticleError(page.where, "no article text found in the HTML page", article_id=page.id)
    return Article(
        id=page.id,
        title=find_page_title(tree, extract.title or ""),
        text=_split_paragraphs(extract.text),
        url=extract.url or "",
        date=date,
        source=page.source,
    )


def _thin(tree: Any, page: Page, size: PageSize) -> Any:
    """Return a tree that is extracted in linear time; `tree` may be changed.

    Raises:
        ArticleError: Too many elements are left.
    """
    if size.tags > HARMLESS_TAGS:
        _join_paragraphs(tree)
        refuse_crowded(page, sum(1 for _ in tree.iter()))
    return _thin_crowds(tree) if size.tags > MOST_SIBLINGS else tree


def _join_paragraphs(tree: Any) -> None:
    """Put plain paragraphs that follow one another into the first of them, `MOST_JOINED` at a time; drop comments.

    So a million of them are read in linear time: trafilatura asks of each element in turn whether it belongs to the
    article, and libxml2 compares each with all before it. Paragraphs belong together if they follow one another in one
    parent, have the same attributes, and hold nothing but words. `_split_paragraphs` splits the text again.

    Args:
        tree: The root element of the page, as lxml parses it; it is changed.
    """
    from lxml import etree  # only for HTML

    etree.strip_elements(tree, etree.Comment, with_tail=False)
    for parent in tree.iter():
        for run in _find_runs(parent):
            run[0].text = f" {_BORDER} ".join(filter(None, map(_read_words, run)))
            del run[0][:]
            for paragraph in run[1:]:
                parent.remove(paragraph)


def _split_paragraphs(text: str) -> str:
    """Return the text of a page with each joined paragraph on a line of its own."""
    return "\n".join(map(str.strip, text.split(_BORDER)))


def _find_runs(parent: Any) -> Iterator[list[Any]]:
    """Yield plain paragraphs that follow one another, at least two; the caller may remove all but the first."""
    run: list[Any] = []
    child = next(iter(parent), None)
    while child is not None:
        following = child.getnext()
        is_plain = _is_plain(child)
        if run and not (is_plain and len(run) < MOST_JOINED and child.items() == run[0].items()):
            if len(run) > 1:
                yield run
            run = []
        if is_plain:
            run.append(child)
        child = following
    if len(run) > 1:
        yield run


def _is_plain(element: Any) -> bool:
    """Tell whether it is a paragraph that holds words only, with no text between it and the next element."""
    return (
        element.tag == "p"
        and not (element.tail or "").strip()
        and all(child.tag in _FORMATTING and not len(child) for child in element)
    )


def _read_words(paragraph: Any) -> str:
    text = "".join(paragraph.itertext()) if len(paragraph) else paragraph.text or ""
    return " ".join(text.replace(_BORDER, " ").split())


def _blank_control(reference: re.Match[bytes]) -> bytes:
    # A control character written as a number makes trafilatura give up the whole page.
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    return b" " if number < ord(" ") else reference[0]


def _thin_crowds(tree: Any) -> Any:
    """Take tags, but not their text, out of elements with too many links or formatted words."""
    from lxml import etree

    crowded = [element for element in tree.iter() if len(_find_inline(element)) > MOST_SIBLINGS]
    for element in crowded:
        etree.strip_tags(element, *{child.tag for child in _find_inline(element)})
    # Written and read again, so that each text is one node: many nodes are slow.
    return tree if not crowded else _load(etree.tostring(tree, encoding="unicode", method="html"))


def _find_inline(element: Any) -> list[Any]:
    if len(element) <= MOST_SIBLINGS:
        return []
    return [child for child in element if isinstance(child.tag, str) and child.tag not in _BLOCKS]


def _load(data: bytes | str) -> Any:
    from trafilatura import load_html

    return load_html(data)
