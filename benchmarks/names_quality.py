"""Measures how `mujaz.facts.names` finds and matches the labelled names of benchmarks/facts.

    python benchmarks/names_quality.py [--held-out] [--errors]

A name is found when a detected one shares more than half of the characters that either has; adjectives of origin are
counted by themselves, where they are labelled. Names of a pair match when `is_same_name` says so: those of one value
should, those of two values should not. Pairs with another name in English should be noticed by `unsupported`, and right
ones left alone.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mujaz.facts.base import Name
from mujaz.facts.compare import find_omitted, find_unsupported
from mujaz.facts.find import find_facts
from mujaz.facts.names.kind import is_same_name

LABELS = Path(__file__).parent / "facts"
SIDES = ("ar", "en")
MOST_OF_IT = 0.5

Outcome = tuple[str, str, str]
"""What is counted, how it came out, and what it is about."""


def read(half: str) -> list[dict[str, Any]]:
    files = [LABELS / f"{part}.{half}.jsonl" for part in ("labels", "names")]
    records = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [record for record in records if "name" in record["kinds"]]


def names_of(side: dict[str, Any]) -> list[dict[str, Any]]:
    return [fact for fact in side["facts"] if fact["kind"] == "name"]


def overlap(name: Name, label: dict[str, Any]) -> float:
    both = min(name.end, label["end"]) - max(name.start, label["start"])
    return both / (max(name.end, label["end"]) - min(name.start, label["start"]))


def finding(record: dict[str, Any], language: Any) -> Iterator[Outcome]:
    """How the names of one side are found."""
    side = record[language]
    found = find_facts(side["text"], language).names
    for kind in ("name", "origin"):
        left = [name for name in found if (name.kind == "origin") == (kind == "origin")]
        labels = [one for one in names_of(side) if (one["type"] == "origin") == (kind == "origin")]
        for label in labels:
            match = next((name for name in left if overlap(name, label) > MOST_OF_IT), None)
            yield f"{language} {kind}", "missed" if match is None else "found", label["text"]
            if match is not None:
                left.remove(match)
                yield from details(language, match, label)
        if kind in record["kinds"]:
            yield from ((f"{language} {kind}", "false", name.text) for name in left)


def details(language: str, match: Name, label: dict[str, Any]) -> Iterator[Outcome]:
    about = f"{match.text} ({match.kind}) for {label['text']} ({label['type']})"
    yield f"{language} borders", "right" if match.text == label["text"] else "wrong", about
    if match.kind != "unknown":
        yield f"{language} kinds", "right" if match.kind == label["type"] else "wrong", about


def matching(record: dict[str, Any]) -> Iterator[Outcome]:
    """How labelled names of both sides match."""
    for one in names_of(record["ar"]):
        for other in names_of(record["en"]):
            alike, matched = one["value"] == other["value"], is_same_name(one["text"], other["text"])
            about = f"{one['text']} / {other['text']}"
            yield ("one name in both" if alike else "two names"), "right" if alike == matched else "wrong", about


def noticing(record: dict[str, Any]) -> Iterator[Outcome]:
    arabic, english = (find_facts(record[side]["text"], side) for side in SIDES)  # type: ignore[arg-type]
    extra = [name.text for name in find_unsupported(english, arabic).names]
    left_out = [name.text for name in find_omitted(arabic, english).names]
    changed = "name" in record["differs"]
    kind = "changed pairs" if changed else "right pairs"
    for what, names in (("by a name added", extra), ("by a name left out", left_out)):
        yield f"{kind}, {what}", "right" if bool(names) == changed else "wrong", f"{names}"


def outcomes(record: dict[str, Any]) -> Iterator[Outcome]:
    for side in (side for side in SIDES if side in record):
        yield from finding(record, side)
    if "differs" in record:
        yield from matching(record)
        yield from noticing(record)


def report(half: str, *, errors: bool) -> None:
    counts: Counter[tuple[str, str]] = Counter()
    for record in read(half):
        for what, outcome, about in outcomes(record):
            counts[what, outcome] += 1
            if errors and outcome not in {"found", "right"}:
                print(f"{record['id']} {what} {outcome}: {about} | {[record[s]['text'] for s in SIDES if s in record]}")
    print_counts(counts)


def print_counts(counts: Counter[tuple[str, str]]) -> None:
    for what in (f"{side} {kind}" for side in SIDES for kind in ("name", "origin")):
        found, missed, false = (counts[what, outcome] for outcome in ("found", "missed", "false"))
        precision, recall = found / max(1, found + false), found / max(1, found + missed)
        print(f"{what}s: precision {precision:6.1%}  recall {recall:6.1%}  ({found + missed} labelled)")
    for what in sorted({what for what, outcome in counts if outcome in {"right", "wrong"}}):
        right, wrong = counts[what, "right"], counts[what, "wrong"]
        print(f"{what}: {right} of {right + wrong} right ({right / (right + wrong):.1%})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held-out", action="store_true", help="report on the half that is not developed on")
    parser.add_argument("--errors", action="store_true", help="show what went wrong, on the other half only")
    options = parser.parse_args()
    report("held-out" if options.held_out else "dev", errors=options.errors and not options.held_out)


if __name__ == "__main__":
    main()
