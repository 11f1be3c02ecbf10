"""Counting what a run over articles reads and loses."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

from mujaz.cli.console import note, warn
from mujaz.errors import ArticleError, InputError
from mujaz.files.articles import read_articles
from mujaz.files.inputs import SkippedFiles
from mujaz.files.records import Fields
from mujaz.flags.catalogue import DROPPED
from mujaz.types import Article, Brief

SOME_FAILED = 1
"""Exit code of a run that finished, but not for every article, or not with every bullet."""


class Tally:
    """Articles read and failed in a run, and what was left out of briefs; it reports each when it happens."""

    def __init__(self) -> None:
        self.read = 0
        self.failed = 0
        self.dropped = 0
        self._passed_over = SkippedFiles()
        self._start = time.perf_counter()

    def articles(self, files: Iterable[str], fields: Fields) -> Iterator[Article | ArticleError]:
        """The articles of `files`, each counted, and what is wrong in the place of one."""
        for entry in read_articles(files, fields=fields, skipped=self._passed_over):
            self.read += 1
            yield entry

    def fail(self, error: ArticleError) -> None:
        """Report an article that cannot be used."""
        self.failed += 1
        warn(str(error))

    def strict(self, briefs: Iterable[Brief]) -> Iterator[Brief]:
        """`briefs`, each reported for what ``--strict`` left out of it."""
        for brief in briefs:
            for flag in brief.flags:
                if flag.kind == DROPPED:
                    self.dropped += 1
                    warn(f"{brief.article.id}: {flag.message}")
            yield brief

    def several(self) -> bool:
        """Whether more than one article was read so far."""
        return self.read > 1

    def close(self) -> int:
        """Say how a run over several articles went, and what was passed over; returns its exit code."""
        if self._passed_over.description:
            note(self._passed_over.description)
        if self.several():
            rate = self.read / max(time.perf_counter() - self._start, 1e-9)
            note(f"{self.read} articles, {self.failed} failed, {rate:.1f} articles/s")
        return exit_code(self.read, self.failed, self.dropped)


def exit_code(articles: int, failed: int, dropped: int = 0) -> int:
    """The exit code of a run in which so many of so many articles failed, and so many bullets were left out."""
    if not failed:
        return SOME_FAILED if dropped else 0
    return InputError.exit_code if failed == articles else SOME_FAILED
