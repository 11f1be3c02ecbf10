"""Progress of long work, on standard error and only where someone looks at it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from mujaz.cli.console import quiet

Item = TypeVar("Item")


def tracked(items: Iterable[Item], *, results_on_terminal: bool) -> Iterator[Item]:
    """`items`, counted on a line of standard error if that is a terminal and ``--quiet`` was not given.

    Args:
        items: Results as they come.
        results_on_terminal: Whether they are printed on a terminal: then they are progress enough, and the line
            goes when the first is there.
    """
    if quiet() or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
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
