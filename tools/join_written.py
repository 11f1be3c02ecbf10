"""Join the English in data/written with the Arabic of its corpora, for `mujaz train translator`.

    python tools/join_written.py NEWS_FOLDER OUTPUT_FOLDER

NEWS_FOLDER holds the corpora (`ant_bbc.train.jsonl.gz` …) that docs/data.md names. Writes to OUTPUT_FOLDER:

- `written-news.train.tsv.gz`: Arabic sentence or headline, tab, English;
- `written-news.dev.tsv.gz`: the pairs of the first round that are set aside for development, 500 at most;
- `written-condensed.train.tsv.gz`: condensed Arabic, tab, English.

A pair is set aside if the SHA-1 of its Arabic says so (`is_held_out`), in later rounds too: so none is ever trained
on, and the development set stays the same. Lines whose Arabic is not where the table says, or has another SHA-1, are
counted and left out.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

WRITTEN = Path(__file__).resolve().parent.parent / "data" / "written"
HELD_OUT_ONE_IN = 64
MOST_HELD_OUT = 500

Pair = tuple[str, str]


@dataclass(frozen=True)
class Written:
    """Hold one line of a table in data/written.

    Attributes:
        corpus: Stem of the corpus' file, such as ``ant_bbc``.
        document: Id of the article.
        field: ``title`` or ``text``.
        start, end: Characters of the field.
        sha1: SHA-1 of the Arabic in UTF-8, hexadecimal.
        english: The English; of a condensed sentence that of `condensed`.
        condensed: The condensed Arabic, empty in the table of news.
    """

    corpus: str
    document: str
    field: str
    start: int
    end: int
    sha1: str
    english: str
    condensed: str = ""


def sha1_of(text: str) -> str:
    """Return the SHA-1 of a text in UTF-8, hexadecimal."""
    return hashlib.sha1(text.encode("utf-8"), usedforsecurity=False).hexdigest()


def is_held_out(sha1: str) -> bool:
    """Return whether an Arabic sentence of this SHA-1 belongs to development: one in `HELD_OUT_ONE_IN`."""
    return int(sha1[:8], 16) % HELD_OUT_ONE_IN == 0


def read_written(path: Path) -> list[Written]:
    """Return the lines of a table in data/written."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [_parse(line.rstrip("\n").split("\t")) for line in lines]


def _parse(columns: list[str]) -> Written:
    corpus, document, field, start, end, *rest = columns
    return Written(corpus, document, field, int(start), int(end), *rest)


def join(written: Iterable[Written], news: Path) -> Iterator[tuple[str, Written]]:
    """Yield the Arabic sentence of each line whose Arabic is where the line says, corpus by corpus."""
    by_corpus: dict[str, dict[str, list[Written]]] = defaultdict(lambda: defaultdict(list))
    for line in written:
        by_corpus[line.corpus][line.document].append(line)
    for corpus, documents in by_corpus.items():
        with gzip.open(news / f"{corpus}.train.jsonl.gz", "rt", encoding="utf-8") as articles:
            for article in map(json.loads, articles):
                yield from _of_article(article, documents.get(article["id"], []))


def _of_article(article: Mapping[str, str], lines: Iterable[Written]) -> Iterator[tuple[str, Written]]:
    for line in lines:
        arabic = article.get(line.field, "")[line.start : line.end]
        if sha1_of(arabic) == line.sha1:
            yield arabic, line


def write_pairs(path: Path, pairs: Iterable[Pair]) -> None:
    """Write pairs as a gzip'd table, the same bytes for the same pairs."""
    text = "".join(f"{arabic}\t{english}\n" for arabic, english in pairs)
    path.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("news", type=Path)
    parser.add_argument("output", type=Path)
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    first, *later = (read_written(path) for path in sorted(WRITTEN.glob("news-*.tsv.gz")))
    news = [*first, *chain.from_iterable(later)]
    condensed = chain.from_iterable(read_written(path) for path in sorted(WRITTEN.glob("condensed-*.tsv.gz")))
    joined = list(join(news, arguments.news))
    of_first_round = {line.sha1 for line in first}
    held_out = sorted(
        (line.sha1, arabic, line.english)
        for arabic, line in joined
        if is_held_out(line.sha1) and line.sha1 in of_first_round
    )
    short = [line for _, line in join(condensed, arguments.news) if not is_held_out(line.sha1)]
    tables: dict[str, list[Pair]] = {
        "written-news.train": [(arabic, line.english) for arabic, line in joined if not is_held_out(line.sha1)],
        "written-news.dev": [(arabic, english) for _, arabic, english in held_out[:MOST_HELD_OUT]],
        "written-condensed.train": [(line.condensed, line.english) for line in short],
    }
    for name, pairs in tables.items():
        write_pairs(arguments.output / f"{name}.tsv.gz", pairs)
        print(f"{name}: {len(pairs):,} pairs")
    print(f"news not found in its corpus: {len(news) - len(joined):,}")


if __name__ == "__main__":
    main()
