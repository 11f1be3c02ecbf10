"""Working through a stream of articles in windows, so that batches form inside a window only."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from mujaz.errors import ArticleError, InputError
from mujaz.files.articles import unpack_page
from mujaz.files.formats.base import Entry
from mujaz.types import Article, Brief, Page

if TYPE_CHECKING:  # the reader of articles, with its word lists, is imported when the first one is read
    from mujaz.text.document import Document

_log = logging.getLogger(__name__)

MAX_CHARACTERS = 8 * 2**20
"""Text of one window; more than this closes it early, so that memory is bounded also if articles are books."""

MARKUP = 2
"""Bytes of an HTML page for which it counts as having one character of text: most of a page is none."""

Result = TypeVar("Result")
OnError = Callable[[ArticleError], None]
Work = Callable[["list[Document]"], Sequence[Result | ArticleError]]


def cut_windows(entries: Iterable[Entry], size: int) -> Iterator[list[Entry]]:
    """Yield consecutive entries, `size` at a time; fewer at the end, and if their texts exceed `MAX_CHARACTERS`.

    The end of a window depends on the entries alone.
    """
    window: list[Entry] = []
    characters = 0
    for entry in entries:
        window.append(entry)
        characters += _count_characters(entry)
        if len(window) == size or characters > MAX_CHARACTERS:
            yield window
            window, characters = [], 0
    if window:
        yield window


def work_in_windows(entries: Iterable[Entry], size: int, work: Work[Result]) -> Iterator[Result | ArticleError]:
    """Yield the result of `work` for each article, in order, and the error in the place of each unusable one.

    Args:
        entries: Articles, pages, and errors of articles that could not be read.
        size: Consecutive entries in a window. Output depends on nothing outside a window, and memory holds one.
        work: Makes one result of each of a window's usable articles, in their order.
    """
    for window in cut_windows(entries, size):
        yield from work_on_window(window, work)


def work_on_window(window: Iterable[Entry], work: Work[Result]) -> Iterator[Result | ArticleError]:
    """Yield the result of `work` for each article of one window; see `work_in_windows`."""
    documents = [_read_entry(entry) for entry in window]
    usable = [document for document in documents if not isinstance(document, ArticleError)]
    results = iter(work(usable) if usable else ())
    for document in documents:
        yield document if isinstance(document, ArticleError) else next(results)


def divert_errors(results: Iterable[Result | ArticleError], on_error: OnError | None = None) -> Iterator[Result]:
    """Yield the results that are no errors; give errors to `on_error`, or to the log without it."""
    for result in results:
        if not isinstance(result, ArticleError):
            yield result
        elif on_error:
            on_error(result)
        else:
            _log.warning("%s", result)


def make_no_bullets_error(document: Document) -> ArticleError:
    """Return the error for an article that gave no bullet."""
    return ArticleError(document.article.where, "no sentence in it can stand in a brief", stage="summarizing")


def skip_duplicates(work: Work[Brief]) -> Work[Brief]:
    """Return a function that gives each content to `work` once: wire copy that says the same to the letter.

    Each further carrier of the same content gets the same brief under its own id and address. A hash for each article
    of the window is kept to find them.
    """

    def work_once(documents: list[Document]) -> list[Brief | ArticleError]:
        keys = [_hash_content(document) for document in documents]
        first = dict(zip(reversed(keys), reversed(documents), strict=True))
        order = dict.fromkeys(keys)
        results = dict(zip(order, work([first[key] for key in order]), strict=True))
        return [_copy_result(results[key], document) for document, key in zip(documents, keys, strict=True)]

    return work_once


def _hash_content(document: Document) -> bytes:
    # The date is among it: the meaning of "yesterday" in a text depends on it.
    article = document.article
    return hashlib.sha256("\0".join((article.title, article.date, article.text)).encode()).digest()


def _copy_result(result: Brief | ArticleError, document: Document) -> Brief | ArticleError:
    article = document.article
    if isinstance(result, ArticleError):
        return ArticleError(article.where, result.reason, result.stage)
    update = {"id": article.id, "url": article.url}
    return result.model_copy(update={"article": result.article.model_copy(update=update)})


def _count_characters(entry: Entry) -> int:
    if isinstance(entry, Page):
        return len(entry.data) // MARKUP
    return len(entry.text) if isinstance(entry, Article) else 0


def _read_entry(entry: Entry) -> Document | ArticleError:
    from mujaz.text.document import read_document

    article = unpack_page(entry)
    if isinstance(article, ArticleError):
        return article
    if not isinstance(article, Article):
        raise InputError(f"an article is a mujaz.Article or a string; this is of type {type(article).__name__}")
    try:
        return read_document(article)
    except ArticleError as exc:
        return exc
