"""The Arabic bullets on the ladder: their judge, and the summarizer's steps.

A bullet with a severe flag is written anew with other options, then chosen among the other hypotheses of the beam; each
of these is one call for all of a window's bullets. If that leaves something severe, the best of the sentences that the
bullet rests on replaces it. Bullets that are the article's sentences already need no step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mujaz.checks.arabic import check_arabic
from mujaz.checks.article import ArticleFacts
from mujaz.flags.catalogue import make_flag
from mujaz.summarize.strategies.base import Retelling
from mujaz.summarize.summarizer import Summarizer
from mujaz.text.document import Document
from mujaz.translate.ladder import Attempt, Climb, Judge, Step, try_steps
from mujaz.translate.translation import count_severe
from mujaz.types import Bullet


@dataclass(frozen=True, slots=True)
class _Source:
    """A bullet's document, and the texts of all bullets of its brief: none may become another one."""

    document: Document
    article: ArticleFacts
    texts: frozenset[str]


_Climb = Climb[_Source, Bullet]


class _BulletJudge(Judge[Bullet]):
    """Wants a bullet that has nothing severe, or the article's own words."""

    def __init__(self, source: _Source) -> None:
        self._source = source

    def examine(self, candidate: Bullet) -> Bullet:
        """Return `candidate` with what the checks find in it."""
        return candidate.model_copy(update={"flags": candidate.flags + check_arabic(candidate, self._source.article)})

    def is_content(self, climb: _Climb) -> bool:
        """Tell whether nothing is severe, or it is the article's own words."""
        bullet = climb.candidate
        return not count_severe(bullet.flags) or self._source.article.quotes(bullet.ar)

    def rank(self, candidate: Bullet) -> int:
        """Return how many findings are severe."""
        return count_severe(candidate.flags)


class _Retelling(Step[_Source, Bullet, Summarizer]):
    """Has the strategy write a bullet otherwise."""

    def __init__(self, name: Retelling) -> None:
        self.name: str = name
        self._how: Retelling = name

    def propose(self, climbs: Sequence[_Climb], source: Summarizer) -> list[list[Attempt[Bullet]]]:
        """Return what the strategy offers, the best first."""
        offers = source.retell([(climb.text.document, climb.candidate) for climb in climbs], self._how)
        return [
            [Attempt(bullet, (self.name,)) for bullet in bullets if bullet.ar not in climb.text.texts]
            for climb, bullets in zip(climbs, offers, strict=True)
        ]


class _SourceSentence(Step[_Source, Bullet, Summarizer]):
    """Takes the best of the sentences that a bullet rests on."""

    name = "source-sentence"

    def propose(self, climbs: Sequence[_Climb], source: Summarizer) -> list[list[Attempt[Bullet]]]:
        """Return that sentence, with a flag that says so, unless the brief has it."""
        return [self._take_sentence(climb, source) for climb in climbs]

    def _take_sentence(self, climb: _Climb, source: Summarizer) -> list[Attempt[Bullet]]:
        bullet = source.sentence_for(climb.text.document, climb.candidate)
        if bullet.ar in climb.text.texts:
            return []
        flags = (*bullet.flags, make_flag("replaced-by-sentence", "ar"))
        return [Attempt(bullet.model_copy(update={"flags": flags}), (self.name,))]


STEPS: tuple[Step[_Source, Bullet, Summarizer], ...] = (
    _Retelling("options"),
    _Retelling("hypotheses"),
    _SourceSentence(),
)
"""The steps for a bullet in which the checks find something severe, in order."""


def check_bullets(
    documents: Sequence[Document],
    articles: Sequence[ArticleFacts],
    bullets: Sequence[Sequence[Bullet]],
    summarizer: Summarizer,
    *,
    repair: bool,
) -> list[list[Bullet]]:
    """Return the bullets of each document, flagged; those with a severe flag are repaired if that is wanted."""
    climbs = [
        [Climb(source, bullet, _BulletJudge(source)) for bullet in group]
        for document, article, group in zip(documents, articles, bullets, strict=True)
        for source in [_Source(document, article, frozenset(bullet.ar for bullet in group))]
    ]
    if repair:
        try_steps([climb for group in climbs for climb in group], STEPS, summarizer)
    return [[_record(climb) for climb in group] for group in climbs]


def _record(climb: _Climb) -> Bullet:
    return climb.candidate.model_copy(update={"repairs": climb.list_repairs("ar")}) if climb.tried else climb.candidate
