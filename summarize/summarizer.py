"""From articles to Arabic bullets with evidence: a strategy proposes, the rest is the same for all strategies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Unpack

from mujaz.errors import InputError
from mujaz.models.bundle import Bundle
from mujaz.profiles import OptionsButStrategy, Profile, as_profile
from mujaz.summarize.dependence import leans_on_context
from mujaz.summarize.evidence import Likeness, find_support, quote, semantic_likeness, unsupported
from mujaz.summarize.ranking import Placed, Ranking, how_many, select
from mujaz.summarize.strategies.base import Candidate, Retelling, Strategy
from mujaz.summarize.strategies.condensed import Condensed
from mujaz.summarize.strategies.extractive import Extractive, quote_sentence
from mujaz.summarize.strategies.mt5 import Mt5, Mt5Single
from mujaz.text.document import Document, read_document
from mujaz.types import Article, Bullet, Sentence

STRATEGIES: dict[str, type[Strategy]] = {
    "extractive": Extractive,
    "condensed": Condensed,
    "mt5": Mt5,
    "mt5-single": Mt5Single,
}
"""The strategies by name, as profiles and ``--strategy`` know them."""

_DECIMALS = 4


def make_strategy(profile: Profile) -> Strategy:
    """Make the strategy that `profile` names.

    Raises:
        InputError: There is no strategy of that name.
        ModelError: It needs a model that is missing.
    """
    if profile.strategy not in STRATEGIES:
        raise InputError(f"no strategy {profile.strategy!r}; there are {', '.join(sorted(STRATEGIES))}")
    return STRATEGIES[profile.strategy].from_profile(profile)


class Summarizer:
    """Makes bullets.

    Pickled, its profile travels and its model does not: the copy loads it. A strategy that was given made travels too.

    Args:
        profile: A profile, or the name of one.
        strategy: In place of the profile's: the name of one, or one that is made already.
        **overrides: Other fields of the profile.

    Raises:
        InputError: No such profile or strategy, or an override that does not fit.
        ModelError: The strategy needs a model that is missing or refused, or semantic evidence an extra.
    """

    def __init__(
        self,
        profile: Profile | str = "auto",
        *,
        strategy: Strategy | str | None = None,
        **overrides: Unpack[OptionsButStrategy],
    ) -> None:
        name, instance = (None, strategy) if isinstance(strategy, Strategy) else (strategy, None)
        self.profile = as_profile(profile, strategy=name, **overrides)
        self._given = instance
        self._strategy = instance or make_strategy(self.profile)
        self._likeness = semantic_likeness() if self.profile.evidence == "semantic" else None

    def __reduce__(self) -> tuple[Callable[..., Summarizer], tuple[Profile]]:
        """Return how a copy is made: of the profile, and of the strategy if it was given made."""
        return partial(type(self), strategy=self._given), (self.profile,)

    @property
    def bundles(self) -> tuple[Bundle, ...]:
        """Return the models that make the bullets."""
        return self._strategy.bundles

    def summarize(self, article: Article | str) -> list[Bullet]:
        """Return the bullets of one article, or of a text.

        Raises:
            ArticleError: The article cannot be summarized: not Arabic, too short.
        """
        if isinstance(article, str):
            article = Article(id="text", text=article)
        return self.summarize_documents([read_document(article)])[0]

    def summarize_documents(self, documents: Sequence[Document]) -> list[list[Bullet]]:
        """Return the bullets of each document, in article order; generated in one batch."""
        proposed = self._strategy.candidates(documents)
        return [self._bullets(document, offers) for document, offers in zip(documents, proposed, strict=True)]

    def retell(self, requests: Sequence[tuple[Document, Bullet]], retelling: Retelling) -> list[list[Bullet]]:
        """For each bullet of a document others that could stand in its place, the best first; one batch."""
        offered = self._strategy.retell(
            [(document, _rests_on(document, bullet)[0]) for document, bullet in requests], retelling
        )
        return [self._all(document, offers) for (document, _), offers in zip(requests, offered, strict=True)]

    def sentence_for(self, document: Document, bullet: Bullet) -> Bullet:
        """Return the best of the sentences that a bullet rests on, as a bullet itself."""
        offers = self._all(document, [quote_sentence(sentence) for sentence in _rests_on(document, bullet)])
        return max(offers, key=lambda offer: offer.scores["rank"])

    def _all(self, document: Document, candidates: Sequence[Candidate]) -> list[Bullet]:
        if not candidates:
            return []
        ranking = Ranking(document)
        return [_bullet(document, ranking.place(candidate), ranking, self._likeness) for candidate in candidates]

    def _bullets(self, document: Document, candidates: Sequence[Candidate]) -> list[Bullet]:
        ranking = Ranking(document)
        placed = [ranking.place(candidate) for candidate in candidates]
        alone = sum(not leans_on_context(candidate.text) for candidate in candidates)
        count = how_many(len(document.sentences), self.profile.bullets, items=document.items, alone=alone)
        chosen = select(placed, count)
        bullets = [_bullet(document, entry, ranking, self._likeness) for entry in chosen]
        return sorted(bullets, key=lambda bullet: bullet.evidence[0].start)


def _rests_on(document: Document, bullet: Bullet) -> list[Sentence]:
    starts = {evidence.start for evidence in bullet.evidence}
    return [sentence for sentence in document.sentences if sentence.start in starts]


def _bullet(document: Document, placed: Placed, ranking: Ranking, likeness: Likeness | None) -> Bullet:
    candidate = placed.candidate
    support = find_support(candidate.text, candidate.sentences, ranking.space, likeness)
    return Bullet(
        ar=candidate.text,
        evidence=quote(document.article, support),
        flags=(*candidate.flags, *unsupported(support)),
        scores={"rank": round(placed.rank, _DECIMALS), "support": round(support.share, _DECIMALS)},
    )
