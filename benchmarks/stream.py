"""Whether memory stays flat over a stream of articles, and how many are briefed in a second.

    python benchmarks/stream.py FILE... [--articles 1000] [--profile auto] [--translator BUNDLE] [--arabic-only]

With ``--arabic-only`` nothing is translated, so that thousands of articles take a minute.
Printed every tenth of the way: articles, resident memory in MB (Linux), articles a second since the models were loaded.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from mujaz import Briefer
from mujaz.errors import ArticleError
from mujaz.files.articles import read_articles
from mujaz.pipeline.windows import OnError, divert_errors, work_in_windows
from mujaz.profiles import load_profile
from mujaz.summarize.summarizer import Summarizer
from mujaz.types import Article

MEGABYTE = 1024 * 1024
PAGE = 4096


def main() -> None:
    """Brief the articles and print the table."""
    options = _options()
    failed: list[ArticleError] = []
    results = _results(options, islice(read_articles(options.files), options.articles), failed.append)
    next(results)  # loads the models
    start = time.perf_counter()
    step = max(options.articles // 10, 1)
    for done, _ in enumerate(results, start=1):
        if done % step == 0:
            rate = done / (time.perf_counter() - start)
            print(f"{done:7d} articles, {_resident():7.1f} MB, {rate:6.1f} articles/s", flush=True)
    print(f"{len(failed)} failed")


def _results(
    options: argparse.Namespace, articles: Iterator[Article | ArticleError], on_error: OnError
) -> Iterator[object]:
    profile = load_profile(options.profile, translator=options.translator, strategy=options.strategy)
    if not options.arabic_only:
        return Briefer(profile).brief_many(articles, on_error)
    return divert_errors(work_in_windows(articles, profile.window, Summarizer(profile).summarize_documents), on_error)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--profile", default="auto")
    parser.add_argument("--strategy")
    parser.add_argument("--translator")
    parser.add_argument("--arabic-only", action="store_true")
    return parser.parse_args()


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * PAGE / MEGABYTE


if __name__ == "__main__":
    main()
