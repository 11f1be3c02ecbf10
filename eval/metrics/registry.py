"""The metrics by name: the names that `--metrics` and `--fail-under` accept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from mujaz.errors import InputError
from mujaz.eval.metrics.aligned import RougeAligned
from mujaz.eval.metrics.base import Metric
from mujaz.eval.metrics.rouge import Combination, RougeL, RougeLsum, RougeN
from mujaz.eval.metrics.tokenization import ArabicTokenizer
from mujaz.eval.metrics.translation import Bleu, ChrF, ter

_Builder = Callable[[ArabicTokenizer, Combination], Metric]

METRICS: dict[str, _Builder] = {
    "rouge1": lambda tokenizer, combination: RougeN(1, tokenizer, combination),
    "rouge2": lambda tokenizer, combination: RougeN(2, tokenizer, combination),
    "rougeL": lambda tokenizer, combination: RougeL(tokenizer, combination),
    "rougeLsum": lambda tokenizer, combination: RougeLsum(tokenizer, combination),
    "aligned-ar": lambda tokenizer, combination: RougeAligned("aligned-ar", "ar", tokenizer, combination),
    "bleu-ar": lambda *_: Bleu("bleu-ar", "ar", "intl"),
    "chrf++-ar": lambda *_: ChrF("chrf++-ar", "ar", 2),
    "aligned": lambda tokenizer, combination: RougeAligned(
        "aligned", "en", replace(tokenizer, stem=False), combination
    ),
    "bleu": lambda *_: Bleu("bleu", "en", "13a"),
    "chrf": lambda *_: ChrF("chrf", "en", 0),
    "chrf++": lambda *_: ChrF("chrf++", "en", 2),
    "ter": lambda *_: ter("ter", "en"),
}
"""Arabic: ``rouge…``, ``aligned-ar`` (bullet by bullet), ``bleu-ar`` (tokenizer intl), ``chrf++-ar``.
English: ``aligned``, ``bleu`` (tokenizer 13a), ``chrf`` (chrF2), ``chrf++``, ``ter``."""

DEFAULT_METRICS = tuple(name for name in METRICS if name != "ter")
"""All but TER, which takes longer than the others together."""


def metric_name(name: str) -> str:
    """Return the exact name of the metric that `name` means, whatever the case of its letters.

    Raises:
        InputError: There is no such metric.
    """
    for metric in METRICS:
        if metric.lower() == name.strip().lower():
            return metric
    raise InputError(f"unknown metric {name!r}; there are {', '.join(METRICS)}")


def build_metrics(
    names: Iterable[str] = DEFAULT_METRICS,
    *,
    tokenizer: ArabicTokenizer = ArabicTokenizer(),  # noqa: B008 - frozen
    combination: Combination = "best",
) -> list[Metric]:
    """Metrics by name; `tokenizer` and `combination` are for ROUGE.

    Raises:
        InputError: There is no metric of a name.
    """
    return [METRICS[name](tokenizer, combination) for name in dict.fromkeys(map(metric_name, names))]
