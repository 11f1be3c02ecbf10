"""Progress of downloads, on standard error and only where someone looks at it."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

from mujaz.cli.console import is_quiet

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class Transfers:
    """A bar for each file; where standard error is no terminal, nothing."""

    def __init__(self) -> None:
        self._progress: Progress | None = None
        self._bars: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        if not is_quiet() and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
            self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
        return self

    def __exit__(self, _type: type[BaseException] | None, _value: object, _traceback: TracebackType | None) -> None:
        self._clear()

    def tell(self, name: str, done: int, size: int) -> None:
        """Show how far a file is; the last one that is whole takes the bars away."""
        if self._progress is None:
            return
        if name not in self._bars:
            self._bars[name] = self._progress.add_task(name, total=size)
            self._progress.start()
        self._progress.update(self._bars[name], completed=done)
        if done >= size:
            self._clear()

    def _clear(self) -> None:
        if self._progress is not None:
            self._progress.stop()
            for bar in self._bars.values():
                self._progress.remove_task(bar)
            self._bars.clear()
