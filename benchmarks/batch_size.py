"""What the number of sources in a batch costs, for the segments of one window of articles.

    python benchmarks/batch_size.py FILE... [--articles 32] [--profile auto] [--sizes 8,16,32,64,128] [--rounds 2]
        [--record]

The translator's engine is given the same sources again with each bound, in turn, on one thread; counted are the
processor's seconds of the fastest round, and the sources whose English differs from that of the bound in use: int8
rounds in other places in other batches. --record puts the table into docs/speed.md.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from marks import put_between
from segments import engine_of, segments_of

from mujaz import Briefer
from mujaz.engines.base import Generation, GenerationOptions
from mujaz.engines.seq2seq import Seq2SeqEngine

PAGE = Path(__file__).parent.parent / "docs" / "speed.md"


def main() -> None:
    """Measure, print."""
    options = _options()
    briefer = Briefer(options.profile, threads=1, window=options.articles, checks=False)
    engine = engine_of(briefer)
    sources, how = segments_of(options.files, options.articles, briefer)
    seconds: dict[int, float] = {}
    texts: dict[int, list[str]] = {}
    for _ in range(options.rounds):
        for size in options.sizes:
            taken, made = _timed(engine, size, sources, how)
            seconds[size] = min(taken, seconds.get(size, taken))
            texts[size] = [one.best.text for one in made]
            print(f"{size}: {taken:.2f} s", flush=True)
    text = _table(sources, seconds, texts)
    print(text)
    if options.record:
        put_between(PAGE, "batch size", text)


def _timed(
    engine: Seq2SeqEngine, size: int, sources: Sequence[str], how: GenerationOptions
) -> tuple[float, list[Generation]]:
    engine.max_batch_items = size
    start = time.process_time()
    made = engine.generate(sources, how)
    return time.process_time() - start, made


def _table(sources: Sequence[str], seconds: dict[int, float], texts: dict[int, list[str]]) -> str:
    best, used = min(seconds.values()), Seq2SeqEngine.max_batch_items
    lines = [
        f"| of {len(sources)} sources at once | processor s | of the least | other English |",
        "| ---: | ---: | ---: | ---: |",
    ]
    for size, taken in seconds.items():
        others = sum(one != other for one, other in zip(texts[size], texts[used], strict=True))
        lines.append(f"| {size} | {taken:.2f} | {taken / best:.2f} | {others} |")
    return "\n".join(lines)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--articles", type=int, default=32)
    parser.add_argument("--profile", default="auto")
    parser.add_argument(
        "--sizes", type=lambda text: [int(size) for size in text.split(",")], default=[8, 16, 32, 64, 128]
    )
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--record", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
