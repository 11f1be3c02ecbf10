"""Shows what thresholds of `mujaz.summarize.evidence.LEAST_SUPPORT` find and what they flag wrongly.

    python benchmarks/tune_support.py FOLDER [--articles 400]

FOLDER is as for tune_extractive.py; only the train files are read. Sentences of an article's own summary should be
supported by it (some are not: editors add facts); sentences of the next article's summary should not.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from tune_extractive import SOURCES, Case, read

from mujaz.summarize.evidence import find_support
from mujaz.summarize.terms import TermSpace
from mujaz.text.sentences import split_sentences

THRESHOLDS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.4)


def shares(articles: Sequence[Case], summaries: Sequence[Case]) -> list[float]:
    """How much of each sentence of the summaries the article beside it covers."""
    found = []
    for article, summary in zip(articles, summaries, strict=True):
        sentences = article.document.sentences
        space = TermSpace(sentence.text for sentence in sentences)
        found += [find_support(text, sentences, space).share for text in split_sentences(summary.reference)]
    return found


def below(threshold: float, found: Sequence[float]) -> float:
    return sum(share < threshold for share in found) / len(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=400, help="articles of each source")
    options = parser.parse_args()
    for name in SOURCES:
        cases = read(options.folder / f"{name}.train.jsonl.gz", options.articles)
        own, other = shares(cases, cases), shares(cases, [*cases[1:], cases[0]])
        print(f"{name}.train: {len(own)} sentences")
        for threshold in THRESHOLDS:
            caught, wrongly = below(threshold, other), below(threshold, own)
            print(f"  under {threshold:.2f}: {caught:6.1%} of another article's, {wrongly:5.1%} of its own")


if __name__ == "__main__":
    main()
