"""Measures the detectors of `mujaz.facts` on the labelled sentences of benchmarks/facts.

    python benchmarks/facts_quality.py [--held-out] [--errors]

A fact is found when a detected one overlaps it and has the same value. Pairs are judged by `unsupported`: those with a
changed number or date should be noticed, right ones left alone. --held-out reports on the half that is not
developed on, and shows no errors. Names are measured by names_quality.py, which this script runs too.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import names_quality

from mujaz.facts.base import Date, Facts, Language, Number
from mujaz.facts.compare import find_unsupported
from mujaz.facts.find import find_facts

LABELS = Path(__file__).parent / "facts"
DIRECTIONS = {None: None, "last": -1, "next": 1}
SIDES: tuple[Language, ...] = ("ar", "en")


def read(name: str) -> list[dict[str, Any]]:
    lines = (LABELS / f"labels.{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def number_value(label: dict[str, Any]) -> tuple[Any, ...]:
    low, _, high = label["value"].partition("..")
    return Fraction(low), Fraction(high or low), label.get("unit", ""), label.get("form") == "ordinal"


def found_number(number: Number) -> tuple[Any, ...]:
    return number.low, number.high, number.unit, number.ordinal


def date_value(label: dict[str, Any]) -> tuple[Any, ...]:
    value = label["value"]
    hour, _, minute = value.get("time", "").partition(":")
    unit, shift = value.get("shift", ""), None
    for sign in "+-":
        if sign in unit:
            shift = (unit.partition(sign)[0], int(sign + unit.partition(sign)[2]))
    fields = tuple(value.get(name) for name in ("year", "month", "day", "weekday", "decade", "century"))
    time = int(hour) * 60 + int(minute) if hour else None
    return (*fields, time, value.get("calendar") == "hijri", DIRECTIONS[value.get("direction")], shift)


def found_date(date: Date) -> tuple[Any, ...]:
    fields = (date.year, date.month, date.day, date.weekday, date.decade, date.century, date.time)
    return (*fields, date.hijri, date.direction, date.shift)


def score(labels: list[dict[str, Any]], found: Facts) -> Iterator[tuple[str, str, str]]:
    """Kind, outcome and what it is about, for each label and each false alarm."""
    for kind, facts, value, shown in (
        ("number", found.numbers, number_value, found_number),
        ("date", found.dates, date_value, found_date),
    ):
        left = list(facts)
        for label in (one for one in labels if one["kind"] == kind):
            over = [one for one in left if one.start < label["end"] and label["start"] < one.end]
            match = next((one for one in over if shown(one) == value(label)), None)  # type: ignore[arg-type, operator]
            yield kind, "missed" if match is None else "found", label["text"]
            if match is not None:
                left.remove(match)
                if kind == "number":
                    yield "bound", "found" if match.bound == label["bound"] else "missed", label["text"]
        yield from ((kind, "false", f"{one.start}-{one.end} {shown(one)}") for one in left)  # type: ignore[arg-type, operator]


def pair_outcome(record: dict[str, Any]) -> tuple[str, str] | None:
    """Whether a pair whose numbers or dates differ is noticed, and whether a right one is left alone."""
    arabic, english = (find_facts(record[side]["text"], side) for side in SIDES)
    missing = find_unsupported(english, arabic)
    noticed = bool(missing.numbers or missing.dates)
    if {"number", "date"} & set(record["differs"]):
        return "changed pairs", "noticed" if noticed else "passed"
    return ("right pairs", "noticed" if noticed else "passed") if not record["differs"] else None


def report(records: list[dict[str, Any]], *, errors: bool) -> None:
    counts: Counter[tuple[str, str]] = Counter()
    for record in records:
        for side in (side for side in SIDES if side in record):
            for kind, outcome, about in score(record[side]["facts"], find_facts(record[side]["text"], side)):
                name = f"{side} {kind}"
                counts[name, outcome] += 1
                if errors and outcome != "found":
                    print(f"{record['id']} {name} {outcome}: {about} | {record[side]['text']}")
        outcome_of_pair = pair_outcome(record) if "differs" in record else None
        if outcome_of_pair:
            counts[outcome_of_pair] += 1
            if errors and outcome_of_pair in {("changed pairs", "passed"), ("right pairs", "noticed")}:
                print(f"{record['id']} {outcome_of_pair} | {record['ar']['text']} | {record['en']['text']}")
    print_counts(counts)


def print_counts(counts: Counter[tuple[str, str]]) -> None:
    for side in SIDES:
        for kind in ("number", "date"):
            found, missed, false = (counts[f"{side} {kind}", name] for name in ("found", "missed", "false"))
            precision, recall = found / max(1, found + false), found / max(1, found + missed)
            print(f"{side} {kind}s: precision {precision:6.1%}  recall {recall:6.1%}  ({found + missed} labelled)")
        right, wrong = counts[f"{side} bound", "found"], counts[f"{side} bound", "missed"]
        print(f"{side} bounds of the numbers found: {right / max(1, right + wrong):6.1%} right")
    for name, good in (("changed pairs", "noticed"), ("right pairs", "passed")):
        total = counts[name, "noticed"] + counts[name, "passed"]
        print(f"{name} {good}: {counts[name, good]} of {total}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held-out", action="store_true", help="report on the half that is not developed on")
    parser.add_argument("--errors", action="store_true", help="show what went wrong, on the other half only")
    options = parser.parse_args()
    half, errors = "held-out" if options.held_out else "dev", options.errors and not options.held_out
    report(read(half), errors=errors)
    names_quality.report(half, errors=errors)


if __name__ == "__main__":
    main()
