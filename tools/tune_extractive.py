"""Learns the weights of `mujaz.summarize.ranking` and reports them against the leads.

    python tools/tune_extractive.py FOLDER [--articles 400] [--learn]

FOLDER holds `ant_bbc` and `ant_france24` as `NAME.train.jsonl.gz` and `NAME.valid.jsonl.gz` (docs/data.md). Weights are
learned on the train files only. Which sentences should be chosen is read off each article's summary: one by one those
that raise the overlap with it most (see `mujaz.eval.inputs.systems`); the first counts twice as much as the second,
three times as much as the third. A linear model of the features is fitted to that choice (softmax over the sentences
of an article, both sources counting the same). The report is on the valid files; test files are never read.

What that choice and ROUGE see wrongly is set by hand and not learned: whether a bullet stands alone (`leaning`), and
its length (`short`, `long`). Learned, length would weigh most: three bullets of 17 words have a far better F than the
first three sentences, of 22 words each, because the summaries of BBC have 22 words in all; they tell less. So the
report compares at equal length. `mujaz.summarize.ranking.REDUNDANCY` moves the score of three bullets by less than
0.1 between 0.2 and 0.8.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from mujaz.errors import ArticleError
from mujaz.eval import ArabicTokenizer, RougeL, RougeN
from mujaz.summarize.ranking import WEIGHTS, Features, Placed, Ranking, select
from mujaz.summarize.strategies.base import Candidate
from mujaz.summarize.strategies.extractive import Extractive
from mujaz.text.document import Document, read_document
from mujaz.types import Article

SOURCES = ("ant_bbc", "ant_france24")
BY_HAND = ("short", "long", "leaning")
BULLETS = 3
STEPS, RATE, MOMENTUM, SHRINKAGE = 250, 0.3, 0.9, 2e-3

MOST_SENTENCES = 25
"""Sentences of an article that are looked at when learning."""

Array = npt.NDArray[np.float64]
tokenize = lru_cache(maxsize=2**17)(lambda text: tuple(ArabicTokenizer()(text)))


@dataclass
class Case:
    """An article with its candidates, and what is known of each."""

    document: Document
    candidates: list[Candidate]
    placed: list[Placed]
    features: list[Features]
    reference: str

    @classmethod
    def of(cls, document: Document) -> Case:
        """The case that `document` makes."""
        ranking = Ranking(document)
        (candidates,) = Extractive().candidates([document])
        placed = [ranking.place(candidate) for candidate in candidates]
        features = [ranking.features(one.candidate, one.vector) for one in placed]
        return cls(document, candidates, placed, features, document.article.references[0])

    def choose(self, weights: Features, count: int) -> tuple[int, ...]:
        """Indices of the chosen candidates in article order."""
        return tuple(sorted(self.choose_in_order(weights, count)))

    def choose_in_order(self, weights: Features, count: int) -> list[int]:
        """Indices of the chosen candidates, the best one first."""
        ranked = [
            replace(one, rank=known.weighed(weights)) for one, known in zip(self.placed, self.features, strict=True)
        ]
        at = {id(one): i for i, one in enumerate(self.candidates)}
        return [at[id(one.candidate)] for one in select(ranked, count)]

    def text(self, chosen: Sequence[int]) -> str:
        """What was chosen."""
        return " ".join(self.candidates[i].text for i in chosen)

    def lead(self, count: int) -> str:
        """The first sentences as they are."""
        return " ".join(sentence.text for sentence in self.document.sentences[:count])

    def filled(self, weights: Features, most_words: int) -> str:
        """So many words: the best bullets, as many as it takes, in article order, the last chosen one cut."""
        ranked = self.choose_in_order(weights, len(self.candidates))
        kept: list[int] = []
        spare = most_words
        while ranked and spare > 0:
            kept.append(ranked.pop(0))
            spare -= len(self.candidates[kept[-1]].text.split())
        texts = {i: self.candidates[i].text.split() for i in kept}
        if spare < 0:
            texts[kept[-1]] = texts[kept[-1]][:spare]
        return " ".join(word for i in sorted(kept) for word in texts[i])

    def wanted(self) -> Array:
        """How much each candidate should be chosen, the sum being 1; all 0 where none overlaps with the summary."""
        reference = tokenize(self.reference)
        shares, chosen, reached = np.zeros(len(self.candidates)), list[int](), 0.0
        while len(chosen) < min(BULLETS, len(self.candidates)):
            texts = {i: " ".join(self.candidates[j].text for j in sorted([*chosen, i])) for i in self._left(chosen)}
            scores = {i: overlap(tokenize(text), reference) for i, text in texts.items()}
            best = max(scores, key=lambda i: scores[i])
            if not chosen and scores[best] <= reached:
                break
            chosen.append(best)
            shares[best] = 1 / len(chosen)
        return shares / max(1e-9, shares.sum())

    def _left(self, chosen: Sequence[int]) -> list[int]:
        return [i for i in range(min(len(self.candidates), MOST_SENTENCES)) if i not in chosen]


def cut(text: str, words: int) -> str:
    return " ".join(text.split()[:words])


def overlap(ours: Sequence[str], theirs: Sequence[str]) -> float:
    """Mean F of unigrams and bigrams, 0 to 100."""
    total = 0.0
    for order in (1, 2):
        a, b = (Counter(zip(*(tokens[i:] for i in range(order)), strict=False)) for tokens in (ours, theirs))
        total += 100 * (a & b).total() / max(1, a.total() + b.total())
    return total


def read(path: Path, most: int | None) -> list[Case]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    random.Random(1).shuffle(rows)  # noqa: S311  (a sample, not a secret)
    return [Case.of(document) for document in documents(rows[:most])]


def documents(rows: Sequence[dict[str, str]]) -> Iterator[Document]:
    for row in rows:
        article = Article(id=row["id"], title=row["title"], text=row["text"], references=(row["summary"],))
        try:
            document = read_document(article)
        except ArticleError:
            continue
        if document.sentences:
            yield document


def learn(sets: Sequence[Sequence[Case]]) -> Features:
    """The weights under which the candidates that should be chosen are likeliest."""
    names = Features.__slots__
    free = np.array([float(name not in BY_HAND) for name in names])
    by_hand = np.array([getattr(WEIGHTS, name) for name in names]) * (1 - free)
    articles = [
        (np.array([[getattr(one, name) for name in names] for one in case.features]), case.wanted(), 1 / len(cases))
        for cases in sets
        for case in cases
    ]
    learned, speed = np.zeros(len(names)), np.zeros(len(names))
    for _ in range(STEPS):
        slope = sum(share * _slope(known, wanted, by_hand + learned) for known, wanted, share in articles)
        speed = MOMENTUM * speed + free * slope - SHRINKAGE * learned
        learned = learned + RATE * speed
    return Features(*(round(float(weight), 2) for weight in by_hand + learned))


def _slope(known: Array, wanted: Array, weights: Array) -> Array:
    """Of the log-likelihood of what is wanted."""
    ranks = known @ weights
    likely = np.exp(ranks - ranks.max())
    slope: Array = known.T @ (wanted - wanted.sum() * likely / likely.sum())
    return slope


def report(name: str, cases: Sequence[Case], weights: Features) -> None:
    references = [[case.reference] for case in cases]
    systems: dict[str, Callable[[Case], str]] = {
        "lead-1": lambda case: case.lead(1),
        "1 bullet": lambda case: case.text(case.choose(weights, 1)),
        "lead-3": lambda case: case.lead(3),
        "3 bullets": lambda case: case.text(case.choose(weights, 3)),
        "bullets of lead-3's length": lambda case: case.filled(weights, len(case.lead(3).split())),
        "lead of 100 words": lambda case: cut(case.lead(len(case.candidates)), 100),
        "bullets of 100 words": lambda case: case.filled(weights, 100),
    }
    print(f"\n{name}: {len(cases)} articles")
    for system, write in systems.items():
        texts = [write(case) for case in cases]
        scores = [metric.score(texts, references).value for metric in (RougeN(1), RougeN(2), RougeL())]
        print(f"  {system:36}" + "  ".join(f"{score:5.2f}" for score in scores))
    print("  ROUGE-1, ROUGE-2, ROUGE-L:", RougeL().signature(references))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=400, help="training articles of each source")
    parser.add_argument("--learn", action="store_true", help="learn them; else the weights in use are reported")
    options = parser.parse_args()
    weights = WEIGHTS
    if options.learn:
        sets = [read(options.folder / f"{name}.train.jsonl.gz", options.articles) for name in SOURCES]
        weights = learn(sets)
    print(weights)
    for name in SOURCES:
        report(f"{name}.valid", read(options.folder / f"{name}.valid.jsonl.gz", None), weights)


if __name__ == "__main__":
    main()
