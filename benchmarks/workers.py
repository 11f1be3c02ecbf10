"""What a job's workers bring: one with one thread, one with all cores as its threads, as many as there are cores.

    python benchmarks/workers.py FILE... [--articles 300] [--profile embedded] [--rounds 2] [--record]

Runs ``mujaz brief`` as a job in each way, without checks and with checks and repair, as often as there are rounds, the
ways in turn, and keeps the least time on the clock of each. Loading the models is part of it. Whatever else the machine
does is part of it as well. --record puts the table into docs/speed.md.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from killing import MUJAZ
from marks import put_between

from mujaz.files.articles import read_articles
from mujaz.machine import cores
from mujaz.types import Article

PAGE = Path(__file__).parent.parent / "docs" / "speed.md"
CHECKS = {"--no-checks": "no checks", "--checks": "checks and repair"}


def main() -> None:
    """Measure each way and print the table."""
    options = _options()
    all_cores = cores()
    ways = list(dict.fromkeys([(1, 1), (1, all_cores), (all_cores, 1)]))
    seconds = {(way, checks): float("inf") for way in ways for checks in CHECKS}
    with tempfile.TemporaryDirectory() as folder:
        count = _write(Path(folder) / "news.jsonl", options.files, options.articles)
        for way, checks in list(seconds) * options.rounds:
            spent = _spent(folder, way, ["--profile", options.profile, checks])
            seconds[way, checks] = min(seconds[way, checks], spent)
            print(f"{way[0]} workers, {way[1]} threads each, {checks}: {spent:.1f} s", flush=True)
    table = _table(ways, seconds, count)
    print(table)
    if options.record:
        put_between(PAGE, "workers", table)


def _spent(folder: str, way: tuple[int, int], options: Sequence[str]) -> float:
    """Seconds on the clock that a job takes."""
    workers, threads = way
    command = [*MUJAZ, "brief", f"{folder}/news.jsonl", "-o", f"{folder}/briefs.jsonl", "--no-text", "--fresh", "-q"]
    start = time.perf_counter()
    subprocess.run([*command, "--workers", str(workers), "--threads", str(threads), *options], check=False)
    return time.perf_counter() - start


def _table(ways: Sequence[tuple[int, int]], seconds: dict[tuple[tuple[int, int], str], float], count: int) -> str:
    rows = [f"| {count} articles | workers | threads of each | s | articles a second | |", f"| --- {'| ---: ' * 5}|"]
    for checks, label in CHECKS.items():
        slowest = seconds[ways[0], checks]
        for way in ways:
            spent = seconds[way, checks]
            rows.append(
                f"| {label} | {way[0]} | {way[1]} | {spent:.1f} | {count / spent:.1f} | {slowest / spent:.2f} |"
            )
    return "\n".join(rows)


def _write(path: Path, files: Sequence[str], articles: int) -> int:
    entries = (entry for entry in read_articles(files) if isinstance(entry, Article))
    with path.open("w", encoding="utf-8") as file:
        fields = {"id", "title", "text", "date"}
        return sum(1 for one in islice(entries, articles) if file.write(f"{one.model_dump_json(include=fields)}\n"))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--profile", default="embedded")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--record", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
