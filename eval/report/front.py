"""From an evaluation to what the front page shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from markupsafe import Markup

from mujaz.eval.inputs import Inputs
from mujaz.eval.report.pictures import histogram
from mujaz.eval.report.verdict import verdict
from mujaz.eval.report.view import Front, Row
from mujaz.eval.results import Evaluation, Result

LISTED = 10
"""Articles in each list of extremes."""

_PREFERRED = ("rougeLsum", "rougeL", "rouge1")


def main_result(evaluation: Evaluation) -> Result:
    """The system that a report is about: the first run."""
    return next(result for result in evaluation.results if result.role == "run")


def main_metric(evaluation: Evaluation) -> str:
    """The metric by which articles are sorted: ROUGE-Lsum where it was measured, else the most like it."""
    scores = main_result(evaluation).scores
    return next((name for name in (*_PREFERRED, *scores) if name in scores), "")


def build_front(evaluation: Evaluation, inputs: Inputs, rows: Sequence[Row]) -> Front:
    """All of the front page but the list of `rows`."""
    main, metric = main_result(evaluation), main_metric(evaluation)
    sign = 1 if evaluation.higher_is_better.get(metric, True) else -1
    scored = sorted((row for row in rows if row.score is not None), key=lambda row: sign * _score(row))
    changed = sorted((row for row in rows if row.change), key=lambda row: sign * _change(row))
    return Front(
        id=_report_id(inputs),
        evaluation=evaluation,
        main=main,
        metric=metric,
        verdict=verdict(evaluation, main, metric) if metric else (Markup(), Markup()),
        histograms={
            one.system: histogram(one.scores[metric].per_item) for one in evaluation.results if metric in one.scores
        },
        worst=scored[:LISTED],
        losses=[row for row in changed if sign * _change(row) < 0][:LISTED],
        gains=[row for row in reversed(changed) if sign * _change(row) > 0][:LISTED],
    )


def _score(row: Row) -> float:
    return row.score or 0.0


def _change(row: Row) -> float:
    return row.change or 0.0


def _report_id(inputs: Inputs) -> str:
    # Verdicts are about texts: where those differ, they must not turn up.
    texts = [
        [system.run.name, [[key, one.ar, one.en] for key, one in system.run.outputs.items()]]
        for system in inputs.systems
    ]
    return hashlib.sha256(json.dumps(texts, sort_keys=True).encode()).hexdigest()[:16]
