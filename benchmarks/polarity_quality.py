"""Measures `mujaz.facts.meaning.compare` on the labelled pairs of benchmarks/facts.

    python benchmarks/polarity_quality.py [--held-out] [--errors]

For each kind of change: how many changed pairs are noticed, and in how many of the other pairs it is reported wrongly.
--held-out reports on the half that is not developed on, and shows no errors.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from mujaz.facts.meaning.compare import compare_polarity

LABELS = Path(__file__).parent / "facts"
KINDS = ("negation-lost", "negation-gained", "hedge-dropped", "speaker-changed")


def read(name: str) -> list[dict[str, Any]]:
    lines = (LABELS / f"polarity.{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def report(records: list[dict[str, Any]], *, errors: bool) -> None:
    counts: Counter[tuple[str, bool, bool]] = Counter()
    for record in records:
        source, target = record["source"], record["target"]
        changes = compare_polarity(source["text"], target["text"], source["language"], target["language"])
        found = {change.kind for change in changes}
        for kind in KINDS:
            counts[kind, kind in record["changes"], kind in found] += 1
        if errors and found != set(record["changes"]):
            print(record["id"], record["changes"], sorted(found), "|", source["text"], "|", target["text"])
    for kind in KINDS:
        noticed, passed = counts[kind, True, True], counts[kind, True, False]
        false, right = counts[kind, False, True], counts[kind, False, False]
        print(f"{kind}: {noticed} of {noticed + passed} noticed, {false} false in {false + right} others")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held-out", action="store_true", help="report on the half that is not developed on")
    parser.add_argument("--errors", action="store_true", help="show what went wrong, on the other half only")
    options = parser.parse_args()
    report(read("held-out" if options.held_out else "dev"), errors=options.errors and not options.held_out)


if __name__ == "__main__":
    main()
