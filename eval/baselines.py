"""What a system must beat: the article's own first sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mujaz.eval.run import Output, Run
from mujaz.types import Article

LEADS = (1, 3)
"""Lengths of the lead baselines, in sentences."""


def lead_runs(articles: Iterable[Article], lengths: Sequence[int] = LEADS) -> list[Run]:
    """Runs ``lead-1``, ``lead-3``...: the first sentences of each article, headline and boilerplate left out.

    Raises:
        ArticleError: An article has no usable text.
    """
    # Loads a language identifier, which scoring does without.
    from mujaz.text.document import read_document

    sentences = {article.id: [sentence.text for sentence in read_document(article).sentences] for article in articles}
    return [
        Run(f"lead-{length}", {key: Output(ar="\n".join(texts[:length])) for key, texts in sentences.items()})
        for length in lengths
    ]
