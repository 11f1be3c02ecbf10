"""What the checks and the repair cost, as a share of what a run takes without them.

    python benchmarks/checks_cost.py FOLDER [--articles 60] [--profile embedded] [--write]

The articles are briefed once, and the processor time inside the checks and inside the repair is counted apart from all
the rest, which is what a run without them does. So all three are of the same run: on a busy machine two runs differ by
more than the checks cost. Models are loaded and tables built before the clock starts. --write puts the table into
docs/checks.md.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from checks_ablation import PAGE, articles
from marks import put_between

from mujaz import Briefer
from mujaz.checks import repair_arabic, repair_english
from mujaz.translate import steps, translator
from mujaz.translate.ladder import try_steps

PARTS = ("checks", "repair")
WARM_UP = 8
"""Articles that are briefed before the clock starts, so that what is kept between articles is there."""


class Stopwatch:
    """Processor time of the checks and of the repair; what the repair checks anew counts as repair."""

    def __init__(self) -> None:
        self.spent = dict.fromkeys(PARTS, 0.0)
        self._running = ""
        for module, name, part in (
            (repair_english, "check_english", "checks"),
            (repair_arabic, "check_arabic", "checks"),
            (repair_arabic, "try_steps", "repair"),
            (translator, "try_steps", "repair"),
        ):
            setattr(module, name, self._timed(part, getattr(module, name)))

    def _timed(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any) -> Any:
            of_checks = function is not try_steps or args[1] in (steps.CHECKS, repair_arabic.STEPS)
            if self._running or not of_checks:  # the translator's own further attempts are no repair
                return function(*args)
            self._running, start = part, time.process_time()
            try:
                return function(*args)
            finally:
                self.spent[part] += time.process_time() - start
                self._running = ""

        return timed


def table(whole: float, spent: dict[str, float], briefs: int) -> str:
    """Seconds of each part, and how much that is of the rest."""
    rest = whole - sum(spent.values())
    rows = [("all the rest", rest), *spent.items()]
    lines = [f"| {name} | {seconds:.1f} | {seconds / rest:.1%} |" for name, seconds in rows]
    return "\n".join([f"| {briefs} articles | s | of the rest |", "| --- | ---: | ---: |", *lines])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--profile", default="embedded")
    parser.add_argument("--translator")
    parser.add_argument("--threads", type=int)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    briefer = Briefer(options.profile, translator=options.translator, threads=options.threads)
    chosen = articles(options.folder, options.articles + WARM_UP)
    list(briefer.brief_many(chosen[:WARM_UP]))
    stopwatch = Stopwatch()
    start = time.process_time()
    briefs = sum(1 for _ in briefer.brief_many(chosen[WARM_UP:]))
    text = table(time.process_time() - start, stopwatch.spent, briefs)
    print(text)
    if options.write:
        put_between(PAGE, "cost", text)


if __name__ == "__main__":
    main()
