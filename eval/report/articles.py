"""From an evaluation and its inputs to what each article's page shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from urllib.parse import urlsplit

from mujaz.eval.base import Language
from mujaz.eval.inputs import Inputs, output_of, references_of
from mujaz.eval.report.differences import Change, differences
from mujaz.eval.report.evidence import Span, paragraphs
from mujaz.eval.report.view import ArticleView, BulletView, SystemView
from mujaz.eval.results import Evaluation, Result
from mujaz.eval.run import Output, Run
from mujaz.eval.systems import System
from mujaz.types import Article, Bullet

_LANGUAGES: tuple[Language, ...] = ("ar", "en")


class Articles:
    """The articles of a report, made one at a time, so that thousands need no memory."""

    def __init__(self, evaluation: Evaluation, inputs: Inputs, main: Result, metric: str) -> None:
        self._inputs = inputs
        self._main = main.system
        self._metric = metric
        self._evaluation = evaluation
        self._results = {result.system: result for result in evaluation.results}
        self._baseline = next((system.run for system in inputs.systems if system.is_baseline), None)
        self._places: dict[str, dict[str, int]] = {
            language: {key: place for place, key in enumerate(ids)} for language, ids in evaluation.scored.items()
        }

    def __iter__(self) -> Iterator[ArticleView]:
        return (self._view(number, article) for number, article in enumerate(self._inputs.articles, start=1))

    def _view(self, number: int, article: Article) -> ArticleView:
        text = article.text or self._text_in_a_brief(article)
        systems, spans = [], []
        for place, system in enumerate(self._inputs.systems):
            bullets, found = bullets_of(system.run.outputs[article.id], text, f"b{number}-{place}")
            systems.append(self._system(system, article, bullets))
            spans += found
        score, against = (self._scores(name, article).get(self._metric) for name in (self._main, self._against))
        return ArticleView(
            number=number,
            article=article,
            title=" ".join(article.title.split()) or article.id,
            url=article.url if host_of(article.url) else "",
            source=host_of(article.url),
            paragraphs=paragraphs(text, spans),
            systems=tuple(systems),
            score=score,
            change=None if score is None or against is None else score - against,
        )

    @property
    def _against(self) -> str:
        return self._baseline.name if self._baseline and self._baseline.name != self._main else ""

    def _system(self, system: System, article: Article, bullets: Sequence[BulletView]) -> SystemView:
        brief = system.run.outputs[article.id].brief
        baseline = None if system.is_baseline else self._baseline
        return SystemView(
            name=system.run.name,
            role=system.role,
            is_brief=brief is not None,
            title_en=brief.article.title_en if brief else "",
            bullets=tuple(bullets),
            flags=brief.flags if brief else (),
            scores=self._scores(system.run.name, article),
            from_reference=_changes(system.run, article, {key: references_of(article, key)[:1] for key in _LANGUAGES}),
            from_baseline=_changes(system.run, article, _outputs(baseline, article)),
            repairs=brief.repairs if brief else (),
        )

    def _scores(self, system: str, article: Article) -> dict[str, float]:
        scores = self._results[system].scores if system in self._results else {}
        places = {name: self._places[self._evaluation.languages[name]].get(article.id) for name in scores}
        return {name: scores[name].per_item[place] for name, place in places.items() if place is not None}

    def _text_in_a_brief(self, article: Article) -> str:
        briefs = (system.run.outputs[article.id].brief for system in self._inputs.systems)
        return next((brief.article.text for brief in briefs if brief and brief.article.text), "")


def bullets_of(output: Output, text: str, prefix: str) -> tuple[list[BulletView], list[Span]]:
    """The bullets of an output, and the parts of `text` that they rest on.

    Evidence that is not what stands in `text` there, as when the article has changed since, is left out.
    """
    views, spans = [], []
    for number, bullet in enumerate(output.brief.bullets if output.brief else _from_lines(output)):
        key = f"{prefix}-{number}"
        found = [one for one in bullet.evidence if one.start < one.end and text[one.start : one.end] == one.text]
        own = [Span(one.start, one.end, key, f"{key}-e{at}") for at, one in enumerate(found)]
        anchors, texts = tuple(span.anchor for span in own), tuple(one.text for one in found)
        views.append(BulletView(key, bullet.ar, bullet.en, bullet.flags, anchors, texts, bullet.repairs))
        spans += own
    return views, spans


def host_of(url: str) -> str:
    """The host of a web address, empty for anything else: no other address becomes a link."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return (parts.hostname or "") if parts.scheme in ("http", "https") else ""


def _from_lines(output: Output) -> list[Bullet]:
    arabic, english = ([line for line in (text or "").split("\n") if line.strip()] for text in (output.ar, output.en))
    return [Bullet(ar=ar, en=en) for ar, en in zip_longest(arabic, english, fillvalue="")]


def _outputs(run: Run | None, article: Article) -> dict[Language, Sequence[str]]:
    texts = {key: output_of(run, article, key) if run else None for key in _LANGUAGES}
    return {key: [text] for key, text in texts.items() if text}


def _changes(run: Run, article: Article, before: Mapping[Language, Sequence[str]]) -> dict[str, list[Change]]:
    return {
        language: differences(texts[0], output)
        for language, texts in before.items()
        if texts and (output := output_of(run, article, language))
    }
