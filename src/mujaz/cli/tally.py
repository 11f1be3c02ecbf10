"""Counting what a run over articles reads and loses."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

from mujaz.cli.console import note, warn
from mujaz.errors import ArticleError, InputError
from mujaz.types import Article

SOME_FAILED = 1
"""Exit code of a run that finished, but not for every article."""


class Tally:
    """Articles read and failed in a run; it reports each failure when it happens."""

    def __init__(self) -> None:
        self.read = 0
        self.failed = 0
        self._start = time.perf_counter()

    def count(self, entries: Iterable[Article | ArticleError]) -> Iterator[Article | ArticleError]:
        """`entries`, each counted."""
        for entry in entries:
            self.read += 1
            yield entry

    def fail(self, error: ArticleError) -> None:
        """Report an article that cannot be used."""
        self.failed += 1
        warn(str(error))

    def several(self) -> bool:
        """Whether more than one article was read so far."""
        return self.read > 1

    def close(self) -> int:
        """Say how a run over several articles went; returns its exit code."""
        if self.several():
            rate = self.read / max(time.perf_counter() - self._start, 1e-9)
            note(f"{self.read} articles, {self.failed} failed, {rate:.1f} articles/s")
        if not self.failed:
            return 0
        return InputError.exit_code if self.failed == self.read else SOME_FAILED
