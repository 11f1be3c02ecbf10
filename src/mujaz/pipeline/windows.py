"""Working through a stream of articles in windows, so that batches form inside a window only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from mujaz.errors import ArticleError
from mujaz.text.document import Document, read_document
from mujaz.types import Article

Result = TypeVar("Result")
Work = Callable[[list[Document]], list[Result]]


def in_windows(
    entries: Iterable[Article | ArticleError], size: int, work: Work[Result]
) -> Iterator[Result | ArticleError]:
    """What `work` makes of each article, in order, with the error in the place of each that cannot be used.

    Args:
        entries: Articles, and errors of articles that could not be read.
        size: Consecutive entries in a window. Output depends on nothing outside a window, and memory holds one.
        work: Makes one result of each of a window's usable articles, in their order.
    """
    stream = iter(entries)
    while window := list(islice(stream, size)):
        documents = [_document(entry) for entry in window]
        usable = [document for document in documents if isinstance(document, Document)]
        results = iter(work(usable) if usable else ())
        for document in documents:
            yield document if isinstance(document, ArticleError) else next(results)


def _document(entry: Article | ArticleError) -> Document | ArticleError:
    if isinstance(entry, ArticleError):
        return entry
    try:
        return read_document(entry)
    except ArticleError as exc:
        return ArticleError(entry.where, exc.reason)
