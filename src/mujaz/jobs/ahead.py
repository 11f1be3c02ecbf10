"""Reading in a thread of its own, so that an input that keeps one waiting holds up nothing else."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from typing import Any, Generic, TypeVar

T = TypeVar("T")

_END = object()


class Ahead(Generic[T]):
    """What an iterable gives, one at a time; while one is being used, the next is read.

    Args:
        source: What to read. An error of it is raised where its next item would be taken.

    Attributes:
        ended: Whether all was taken.
    """

    def __init__(self, source: Iterable[T]) -> None:
        self.ended = False
        self._wanted: SimpleQueue[bool] = SimpleQueue()
        self._read: SimpleQueue[tuple[Any, BaseException | None]] = SimpleQueue()
        # A daemon, because nobody can wake it from a read that never returns.
        threading.Thread(target=_serve, args=(iter(source), self._wanted, self._read), daemon=True).start()
        self._wanted.put(True)

    def take(self, wait: float | None = None) -> T | None:
        """The next item; None at the end, and where it is not read within `wait` seconds (None: however long)."""
        if self.ended:
            return None
        try:
            item, error = self._read.get(timeout=wait)
        except Empty:
            return None
        self.ended = item is _END
        if error is not None:
            raise error
        self._wanted.put(not self.ended)
        return None if self.ended else item

    def close(self) -> None:
        """Read no further."""
        self._wanted.put(False)


@contextmanager
def ahead_of(source: Iterable[T]) -> Iterator[Ahead[T]]:
    """`source`, read ahead until the context is left."""
    ahead = Ahead(source)
    try:
        yield ahead
    finally:
        ahead.close()


def _serve(items: Iterator[T], wanted: SimpleQueue[bool], read: SimpleQueue[tuple[Any, BaseException | None]]) -> None:
    try:
        while wanted.get():
            read.put((next(items, _END), None))
    except BaseException as exc:  # whatever it is, the one who waits must get it
        read.put((_END, exc))
    finally:
        if isinstance(items, Generator):
            items.close()  # here, where its files were opened, and not wherever it is collected
