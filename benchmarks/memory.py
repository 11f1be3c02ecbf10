"""Whether a job's memory stays flat however large the corpus.

    python benchmarks/memory.py [FILE...] [--articles 100000] [--marks 1000,10000,100000] [--no-checks] [--new-words]

Reads articles of the files in turn, or short ones that are made up as they are read, has them worked on in this process
by stand-ins for the models (the bullets are the first sentences, the English counts words), and writes and syncs every
window as a job does. Printed are resident memory in MB at each mark (Linux), its growth since the first, and articles a
second.

The numbers of articles that are made up come again after a thousand. With ``--new-words`` they never do; then, and in
real articles, the checks' caches of words, which are of fixed size, fill up along the way as well.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from itertools import count, islice, zip_longest
from multiprocessing import get_context
from pathlib import Path

from inline_runner import InlineRunner

from mujaz.engines.base import Engine, Generation, GenerationOptions, Hypothesis
from mujaz.files.articles import read_articles
from mujaz.jobs.job import Job
from mujaz.jobs.ledger import Checkpoint
from mujaz.jobs.observer import Observer, Pace
from mujaz.jobs.run import run_job
from mujaz.machine import resident_memory
from mujaz.models.bundle import Bundle
from mujaz.profiles import load_profile
from mujaz.types import Article

KNOWN = 1000
SENTENCES = (
    "افتتح وزير التعليم {} مدارس جديدة في العاصمة صباح اليوم.",
    "وحضر الحفل {} من الأهالي والمسؤولين المحليين.",
    "وقال الوزير إن المدارس الجديدة تتسع لنحو {} تلميذ.",
    "ومن المقرر أن تبدأ الدراسة فيها خلال {} يوماً.",
)


class StandIn(Engine):
    """Generates nothing worth reading, at once."""

    def generate(self, sources: Sequence[str], _options: GenerationOptions) -> list[Generation]:
        """As many English words as the source has."""
        return [_counted(source) for source in sources]

    def score(self, _sources: Sequence[str], targets: Sequence[str]) -> list[float]:
        """All the same."""
        return [-1.0 for _ in targets]

    def count_pieces(self, text: str) -> int:
        """Words."""
        return len(text.split())


def _counted(source: str) -> Generation:
    words = tuple(f"word{number}" for number in range(len(source.split())))
    return Generation((Hypothesis(" ".join(words), -1.0, words, finished=True),), len(words), truncated=False)


class Marks(Observer):
    """Prints memory at the marks."""

    def __init__(self, marks: Sequence[int]) -> None:
        self._marks = list(marks)
        self._first = 0.0

    def on_window(self, _number: int, last: Checkpoint, pace: Pace, _workers: float) -> None:
        """Print where a mark is passed."""
        if not self._marks or last.articles < self._marks[0]:
            return
        now = resident_memory()
        self._first = self._first or now
        growth = 100 * (now / self._first - 1)
        print(f"{last.articles:8d} articles, {now:7.1f} MB, {growth:+5.1f} %, {pace.rate:7.1f} articles/s", flush=True)
        self._marks.pop(0)


def main() -> None:
    """Feed a job through a pipe, so that the corpus needs no disk."""
    options = _options()
    Bundle.engine = lambda *_, **__: StandIn()  # type: ignore[method-assign, assignment]
    with tempfile.TemporaryDirectory() as folder:
        pipe = Path(folder) / "news.jsonl"
        os.mkfifo(pipe)
        # In a process of its own: what reading all of the files at once takes is not the job's.
        feed = (pipe, options.files, options.new_words, options.articles)
        get_context("spawn").Process(target=_feed, args=feed, daemon=True).start()
        profile = load_profile("embedded", checks=options.checks)
        job = Job((str(pipe),), Path(folder) / "briefs.jsonl", profile, text=False)
        print(run_job(job, InlineRunner, Marks([int(mark) for mark in options.marks.split(",")])))


def _feed(pipe: Path, files: Sequence[str], new_words: bool, articles: int) -> None:
    records = _read(files) if files else _made_up(new_words)
    with pipe.open("w", encoding="utf-8") as file:
        for record in islice(records, articles):
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def _made_up(new_words: bool) -> Iterator[dict[str, str]]:
    for number in count():
        figure = number if new_words else number % KNOWN
        yield {"id": f"news-{number}", "text": " ".join(sentence.format(figure) for sentence in SENTENCES)}


def _read(files: Sequence[str]) -> Iterator[dict[str, str]]:
    # In turn: each file has articles of a length of its own, and memory goes with the length of a window.
    for number, entries in enumerate(zip_longest(*(read_articles([file]) for file in files))):
        for place, entry in enumerate(entries):
            if isinstance(entry, Article):
                yield {"id": f"{place}-{number}", "title": entry.title, "text": entry.text}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--marks", default="1000,10000,100000")
    parser.add_argument("--no-checks", dest="checks", action="store_false")
    parser.add_argument("--new-words", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
