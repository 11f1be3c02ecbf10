"""The repair ladder of the Arabic bullets.

A bullet with a severe flag is written anew with other options, then chosen among the other hypotheses of the beam; each
of these is one call for all of a window's bullets. What is severe even then is replaced by the best of the sentences
that it rests on. Bullets that are the article's sentences already have nothing to climb for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mujaz.checks.arabic import check_arabic
from mujaz.checks.article import ArticleFacts
from mujaz.checks.checked import count_severe
from mujaz.flags.catalogue import make_flag
from mujaz.summarize.summarizer import Summarizer
from mujaz.text.document import Document
from mujaz.types import Bullet, Repair

Rung = Callable[[list[tuple[Document, Bullet]]], list[list[Bullet]]]
"""For each bullet others that could stand in its place, the best first."""


class _Climb:
    """One bullet on the ladder."""

    def __init__(self, document: Document, article: ArticleFacts, bullet: Bullet, others: Sequence[Bullet]) -> None:
        self.document = document
        self.bullet = bullet
        self._article = article
        self._texts = {other.ar for other in others}  # no bullet may become another one of the brief

    @property
    def goes_on(self) -> bool:
        """Whether it is severe still, and not the article's own words."""
        return bool(count_severe(self.bullet.flags)) and not self._article.holds(self.bullet.ar)

    def add(self, step: str, offers: Sequence[Bullet]) -> None:
        """Take the least severe of `offers` where it is less severe than what there is; record the step."""
        new = [self._flagged(offer) for offer in offers if offer.ar not in self._texts]
        best = min([self.bullet, *new], key=lambda one: count_severe(one.flags))  # the earliest of equals
        tried = Repair(step=step, where="ar", taken=best is not self.bullet)
        self.bullet = best.model_copy(update={"repairs": (*self.bullet.repairs, tried)})

    def _flagged(self, offer: Bullet) -> Bullet:
        return offer.model_copy(update={"flags": offer.flags + check_arabic(offer, self._article)})


def mend_arabic(
    documents: Sequence[Document],
    articles: Sequence[ArticleFacts],
    bullets: Sequence[list[Bullet]],
    summarizer: Summarizer,
) -> list[list[Bullet]]:
    """The bullets of each document, those with a severe flag replaced where something better can be had."""
    climbs = [
        [_Climb(document, article, bullet, own) for bullet in own]
        for document, article, own in zip(documents, articles, bullets, strict=True)
    ]
    for step, rung in _rungs(summarizer).items():
        bad = [climb for own in climbs for climb in own if climb.goes_on]
        offers = rung([(climb.document, climb.bullet) for climb in bad]) if bad else []
        for climb, offered in zip(bad, offers, strict=True):
            climb.add(step, offered)
    return [[climb.bullet for climb in own] for own in climbs]


def _rungs(summarizer: Summarizer) -> dict[str, Rung]:
    return {
        "options": lambda requests: summarizer.retell(requests, "options"),
        "hypotheses": lambda requests: summarizer.retell(requests, "hypotheses"),
        "source-sentence": lambda requests: [[_own_words(summarizer, *request)] for request in requests],
    }


def _own_words(summarizer: Summarizer, document: Document, bullet: Bullet) -> Bullet:
    sentence = summarizer.sentence_for(document, bullet)
    flags = (*sentence.flags, make_flag("replaced-by-sentence", "ar"))
    return sentence.model_copy(update={"flags": flags})
