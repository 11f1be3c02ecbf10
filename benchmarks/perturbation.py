"""Corrupt one fact of a human pair and count how often the detectors of `mujaz.facts` notice.

    python benchmarks/perturbation.py FOLDER                              the sets that detectors are developed on
    python benchmarks/perturbation.py FOLDER --errors number              with what went wrong there
    python benchmarks/perturbation.py FOLDER --test --into docs/facts.md  the sets that are reported

FOLDER holds `parallel/` and `news/` as docs/data.md describes them. Pairs are Arabic sentences with human English, and
Arabic articles with human summaries. A corruption is noticed when there is a finding that the unchanged pair has not.
Whatever is found in an unchanged pair counts as a false alarm, also where the human rendering is the one that
is wrong or free. Intervals are Wilson's, 95 %. The edits (edits.py) use none of the detectors' code.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from random import Random
from typing import Any

import edits
from marks import put_between

from mujaz.facts.base import Facts, Language
from mujaz.facts.compare import find_misplaced, find_unsupported
from mujaz.facts.find import find_facts
from mujaz.facts.meaning.compare import PolarityChange, compare_polarity

SEED = 20141007
MARK = "perturbation-table"
PARALLEL = {"dev": ("ud-pud.dev", "mt-geneval.dev"), "test": ("flores200-devtest.test", "tico19.test")}
ARTICLES = {"dev": "valid", "test": "test"}
NAMES_MARKED = ("anercorp", "aqmar")
NEWS = ("ant_bbc", "ant_cnn", "ant_france24", "ant_skynews")

Findings = Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Pair:
    """A source and what claims to render it."""

    source: str
    claim: str


@dataclass(frozen=True, slots=True)
class TestSet:
    """Pairs of one kind, with the language of their claims."""

    name: str
    language: Language
    pairs: Sequence[Pair]


@dataclass(slots=True)
class Row:
    """What came of one kind of corruption on one test set."""

    test_set: str
    kind: str
    corrupted: int = 0
    noticed: int = 0
    alarms: int = 0
    pairs: int = 0
    errors: list[str] = field(default_factory=list)


def read_parallel(path: Path, name: str) -> TestSet:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        lines = [line.rstrip("\n").split("\t") for line in file]
    return TestSet(name, "en", [Pair(line[0], line[1]) for line in lines])


def read_articles(path: Path, name: str) -> TestSet:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    pairs = [Pair(f"{record['title']}\n{record['text']}", record["summary"]) for record in records]
    return TestSet(name, "ar", [pair for pair in pairs if pair.claim])


def read_sets(folder: Path, part: str) -> Iterator[TestSet]:
    for name in PARALLEL[part]:
        yield read_parallel(folder / "parallel" / f"{name}.tsv.gz", name)
    for name in NEWS:
        yield read_articles(folder / "news" / f"{name}.{ARTICLES[part]}.jsonl.gz", f"{name}.{ARTICLES[part]}")


@cache
def arabic_names(folder: Path) -> dict[str, str]:
    """Places, and people and organizations of more than one word, by what other people marked in news and Wikipedia."""
    sentences: list[edits.Marked] = []
    for name in NAMES_MARKED:
        with gzip.open(folder / "news" / f"{name}.ner.jsonl.gz", "rt", encoding="utf-8") as file:
            sentences += ((one["tokens"], one["tags"]) for one in map(json.loads, file))
    return edits.marked_names(sentences)


@cache
def english_names(folder: Path) -> edits.Finder:
    """A finder of names, by what the English of the training pairs writes with a capital; lists of names aside."""
    files = sorted((folder / "parallel").glob("*.train.tsv.gz"))
    sets = (read_parallel(path, path.name) for path in files if not path.name.startswith("names-"))
    return edits.english_names(edits.Capitals(pair.claim for one in sets for pair in one.pairs))


def editors(test_set: TestSet, folder: Path) -> dict[str, edits.Editor]:
    """The corruptions by name; what they should be noticed by is the word before the comma."""
    language = test_set.language
    listed = arabic_names(folder) if language == "ar" else {}
    find = edits.listed_names(listed) if listed else english_names(folder)
    corruptions = {
        "number, changed": edits.number_editor(language),
        "date, changed": edits.date_editor(language),
        "name, swapped": edits.name_swapper(find, [pair.claim for pair in test_set.pairs], listed),
        "negation, lost": edits.negation_loser(language),
        "negation, gained": edits.negation_gainer(language),
        "hedge, dropped": edits.hedge_dropper(language),
        "speaker, swapped": edits.speaker_swapper(language),
    }
    if language == "en":
        corruptions["number left out, made “several”"] = edits.number_remover(language)
    return corruptions


# Each unchanged pair is asked about once for every kind of corruption.
_remembered = lru_cache(maxsize=1 << 14)


@_remembered
def facts_of(text: str, language: Language) -> Facts:
    return find_facts(text, language)


@_remembered
def added(claim: str, source: str, language: Language, source_language: Language) -> Facts:
    return find_unsupported(facts_of(claim, language), facts_of(source, source_language))


@_remembered
def elsewhere(claim: str, source: str) -> Facts:
    return find_misplaced(claim, facts_of(claim, "ar"), source, facts_of(source, "ar"))


@_remembered
def turned(claim: str, source: str, language: Language) -> tuple[PolarityChange, ...]:
    return compare_polarity(source, claim, "ar", language)


def find(source: str, claim: str, language: Language, kind: str) -> Findings:
    """What the detector of `kind` has to say of `claim`, as the kind of a fact and its text."""
    if kind in CHANGES:
        return Counter(
            (kind, change.kind) for change in turned(claim, source, language) if change.kind.startswith(kind)
        )
    if kind == "number left out":
        return _named(source, "number", added(source, claim, "ar", language).numbers)
    found = [added(claim, source, language, "ar")]
    if language == "ar":
        found.append(elsewhere(claim, source))
    return sum((_named(claim, kind, getattr(one, f"{kind}s")) for one in found), start=Counter())


def _named(text: str, kind: str, facts: Sequence[Any]) -> Findings:
    return Counter((kind, text[fact.start : fact.end]) for fact in facts)


CHANGES = frozenset({"negation", "hedge", "speaker"})
BESIDE = {"number": ("number", "date"), "date": ("date", "number")}
"""A changed number may be seen as a changed date and the other way round."""


def measure(test_set: TestSet, kind: str, edit: edits.Editor) -> Row:
    row = Row(test_set.name, kind)
    rng = Random(SEED)  # noqa: S311 - repeatable corruption, no secret
    language = test_set.language
    aim = kind.split(",")[0]
    for pair in test_set.pairs:
        unchanged = find(pair.source, pair.claim, language, aim)
        row.pairs += 1
        row.alarms += bool(unchanged)
        if unchanged:
            row.errors.append(f"false {sorted(unchanged)} | {pair.claim} | {pair.source[:400]}")
        corrupted = edit(pair.claim, rng)
        if corrupted is None:
            continue
        seen = any(
            find(pair.source, corrupted, language, one) - find(pair.source, pair.claim, language, one)
            for one in BESIDE.get(aim, (aim,))
        )
        row.corrupted += 1
        row.noticed += seen
        if not seen:
            row.errors.append(f"passed {difference(pair.claim, corrupted)} | {corrupted} | {pair.source[:400]}")
    return row


def difference(one: str, other: str) -> str:
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
    return f"…{one[max(0, start - 12) : start + 12]}… → …{other[max(0, start - 12) : start + 12]}…"


def wilson(count: int, total: int) -> tuple[float, float]:
    """Wilson's interval of a share, 95 %; the whole range where there is nothing."""
    if not total:
        return 0.0, 1.0
    z = 1.959964
    share, spread = count / total, z * z / total
    middle = (share + spread / 2) / (1 + spread)
    half = z * math.sqrt(share * (1 - share) / total + spread / (4 * total)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def rate(count: int, total: int) -> str:
    low, high = wilson(count, total)
    return f"{count:,}/{total:,} = {count / max(1, total):.1%} ({low:.1%}–{high:.1%})"


def table(rows: Sequence[Row]) -> str:
    lines = ["| corrupted | pairs | noticed | false alarms on unchanged pairs |", "| --- | --- | --- | --- |"]
    for row in rows:
        noticed, alarms = rate(row.noticed, row.corrupted), rate(row.alarms, row.pairs)
        lines.append(f"| {row.kind} | {row.test_set} | {noticed} | {alarms} |")
    return "\n".join(lines)


def together(rows: Sequence[Row]) -> list[Row]:
    """The sets of articles added up, since each is small."""
    kinds: dict[tuple[str, str], Row] = {}
    for row in rows:
        name = "articles and summaries" if row.test_set.startswith("ant_") else row.test_set
        one = kinds.setdefault((row.kind, name), Row(name, row.kind))
        one.corrupted, one.noticed = one.corrupted + row.corrupted, one.noticed + row.noticed
        one.pairs, one.alarms = one.pairs + row.pairs, one.alarms + row.alarms
    return [kinds[key] for key in sorted(kinds)]


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="holds parallel/ and news/")
    parser.add_argument("--test", action="store_true", help="the sets that are reported, not those developed on")
    parser.add_argument("--errors", metavar="KIND", help="show what went wrong with that kind; never with --test")
    parser.add_argument("--only", help="only test sets whose names begin so")
    parser.add_argument("--into", type=Path, metavar="FILE", help="put the table between its marks in FILE")
    return parser.parse_args()


def main() -> None:
    asked = options()
    rows: list[Row] = []
    for test_set in read_sets(asked.folder, "test" if asked.test else "dev"):
        if asked.only and not test_set.name.startswith(asked.only):
            continue
        for kind, edit in editors(test_set, asked.folder).items():
            if asked.errors and not kind.startswith(asked.errors):
                continue
            rows.append(measure(test_set, kind, edit))
            if asked.errors and not asked.test:
                print("\n".join(rows[-1].errors))
    text = table(together(rows))
    print(text)
    if asked.into:
        put_between(asked.into, MARK, text)


if __name__ == "__main__":
    main()
