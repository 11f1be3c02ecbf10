"""The results of an evaluation. The command line, the report and JSON only render these."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from mujaz.errors import InputError
from mujaz.eval.inputs.runs import LeftOut
from mujaz.eval.metrics.base import Language, Score, Test
from mujaz.eval.metrics.registry import metric_name
from mujaz.eval.scoring.intrinsic import Intrinsic, Topical

Role = Literal["run", "baseline", "lead", "oracle"]
COMPUTED: tuple[Role, ...] = ("lead", "oracle")
"""Roles of systems that are computed from the articles, in Arabic."""

SIGNIFICANT = 0.05
"""A difference with a p-value below this is marked."""

_SMALLEST = 0.001


@dataclass(frozen=True, slots=True)
class Comparison:
    """A system against the baseline, by one metric.

    Attributes:
        difference: The system's score less the baseline's.
        p_value: Of the paired test.
        test: Which paired test.
        trials: Its resamples or shuffles.
    """

    baseline: str
    difference: float
    p_value: float
    test: Test
    trials: int

    @property
    def chance(self) -> str:
        """Return the p-value as one writes it; one too small for three places is not called zero."""
        return f"p = {self.p_value:.3f}" if self.p_value >= _SMALLEST else f"p < {_SMALLEST}"

    @property
    def significant(self) -> bool:
        """Tell whether the difference is unlikely to be chance."""
        return self.p_value < SIGNIFICANT


@dataclass(frozen=True, slots=True)
class Result:
    """One system's scores and comparisons, by metric.

    Attributes:
        role: ``run`` was asked about; ``baseline`` was compared with; ``lead`` was computed from the articles,
            ``oracle`` from articles and references.
        outputs: How many of the scored articles it has a non-empty summary of, by language.
        intrinsic: Measures of its Arabic summaries against the articles' texts; None without any.
        topical: How alike its outputs and the articles are in topic; None unless asked for.
        cut_scores: The scores of the same outputs, each cut to the words that `Evaluation.cut_to` says.
    """

    system: str
    role: Role
    outputs: Mapping[Language, int]
    scores: Mapping[str, Score]
    comparisons: Mapping[str, Comparison]
    intrinsic: Intrinsic | None = None
    topical: Topical | None = None
    cut_scores: Mapping[str, Score] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A score on the wrong side of its bound; `missing` is by how much."""

    system: str
    metric: str
    score: float
    bound: float

    @property
    def missing(self) -> float:
        """Return how much better the score would have to be."""
        return abs(self.bound - self.score)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All that was measured.

    Attributes:
        articles: Articles that were measured, each in the references and in every run.
        scored: Ids of the articles with a reference in a language, in the order of `Score.per_item`.
        languages: By name of a measured metric, what it measures.
        higher_is_better: By name of a measured metric; False for an error rate.
        results: Runs, then the baseline, then leads, then the oracle.
        baseline: The system that the others were compared with.
        cut_to: The median length of the references, in words, by language; empty if nothing was cut.
        left_out: Articles of the references that were not measured, because some system has nothing of them.
    """

    articles: int
    scored: Mapping[Language, tuple[str, ...]]
    languages: Mapping[str, Language]
    higher_is_better: Mapping[str, bool]
    results: tuple[Result, ...]
    baseline: str | None = None
    cut_to: Mapping[Language, int] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()

    @property
    def asked(self) -> int:
        """Return how many articles the references are about, those that were left out included."""
        return self.articles + len({entry.article for entry in self.left_out})

    @property
    def unexplained(self) -> tuple[LeftOut, ...]:
        """Return what was left out though no job has recorded that it failed."""
        return tuple(entry for entry in self.left_out if not entry.file)

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON; without the scores of single articles."""
        data = asdict(replace(self, scored={}, results=tuple(map(_without_items, self.results))))
        data["scored"] = {language: len(ids) for language, ids in self.scored.items()}
        data["results"], data["left_out"] = list(data["results"]), list(data["left_out"])
        for result in data["results"]:
            for score in (*result["scores"].values(), *result["cut_scores"].values()):
                del score["per_item"]
        return data


def _without_items(result: Result) -> Result:
    scores, cut_scores = (
        {name: replace(score, per_item=()) for name, score in group.items()}
        for group in (result.scores, result.cut_scores)
    )
    return replace(result, scores=scores, cut_scores=cut_scores)


_BOUND = re.compile(r"\s*(?P<metric>[^=\s]+)\s*=\s*(?P<number>\d{1,3}(\.\d{1,9})?)\s*", re.ASCII)


def parse_thresholds(text: str) -> dict[str, float]:
    """Bounds by metric name.

    Raises:
        InputError: A part is not ``metric=number``, or there is no such metric.
    """
    bounds = {}
    for part in text.split(","):
        bound = _BOUND.fullmatch(part)
        if not bound:
            raise InputError(f"{part!r} is not a bound; write metric=number, as in rougeL=20")
        bounds[metric_name(bound["metric"])] = float(bound["number"])
    return bounds


def shortfalls(evaluation: Evaluation, bounds: Mapping[str, float]) -> list[Shortfall]:
    """Scores of the runs (not of baseline and leads) below their bound; for an error rate, above it.

    Raises:
        InputError: A bound cannot be checked, because the metric was not measured for a run.
    """
    missed = []
    for result in evaluation.results:
        for metric, bound in bounds.items() if result.role == "run" else ():
            if metric not in result.scores:
                raise InputError(f"{metric} was not measured for {result.system}: no such metric, output or reference")
            score = result.scores[metric].value
            if score < bound if evaluation.higher_is_better[metric] else score > bound:
                missed.append(Shortfall(result.system, metric, score, bound))
    return missed
