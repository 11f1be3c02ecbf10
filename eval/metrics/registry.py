"""The metrics by name: what `--metrics` and `--fail-under` accept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from mujaz.errors import InputError
from mujaz.eval.metrics.aligned import RougeAligned
from mujaz.eval.metrics.base import Metric
from mujaz.eval.metrics.rouge import RougeL, RougeLsum, RougeN, Several
from mujaz.eval.metrics.tokenization import ArabicTokenizer
from mujaz.eval.metrics.translation import Bleu, ChrF, ter

_Builder = Callable[[ArabicTokenizer, Several], Metric]

METRICS: dict[str, _Builder] = {
    "rouge1": lambda tokenizer, several: RougeN(1, tokenizer, several),
    "rouge2": lambda tokenizer, several: RougeN(2, tokenizer, several),
    "rougeL": lambda tokenizer, several: RougeL(tokenizer, several),
    "rougeLsum": lambda tokenizer, several: RougeLsum(tokenizer, several),
    "aligned-ar": lambda tokenizer, several: RougeAligned("aligned-ar", "ar", tokenizer, several),
    "bleu-ar": lambda *_: Bleu("bleu-ar", "ar", "intl"),
    "chrf++-ar": lambda *_: ChrF("chrf++-ar", "ar", 2),
    "aligned": lambda tokenizer, several: RougeAligned("aligned", "en", replace(tokenizer, stem=False), several),
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
    """The exact name of the metric that `name` means, whatever the case of its letters.

    Raises:
        InputError: There is no such metric.
    """
    for known in METRICS:
        if known.lower() == name.strip().lower():
            return known
    raise InputError(f"unknown metric {name!r}; there are {', '.join(METRICS)}")


def build_metrics(
    names: Iterable[str] = DEFAULT_METRICS,
    *,
    tokenizer: ArabicTokenizer = ArabicTokenizer(),  # noqa: B008 - frozen
    several: Several = "best",
) -> list[Metric]:
    """Metrics by name; `tokenizer` and `several` are for ROUGE.

    Raises:
        InputError: There is no metric of a name.
    """
    return [METRICS[name](tokenizer, several) for name in dict.fromkeys(map(metric_name, names))]
