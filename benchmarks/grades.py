"""Runs today's checks on graded English and counts which bad lines they flag, and which good ones.

    python benchmarks/grades.py FOLDER [--errors] [--kind KIND] [--into docs/checks.md]

FOLDER holds grades.dev.jsonl, briefs.dev.jsonl and a README that says how 211 lines of English were graded beside
their Arabic, from 4 (publishable) to 0 (misleading or nonsense). Nothing is translated or repaired anew: the English
stands as it was graded, and the checks of the translator, of the Arabic and of the English look at it. A flag on a line
of grade 4 or 3 is a false alarm, though such a line may have a misspelled name. --errors lists those lines.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marks import put_between

from mujaz import Article
from mujaz.checks.arabic import check_arabic
from mujaz.checks.article import ArticleFacts
from mujaz.checks.english import Subject, check_english
from mujaz.text.document import Document, read_document
from mujaz.translate.degenerate import find_problem
from mujaz.translate.normalize import normalize_source
from mujaz.types import Bullet, Flag

MARK = "grades"
HEADLINE = -1
BANDS = {"bad (0, 1)": (0, 1), "heavy edit (2)": (2,), "good (3, 4)": (3, 4)}
"""Lines by what their grades mean to an editor."""


@dataclass(frozen=True, slots=True)
class Line:
    """A graded line with the flags that it has today."""

    grade: int
    arabic: str
    english: str
    flags: tuple[Flag, ...]


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the records of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read_documents(folder: Path) -> dict[str, Document]:
    """Return the articles of the briefs, by their ids."""
    articles = (record["article"] for record in read_lines(folder / "briefs.dev.jsonl"))
    texts = (Article(id=one["id"], title=one["title"], text=one["text"]) for one in articles)
    return {article.id: read_document(article) for article in texts}


def find_flags(record: dict[str, Any], article: ArticleFacts) -> Iterator[Flag]:
    """Find what today's checks say of a graded line."""
    headline = record["index"] == HEADLINE
    arabic, english = record["ar"], record["en"]
    problem = find_problem(normalize_source(arabic), english)
    yield from (problem.flag,) if problem else ()
    yield from () if headline else check_arabic(Bullet(ar=arabic, en=english), article)
    yield from check_english(Subject(arabic, article), english)


def read_graded(folder: Path) -> list[Line]:
    """Return all graded lines with today's flags."""
    articles = {name: ArticleFacts(document) for name, document in read_documents(folder).items()}
    return [
        Line(record["grade"], record["ar"], record["en"], tuple(find_flags(record, articles[record["article"]])))
        for record in read_lines(folder / "grades.dev.jsonl")
    ]


def count_flagged(lines: Sequence[Line], kind: str | None = None) -> list[int]:
    """Count, for each of `BANDS`, the lines with a flag, of one kind or of any."""
    return [
        sum(any(kind in {None, flag.kind} for flag in line.flags) for line in lines if line.grade in grades)
        for grades in BANDS.values()
    ]


def row(name: str, counts: Sequence[int]) -> str:
    """Return a row of the table."""
    return f"| {name} | {' | '.join(map(str, counts))} |"


def table(lines: Sequence[Line]) -> Iterator[str]:
    """Return the table: lines of each band, those with any flag, those with each kind of flag."""
    kinds = Counter(flag.kind for line in lines for flag in line.flags)
    yield f"| lines with | {' | '.join(BANDS)} |"
    yield "| --- | ---: | ---: | ---: |"
    yield row("all", [sum(line.grade in grades for line in lines) for grades in BANDS.values()])
    yield row("any flag", count_flagged(lines))
    severe = [Line(one.grade, one.arabic, one.english, _severe(one.flags)) for one in lines]
    yield row("a severe flag", count_flagged(severe))
    yield from (row(f"`{kind}`", count_flagged(lines, kind)) for kind, _ in kinds.most_common())


def _severe(flags: Sequence[Flag]) -> tuple[Flag, ...]:
    return tuple(flag for flag in flags if flag.severity == "severe")


def print_errors(lines: Sequence[Line], kind: str | None) -> None:
    """Print the flags on good lines, or, of one kind, all of them."""
    for line in lines:
        told = [
            flag for flag in line.flags if kind == flag.kind or (kind is None and line.grade in BANDS["good (3, 4)"])
        ]
        if told:
            print(f"{line.grade} {line.arabic}\n  {line.english}")
            print(*(f"  {flag.severity} {flag.kind}: {flag.message}" for flag in told), sep="\n")


def main() -> None:
    """Print the table, and put it into a page where one is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", action="store_true", help="list the good lines that are flagged")
    parser.add_argument("--kind", help="with --errors: list every line with this kind of flag")
    parser.add_argument("--into", type=Path, metavar="FILE", help="put the table between its marks in FILE")
    options = parser.parse_args()
    lines = read_graded(options.folder)
    text = "\n".join(table(lines))
    print(text)
    if options.errors:
        print_errors(lines, options.kind)
    if options.into:
        put_between(options.into, MARK, text)


if __name__ == "__main__":
    main()
