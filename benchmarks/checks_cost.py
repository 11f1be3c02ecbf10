"""What the checks cost: processor time of a run without them, with them, and with the repair.

    python benchmarks/checks_cost.py FOLDER [--articles 60] [--profile embedded] [--write]

The articles are briefed window by window, each window in all three ways in turn, so that what else happens on the
machine falls on all of them alike. Processor time is what is compared; other work on the machine leaves it alone.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from checks_ablation import PAGE, articles
from marks import put_between

from mujaz import Briefer

WAYS = {
    "without checks": {"checks": False, "repair": False},
    "with checks": {"checks": True, "repair": False},
    "with checks and repair": {"checks": True, "repair": True},
}


def table(spent: dict[str, float], count: int) -> str:
    """Seconds of each way, and how much more that is than without checks."""
    base = spent["without checks"]
    rows = [f"| {name} | {seconds:.1f} | {seconds / base - 1:+.1%} |" for name, seconds in spent.items()]
    return "\n".join([f"| {count} articles | s | |", "| --- | ---: | ---: |", *rows])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--profile", default="embedded")
    parser.add_argument("--translator")
    parser.add_argument("--threads", type=int)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    rest = {"translator": options.translator, "threads": options.threads}
    briefers = {name: Briefer(options.profile, **way, **rest) for name, way in WAYS.items()}
    chosen = articles(options.folder, options.articles)
    spent = dict.fromkeys(WAYS, 0.0)
    for briefer in briefers.values():  # models are loaded, tables built and caches filled before the clock starts
        list(briefer.brief_many(chosen[:2]))
    size = briefers["with checks"].profile.window
    for start in range(0, len(chosen), size):
        for name, briefer in briefers.items():
            begin = time.process_time()
            list(briefer.brief_many(chosen[start : start + size]))
            spent[name] += time.process_time() - begin
    text = table(spent, len(chosen))
    print(text)
    if options.write:
        put_between(PAGE, "cost", text)


if __name__ == "__main__":
    main()
