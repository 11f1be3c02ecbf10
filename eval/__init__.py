"""Measures summaries and translations; checks nothing."""

from __future__ import annotations

from mujaz.eval.evaluation import evaluate, evaluate_inputs
from mujaz.eval.inputs.gather import Inputs, gather_inputs
from mujaz.eval.inputs.read import read_references, read_run
from mujaz.eval.inputs.runs import Output, Run
from mujaz.eval.metrics.aligned import BulletScore, RougeAligned, score_bullets
from mujaz.eval.metrics.base import Interval, Metric, Score, Trials
from mujaz.eval.metrics.registry import DEFAULT_METRICS, METRICS, build_metrics
from mujaz.eval.metrics.rouge import RougeL, RougeLsum, RougeN
from mujaz.eval.metrics.tokenization import FOLDS, ArabicTokenizer
from mujaz.eval.results import Comparison, Evaluation, Result, Shortfall, parse_thresholds, shortfalls
from mujaz.eval.scoring.intrinsic import Intrinsic, Topical

__all__ = [
    "DEFAULT_METRICS",
    "FOLDS",
    "METRICS",
    "ArabicTokenizer",
    "BulletScore",
    "Comparison",
    "Evaluation",
    "Inputs",
    "Interval",
    "Intrinsic",
    "Metric",
    "Output",
    "Result",
    "RougeAligned",
    "RougeL",
    "RougeLsum",
    "RougeN",
    "Run",
    "Score",
    "Shortfall",
    "Topical",
    "Trials",
    "build_metrics",
    "evaluate",
    "evaluate_inputs",
    "gather_inputs",
    "parse_thresholds",
    "read_references",
    "read_run",
    "score_bullets",
    "shortfalls",
]
