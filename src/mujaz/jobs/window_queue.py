"""Windows on their way through workers: read ahead by a thread, given out in parts, put back together in order."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from queue import Empty, SimpleQueue
from typing import Any, Generic, TypeVar, cast

from mujaz.files.formats.base import Entry
from mujaz.jobs.work import Result, Window, make_failure

T = TypeVar("T")

LIVES = 2
"""Workers that may die over a window before it is halved; each half has one life."""

_END = object()


class ReadAhead(Generic[T]):
    """The items of an iterable, one at a time; while one is used, a thread reads the next.

    So an input that comes slowly holds up nothing else.

    Args:
        source: The items. An error of it is raised instead of its next item.

    Attributes:
        ended: Whether all were taken.
    """

    def __init__(self, source: Iterable[T]) -> None:
        self.ended = False
        self._requests: SimpleQueue[bool] = SimpleQueue()
        self._items: SimpleQueue[tuple[Any, BaseException | None]] = SimpleQueue()
        # A daemon, because nobody can wake it from a read that never returns.
        threading.Thread(target=_read_items, args=(iter(source), self._requests, self._items), daemon=True).start()
        self._requests.put(True)

    def take(self, wait: float | None = None) -> T | None:
        """Return the next item; None at the end, and if it is not read within `wait` seconds (None: however long)."""
        if self.ended:
            return None
        try:
            item, error = self._items.get(timeout=wait)
        except Empty:
            return None
        self.ended = item is _END
        if error is not None:
            raise error
        self._requests.put(not self.ended)
        return None if self.ended else item

    def close(self) -> None:
        """Read no further."""
        self._requests.put(False)


@contextmanager
def read_ahead(source: Iterable[T]) -> Iterator[ReadAhead[T]]:
    """Read `source` ahead until the context is left."""
    ahead = ReadAhead(source)
    try:
        yield ahead
    finally:
        ahead.close()


def _read_items(
    source: Iterator[T], requests: SimpleQueue[bool], items: SimpleQueue[tuple[Any, BaseException | None]]
) -> None:
    try:
        while requests.get():
            items.put((next(source, _END), None))
    except BaseException as exc:  # any error must reach the thread that waits
        items.put((_END, exc))
    finally:
        if isinstance(source, Generator):
            source.close()  # in the thread that opened its files, and not when it is collected


@dataclass(frozen=True, slots=True)
class WindowPart:
    """A window, or a part of one, that a worker is given at a time.

    Attributes:
        window: The whole window.
        start: Index of its first entry in the window.
        entries: Consecutive entries of the window.
        lives: How many workers may still die over it before it is halved.
    """

    window: Window
    start: int
    entries: tuple[Entry, ...]
    lives: int = LIVES

    @property
    def is_last(self) -> bool:
        """Whether nothing is left to try when a worker dies over it."""
        return self.lives == 1 and len(self.entries) == 1

    def halve(self) -> tuple[WindowPart, WindowPart]:
        """Return its two halves, each with one life."""
        middle = len(self.entries) // 2
        first = WindowPart(self.window, self.start, self.entries[:middle], lives=1)
        return first, WindowPart(self.window, self.start + middle, self.entries[middle:], lives=1)


class WindowQueue:
    """The windows that workers are at, or wait for.

    Not thread-safe; a part that was taken must be finished, given back, or reported as a death.
    """

    def __init__(self) -> None:
        self._open: dict[int, tuple[Window, list[Result | None]]] = {}
        self._waiting: deque[WindowPart] = deque()

    def __len__(self) -> int:
        """Return how many windows were put in and have not come out."""
        return len(self._open)

    @property
    def waiting(self) -> int:
        """How many parts there are to take."""
        return len(self._waiting)

    def put(self, window: Window) -> None:
        """Add a window behind those that were put in before."""
        self._open[window.number] = window, [None] * len(window.entries)
        self._waiting.append(WindowPart(window, 0, window.entries))

    def take(self) -> WindowPart:
        """Return the next part for a worker; a part that came back comes before new ones, because they wait for it."""
        return self._waiting.popleft()

    def finish(self, part: WindowPart, results: Sequence[Result]) -> None:
        """Store the results of a part."""
        self._open[part.window.number][1][part.start : part.start + len(results)] = results

    def give_back(self, part: WindowPart) -> None:
        """Take back a part without results, through no fault of its own."""
        self._waiting.appendleft(part)

    def report_death(self, part: WindowPart, reason: str, stage: str) -> None:
        """Try a part again, or in halves, after a worker died over it; a single article has then failed in `stage`."""
        if part.lives > 1:
            self.give_back(replace(part, lives=part.lives - 1))
        elif part.is_last:
            self.finish(part, [make_failure(part.entries[0], reason, stage)])
        else:
            self._waiting.extendleft(reversed(part.halve()))

    def pop_finished(self) -> Iterator[tuple[Window, list[Result]]]:
        """Yield the first windows, as far as they are complete, with their results, and forget them."""
        while self._open:
            window, results = next(iter(self._open.values()))
            if None in results:
                return
            del self._open[window.number]
            yield window, cast(list[Result], results)
