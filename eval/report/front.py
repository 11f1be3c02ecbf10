"""From an evaluation to what the front page shows: its sentences, counts, pictures and lists."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from mujaz.eval.inputs.gather import Inputs
from mujaz.eval.inputs.runs import Run
from mujaz.eval.report.flagged import FlagCounts, Flagged, WorstBullet
from mujaz.eval.report.marking import shown
from mujaz.eval.report.view import Row
from mujaz.eval.results import Evaluation, Result
from mujaz.wording import count_noun

# Names and numbers are set apart, or else they would change places in a line from right to left.
_NUMBERS = Markup('<bdi dir="ltr">{metric} {ours:.1f} / {theirs:.1f}, {chance}, n = {items}</bdi>')
_ALONE = Markup('<bdi dir="ltr">{metric} {ours}, n = {items}</bdi>')
_NUMBER = Markup('<bdi dir="ltr">{}</bdi>')
_EQUAL = (
    Markup("No difference between <bdi>{system}</bdi> and <bdi>{other}</bdi> could be shown ({numbers})."),
    Markup("لم يظهر فرق ذو دلالة بين <bdi>{system}</bdi> و <bdi>{other}</bdi> ({numbers})."),
)
_BETTER = (
    Markup("<bdi>{system}</bdi> is better than <bdi>{other}</bdi> ({numbers})."),
    Markup("<bdi>{system}</bdi> أفضل من <bdi>{other}</bdi> ({numbers})."),
)
_WORSE = (
    Markup("<bdi>{system}</bdi> is worse than <bdi>{other}</bdi> ({numbers})."),
    Markup("<bdi>{system}</bdi> أسوأ من <bdi>{other}</bdi> ({numbers})."),
)
_STANDING = (
    Markup("<bdi>{system}</bdi> was compared with no other system ({numbers})."),
    Markup("لم يُقارَن <bdi>{system}</bdi> بنظام آخر ({numbers})."),
)

_CHECKED = (
    Markup("{bullets_en}, {severe_en} not to be used unseen, {warned_en} with a warning"),
    Markup("عدد النقاط {bullets}، منها {severe} لا تُستعمل دون مراجعة، و{warned} عليها تحذير"),
)
_HEADLINES = (
    Markup("; {headlines_en}, {severe_headlines_en} not to be used unseen"),
    Markup("؛ وعدد العناوين {headlines}، منها {severe_headlines} لا تُستعمل دون مراجعة"),
)
_UNCHECKED = (
    Markup("Summaries of {articles_en}, none of them checked"),
    Markup("ملخصات لم يُفحص منها شيء، عدد مقالاتها {articles}"),
)
_LEFT_OUT = (Markup("; {left_out_en} without a brief"), Markup("؛ ومقالات بلا موجز عددها {left_out}"))
_CLOSING = (Markup("; no flag does not mean right."), Markup("؛ وغياب التنبيه لا يعني صحة النص."))
_NOUNS = {"bullets": "bullet", "headlines": "headline", "articles": "article", "left_out": "article"}
_END = (Markup("."), Markup("."))
_NAMED = (Markup("<bdi>{system}</bdi>: "), Markup("<bdi>{system}</bdi>: "))


def first_line(counts: FlagCounts | None, articles: int, left_out: int) -> tuple[Markup, Markup]:
    """Return what an editor must know before anything else, in both languages: as HTML.

    Args:
        counts: Of the main system; None when it wrote plain summaries, which nothing checks.
        articles: How many articles the report is about.
        left_out: How many articles have nothing that could be shown.
    """
    sentences = [_UNCHECKED] if counts is None else _of_checked(counts)
    sentences += [_LEFT_OUT] if left_out else []
    return _filled(_joined(*sentences, _CLOSING), **_numbers(counts, articles=articles, left_out=left_out))


def flags_verdict(counts: FlagCounts) -> tuple[Markup, Markup]:
    """Return how many bullets and headlines of one system among several are flagged: as HTML."""
    return _filled(_joined(_NAMED, *_of_checked(counts), _END), system=shown(counts.system), **_numbers(counts))


def _of_checked(counts: FlagCounts) -> list[tuple[Markup, Markup]]:
    return [_CHECKED, *([_HEADLINES] if counts.headlines else [])]


def _joined(*sentences: tuple[Markup, Markup]) -> tuple[Markup, Markup]:
    english, arabic = zip(*sentences, strict=True)
    return Markup().join(english), Markup().join(arabic)


def _numbers(counts: FlagCounts | None, **more_counts: int) -> dict[str, Markup]:
    names = ("bullets", "severe", "warned", "headlines", "severe_headlines")
    values = {name: getattr(counts, name) for name in names} | more_counts if counts else more_counts
    english = {
        f"{name}_en": escape(count_noun(value, _NOUNS[name]) if name in _NOUNS else value)
        for name, value in values.items()
    }
    return {name: _NUMBER.format(value) for name, value in values.items()} | english


def verdict(evaluation: Evaluation, result: Result, metric: str) -> tuple[Markup, Markup]:
    """Say as HTML whether a system beats the baseline by `metric`, or its score if there is no baseline."""
    score, comparison = result.scores[metric], result.comparisons.get(metric)
    if comparison is None:
        numbers = _ALONE.format(metric=metric, ours=score, items=score.items)
        return _filled(_STANDING, system=shown(result.system), numbers=numbers)
    against = next(result for result in evaluation.results if result.system == comparison.baseline).scores[metric]
    numbers = _NUMBERS.format(
        metric=metric, ours=score.value, theirs=against.value, chance=comparison.chance, items=score.items
    )
    is_better = (comparison.difference > 0) is evaluation.higher_is_better[metric]
    wording = (_BETTER if is_better else _WORSE) if comparison.significant else _EQUAL
    return _filled(wording, system=shown(result.system), other=shown(comparison.baseline), numbers=numbers)


def _filled(sentences: tuple[Markup, Markup], **values: Markup) -> tuple[Markup, Markup]:
    english, arabic = sentences
    return english.format(**values), arabic.format(**values)


BINS = 10


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a histogram: from `low` to `high`, `count` articles, `height` in percent of the highest bar."""

    low: int
    high: int
    count: int
    height: float


