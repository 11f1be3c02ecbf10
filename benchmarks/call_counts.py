"""What a brief costs in calls: of the engine, window by window, and of Python functions, article by article.

    python benchmarks/call_counts.py FILE [--articles 32] [--profile embedded]

FILE holds articles in any form that `mujaz brief` reads. The first articles warm up and are not counted. A request is a
source with options of generation; it is repeated if the same window asked the engine for it before. Function calls are
those of Python code, counted by `sys.setprofile`; nothing here depends on the machine's speed.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from types import FrameType

from mujaz import Article, Briefer
from mujaz.engines.base import Engine, Generation, GenerationOptions
from mujaz.files.articles import read_articles

WARM_UP = 8


class CountingEngine(Engine):
    """Counts what an engine is asked for."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.calls = 0
        self.requests = Counter[tuple[str, GenerationOptions]]()

    def generate(self, sources: Sequence[str], options: GenerationOptions) -> list[Generation]:
        """Return the engine's generations, and count the call and its sources."""
        self.calls += 1
        self.requests.update((source, options) for source in sources)
        return self._engine.generate(sources, options)

    def score(self, sources: Sequence[str], targets: Sequence[str]) -> list[float]:
        """Return the engine's scores."""
        return self._engine.score(sources, targets)

    def count_pieces(self, text: str) -> int:
        """Return the engine's count."""
        return self._engine.count_pieces(text)

    def row(self, name: str) -> str:
        """Return a row of the table, and begin to count anew."""
        asked = self.requests.total()
        row = f"| {name} | {self.calls} | {asked} | {asked - len(self.requests)} |"
        self.calls, self.requests = 0, Counter()
        return row


class CallCounter:
    """Counts the Python functions that are called while it is entered, by file."""

    def __init__(self) -> None:
        self.by_file = Counter[str]()

    def __enter__(self) -> None:
        sys.setprofile(self._count)

    def __exit__(self, *_error: object) -> None:
        sys.setprofile(None)

    def _count(self, frame: FrameType, event: str, _argument: object) -> None:
        if event == "call":
            self.by_file[frame.f_code.co_filename] += 1


def find_engines(briefer: Briefer) -> list[CountingEngine]:
    """Put a counting engine in the place of the translator's, and of the summarizer's if it has one."""
    owners = [vars(briefer)["_translator"], vars(vars(briefer)["_summarizer"])["_strategy"]]
    engines = []
    for owner in owners:
        if "_engine" in vars(owner):
            vars(owner)["_engine"] = CountingEngine(vars(owner)["_engine"])
            engines.append(vars(owner)["_engine"])
    return engines


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--articles", type=int, default=32)
    parser.add_argument("--profile", default="embedded")
    asked = parser.parse_args()
    entries = (entry for entry in read_articles([str(asked.file)]) if isinstance(entry, Article))
    articles = list(islice(entries, WARM_UP + asked.articles))
    briefer = Briefer(asked.profile, threads=1)
    briefer.load()
    briefer.brief_window(articles[:WARM_UP])
    engines, counter = find_engines(briefer), CallCounter()
    counted, size = articles[WARM_UP:], briefer.profile.window
    print("| window | engine calls | sources asked | repeated requests |\n| --- | ---: | ---: | ---: |")
    for start in range(0, len(counted), size):
        window = counted[start : start + size]
        with counter:
            briefer.brief_window(window)
        for engine in engines:
            print(engine.row(f"articles {start + 1} to {start + len(window)}"))
    calls = counter.by_file.total()
    print(f"\n{calls / len(counted):,.0f} function calls an article, in {len(counter.by_file)} files")


if __name__ == "__main__":
    main()
