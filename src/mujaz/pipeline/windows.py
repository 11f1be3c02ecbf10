"""Working through a stream of articles in windows, so that batches form inside a window only."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from mujaz.errors import ArticleError, InputError
from mujaz.files.articles import unpack_page
from mujaz.files.formats.base import Entry
from mujaz.text.document import Document, read_document
from mujaz.types import Article, Page

_log = logging.getLogger(__name__)

MAX_CHARACTERS = 8 * 2**20
"""Text of one window; more than this closes it early, so that memory is bounded also where articles are books."""

MARKUP = 2
"""Bytes of an HTML page for which it counts as having one character of text: most of a page is none."""

Result = TypeVar("Result")
OnError = Callable[[ArticleError], None]
Work = Callable[[list[Document]], Sequence[Result | ArticleError]]


def cut_windows(entries: Iterable[Entry], size: int) -> Iterator[list[Entry]]:
    """Consecutive entries, `size` at a time; fewer at the end, and where their texts are longer than `MAX_CHARACTERS`.

    Where a window ends depends on the entries alone.
    """
    window: list[Entry] = []
    characters = 0
    for entry in entries:
        window.append(entry)
        characters += _characters(entry)
        if len(window) == size or characters > MAX_CHARACTERS:
            yield window
            window, characters = [], 0
    if window:
        yield window


def in_windows(entries: Iterable[Entry], size: int, work: Work[Result]) -> Iterator[Result | ArticleError]:
    """What `work` makes of each article, in order, with the error in the place of each that cannot be used.

    Args:
        entries: Articles, pages, and errors of articles that could not be read.
        size: Consecutive entries in a window. Output depends on nothing outside a window, and memory holds one.
        work: Makes one result of each of a window's usable articles, in their order.
    """
    for window in cut_windows(entries, size):
        yield from in_window(window, work)


def in_window(window: Iterable[Entry], work: Work[Result]) -> Iterator[Result | ArticleError]:
    """What `work` makes of the articles of one window; see `in_windows`."""
    documents = [_document(entry) for entry in window]
    good = [document for document in documents if isinstance(document, Document)]
    results = iter(work(good) if good else ())
    for document in documents:
        yield document if isinstance(document, ArticleError) else next(results)


def usable(results: Iterable[Result | ArticleError], on_error: OnError | None = None) -> Iterator[Result]:
    """The results that are none of the errors; those go to `on_error`, or to the log where there is none."""
    report = on_error or _warn
    for result in results:
        if isinstance(result, ArticleError):
            report(result)
        else:
            yield result


def without_bullets(document: Document) -> ArticleError:
    """What is wrong with an article of which no bullet could be made."""
    return ArticleError(document.article.where, "no sentence in it can stand in a brief", stage="summarizing")


def _warn(error: ArticleError) -> None:
    _log.warning("%s", error)


def _characters(entry: Entry) -> int:
    if isinstance(entry, Page):
        return len(entry.data) // MARKUP
    return len(entry.text) if isinstance(entry, Article) else 0


def _document(entry: Entry) -> Document | ArticleError:
    article = unpack_page(entry)
    if isinstance(article, ArticleError):
        return article
    if not isinstance(article, Article):
        raise InputError(f"an article is a mujaz.Article or a string; this is of type {type(article).__name__}")
    try:
        return read_document(article)
    except ArticleError as exc:
        return exc
