"""Counting the articles of a run, and showing its progress on standard error, if somebody looks at that."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from mujaz.cli.console import is_quiet, note, warn
from mujaz.errors import ArticleError, InputError
from mujaz.files.articles import read_articles
from mujaz.files.formats.base import Reading
from mujaz.files.inputs import SkippedFiles
from mujaz.flags.catalogue import DROPPED
from mujaz.types import Article, Brief

SOME_FAILED = 1
"""Exit code of a run that finished, but not for every article, or not with every bullet."""

Item = TypeVar("Item")


class Tally:
    """Counts the articles of a run, those that fail, and the bullets left out of briefs; reports each as it happens."""

    def __init__(self) -> None:
        self.read = 0
        self.failed = 0
        self.dropped = 0
        self._skipped = SkippedFiles()
        self._start = time.perf_counter()

    def count_articles(self, files: Iterable[str], reading: Reading) -> Iterator[Article | ArticleError]:
        """Yield the articles of `files`, each counted, and the error in the place of one."""
        for entry in read_articles(files, reading=reading, skipped=self._skipped):
            self.read += 1
            yield entry

    def report_failed(self, error: ArticleError) -> None:
        """Report an article that cannot be used."""
        self.failed += 1
        warn(str(error))

    def report_dropped(self, briefs: Iterable[Brief]) -> Iterator[Brief]:
        """Yield `briefs`, and report the bullets that ``--strict`` left out of each."""
        for brief in briefs:
            for flag in brief.flags:
                if flag.kind == DROPPED:
                    self.dropped += 1
                    warn(f"{brief.article.id}: {flag.message}")
            yield brief

    def is_several(self) -> bool:
        """Tell whether more than one article was read so far."""
        return self.read > 1

    def close(self) -> int:
        """Say how a run over several articles went, and which files were skipped; return its exit code."""
        if self._skipped.description:
            note(self._skipped.description)
        if self.is_several():
            rate = self.read / max(time.perf_counter() - self._start, 1e-9)
            note(f"{self.read} articles, {self.failed} failed, {rate:.1f} articles/s")
        return choose_exit_code(self.read, self.failed, self.dropped)


def choose_exit_code(articles: int, failed: int, dropped: int = 0) -> int:
    """Return the exit code of a run: of so many articles so many failed, and so many bullets were left out."""
    if not failed:
        return SOME_FAILED if dropped else 0
    return InputError.exit_code if failed == articles else SOME_FAILED


def show_progress(items: Iterable[Item], *, results_on_terminal: bool) -> Iterator[Item]:
    """Yield `items`; count them on a line of standard error if that is a terminal and ``--quiet`` was not given.

    Args:
        items: Results as they come.
        results_on_terminal: Whether they are printed on a terminal: then they are progress enough, and the line
            goes when the first comes.
    """
    if is_quiet() or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console  # only for a terminal
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:.0f} articles, {task.fields[rate]}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("articles", total=None, rate="loading")
        for item in items:
            if results_on_terminal:
                progress.stop()
            yield item
            speed = progress.tasks[task].speed
            progress.update(task, advance=1, rate=f"{speed:.1f}/s" if speed else "")
