"""Measures whether the embedded translator's forced score tells good English from bad that another model wrote.

    python benchmarks/second_opinion.py FOLDER [--translator BUNDLE] [--record]

FOLDER holds grades.dev.jsonl: lines of English, written by the embedded translator 0.3.0 and graded beside their
Arabic from 4 (publishable) to 0 (misleading or nonsense). The bundle of today does not translate: it is asked how
likely that English is, a piece (log-probability by the pieces, ``</s>`` included). The area under the curve says how
often a line of grade 2 or better has the higher score, of all pairs of such a line and a worse one: 0.5 is chance.
Beside it stand the score that the line had from its own translator, which headlines have not, and shortness alone.
`--record` puts the table into docs/findings/translation.md.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from grades import HEADLINE, read_lines
from marks import put_between

from mujaz.engines.base import Engine
from mujaz.engines.pieces import SentencePieces
from mujaz.models.bundle import Bundle, open_bundle
from mujaz.translate.normalize import normalize_source

PAGE = Path(__file__).parent.parent / "docs" / "findings" / "translation.md"
MARK = "second opinion"
GOOD = 2
"""The lowest grade of a line in which nothing false would be carried on."""


def score_pieces(engine: Engine, target: SentencePieces, arabic: Sequence[str], english: Sequence[str]) -> list[float]:
    """Compute the mean log-probability of the pieces of each English line, ``</s>`` included."""
    sources = [normalize_source(text) for text in arabic]
    lengths = [len(pieces) + 1 for pieces in target.encode(english)]
    return [total / length for total, length in zip(engine.score(sources, english), lengths, strict=True)]


def area_under_curve(scores: Sequence[float], good: Sequence[bool]) -> float:
    """Return how often a good line has a higher score than a bad one, of all such pairs; a tie is half of one."""
    high = [score for score, is_good in zip(scores, good, strict=True) if is_good]
    low = [score for score, is_good in zip(scores, good, strict=True) if not is_good]
    wins = sum((above > below) + (above == below) / 2 for above in high for below in low)
    return wins / (len(high) * len(low))


def table(records: Sequence[dict[str, Any]], scores: Sequence[float], version: str) -> Iterator[str]:
    """Yield the lines of the table: all lines, bullets, headlines."""
    yield f"| lines | of them good | forced score of {version} | own translator's score | shortness |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    kinds = {"all": (True, False), "bullets": (False,), "headlines": (True,)}
    for name, headlines in kinds.items():
        chosen = [index for index, record in enumerate(records) if (record["index"] == HEADLINE) in headlines]
        good = [records[index]["grade"] >= GOOD for index in chosen]
        forced = area_under_curve([scores[index] for index in chosen], good)
        shortness = area_under_curve([-len(records[index]["en"]) for index in chosen], good)
        of_its_own = [records[index]["score"] for index in chosen]
        own_area = "" if None in of_its_own else f"{area_under_curve(of_its_own, good):.2f}"
        yield f"| {len(chosen)} {name} | {sum(good)} | {forced:.2f} | {own_area} | {shortness:.2f} |"


def score_records(bundle: Bundle, records: Sequence[dict[str, Any]]) -> list[float]:
    """Compute the forced score of each graded line."""
    target = SentencePieces(bundle.path / "target.spm")
    arabic, english = ([record[side] for record in records] for side in ("ar", "en"))
    return score_pieces(bundle.engine(threads=1), target, arabic, english)


def main() -> None:
    """Print the table, and put it into its page if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--translator", default="embedded-ar-en")
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    records = read_lines(options.folder / "grades.dev.jsonl")
    bundle = open_bundle(options.translator)
    version = f"{bundle.manifest.name} {bundle.manifest.version}"
    text = "\n".join(table(records, score_records(bundle, records), version))
    print(text)
    if options.record:
        put_between(PAGE, MARK, text)


if __name__ == "__main__":
    main()
