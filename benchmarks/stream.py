"""Whether memory stays flat over a stream of articles, and how many are briefed in a second.

    python benchmarks/stream.py FILE... [--articles 1000] [--profile auto] [--translator BUNDLE]

Printed every tenth of the way: articles, resident memory in MB (Linux), articles a second since the models were loaded.
"""

from __future__ import annotations

import argparse
import time
from itertools import islice
from pathlib import Path

from mujaz import Briefer
from mujaz.errors import ArticleError
from mujaz.pipeline.read import read_articles

MEGABYTE = 1024 * 1024
PAGE = 4096


def main() -> None:
    """Brief the articles and print the table."""
    options = _options()
    briefer = Briefer(options.profile, translator=options.translator, strategy=options.strategy)
    failed: list[ArticleError] = []
    briefs = briefer.brief_many(islice(read_articles(options.files), options.articles), failed.append)
    next(briefs)  # loads the models
    start = time.perf_counter()
    step = max(options.articles // 10, 1)
    for done, _ in enumerate(briefs, start=1):
        if done % step == 0:
            rate = done / (time.perf_counter() - start)
            print(f"{done:7d} articles, {_resident():7.1f} MB, {rate:6.1f} articles/s", flush=True)
    print(f"{len(failed)} failed")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--profile", default="auto")
    parser.add_argument("--strategy")
    parser.add_argument("--translator")
    return parser.parse_args()


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * PAGE / MEGABYTE


if __name__ == "__main__":
    main()
