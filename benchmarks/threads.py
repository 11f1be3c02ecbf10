"""What threads are best used for: a batch for each, or each batch shared by all of them.

    python benchmarks/threads.py FILE... [--articles 32] [--profile embedded] [--sizes 1,7,28,180] [--threads N]
        [--rounds 3] [--record]

The translator's engine is given the segments of one window of articles, so many at a time, three ways in turn: with
one thread, with all of them as CTranslate2 shares a batch (`intra_threads`), and with a batch in each, as ours does.
Counted are milliseconds on the clock for each segment, in the fastest round. --record puts the table into
docs/speed.md.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

import ctranslate2
from marks import put_between
from segments import segments_of

from mujaz import Briefer
from mujaz.engines.base import GenerationOptions
from mujaz.engines.ctranslate2_engine import CTranslate2Engine
from mujaz.machine import cores
from mujaz.models.bundle import open_bundle

PAGE = Path(__file__).parent.parent / "docs" / "speed.md"


class Shared(CTranslate2Engine):
    """All threads on one batch."""

    def __init__(self, folder: Path, *, threads: int) -> None:
        super().__init__(folder, threads=1)
        self._translator = ctranslate2.Translator(str(folder), inter_threads=1, intra_threads=threads)


def main() -> None:
    """Measure, print."""
    options = _options()
    briefer = Briefer(options.profile, window=options.articles, checks=False)
    sources, how = segments_of(options.files, options.articles, briefer)
    folder = open_bundle(briefer.profile.translator).path
    ways = {
        "one thread": CTranslate2Engine(folder, threads=1),
        f"{options.threads} threads on each batch": Shared(folder, threads=options.threads),
        f"a batch for each of {options.threads} threads": CTranslate2Engine(folder, threads=options.threads),
    }
    best: dict[tuple[int, str], float] = {}
    for _ in range(options.rounds):
        for size in options.sizes:
            for name, engine in ways.items():
                taken = _timed(engine, size, sources, how)
                best[size, name] = min(taken, best.get((size, name), taken))
                print(f"{size}, {name}: {taken:.2f} s", flush=True)
    text = _table(best, list(ways), options.sizes, len(sources))
    print(text)
    if options.record:
        put_between(PAGE, "threads", text)


def _timed(engine: CTranslate2Engine, size: int, sources: Sequence[str], how: GenerationOptions) -> float:
    engine.generate(sources[:2], how)
    started = time.perf_counter()
    for start in range(0, len(sources), size):
        engine.generate(sources[start : start + size], how)
    return time.perf_counter() - started


def _table(best: dict[tuple[int, str], float], ways: Sequence[str], sizes: Sequence[int], count: int) -> str:
    lines = [f"| of {count} segments at a time | {' | '.join(f'{way}, ms each' for way in ways)} | |"]
    lines.append(f"| ---: | {'---: | ' * len(ways)}---: |")
    for size in sizes:
        times = [best[size, way] for way in ways]
        cells = " | ".join(f"{1000 * taken / count:.0f}" for taken in times)
        lines.append(f"| {size} | {cells} | {times[1] / times[2]:.2f} |")
    return "\n".join(lines)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--articles", type=int, default=32)
    parser.add_argument("--profile", default="embedded")
    parser.add_argument("--sizes", type=lambda text: [int(size) for size in text.split(",")], default=[1, 7, 28, 180])
    parser.add_argument("--threads", type=int, default=cores())
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--record", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
