"""The contents of the report as plain values; the templates only lay it out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from mujaz.eval.report.marking import Change, Piece
from mujaz.types import Article, Flag, Repair, Severity

_SEVERITIES: tuple[Severity, ...] = ("severe", "warning")
_EDGES = "«»\"“”'()[]،,؛;:.…؟?!"


@dataclass(frozen=True, slots=True)
class BulletView:
    """A bullet, or a headline.

    Attributes:
        key: Its id within the report.
        anchors: The ids of its `evidence` in the article's text; none when the text is not there.
        place: Its name in feedback: its place in the summary from 0, or ``headline``.
    """

    key: str
    ar: str
    en: str
    flags: tuple[Flag, ...] = ()
    anchors: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()
    place: int | Literal["headline"] = 0

    @property
    def is_severe(self) -> bool:
        """Tell whether it must not be used unseen."""
        return any(flag.severity == "severe" for flag in self.flags)


@dataclass(frozen=True, slots=True)
class SystemView:
    """The output of a system for an article, with its scores on that article alone.

    Attributes:
        is_brief: Whether it was checked; a plain summary is not.
        headline: The headline in both languages with its own flags; None without one in English.
        flags: Those about the whole brief.
        from_reference: How the Arabic and the English reference become the summaries; None if one is missing.
        from_baseline: The same for the baseline's summaries.
        repairs: Those of the headline.
    """

    name: str
    role: str
    is_brief: bool
    headline: BulletView | None
    bullets: tuple[BulletView, ...]
    flags: tuple[Flag, ...]
    scores: dict[str, float]
    from_reference: dict[str, list[Change]]
    from_baseline: dict[str, list[Change]]
    repairs: tuple[Repair, ...] = ()

    @property
    def other_flags(self) -> tuple[Flag, ...]:
        """Return those that are not said beside the headline."""
        return tuple(flag for flag in self.flags if self.headline is None or flag not in self.headline.flags)

    @property
    def all_flags(self) -> tuple[Flag, ...]:
        """Return those of the brief and of its bullets."""
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
    """An article in the list of articles.

    Attributes:
        severities: How many flags of each severity there are, the worst first; flags that only explain are not counted.
        kinds: The kinds of these flags, each once.
        text: Text that a search goes through, besides what is on the page anyway.
    """

    number: int
    id: str
    title: str
    source: str
    date: str
    score: float | None
    change: float | None
    severities: dict[str, int]
    kinds: tuple[str, ...]
    text: str


def row_of(view: ArticleView, *, with_words: bool) -> Row:
    """Return the line of an article in the list of articles.

    Args:
        view: The article.
        with_words: Whether a search needs the article's words here, because its text is on another page.
    """
    # A flag that only explains, as the notice that every brief may carry, tells no article from another.
    flags = [flag for system in view.systems for flag in system.all_flags if flag.severity != "info"]
    counts = Counter(flag.severity for flag in flags)
    bullets = [text for system in view.systems for bullet in system.bullets for text in (bullet.ar, bullet.en)]
    words = _words(view.paragraphs) if with_words else ()
    return Row(
        number=view.number,
        id=view.article.id,
        title=view.title,
        source=view.source,
        date=view.article.date,
        score=view.score,
        change=view.change,
        severities={severity: counts[severity] for severity in _SEVERITIES if counts[severity]},
        kinds=tuple(sorted({flag.kind for flag in flags})),
        text=" ".join([view.article.id, *bullets, *view.article.references, *view.article.references_en, *words]),
    )


def _words(paragraphs: Iterable[Iterable[Piece]]) -> Iterable[str]:
    """Each word of a text once: a search looks for words, and pages of thousands of articles must stay small."""
    # Evidence may begin within a word, so that pieces are put together again.
    texts = ("".join(piece.text for piece in paragraph) for paragraph in paragraphs)
    return dict.fromkeys(word.strip(_EDGES) for text in texts for word in text.split())
