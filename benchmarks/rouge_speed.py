"""How long evaluating takes on a test set of XL-Sum's size, beside plain Python.

    python benchmarks/rouge_speed.py [ARTICLES]

Two systems of 25 to 50 words an article in each language are made up, a third of their words wrong. Printed are: all
metrics of both with intervals and a paired test; and ROUGE-L of one with its interval, here and with the longest common
subsequence and the resampled means in plain Python. Both take the same words, tokenized before.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable

import numpy as np
from numpy.random import Generator, default_rng

from mujaz.eval import ArabicTokenizer, Output, RougeL, Run, Trials, evaluate
from mujaz.eval.resampling import confidence_interval
from mujaz.types import Article

ARTICLES = 4_700
WORDS = 20_000
SAMPLES = 1_000
WRONG = 1 / 3
ALPHABETS = {"ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "en": "abcdefghijklmnopqrstuvwxyz"}


def main(count: int) -> None:
    chance = default_rng(1)
    words = {language: _words(chance, letters) for language, letters in ALPHABETS.items()}
    references = {language: _texts(chance, words[language], count) for language in ALPHABETS}
    articles = [
        Article(id=f"{number:06}", text="", references=(ar,), references_en=(en,))
        for number, (ar, en) in enumerate(zip(references["ar"], references["en"], strict=True))
    ]
    runs = [_run(chance, name, words, references) for name in ("new", "old")]
    texts = [output.ar or "" for output in runs[0].outputs.values()]
    groups = [article.references for article in articles]
    print(f"{count} articles, {SAMPLES} resamples")
    trials = Trials(test="bootstrap", samples=SAMPLES)
    _timed(
        "all default metrics of two systems in two languages, intervals, paired bootstrap",
        lambda: evaluate(runs, articles, baseline="old", trials=trials),
    )
    ours = _timed("ROUGE-L of one system with its interval", lambda: _ours(texts, groups))
    plain = _timed("the same in plain Python", lambda: _plain(texts, groups))
    print(f"plain Python takes {plain / ours:.0f} times as long")


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
    metric = RougeL()
    confidence_interval(metric, metric.statistics(texts, groups), Trials(samples=SAMPLES))


def _plain(texts: list[str], groups: list[tuple[str, ...]]) -> None:
    tokenize = ArabicTokenizer()
    scores = []
    for text, group in zip(texts, groups, strict=True):
        ours, theirs = tokenize(text), tokenize(group[0])
        scores.append(200 * _plain_lcs(ours, theirs) / (len(ours) + len(theirs)))
    chance = random.Random(1)  # noqa: S311 - no secret
    sorted(sum(chance.choices(scores, k=len(scores))) / len(scores) for _ in range(SAMPLES))


def _plain_lcs(one: list[str], other: list[str]) -> int:
    row = [0] * (len(other) + 1)
    for word in one:
        above = row
        row = [0]
        for column, candidate in enumerate(other):
            row.append(above[column] + 1 if word == candidate else max(above[column + 1], row[-1]))
    return row[-1]


def _timed(label: str, work: Callable[[], object]) -> float:
    wall, processor = time.perf_counter(), time.process_time()
    work()
    processor = time.process_time() - processor
    print(f"{time.perf_counter() - wall:7.2f} s ({processor:6.2f} s of processor time)  {label}")
    return processor


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES)
