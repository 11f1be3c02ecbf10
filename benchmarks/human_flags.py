"""Counts the flags that today's checks put on news in people's English: nearly all of them are false alarms.

    python benchmarks/human_flags.py FOLDER [--pairs 3000] [--seed 6] [--kind name]

FOLDER holds `parallel/` as docs/data.md describes it; lines of news-written are drawn at random, and each is its own
article. --kind lists the flags of a kind with both sentences.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from random import Random

from nonwords import read_pairs

from mujaz.checks.article import ArticleFacts
from mujaz.checks.english import Subject, check_english
from mujaz.text.document import Document
from mujaz.types import Article, Flag, Sentence


def flags_of(arabic: str, english: str) -> tuple[Flag, ...]:
    """Return the flags on `english` as the rendering of an article of one sentence."""
    sentence = Sentence(text=arabic, start=0, end=len(arabic))
    document = Document(Article(id="sentence", text=arabic), "", "", (sentence,), ())
    return check_english(Subject(arabic, ArticleFacts(document)), english)


def main() -> None:
    """Print how many sentences are flagged, and by what."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pairs", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--kind")
    options = parser.parse_args()
    pairs = Random(options.seed).sample(list(read_pairs(options.folder, "news-written.train")), options.pairs)  # noqa: S311
    found = [(pair, flags_of(*pair)) for pair in pairs]
    counts = Counter(f"{flag.kind}, {flag.severity}" for _, flags in found for flag in flags)
    print(f"{sum(bool(flags) for _, flags in found)} of {len(pairs)} sentences have a flag")
    print(*(f"  {name}: {count}" for name, count in counts.most_common()), sep="\n")
    for (arabic, english), flags in found:
        for flag in flags:
            if flag.kind == options.kind:
                print(f"{flag.severity}: {flag.message}\n  {arabic}\n  {english}")


if __name__ == "__main__":
    main()
