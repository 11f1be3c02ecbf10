"""What a system must beat: the article's own first sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mujaz.errors import ArticleError
from mujaz.eval.run import Output, Run
from mujaz.text.document import read_document
from mujaz.types import Article

LEADS = (1, 3)
"""Lengths of the lead baselines, in sentences."""


def lead_runs(articles: Iterable[Article], lengths: Sequence[int] = LEADS) -> list[Run]:
    """Runs ``lead-1``, ``lead-3``...: the first sentences of each article, headline and boilerplate left out.

    They are in Arabic only. An article that cannot be read has an empty summary.
    """
    sentences = {article.id: article_sentences(article) for article in articles}
    return [
        Run(f"lead-{length}", {key: Output(ar="\n".join(texts[:length])) for key, texts in sentences.items()})
        for length in lengths
    ]


def article_sentences(article: Article) -> list[str]:
    """The sentences of an article, headline and boilerplate left out; none where it cannot be read."""
    try:
        return [sentence.text for sentence in read_document(article).sentences]
    except ArticleError:
        return []
