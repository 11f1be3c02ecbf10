"""From an evaluation to what the front page shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from mujaz.eval.inputs.gather import Inputs
from mujaz.eval.inputs.runs import Output, Run
from mujaz.eval.report.flagged import FlagCounts, Flagged, WorstBullet
from mujaz.eval.report.verdict import first_line, flags_verdict, verdict
from mujaz.eval.report.view import Row
from mujaz.eval.results import Evaluation, Result

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
        _json_list([[json.dumps(system.run.name)], _texts(system.run)]) for system in inputs.systems
    ):
        digest.update(piece.encode())
    return digest.hexdigest()[:16]


def _texts(run: Run) -> Iterator[str]:
    return _json_list(
        [json.dumps([key, output.ar, output.en, *_titles(output)])] for key, output in run.outputs.items()
    )


def _titles(output: Output) -> list[str]:
    return [output.brief.article.title, output.brief.article.title_en] if output.brief else []


def _json_list(items: Iterable[Iterable[str]]) -> Iterator[str]:
    """A list of items that are in pieces themselves, in pieces: all texts of a corpus need not be in memory."""
    yield "["
    for number, pieces in enumerate(items):
        yield from (", ", *pieces) if number else pieces
    yield "]"
