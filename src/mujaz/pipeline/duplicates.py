"""Wire copy: articles of a window that say the same to the letter are briefed once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from mujaz.errors import ArticleError
from mujaz.text.document import Document
from mujaz.types import Brief

Made = Brief | ArticleError
Briefs = Callable[[list[Document]], list[Made]]


def once(work: Briefs) -> Briefs:
    """`work` that is given each content once; its other carriers get the same brief under their own id and address.

    What is kept to find them is a hash for each article of the window.
    """

    def unique(documents: list[Document]) -> list[Made]:
        keys = [_content(document) for document in documents]
        first = dict(zip(reversed(keys), reversed(documents), strict=True))
        order = dict.fromkeys(keys)
        made = dict(zip(order, work([first[key] for key in order]), strict=True))
        return [_for(document, made[key]) for document, key in zip(documents, keys, strict=True)]

    return unique


def _content(document: Document) -> bytes:
    # The date is among it: what a text says of "yesterday" depends on it.
    article = document.article
    return hashlib.sha256("\0".join((article.title, article.date, article.text)).encode()).digest()


def _for(document: Document, made: Made) -> Made:
    article = document.article
    if isinstance(made, ArticleError):
        return ArticleError(article.where, made.reason, made.stage)
    own = {"id": article.id, "url": article.url}
    return made.model_copy(update={"article": made.article.model_copy(update=own)})
