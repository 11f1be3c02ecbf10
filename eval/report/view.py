"""What the report shows, as plain values; the templates only lay it out."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from mujaz.eval.report.differences import Change
from mujaz.eval.report.evidence import Piece
from mujaz.eval.report.pictures import Bar
from mujaz.eval.results import Evaluation, Result
from mujaz.types import Article, Flag

_SEVERITIES = ("severe", "warning", "info")


@dataclass(frozen=True, slots=True)
class BulletView:
    """A bullet; `key` names it within the report, `anchors` are the ids of its evidence in the article."""

    key: str
    ar: str
    en: str
    flags: tuple[Flag, ...] = ()
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SystemView:
    """What a system made of an article, with its scores on that article alone.

    Attributes:
        title_en: The headline in English, empty where there is none.
        flags: Those about the whole brief.
        from_reference: How the Arabic and the English reference become the summaries; None where one is missing.
        from_baseline: The same for the baseline's summaries.
    """

    name: str
    role: str
    title_en: str
    bullets: tuple[BulletView, ...]
    flags: tuple[Flag, ...]
    scores: dict[str, float]
    from_reference: dict[str, list[Change]]
    from_baseline: dict[str, list[Change]]

    @property
    def all_flags(self) -> tuple[Flag, ...]:
        """Those of the brief and of its bullets."""
        return (*self.flags, *(flag for bullet in self.bullets for flag in bullet.flags))


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article as its page shows it; `score` and `change` are those of the report's main system and metric."""

    number: int
    article: Article
    title: str
    url: str
    source: str
    paragraphs: list[list[Piece]]
    systems: tuple[SystemView, ...]
    score: float | None
    change: float | None


@dataclass(frozen=True, slots=True)
class Row:
    """An article in the list of articles; `text` is what a search goes through."""

    number: int
    id: str
    title: str
    source: str
    date: str
    score: float | None
    change: float | None
    severity: str
    kinds: tuple[str, ...]
    flags: int
    text: str


@dataclass(frozen=True, slots=True)
class Front:
    """The front page, but for the list of articles.

    Attributes:
        id: Under which a browser keeps verdicts: other articles or systems, another id.
        main: The system that verdict, pictures and list are about: the first run.
        metric: The metric that they are about.
    """

    id: str
    evaluation: Evaluation
    main: Result
    metric: str
    verdict: tuple[Markup, Markup]
    histograms: dict[str, list[Bar]]
    worst: list[Row]
    losses: list[Row]
    gains: list[Row]


def row_of(view: ArticleView) -> Row:
    """What the list of articles says of an article."""
    flags = [flag for system in view.systems for flag in system.all_flags]
    severities = {flag.severity for flag in flags}
    bullets = [text for system in view.systems for bullet in system.bullets for text in (bullet.ar, bullet.en)]
    return Row(
        number=view.number,
        id=view.article.id,
        title=view.title,
        source=view.source,
        date=view.article.date,
        score=view.score,
        change=view.change,
        severity=next((severity for severity in _SEVERITIES if severity in severities), ""),
        kinds=tuple(sorted({flag.kind for flag in flags})),
        flags=len(flags),
        text=" ".join([view.article.id, *bullets, *view.article.references, *view.article.references_en]),
    )
