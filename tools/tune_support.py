"""Shows what thresholds of `mujaz.summarize.evidence.LEAST_SUPPORT` find and what they flag wrongly.

    python tools/tune_support.py FOLDER [--articles 400] [--part train|valid] [--write]

FOLDER is as for tune_extractive.py. The threshold was chosen on the train files; `--write` puts what it does on
the valid files into docs/bullets-and-evidence.md. Sentences of an article's own summary should be supported by it
(some are not: editors add facts). Those of another article's summary should not: of the next article in the file, and,
much harder, of the one whose summary is most like its own, which is often about the same matter and says some of the
same.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tune_extractive import SOURCES, Case, read

from mujaz.summarize.evidence import LEAST_SUPPORT, find_support
from mujaz.summarize.terms import TermSpace, cosine
from mujaz.text.sentences import split_sentences

sys.path.append(str(Path(__file__).resolve().parent.parent / "benchmarks"))

from marks import put_between

PAGE = Path(__file__).resolve().parent.parent / "docs" / "bullets-and-evidence.md"
THRESHOLDS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.4)


def shares(articles: Sequence[Case], summaries: Sequence[Case]) -> list[float]:
    """How much of each sentence of the summaries the article beside it covers."""
    found = []
    for article, summary in zip(articles, summaries, strict=True):
        sentences = article.document.sentences
        space = TermSpace(sentence.text for sentence in sentences)
        found += [find_support(text, sentences, space).share for text in split_sentences(summary.reference)]
    return found


def most_alike(cases: Sequence[Case]) -> list[Case]:
    """For each article the other one whose summary is most like its own."""
    space = TermSpace(case.reference for case in cases)
    vectors = [space.vector(case.reference) for case in cases]
    return [
        cases[max((at for at in range(len(cases)) if at != here), key=lambda at: cosine(vector, vectors[at]))]
        for here, vector in enumerate(vectors)
    ]


def below(threshold: float, found: Sequence[float]) -> str:
    return f"{100 * sum(share < threshold for share in found) / len(found):.0f} %"


def rows(name: str, cases: Sequence[Case], thresholds: Sequence[float]) -> list[str]:
    own, other, alike = (shares(cases, them) for them in (cases, [*cases[1:], cases[0]], most_alike(cases)))
    return [
        f"| `{name}` | {len(own)} | {threshold:.2f} | {below(threshold, other)} | {below(threshold, alike)} "
        f"| {below(threshold, own)} |"
        for threshold in thresholds
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=400, help="articles of each source")
    parser.add_argument("--part", choices=("train", "valid"), default="train")
    parser.add_argument("--write", action="store_true", help="put figures of the valid files into the docs")
    options = parser.parse_args()
    part, thresholds = ("valid", [LEAST_SUPPORT]) if options.write else (options.part, THRESHOLDS)
    lines = [
        "| articles | sentences | flagged under | the next article's, flagged | the most alike article's | its own |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for source in SOURCES:
        name = f"{source}.{part}"
        lines += rows(name, read(options.folder / f"{name}.jsonl.gz", options.articles), thresholds)
    print("\n".join(lines))
    if options.write:
        put_between(PAGE, "support: tools/tune_support.py", "\n".join(lines))


if __name__ == "__main__":
    main()
