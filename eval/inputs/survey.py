"""What must be known of all references before the first article is measured, in one pass over them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from mujaz.eval.inputs.cutting import count_words, median_length
from mujaz.eval.metrics.base import LANGUAGES, Language
from mujaz.types import Article


@dataclass(slots=True)
class Survey:
    """Counts over the articles of an evaluation.

    Attributes:
        scored: Ids of the articles with a reference, by language, in the order of the articles.
        lengths: How many references have how many words, by language.
        groups: For each number of references that an article has in a language, one such article's references.
        without_text: How many articles have no text.
    """

    scored: dict[Language, tuple[str, ...]]
    lengths: dict[Language, Counter[int]] = field(default_factory=lambda: {key: Counter() for key in LANGUAGES})
    groups: dict[Language, dict[int, tuple[str, ...]]] = field(default_factory=lambda: {key: {} for key in LANGUAGES})
    without_text: int = 0

    @property
    def median_lengths(self) -> dict[Language, int]:
        """The median length of the references in words, for each language that has some."""
        return {key: median_length(lengths.elements()) for key, lengths in self.lengths.items() if lengths}


def survey(articles: Iterable[Article]) -> Survey:
    """Look at each article once."""
    scored: dict[Language, list[str]] = {key: [] for key in LANGUAGES}
    found = Survey({})
    for article in articles:
        found.without_text += not article.text
        for language in LANGUAGES:
            if references := references_of(article, language):
                scored[language].append(article.id)
                found.lengths[language].update(map(count_words, references))
                found.groups[language].setdefault(len(references), references)
    found.scored = {language: tuple(ids) for language, ids in scored.items()}
    return found


def references_of(article: Article, language: Language) -> tuple[str, ...]:
    """The article's reference summaries in `language`; one that is blank is none."""
    references = article.references if language == "ar" else article.references_en
    return tuple(reference for reference in references if reference.strip())
