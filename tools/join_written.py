"""Join the English in data/written with the Arabic of its corpora, for `mujaz train translator`.

    python tools/join_written.py NEWS_FOLDER OUTPUT_FOLDER

NEWS_FOLDER holds the corpora (`ant_bbc.train.jsonl.gz` …) that docs/data.md names. Writes to OUTPUT_FOLDER:

- `written-news.train.tsv.gz`: Arabic sentence or headline, tab, English;
- `written-news.dev.tsv.gz`: pairs of articles that are set aside for development (`DEVELOPMENT_ROUND`);
- `written-condensed.train.tsv.gz`: condensed Arabic, tab, English.

An article is set aside if the SHA-1 of its name says so (`is_held_out`), whole and in every round: so no sentence of it
is ever trained on. The first round trained a bundle before articles were set aside, so development takes those articles
alone that came with the second; it stays the same when rounds are added. Lines whose Arabic is not where the table
says, or has another SHA-1, are counted and left out.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

WRITTEN = Path(__file__).resolve().parent.parent / "data" / "written"
HELD_OUT_ONE_IN = 20
DEVELOPMENT_ROUND = 2

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

    @property
    def article(self) -> str:
        """Return the name of the article, unique among all corpora."""
        return f"{self.corpus}/{self.document}"


def sha1_of(text: str) -> str:
    """Return the SHA-1 of a text in UTF-8, hexadecimal."""
    return hashlib.sha1(text.encode("utf-8"), usedforsecurity=False).hexdigest()


def is_held_out(article: str) -> bool:
    """Return whether an article of this name is set aside: one in `HELD_OUT_ONE_IN`."""
    return int(sha1_of(article)[:8], 16) % HELD_OUT_ONE_IN == 0


def read_written(path: Path) -> list[Written]:
    """Return the lines of a table in data/written."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [_parse(line.rstrip("\n").split("\t")) for line in lines]


def _parse(columns: list[str]) -> Written:
    corpus, document, field, start, end, *rest = columns
    return Written(corpus, document, field, int(start), int(end), *rest)


def read_rounds(kind: str) -> list[list[Written]]:
    """Return the tables of ``news`` or ``condensed``, round by round."""
    return [read_written(path) for path in sorted(WRITTEN.glob(f"{kind}-*.tsv.gz"))]


def choose_development(news: Sequence[Sequence[Written]], condensed: Sequence[Sequence[Written]]) -> list[Written]:
    """Return the lines of `DEVELOPMENT_ROUND` whose article is held out and in no round before."""
    before = DEVELOPMENT_ROUND - 1
    known = {line.article for lines in [*news[:before], *condensed[:before]] for line in lines}
    return [line for line in news[before] if is_held_out(line.article) and line.article not in known]


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
    news = read_rounds("news")
    condensed = read_rounds("condensed")
    joined = list(join(chain.from_iterable(news), arguments.news))
    short = [line for _, line in join(chain.from_iterable(condensed), arguments.news) if not is_held_out(line.article)]
    development = set(choose_development(news, condensed))
    tables: dict[str, list[Pair]] = {
        "written-news.train": [(arabic, line.english) for arabic, line in joined if not is_held_out(line.article)],
        "written-news.dev": [(arabic, line.english) for arabic, line in joined if line in development],
        "written-condensed.train": [(line.condensed, line.english) for line in short],
    }
    for name, pairs in tables.items():
        write_pairs(arguments.output / f"{name}.tsv.gz", pairs)
        print(f"{name}: {len(pairs):,} pairs")
    print(f"news not found in its corpus: {sum(map(len, news)) - len(joined):,}")


if __name__ == "__main__":
    main()
