"""Measures summaries and translations; checks nothing."""

from __future__ import annotations

from mujaz.eval.aligned import BulletScore, RougeAligned, score_bullets
from mujaz.eval.base import Interval, Metric, Score, Trials
from mujaz.eval.evaluation import evaluate, evaluate_inputs
from mujaz.eval.inputs import Inputs, gather_inputs
from mujaz.eval.intrinsic import Intrinsic
from mujaz.eval.metrics import DEFAULT_METRICS, METRICS, build_metrics
from mujaz.eval.read import read_references, read_run
from mujaz.eval.results import Comparison, Evaluation, Result, Shortfall
from mujaz.eval.rouge import RougeL, RougeLsum, RougeN
from mujaz.eval.run import Output, Run
from mujaz.eval.thresholds import parse_thresholds, shortfalls
from mujaz.eval.tokenization import FOLDS, ArabicTokenizer
from mujaz.eval.topics import Topical

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
