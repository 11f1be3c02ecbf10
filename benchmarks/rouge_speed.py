"""How long evaluating takes on a test set of XL-Sum's size, beside rouge-score.

    pip install rouge-score
    python benchmarks/rouge_speed.py [ARTICLES]

Systems of 25 to 50 words an article in each language are made up, a third of their words wrong. Printed are: ROUGE-1,
-2, -L of one with intervals, here and by rouge-score; and all metrics of two with intervals and a paired test, without
and with everything cut to the references' length. rouge-score stands for XL-Sum's fork of it: the same scorer and
aggregator, but for the tokenizer, for which it is given ours.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import numpy as np
from numpy.random import Generator, default_rng
from rouge_score import rouge_scorer, scoring, tokenizers

from mujaz.eval import ArabicTokenizer, Output, Run, Trials, build_metrics, evaluate
from mujaz.eval.scoring.measuring import Measure
from mujaz.eval.scoring.tables import Tables
from mujaz.types import Article

ARTICLES = 4_700
WORDS = 20_000
SAMPLES = 1_000
TRIALS = Trials(test="bootstrap", samples=SAMPLES)
ROUGE = ("rouge1", "rouge2", "rougeL")
WRONG = 1 / 3
_TOKENIZER = ArabicTokenizer()
ALPHABETS = {"ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "en": "abcdefghijklmnopqrstuvwxyz"}


def main(count: int) -> None:
    chance = default_rng(1)
    words = {language: _words(chance, letters) for language, letters in ALPHABETS.items()}
    references = {language: _texts(chance, words[language], count) for language in ALPHABETS}
    articles = [
        Article(id=f"{number:06}", text="", references=(ar,), references_en=(en,))
        for number, (ar, en) in enumerate(zip(references["ar"], references["en"], strict=True))
    ]
    print(f"{count} articles, {SAMPLES} resamples")
    outputs = _run(chance, "one", words, references).outputs.values()
    texts, groups = [output.ar or "" for output in outputs], [article.references for article in articles]
    for text in (*texts, *references["ar"]):
        _TOKENIZER(text)  # stems are remembered; otherwise whoever comes first would stem for both
    ours = _timed("ROUGE-1, -2, -L of one system with intervals", lambda: _ours(texts, groups))
    theirs = _timed("the same by rouge-score and its aggregator, with our words", lambda: _theirs(texts, groups))
    print(f"rouge-score takes {theirs / ours:.1f} times as long")
    for label, cut in (("", False), ("; all once more at the references' length", True)):
        # New runs each time: what has been counted before is remembered.
        runs = [_run(chance, name, words, references) for name in ("new", "old")]
        _timed(
            f"all default metrics of two systems in two languages, intervals, paired bootstrap{label}",
            lambda runs=runs, cut=cut: evaluate(runs, articles, baseline="old", trials=TRIALS, cut=cut),
        )


def _words(chance: Generator, letters: str) -> list[str]:
    return ["".join(chance.choice(list(letters), chance.integers(2, 8))) for _ in range(WORDS)]


def _texts(chance: Generator, words: list[str], count: int) -> list[str]:
    return [" ".join(_draw(chance, words, int(chance.integers(25, 51)))) for _ in range(count)]


def _draw(chance: Generator, words: list[str], count: int) -> list[str]:
    # Frequencies fall as ranks grow, as in a language.
    return [words[rank % WORDS] for rank in chance.zipf(1.3, count)]


def _run(chance: Generator, name: str, words: dict[str, list[str]], references: dict[str, list[str]]) -> Run:
    arabic, english = (
        [_damaged(chance, words[language], text) for text in references[language]] for language in ALPHABETS
    )
    pairs = enumerate(zip(arabic, english, strict=True))
    return Run(name, {f"{number:06}": Output(ar, en) for number, (ar, en) in pairs})


def _damaged(chance: Generator, words: list[str], text: str) -> str:
    kept = text.split()
    others = _draw(chance, words, len(kept))
    wrong = chance.random(len(kept)) < WRONG
    return " ".join(np.where(wrong, others, kept))


def _ours(texts: list[str], groups: list[tuple[str, ...]]) -> None:
    metrics = build_metrics(ROUGE)
    tables = Tables({metric.name: metric.counts for metric in metrics})
    tables.append({metric.name: metric.statistics(texts, groups) for metric in metrics})
    Measure(metrics, groups, Trials(samples=SAMPLES)).measure(tables)


def _theirs(texts: list[str], groups: list[tuple[str, ...]]) -> None:
    scorer = rouge_scorer.RougeScorer(ROUGE, tokenizer=_Words())
    aggregator = scoring.BootstrapAggregator(n_samples=SAMPLES)
    for text, (reference,) in zip(texts, groups, strict=True):
        aggregator.add_scores(scorer.score(reference, text))
    aggregator.aggregate()


class _Words(tokenizers.Tokenizer):  # type: ignore[misc]  # without type information
    """Our words for rouge-score, whose own tokenizer would drop every Arabic letter."""

    def tokenize(self, text: str) -> tuple[str, ...]:
        return _TOKENIZER(text)


def _timed(label: str, work: Callable[[], object]) -> float:
    wall, processor = time.perf_counter(), time.process_time()
    work()
    processor = time.process_time() - processor
    print(f"{time.perf_counter() - wall:7.2f} s ({processor:6.2f} s of processor time)  {label}")
    return processor


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES)
