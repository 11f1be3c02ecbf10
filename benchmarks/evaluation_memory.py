"""How much memory, disk and time an evaluation takes as a corpus grows.

    python benchmarks/evaluation_memory.py [--articles 10000,100000,1000000] [--metrics rouge1,rougeL,bleu]
        [--baseline] [--leads] [--no-cut] [--gzip]

For each number of articles references with texts and briefs are made up in a temporary folder, in different orders, and
`mujaz evaluate` reads them in a process of its own. Printed, as lines of a table: the size of the files, the process's
peak of resident memory, its temporary files at their largest, wall and processor time, and articles a second of the
latter.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from subprocess import DEVNULL, Popen

from mujaz.types import Brief, BriefArticle, Bullet, Evidence

HEAD = (
    "| articles | files, MB | peak memory, MB | temporary files, MB | seconds | processor seconds | articles/s |",
    "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
)
MEGA = 1e6
STEP = 7_919
"""Runs hold every so manieth article; a prime, so that all come in turn."""
SENTENCES = (
    "افتتح وزير التعليم {} مدارس جديدة في العاصمة صباح اليوم.",
    "وحضر الحفل {} من الأهالي والمسؤولين المحليين.",
    "وقال الوزير إن المدارس الجديدة تتسع لنحو {} تلميذ.",
    "ومن المقرر أن تبدأ الدراسة فيها خلال {} يوماً.",
)
ENGLISH = ("The education minister opened {} schools.", "They have room for about {} pupils, the minister said.")


def main() -> None:
    """One line of the table for each number of articles."""
    options = _options()
    print("\n".join(HEAD), flush=True)
    for count in map(int, options.articles.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            print(_line(Path(folder), count, options), flush=True)


def _line(folder: Path, count: int, options: argparse.Namespace) -> str:
    suffix = ".jsonl.gz" if options.gzip else ".jsonl"
    references, new, old = (folder / f"{name}{suffix}" for name in ("references", "new", "old"))
    _write(references, (_reference(number) for number in range(count)))
    _write(new, (_brief(place * STEP % count, 1) for place in range(count)))
    if options.baseline:
        _write(old, (_brief(number, 2) for number in reversed(range(count))))
    size = sum(file.stat().st_size for file in folder.iterdir())
    command = [sys.executable, "-m", "mujaz.cli.main", "evaluate", str(new), "--references", str(references)]
    command += ["--metrics", options.metrics, "-o", str(folder / "scores.json")]
    command += ["--baseline", str(old)] if options.baseline else []
    command += [*([] if options.leads else ["--no-leads"]), *([] if options.cut else ["--no-cut"])]
    start = time.perf_counter()
    process = Popen(command, stdout=DEVNULL)
    scratch = _Scratch(process.pid)
    _, status, usage = os.wait4(process.pid, 0)
    wall, processor = time.perf_counter() - start, usage.ru_utime + usage.ru_stime
    if status:
        raise SystemExit(f"mujaz evaluate ended with status {os.waitstatus_to_exitcode(status)}")
    figures = (size / MEGA, usage.ru_maxrss * 1024 / MEGA, scratch.largest / MEGA, wall, processor, count / processor)
    return f"| {count:,} | {' | '.join(f'{figure:,.0f}' for figure in figures)} |"


class _Scratch:
    """The largest that the temporary files without a name of a process have been (Linux), looked at every second."""

    def __init__(self, process: int) -> None:
        self.largest = 0
        self._folder = Path(f"/proc/{process}/fd")
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while self._folder.exists():
            try:
                self.largest = max(self.largest, sum(self._sizes()))
            except OSError:  # a file, or the process, is gone
                continue
            finally:
                time.sleep(1)

    def _sizes(self) -> Iterator[int]:
        for link in self._folder.iterdir():
            if str(link.readlink()).endswith("(deleted)"):
                yield link.stat().st_size


def _write(path: Path, lines: Iterator[str]) -> None:
    with gzip.open(path, "wb") if path.suffix == ".gz" else path.open("wb") as file:
        for line in lines:
            file.write(f"{line}\n".encode())


def _reference(number: int) -> str:
    text = " ".join(sentence.format(number) for sentence in SENTENCES)
    summary = "\n".join(sentence.format(number) for sentence in SENTENCES[::2])
    english = "\n".join(sentence.format(number) for sentence in ENGLISH)
    record = {"id": f"news-{number}", "text": text, "summary": summary, "summary_en": english}
    return json.dumps(record, ensure_ascii=False)


def _brief(number: int, other: int) -> str:
    """Two bullets, the second of which the reference has only by half of the numbers."""
    bullets = []
    for arabic, english in zip((SENTENCES[0], SENTENCES[other]), ENGLISH, strict=True):
        text = arabic.format(number)
        evidence = (Evidence(start=0, end=len(text), text=text),)
        bullets.append(Bullet(ar=text, en=english.format(number % 2), evidence=evidence))
    return Brief(article=BriefArticle(id=f"news-{number}"), bullets=tuple(bullets)).to_json()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", default="10000,100000,1000000")
    parser.add_argument("--metrics", default="rouge1,rougeL,bleu")
    parser.add_argument("--baseline", action="store_true", help="compare with a second run")
    parser.add_argument("--leads", action="store_true")
    parser.add_argument("--no-cut", dest="cut", action="store_false")
    parser.add_argument("--gzip", action="store_true", help="files that have to be copied to be read twice")
    return parser.parse_args()


if __name__ == "__main__":
    main()
