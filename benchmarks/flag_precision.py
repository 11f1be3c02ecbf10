"""Counts, by kind, how many of the flags in benchmarks/flags were found right by who read them.

python benchmarks/flag_precision.py [--into docs/checks.md]
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from marks import put_between

LABELS = Path(__file__).parent / "flags" / "labels.jsonl"
MARK = "flag-precision"

Label = dict[str, str]


def read() -> list[Label]:
    return [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]


def row(name: str, labels: list[Label], wanted: Callable[[Label], bool]) -> str:
    counts = Counter(label["verdict"] for label in labels if wanted(label))
    return f"| {name} | {counts.total()} | {counts['right']} | {counts['misworded']} | {counts['wrong']} |"


def table(labels: list[Label]) -> str:
    kinds = Counter((label["kind"], label["severity"]) for label in labels)
    rows = [
        row(f"`{kind}`, {severity}", labels, lambda one, key=(kind, severity): (one["kind"], one["severity"]) == key)  # type: ignore[misc]
        for (kind, severity), _ in kinds.most_common()
    ]
    head = ["| flags | read | right | right, but misworded | wrong |", "| --- | ---: | ---: | ---: | ---: |"]
    return "\n".join([*head, *rows, row("all", labels, lambda _: True)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--into", type=Path, metavar="FILE", help="put the table between its marks in FILE")
    options = parser.parse_args()
    text = table(read())
    print(text)
    if options.into:
        put_between(options.into, MARK, text)


if __name__ == "__main__":
    main()
