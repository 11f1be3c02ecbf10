"""What ten million articles cost: articles a second and a core-hour, measured; core-hours for ten million, reckoned.

    taskset -c 0 python benchmarks/cluster_cost.py FILE... [--articles 60] [--profile embedded] [--write]

Runs ``mujaz brief`` as a job with one thread, once without checks, once with checks and no repair, and once with both.
Counted is the processor time of the job and its worker, which other work on the machine leaves mostly alone; that of a
run over a single article, loading the models above all, is taken off. A core-hour is an hour of that time. --write puts
the table into docs/cluster.md.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from marks import put_between

from mujaz.files.articles import read_articles
from mujaz.types import Article

PAGE = Path(__file__).parent.parent / "docs" / "cluster.md"
WAYS = ("--no-checks", "--no-repair", "")
MANY = 10_000_000


def main() -> None:
    """Measure each way and print the table."""
    options = _options()
    found = (entry for entry in read_articles(options.files) if isinstance(entry, Article))
    chosen = list(islice(found, options.articles + 1))
    words = sum(len(article.text.split()) for article in chosen[1:]) / len(chosen[1:])
    lines = [
        f"| {len(chosen) - 1} articles of {words:.0f} words, one thread | s | articles a second | articles a core-hour "
        f"| core-hours for {MANY // 10**6} million |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for way in WAYS:
        command = ["--profile", options.profile, "--device", options.device, *way.split()]
        seconds = spent(chosen, command) - spent(chosen[:1], command)
        lines.append(row(way, (len(chosen) - 1) / seconds, seconds))
        print(lines[-1], flush=True)
    if options.write:
        put_between(PAGE, "cluster-cost", "\n".join(lines))


def row(way: str, rate: float, seconds: float) -> str:
    """A line of the table."""
    label = f"`{way}`" if way else "checks and repair"
    return f"| {label} | {seconds:.1f} | {rate:.1f} | {rate * 3600:,.0f} | {MANY / rate / 3600:,.0f} |"


def spent(articles: Sequence[Article], options: Sequence[str]) -> float:
    """Processor seconds of a job over these articles and of all that it starts."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "news.jsonl"
        corpus.write_text("".join(f"{one.model_dump_json(include={'id', 'title', 'text'})}\n" for one in articles))
        command = [sys.executable, "-m", "mujaz.cli.main", "brief", str(corpus), "-o", f"{folder}/briefs.jsonl"]
        before = _processor_time()
        start = time.perf_counter()
        subprocess.run([*command, "--no-text", "--quiet", "--threads", "1", *options], check=False)
        after = _processor_time()
    print(f"{len(articles)} articles: {after - before:.1f} s, {time.perf_counter() - start:.1f} s on the clock")
    return after - before


def _processor_time() -> float:
    # Of processes that have ended and were waited for, by this one or by those.
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--profile", default="embedded")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
