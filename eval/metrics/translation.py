"""BLEU, chrF and TER by sacreBLEU (Post, 2018), with sacreBLEU's own signatures.

For English as translators report it; on Arabic too, BLEU with the tokenizer ``intl``, because sacreBLEU's usual ``13a``
leaves the Arabic comma and question mark glued to words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import zip_longest

import numpy as np
from sacrebleu.metrics.base import Metric as SacreMetric
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER

from mujaz.eval.metrics.base import Language, Metric, References, Table, Trials, count_references


class SacreBleu(Metric):
    """A metric of sacreBLEU behind our contract.

    sacreBLEU has no public way to a sentence's statistics, without which nothing can be resampled; its own paired tests
    take them through the two underscored methods that are called here. Our tests hold the results against
    its public `corpus_score` and `PairedTest`, so a change of these methods cannot pass unseen.
    """

    def __init__(
        self,
        name: str,
        language: Language,
        title: str,
        build: Callable[[], SacreMetric],
        *,
        higher_is_better: bool = True,
    ) -> None:
        self.name = name
        self.title = title
        self.language = language
        self.higher_is_better = higher_is_better
        self._build = build
        self._scorer = build()  # what only scores keeps no state

    def statistics(self, hypotheses: Sequence[str], references: References) -> Table:
        """Return sacreBLEU's statistics of each item; a text of several lines counts as one segment."""
        return _statistics(self._build(), hypotheses, references)

    def aggregate(self, totals: Table, items: int) -> Table:  # noqa: ARG002 - corpus scores know no number of items
        """Corpus scores."""
        return _scores(self._scorer, totals)

    def signature(self, references: References, trials: Trials | None = None) -> str:
        """Return sacreBLEU's own: ``BLEU|nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0``."""
        metric, count = self._build(), count_references(references)
        metric.num_refs = -1 if count == "var" else int(count)  # as its own scoring sets it
        if trials:
            metric.n_bootstrap, metric.seed = trials.samples, trials.seed
        return f"{self.title}|{metric.get_signature()}"


class Bleu(SacreBleu):
    """BLEU. The score of a single item is taken with effective order: short texts have no 4-grams."""

    counts = True

    def __init__(self, name: str, language: Language, tokenizer: str) -> None:
        # Forced, because it sees a few texts at a time: its warning of tokenized ones counts those of a corpus.
        super().__init__(name, language, "BLEU", lambda: BLEU(tokenize=tokenizer, force=True))
        self._sentence_scorer = BLEU(tokenize=tokenizer, effective_order=True)

    def per_item(self, table: Table) -> Table:
        """Sentence BLEU."""
        return _scores(self._sentence_scorer, table)


class ChrF(SacreBleu):
    """ChrF2, or chrF2++ with `word_order` 2 (Popović, 2015 and 2017)."""

    counts = True

    def __init__(self, name: str, language: Language, word_order: int) -> None:
        super().__init__(name, language, "chrF2" + "+" * word_order, lambda: CHRF(word_order=word_order))
        self._columns = 3 * (CHRF.CHAR_ORDER + word_order)

    def statistics(self, hypotheses: Sequence[str], references: References) -> Table:
        """As for any metric; those of chrF2 are the first columns of those of chrF2++.

        They take most of the time of an evaluation, so they are counted once for both. Of several references each of
        the two chooses its own, so that there they have to be counted apart.
        """
        if count_references(references) != "1":
            return super().statistics(hypotheses, references)
        return _chrf_statistics(tuple(hypotheses), tuple(group[0] for group in references))[:, : self._columns]


def ter(name: str, language: Language) -> SacreBleu:
    """Translation edit rate (Snover et al., 2006): an error rate, and ten times as slow as all others together."""
    return SacreBleu(name, language, "TER", TER, higher_is_better=False)


@lru_cache(maxsize=4)
def _chrf_statistics(hypotheses: tuple[str, ...], references: tuple[str, ...]) -> Table:
    return _statistics(CHRF(word_order=2), hypotheses, [(reference,) for reference in references])


def _statistics(metric: SacreMetric, hypotheses: Sequence[str], references: References) -> Table:
    # sacreBLEU wants the first reference of every item, then the second of every item, and so on; None for none.
    streams = [list(stream) for stream in zip_longest(*(map(_one_line, group) for group in references))]
    rows = metric._extract_corpus_statistics(list(map(_one_line, hypotheses)), streams)
    return np.array(rows, dtype=np.float64)


def _scores(metric: SacreMetric, totals: Table) -> Table:
    return np.array([metric._compute_score_from_stats(row).score for row in totals.tolist()], dtype=np.float64)


def _one_line(text: str) -> str:
    return " ".join(text.split())
