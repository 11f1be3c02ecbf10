"""What a system must beat: the article's own first sentences."""

from __future__ import annotations

from collections.abc import Sequence

from mujaz.errors import ArticleError
from mujaz.text.document import read_document
from mujaz.types import Article

LEADS = (1, 3)
"""Lengths of the lead baselines, in sentences."""


def lead(sentences: Sequence[str], length: int) -> str:
    """The first `length` of an article's sentences, one a line."""
    return "\n".join(sentences[:length])


def article_sentences(article: Article) -> list[str]:
    """The sentences of an article, headline and boilerplate left out; none where it cannot be read."""
    try:
        return [sentence.text for sentence in read_document(article).sentences]
    except ArticleError:
        return []
