"""From an evaluation and its inputs to what each article's page shows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from urllib.parse import urlsplit

from mujaz.eval.inputs.gather import Inputs, output_of, references_of
from mujaz.eval.inputs.runs import Output, Run
from mujaz.eval.inputs.systems import System
from mujaz.eval.metrics.base import LANGUAGES, Language
from mujaz.eval.report.marking import Change, Span, differences, paragraphs
from mujaz.eval.report.view import ArticleView, BulletView, SystemView
from mujaz.eval.results import COMPUTED, Evaluation, Result
from mujaz.types import Article, Brief, Bullet


class Articles:
    """The articles of a report, made one at a time, so that thousands need no memory.

    Args:
        evaluation: The results.
        inputs: The inputs that were measured.
        main: The system that the report is about.
        metric: The metric that it is about.
    """

    def __init__(self, evaluation: Evaluation, inputs: Inputs, main: Result, metric: str) -> None:
        self._inputs = inputs
        self._main = main.system
        self._metric = metric
        self._evaluation = evaluation
        self._results = {result.system: result for result in evaluation.results}
        self._baseline = next((system.run for system in inputs.systems if system.is_baseline), None)
        self._against = self._baseline.name if self._baseline and self._baseline.name != main.system else ""

    def outlines(self) -> Iterator[ArticleView]:
        """Return all articles with what flags are about and nothing else: no text, no scores, no differences."""
        checked = [system for system in self._inputs.systems if system.role not in COMPUTED]
        for place, key in enumerate(self._inputs.ids):
            article = self._inputs.articles[key]
            systems, _ = self._outlines(place, article, checked, self._text(article))
            yield _view(place, article, systems)

    def views(self, places: Iterable[int]) -> Iterator[ArticleView]:
        """Return the articles at these places in the order of ids, with all that their pages show."""
        return (self._whole(place, self._inputs.articles[self._inputs.ids[place]]) for place in places)

    def _whole(self, place: int, article: Article) -> ArticleView:
        text = self._text(article)
        outlines, spans = self._outlines(place, article, self._inputs.systems, text)
        systems = zip(self._inputs.systems, outlines, strict=True)
        score, against = (self._scores(name, article).get(self._metric) for name in (self._main, self._against))
        return replace(
            _view(place, article, (self._compared(system, article, outline) for system, outline in systems)),
            paragraphs=paragraphs(text, spans),
            score=score,
            change=None if score is None or against is None else score - against,
        )

    def _outlines(
        self, place: int, article: Article, systems: Sequence[System], text: str
    ) -> tuple[list[SystemView], list[Span]]:
        outlines, spans = [], []
        for number, system in enumerate(systems):
            output = system.run.outputs[article.id]
            prefix = f"b{place + 1}-{number}"
            bullets, evidence = bullets_of(output, text, prefix)
            outlines.append(_outline(system, output.brief, bullets, prefix))
            spans += evidence
        return outlines, spans

    def _compared(self, system: System, article: Article, outline: SystemView) -> SystemView:
        baseline = None if system.is_baseline else self._baseline
        return replace(
            outline,
            scores=self._scores(system.run.name, article),
            from_reference=_changes(system.run, article, {key: references_of(article, key)[:1] for key in LANGUAGES}),
            from_baseline=_changes(system.run, article, _outputs(baseline, article)),
        )

    def _scores(self, system: str, article: Article) -> dict[str, float]:
        scores = self._results[system].scores if system in self._results else {}
        places = {name: self._place(self._evaluation.languages[name], article) for name in scores}
        return {name: scores[name].per_item[place] for name, place in places.items() if place is not None}

    def _place(self, language: Language, article: Article) -> int | None:
        ids = self._evaluation.scored[language]  # sorted
        place = bisect_left(ids, article.id)
        return place if place < len(ids) and ids[place] == article.id else None

    def _text(self, article: Article) -> str:
        if article.text:
            return article.text
        briefs = (system.run.outputs[article.id].brief for system in self._inputs.systems)
        return next((brief.article.text for brief in briefs if brief and brief.article.text), "")


def _view(place: int, article: Article, systems: Iterable[SystemView]) -> ArticleView:
    return ArticleView(
        number=place + 1,
        article=article,
        title=" ".join(article.title.split()) or article.id,
        url=article.url if host_of(article.url) else "",
        source=host_of(article.url),
        paragraphs=[],
        systems=tuple(systems),
        score=None,
        change=None,
    )


def _outline(system: System, brief: Brief | None, bullets: Sequence[BulletView], prefix: str) -> SystemView:
    headline = None
    if brief and brief.article.title_en:
        title, flags = brief.article, tuple(flag for flag in brief.flags if flag.part == "title_en")
        headline = BulletView(
            f"{prefix}-title", title.title, title.title_en, flags, repairs=brief.repairs, place="headline"
        )
    return SystemView(
        name=system.run.name,
        role=system.role,
        is_brief=brief is not None,
        headline=headline,
        bullets=tuple(bullets),
        flags=brief.flags if brief else (),
        scores={},
        from_reference={},
        from_baseline={},
        repairs=brief.repairs if brief else (),
    )


def bullets_of(output: Output, text: str, prefix: str) -> tuple[list[BulletView], list[Span]]:
    """Return the bullets of an output, and the spans of `text` that they rest on.

    Evidence whose text is not at its place in `text` (the article may have changed since) is left out. Without a text
    there is nothing to hold it against, and no place in it to lead to.
    """
    views, spans = [], []
    for number, bullet in enumerate(output.brief.bullets if output.brief else _from_lines(output)):
        key = f"{prefix}-{number}"
        evidence = [
            span for span in bullet.evidence if span.text and (not text or text[span.start : span.end] == span.text)
        ]
        places = [Span(span.start, span.end, key, f"{key}-e{index}") for index, span in enumerate(evidence) if text]
        anchors, texts = tuple(place.anchor for place in places), tuple(span.text for span in evidence)
        views.append(BulletView(key, bullet.ar, bullet.en, bullet.flags, anchors, texts, bullet.repairs, number))
        spans += places
    return views, spans


def host_of(url: str) -> str:
    """Return the host of a web address, empty for anything else: no other address becomes a link."""
    try:
        split = urlsplit(url)
    except ValueError:
        return ""
    return (split.hostname or "") if split.scheme in ("http", "https") else ""


def _from_lines(output: Output) -> list[Bullet]:
    arabic, english = ([line for line in (text or "").split("\n") if line.strip()] for text in (output.ar, output.en))
    return [Bullet(ar=ar, en=en) for ar, en in zip_longest(arabic, english, fillvalue="")]


def _outputs(run: Run | None, article: Article) -> dict[Language, Sequence[str]]:
    texts = {key: output_of(run, article, key) if run else None for key in LANGUAGES}
    return {key: [text] for key, text in texts.items() if text}


def _changes(run: Run, article: Article, before: Mapping[Language, Sequence[str]]) -> dict[str, list[Change]]:
    return {
        language: differences(texts[0], output)
        for language, texts in before.items()
        if texts and (output := output_of(run, article, language))
    }
