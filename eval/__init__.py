"""Measures summaries and translations; checks nothing."""

from __future__ import annotations

from mujaz.eval.base import Interval, Metric, Score, Trials
from mujaz.eval.evaluation import evaluate
from mujaz.eval.intrinsic import Intrinsic
from mujaz.eval.metrics import DEFAULT_METRICS, METRICS, build_metrics
from mujaz.eval.read import read_references, read_run
from mujaz.eval.results import Comparison, Evaluation, Result, Shortfall
from mujaz.eval.rouge import RougeL, RougeLsum, RougeN
from mujaz.eval.run import Output, Run
from mujaz.eval.thresholds import parse_thresholds, shortfalls
from mujaz.eval.tokenization import FOLDS, ArabicTokenizer

__all__ = [
    "DEFAULT_METRICS",
    "FOLDS",
    "METRICS",
    "ArabicTokenizer",
    "Comparison",
    "Evaluation",
    "Interval",
    "Intrinsic",
    "Metric",
    "Output",
    "Result",
    "RougeL",
    "RougeLsum",
    "RougeN",
    "Run",
    "Score",
    "Shortfall",
    "Trials",
    "build_metrics",
    "evaluate",
    "parse_thresholds",
    "read_references",
    "read_run",
    "shortfalls",
]
