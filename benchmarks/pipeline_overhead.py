"""How much of `mujaz brief` is CTranslate2's own work.

    python benchmarks/pipeline_overhead.py FILE... [--articles 100] [--profile auto] [--translator BUNDLE] [--no-checks]

Briefs the articles once and keeps what CTranslate2 was called with; then makes the same calls again with nothing around
them. Printed are both times and their ratio, on the clock and on the processor (which other work on the machine leaves
alone): 1.00 would mean that reading, cleaning, summarizing, segmenting, judging
and assembling cost nothing. The calls are counted by kind: searches, and hypotheses scored by forced decoding.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable
from itertools import islice
from typing import Any, cast

from mujaz import Briefer
from mujaz.engines.ctranslate2_engine import CTranslate2Engine
from mujaz.errors import ArticleError
from mujaz.pipeline.read import read_articles

METHODS = ("translate_batch", "score_batch")


class Recorder:
    """Stands in for CTranslate2's translator and keeps what it is called with."""

    def __init__(self, translator: Any) -> None:
        self._translator = translator
        self.calls: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method: Callable[..., Any] = getattr(self._translator, name)
        if name not in METHODS:
            return method

        def recorded(*args: Any, **kwargs: Any) -> Any:
            self.calls.append((name, args, kwargs))
            return method(*args, **kwargs)

        return recorded

    def replay(self) -> None:
        """Make all calls again."""
        for name, args, kwargs in self.calls:
            getattr(self._translator, name)(*args, **kwargs)


def main() -> None:
    """Brief, replay, print."""
    options = _options()
    own = {name: getattr(options, name) for name in ("translator", "threads", "window", "checks")}
    briefer = Briefer(options.profile, **own)
    engine = cast(CTranslate2Engine, briefer._translator._engine)  # loaded before the clock starts
    engine._translator = recorder = Recorder(engine._translator)
    failed: list[ArticleError] = []
    start = _now()
    articles = islice(read_articles(options.files), options.articles)
    briefs = sum(1 for _ in briefer.brief_many(articles, failed.append))
    middle = _now()
    recorder.replay()
    end = _now()
    print(f"{briefs} briefs, {len(failed)} failed; {_counts(recorder)}")
    for name, first, second, third in zip(("wall", "processor"), start, middle, end, strict=True):
        whole, raw = second - first, third - second
        print(f"{name} time: mujaz {whole:.1f} s, CTranslate2 alone {raw:.1f} s, ratio {whole / raw:.3f}")


def _now() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def _counts(recorder: Recorder) -> str:
    calls, items = Counter[str](), Counter[str]()
    for name, args, _ in recorder.calls:
        calls[name] += 1
        items[name] += len(args[0])
    return ", ".join(f"{name}: {items[name]} in {calls[name]} calls" for name in METHODS)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--profile", default="auto")
    parser.add_argument("--translator")
    parser.add_argument("--threads", type=int)
    parser.add_argument("--window", type=int)
    parser.add_argument("--no-checks", dest="checks", action="store_false", default=None)
    return parser.parse_args()


if __name__ == "__main__":
    main()
