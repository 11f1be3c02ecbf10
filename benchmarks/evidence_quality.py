"""Measures how well evidence is found, against the labels in benchmarks/evidence.

    python benchmarks/evidence_quality.py FOLDER [--half dev|report] [--semantic] [--write]

FOLDER holds `ant_france24.valid.jsonl.gz` (docs/data.md). A summary is taken for one bullet, as the labels are of
whole summaries; the examples' bullets are single. `--semantic` adds the extra [semantic]; `--write` puts the report
half and the examples into docs/bullets-and-evidence.md.

Each row: precision@1, and precision and recall over all labelled sentences. The second three leave sentence 0 aside:
the method sees the article from sentence 1 on, so that it must find what is told further down.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from marks import put_between

from mujaz.files.articles import read_articles
from mujaz.files.records import to_article
from mujaz.summarize.evidence import find_support, semantic_likeness
from mujaz.summarize.terms import TermSpace
from mujaz.text.document import Document, read_document
from mujaz.types import Article, Sentence

ROOT = Path(__file__).resolve().parent.parent
LABELS = ROOT / "benchmarks" / "evidence"
SOURCE = "ant_france24.valid"

Method = Callable[[str, Sequence[Sentence]], list[int]]
"""A bullet and sentences to the indices of those it rests on, the best first."""


@dataclass(frozen=True, slots=True)
class Case:
    """A bullet, the sentences of its article, and which of them it rests on."""

    bullet: str
    sentences: tuple[Sentence, ...]
    labelled: frozenset[int]


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of all cases together."""

    first: float
    precision: float
    recall: float

    @classmethod
    def of(cls, method: Method, cases: Sequence[Case]) -> Figures:
        """What `method` reaches."""
        said = [method(case.bullet, case.sentences) for case in cases]
        right = sum(len(case.labelled.intersection(found)) for case, found in zip(cases, said, strict=True))
        first = sum(found[0] in case.labelled for case, found in zip(cases, said, strict=True))
        return cls(first / len(cases), right / sum(map(len, said)), right / sum(len(case.labelled) for case in cases))

    def cells(self) -> str:
        """Three cells of a table."""
        return " | ".join(f"{100 * value:.0f} %" for value in (self.first, self.precision, self.recall))


def labelled_summaries(folder: Path) -> list[Case]:
    labels = {row["id"]: row["sentences"] for row in _rows(LABELS / "labels.jsonl")}
    documents: dict[str, Document] = {}
    with gzip.open(folder / f"{SOURCE}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            if record["id"] in labels and record["id"] not in documents:
                documents[record["id"]] = read_document(to_article(record, SOURCE))
    return [
        Case(documents[key].article.references[0], documents[key].sentences, frozenset(own))
        for key, own in labels.items()
    ]


def labelled_examples() -> list[Case]:
    found = read_articles([str(ROOT / "examples" / "articles.jsonl")])
    articles = {article.id: article for article in found if isinstance(article, Article)}
    return [
        Case(bullet, read_document(articles[row["id"]]).sentences, frozenset(own))
        for row in _rows(LABELS / "examples.jsonl")
        for bullet, own in zip(articles[row["id"]].references[0].splitlines(), row["bullets"], strict=True)
    ]


def _rows(path: Path) -> list[dict[str, list[int]]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def without_opening(cases: Iterable[Case]) -> list[Case]:
    cut = [Case(case.bullet, case.sentences[1:], case.labelled - {0}) for case in cases]
    return [case for case in cut if case.labelled]


def lead(count: int) -> Method:
    return lambda _, sentences: [sentence.index for sentence in sentences[:count]]


def supported(*, semantic: bool) -> Method:
    likeness = semantic_likeness() if semantic else None

    def method(bullet: str, sentences: Sequence[Sentence]) -> list[int]:
        support = find_support(bullet, sentences, TermSpace(one.text for one in sentences), likeness)
        return sorted((one.index for one in support.sentences), key=lambda index: index != support.best.index)

    return method


def table(cases: Sequence[Case], methods: dict[str, Method]) -> str:
    cut = without_opening(cases)
    head = [
        "| method | precision@1 | precision | recall | without sentence 0: precision@1 | precision | recall |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    rows = [
        f"| {name} | {Figures.of(method, cases).cells()} | {Figures.of(method, cut).cells()} |"
        for name, method in methods.items()
    ]
    return "\n".join([*head, *rows])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=("dev", "report"), default="dev")
    parser.add_argument("--semantic", action="store_true", help="also with the extra [semantic]")
    parser.add_argument("--write", action="store_true", help="put the report into the documentation")
    options = parser.parse_args()
    methods = {
        "always the first": lead(1),
        "the first three": lead(3),
        "lexical": supported(semantic=False),
    }
    if options.semantic:
        methods["semantic"] = supported(semantic=True)
    half = labelled_summaries(options.folder)[1 if options.half == "report" or options.write else 0 :: 2]
    found = f"{len(half)} summaries of `{SOURCE}`:\n\n{table(half, methods)}"
    if options.half == "report" or options.write:
        examples = labelled_examples()
        found += f"\n\n{len(examples)} bullets of the examples:\n\n{table(examples, methods)}"
    print(found)
    if options.write:
        put_between(ROOT / "docs" / "bullets-and-evidence.md", "evidence: benchmarks/evidence_quality.py", found)


if __name__ == "__main__":
    main()
