"""Whether a job that is killed again and again writes the same bytes as one that nothing disturbed.

    python benchmarks/kill_test.py FILE... [--articles 2000] [--kills 30] [--seed 1] [--brief OPTION...]

Takes the first articles of the files, briefs them once undisturbed and once with the kills, each at a random moment,
and compares the outputs. Printed are how many kills struck a running process and in which stages its windows were.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from killing import MUJAZ, killed

from mujaz.cli.progress import SOME_FAILED
from mujaz.files.articles import read_articles
from mujaz.types import Article


def main() -> None:
    """Run, kill, compare, print."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        corpus, whole, struck = (Path(folder) / name for name in ("news.jsonl", "whole.jsonl", "struck.jsonl"))
        count = _write(corpus, options.files, options.articles)
        start = time.perf_counter()
        _brief(corpus, whole, options.brief)
        seconds = time.perf_counter() - start
        print(f"undisturbed: {count} articles in {seconds:.0f} s, {count / seconds:.1f} articles/s", flush=True)
        command = [*MUJAZ, "brief", str(corpus), "-o", str(struck), *options.brief]
        # Seven events a window: on average, the kills are spread over the first three quarters of the run, and chance
        # does not carry the last ones over its end.
        events = 2 * 7 * count * 3 // 4 // options.window // (options.kills + 1)
        kills = killed(command, options.kills, options.seed, events)
        _brief(corpus, struck, options.brief)
        print(f"{kills.strikes} kills of a running process; windows were in {dict(kills.stages)}")
        print(f"windows written before each: {kills.progress}")
        briefs = whole.read_bytes()
        same = "the same" if struck.read_bytes() == briefs else "NOT THE SAME"
        print(f"{len(briefs.splitlines())} briefs; the outputs are {same}")


def _write(path: Path, files: Sequence[str], articles: int) -> int:
    entries = (entry for entry in read_articles(files) if isinstance(entry, Article))
    with path.open("w", encoding="utf-8") as file:
        return sum(1 for article in islice(entries, articles) if file.write(_line(article)))


def _line(article: Article) -> str:
    record = article.model_dump(include={"id", "title", "text", "url", "date"})
    return json.dumps(record, ensure_ascii=False) + "\n"


def _brief(corpus: Path, output: Path, options: Sequence[str]) -> None:
    command = [*MUJAZ, "brief", str(corpus), "-o", str(output), "--quiet", *options]
    code = subprocess.run(command, check=False).returncode
    if code not in (0, SOME_FAILED):
        sys.exit(f"the run ended with {code}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--window", type=int, default=32)
    parser.add_argument("--brief", nargs=argparse.REMAINDER, default=[], help="options for mujaz brief, last")
    return parser.parse_args()


if __name__ == "__main__":
    main()
