"""From files to articles, one after the other: text, HTML, JSON Lines, standard input."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from mujaz.errors import ArticleError
from mujaz.pipeline.pages import read_page
from mujaz.pipeline.records import read_records
from mujaz.pipeline.sources import Source, opened, whole
from mujaz.text.decode import decode
from mujaz.types import Article


def read_articles(paths: Iterable[str]) -> Iterator[Article | ArticleError]:
    """The articles of `paths` in their order, and in place of each that cannot be used what is wrong with it.

    Args:
        paths: Files of text, HTML or JSON Lines (also gzip'd), told by suffix, else by their first bytes; ``-`` is
            standard input.

    Yields:
        Articles with ids that are unique in this run: the one given, else the file's stem, with ``-2`` and so on
        where that is taken. An id given twice in JSON Lines is an error.
    """
    ids = _Ids()
    for path in paths:
        try:
            with opened(path) as source:
                for found in _articles(source):
                    yield found if isinstance(found, ArticleError) else ids.settle(found, source.stem)
        except ArticleError as exc:
            yield exc


def _articles(source: Source) -> Iterator[Article | ArticleError]:
    # An article without an id of its own has id "" until _Ids settles it.
    if source.kind == "jsonl":
        yield from read_records(source.stream, source.name)
        return
    data = whole(source.stream, source.name)
    if source.kind == "html":
        yield read_page(data, source.name)
    else:
        yield Article(id="", text=decode(data, source.name), source=source.name)


class _Ids:
    """The ids of a run so far."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._repeats: Counter[str] = Counter()

    def settle(self, article: Article, stem: str) -> Article | ArticleError:
        if not article.id:
            article = article.model_copy(update={"id": self._free(stem)})
        elif article.id in self._taken:
            return ArticleError(article.where, f"the id {article.id!r} was given before")
        self._taken.add(article.id)
        return article

    def _free(self, stem: str) -> str:
        candidate = stem
        while candidate in self._taken:
            self._repeats[stem] += 1
            candidate = f"{stem}-{self._repeats[stem] + 1}"
        return candidate
