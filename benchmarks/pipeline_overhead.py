"""How much of `mujaz brief` is CTranslate2's own work.

    python benchmarks/pipeline_overhead.py FILE... [--articles 100] [--profile auto] [--translator BUNDLE] [--threads N]
        [--window 32] [--no-checks] [--record]

Briefs the articles once and keeps what CTranslate2 was called with; then makes the same calls again with nothing around
them. Printed are both times and their ratio, on the clock and on the processor, which other work on the machine mostly
leaves alone. What it does to caches changes by the minute, so that the calls are timed within the run as well. 1.00
would mean that reading, cleaning, summarizing, segmenting, judging and assembling cost nothing. The calls are counted
by kind: searches, and hypotheses scored by forced decoding.

Last comes what passes before a window's translation begins: reading, cleaning, summarizing, checking the Arabic. More
than that cannot be won by doing it in a second thread while the window before is translated. --record puts it into
docs/speed.md.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, cast

from marks import put_between

from mujaz import Briefer
from mujaz.engines.ctranslate2_engine import CTranslate2Engine
from mujaz.errors import ArticleError
from mujaz.files.articles import read_articles
from mujaz.files.formats.base import Entry

PAGE = Path(__file__).parent.parent / "docs" / "speed.md"

METHODS = ("translate_batch", "score_batch")


class Recorder:
    """Stands in for CTranslate2's translator; keeps its calls, and the processor's seconds that they take."""

    def __init__(self, translator: Any) -> None:
        self._translator = translator
        self.calls: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []
        self.seconds = 0.0

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method: Callable[..., Any] = getattr(self._translator, name)
        if name not in METHODS:
            return method

        def recorded(*args: Any, **kwargs: Any) -> Any:
            self.calls.append((name, args, kwargs))
            start = time.process_time()
            try:
                return method(*args, **kwargs)
            finally:
                self.seconds += time.process_time() - start

        return recorded

    def replay(self) -> None:
        """Make all calls again."""
        for name, args, kwargs in self.calls:
            getattr(self._translator, name)(*args, **kwargs)


class Before:
    """The processor's seconds before the translation of each window, summed up."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._since: float | None = None

    def watched(self, articles: Iterable[Entry]) -> Iterator[Entry]:
        """`articles`; where the first of a window is asked for, the window begins."""
        for article in articles:
            yield article
            self._since = self._since or time.process_time()

    def enter(self, stage: str) -> None:
        """A stage begins, as `Briefer` tells."""
        if stage == "translating" and self._since is not None:
            self.seconds += time.process_time() - self._since
            self._since = None


def main() -> None:
    """Brief, replay, print."""
    options = _options()
    own = {name: getattr(options, name) for name in ("translator", "threads", "window", "checks")}
    before = Before()
    briefer = Briefer(options.profile, on_stage=before.enter, **own)
    engine = cast(CTranslate2Engine, briefer._translator._engine)  # loaded before the clock starts
    engine._translator = recorder = Recorder(engine._translator)
    failed: list[ArticleError] = []
    articles = before.watched(islice(read_articles(options.files), options.articles))
    start = _now()
    briefs = sum(1 for _ in briefer.brief_many(articles, failed.append))
    middle = _now()
    within = recorder.seconds
    recorder.replay()
    end = _now()
    print(f"{briefs} briefs, {len(failed)} failed; {_counts(recorder)}")
    for name, first, second, third in zip(("wall", "processor"), start, middle, end, strict=True):
        whole, raw = second - first, third - second
        print(f"{name} time: mujaz {whole:.1f} s, CTranslate2 alone {raw:.1f} s, ratio {whole / raw:.3f}")
    text = _table(briefs, within, end[1] - middle[1], middle[1] - start[1], before.seconds)
    print(text)
    if options.record:
        put_between(PAGE, "overhead" if briefer.profile.checks is False else "overhead with checks", text)


def _table(briefs: int, within: float, again: float, whole: float, before: float) -> str:
    rows = [
        ("CTranslate2's calls, within the run", within),
        ("the same calls, made again alone", again),
        ("the run", whole),
        ("of it, before a window's translation begins", before),
    ]
    lines = [f"| {name} | {seconds:.2f} | {seconds / within:.3f} |" for name, seconds in rows]
    return "\n".join([f"| {briefs} articles | processor s | of the first |", "| --- | ---: | ---: |", *lines])


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
    parser.add_argument("--record", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