def histogram(scores: Sequence[float]) -> list[Bar]:
    """Count the scores in each tenth from 0 to 100; what is above 100, as TER may be, counts as 100."""
    counts = [0] * BINS
    for score in scores:
        counts[min(int(score * BINS / 100), BINS - 1)] += 1
    highest = max(*counts, 1)
    step = 100 // BINS
    return [
        Bar(number * step, (number + 1) * step, count, round(100 * count / highest, 1))
        for number, count in enumerate(counts)
    ]


LISTED = 10
"""Articles in each list of extremes."""

_PREFERRED = ("rougeLsum", "rougeL", "rouge1")


@dataclass(frozen=True, slots=True)
class Front:
    """The front page, but for the list of articles.

    Attributes:
        id: Under which a browser keeps verdicts: other articles or systems, another id.
        main: The system that verdict, pictures and list are about: the first run.
        metric: The metric that they are about.
        first_line: The fact that an editor must know first, in English and Arabic.
        columns: Columns of the list of articles that are not empty.
        flag_counts: Of each system that wrote briefs.
        flag_verdicts: The counts of flags of each of them, when there are several.
        flagged: The worst bullets and headlines of the main system.
        shown: How many articles the report shows; fewer than there are in a large corpus.
    """

    id: str
    evaluation: Evaluation
    main: Result
    metric: str
    first_line: tuple[Markup, Markup]
    verdict: tuple[Markup, Markup]
    histograms: dict[str, list[Bar]]
    worst: list[Row]
    losses: list[Row]
    gains: list[Row]
    flag_counts: list[FlagCounts]
    flag_verdicts: list[tuple[Markup, Markup]]
    flagged: list[WorstBullet]
    shown: int
    columns: tuple[str, ...]


def main_result(evaluation: Evaluation) -> Result:
    """Return the system that a report is about: the first run."""
    return next(result for result in evaluation.results if result.role == "run")


def main_metric(evaluation: Evaluation) -> str:
    """Return the metric by which articles are sorted: ROUGE-Lsum if it was measured, else the most like it."""
    scores = main_result(evaluation).scores
    return next((name for name in (*_PREFERRED, *scores) if name in scores), "")


def build_front(evaluation: Evaluation, inputs: Inputs, rows: Sequence[Row], flagged: Flagged) -> Front:
    """Return all of the front page but the list of `rows`, which hold the extremes of all articles."""
    main, metric = main_result(evaluation), main_metric(evaluation)
    sign = 1 if evaluation.higher_is_better.get(metric, True) else -1
    scored = sorted((row for row in rows if row.score is not None), key=lambda row: sign * (row.score or 0.0))
    main_counts = next((count for count in flagged.counts if count.system == main.system), None)
    changed = sorted((row for row in rows if row.change), key=lambda row: sign * _change(row))
    return Front(
        id=_report_id(inputs),
        evaluation=evaluation,
        main=main,
        metric=metric,
        first_line=first_line(main_counts, evaluation.articles, evaluation.asked - evaluation.articles),
        verdict=verdict(evaluation, main, metric) if metric else (Markup(), Markup()),
        histograms={
            result.system: histogram(result.scores[metric].per_item)
            for result in evaluation.results
            if metric in result.scores
        },
        worst=scored[:LISTED],
        losses=[row for row in changed if sign * _change(row) < 0][:LISTED],
        gains=[row for row in reversed(changed) if sign * _change(row) > 0][:LISTED],
        flag_counts=flagged.counts,
        flag_verdicts=[flags_verdict(counts) for counts in flagged.counts if len(flagged.counts) > 1],
        flagged=flagged.worst,
        shown=len(rows),
        columns=_columns(rows),
    )


def _columns(rows: Sequence[Row]) -> tuple[str, ...]:
    has = {
        "article": True,
        "source": any(row.source for row in rows),
        "date": any(row.date for row in rows),
        "score": any(row.score is not None for row in rows),
        "flags": any(row.severities for row in rows),
        "verdict": True,
    }
    return tuple(name for name, is_there in has.items() if is_there)


def _change(row: Row) -> float:
    return row.change or 0.0


def _report_id(inputs: Inputs) -> str:
    # Verdicts are about texts: if those differ, they must not turn up.
    digest = hashlib.sha256()
    for piece in _json_list(
        _json_list([[json.dumps(system.run.name)], _json_list(_texts(system.run))]) for system in inputs.systems
    ):
        digest.update(piece.encode())
    return digest.hexdigest()[:16]


def _texts(run: Run) -> Iterator[list[str]]:
    for key, output in run.outputs.items():
        titles = [output.brief.article.title, output.brief.article.title_en] if output.brief else []
        yield [json.dumps([key, output.ar, output.en, *titles])]


def _json_list(items: Iterable[Iterable[str]]) -> Iterator[str]:
    """A list of items that are in pieces themselves, in pieces: all texts of a corpus need not be in memory."""
    yield "["
    for number, pieces in enumerate(items):
        yield from (", ", *pieces) if number else pieces
    yield "]"
