"""Chooses the weights of `mujaz.summarize.ranking` and reports them against the leads.

    python benchmarks/tune_extractive.py FOLDER [--articles 400] [--search]

FOLDER holds `ant_bbc` and `ant_france24` as `NAME.train.jsonl.gz` and `NAME.valid.jsonl.gz` (docs/data.md). Weights are
searched on the train files only, one at a time over a coarse grid, twice around. What is maximized is the mean of
ROUGE-1 and ROUGE-2 of three bullets, at the length of the article's first three sentences, over both sources equally.
The report is on the valid files; test files are never read.

ROUGE hardly sees whether a bullet stands alone, so the weights of `leaning` and `short` are set by hand and not
searched; nor is `mujaz.summarize.selection.REDUNDANCY`, which moves the score of three bullets by less than 0.1 between
0.2 and 0.8.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from mujaz.errors import ArticleError
from mujaz.eval import ArabicTokenizer, RougeL, RougeN
from mujaz.summarize.ranking import WEIGHTS, Features, Placed, Ranking
from mujaz.summarize.selection import select
from mujaz.summarize.strategies.base import Candidate
from mujaz.summarize.strategies.extractive import Extractive
from mujaz.text.document import Document, read_document
from mujaz.types import Article

SOURCES = ("ant_bbc", "ant_france24")
GRID = {
    "position": (0.6, 1.0, 1.5, 2.0),
    "title": (0.0, 0.3, 0.6, 1.0, 1.5),
    "centrality": (0.0, 0.25, 0.5, 0.75, 1.0),
    "long": (0.0, -0.25, -0.5, -1.0),
}
ROUNDS = 2
BULLETS = 3

tokenize = lru_cache(maxsize=2**17)(lambda text: tuple(ArabicTokenizer()(text)))


@dataclass
class Case:
    """An article with its candidates, what is known of each, and scores of the selections tried so far."""

    document: Document
    candidates: list[Candidate]
    placed: list[Placed]
    features: list[Features]
    reference: str
    scores: dict[tuple[int, ...], float] = field(default_factory=dict)

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
        ranked = [
            replace(one, rank=known.weighed(weights)) for one, known in zip(self.placed, self.features, strict=True)
        ]
        chosen = {id(one.candidate) for one in select(ranked, count)}
        return tuple(i for i, one in enumerate(self.candidates) if id(one) in chosen)

    def text(self, chosen: Sequence[int], most_words: int) -> str:
        """What was chosen, cut to a length in words."""
        return cut(" ".join(self.candidates[i].text for i in chosen), most_words)

    def lead(self, count: int) -> str:
        """The first sentences as they are."""
        return " ".join(sentence.text for sentence in self.document.sentences[:count])

    def score(self, weights: Features) -> float:
        """What `BULLETS` bullets reach at the lead's length."""
        chosen = self.choose(weights, BULLETS)
        if chosen not in self.scores:
            text = self.text(chosen, len(self.lead(BULLETS).split()))
            self.scores[chosen] = overlap(tokenize(text), tokenize(self.reference))
        return self.scores[chosen]


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


def search(sets: Sequence[Sequence[Case]], weights: Features) -> Features:
    """The best weights that are found by moving one at a time."""
    for _ in range(ROUNDS):
        for name, values in GRID.items():
            tried = [replace(weights, **{name: value}) for value in values]
            weights = max(tried, key=lambda one: objective(sets, one))
            print(f"{name} = {getattr(weights, name)}: {objective(sets, weights):.2f}", flush=True)
    return weights


def objective(sets: Sequence[Sequence[Case]], weights: Features) -> float:
    return sum(sum(case.score(weights) for case in cases) / len(cases) for cases in sets) / len(sets)


def report(name: str, cases: Sequence[Case], weights: Features) -> None:
    references = [[case.reference] for case in cases]
    lengths = sorted(len(case.reference.split()) for case in cases)
    median = lengths[len(lengths) // 2]
    systems: dict[str, Callable[[Case], str]] = {
        "lead-1": lambda case: case.lead(1),
        "1 bullet, lead-1's length": lambda case: case.text(case.choose(weights, 1), len(case.lead(1).split())),
        "lead-3": lambda case: case.lead(3),
        "3 bullets, lead-3's length": lambda case: case.text(case.choose(weights, 3), len(case.lead(3).split())),
        f"lead-3, {median} words": lambda case: cut(case.lead(3), median),
        f"3 bullets, {median} words": lambda case: case.text(case.choose(weights, 3), median),
        f"best 3 bullets first, {median} words": lambda case: cut(
            " ".join(case.candidates[i].text for i in ranked_first(case, weights)), median
        ),
    }
    print(f"\n{name}: {len(cases)} articles")
    for system, write in systems.items():
        texts = [write(case) for case in cases]
        scores = [metric.score(texts, references).value for metric in (RougeN(1), RougeN(2), RougeL())]
        print(f"  {system:36}" + "  ".join(f"{score:5.2f}" for score in scores))
    print("  ROUGE-1, ROUGE-2, ROUGE-L:", RougeL().signature(references))


def ranked_first(case: Case, weights: Features) -> list[int]:
    best = case.choose(weights, 1)
    return [*best, *(i for i in case.choose(weights, 3) if i not in best)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=400, help="training articles of each source")
    parser.add_argument("--search", action="store_true", help="search; else the weights in use are reported")
    options = parser.parse_args()
    weights = WEIGHTS
    if options.search:
        sets = [read(options.folder / f"{name}.train.jsonl.gz", options.articles) for name in SOURCES]
        weights = search(sets, weights)
    print(weights)
    for name in SOURCES:
        report(f"{name}.valid", read(options.folder / f"{name}.valid.jsonl.gz", None), weights)


if __name__ == "__main__":
    main()
