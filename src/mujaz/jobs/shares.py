"""What a runner with several workers gives away, and how the answers come back into the order of the windows."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from mujaz.files.formats.base import Entry
from mujaz.jobs.runner import Window
from mujaz.jobs.work import Result, failure

LIVES = 2
"""Workers that may die over a window before it is halved; of its halves each has one life."""


@dataclass(frozen=True, slots=True)
class Share:
    """A window, or a part of one: what a worker is given at a time.

    Attributes:
        window: The window that it is of.
        start: Its first entry's place in the window.
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

    def halves(self) -> tuple[Share, Share]:
        """The two parts of it, each with one life."""
        middle = len(self.entries) // 2
        first = Share(self.window, self.start, self.entries[:middle], lives=1)
        return first, Share(self.window, self.start + middle, self.entries[middle:], lives=1)


@dataclass(slots=True)
class _Open:
    window: Window
    results: list[Result | None]
    missing: int = field(init=False)

    def __post_init__(self) -> None:
        self.missing = len(self.results)


class Shares:
    """The windows that are under way.

    Not thread-safe; a share that was taken must be answered or lost.
    """

    def __init__(self) -> None:
        self._open: dict[int, _Open] = {}
        self._waiting: deque[Share] = deque()

    def __len__(self) -> int:
        """Windows that were put in and have not come out."""
        return len(self._open)

    @property
    def waiting(self) -> int:
        """How many shares there are to take."""
        return len(self._waiting)

    def put(self, window: Window) -> None:
        """Have a window worked on, after those that were put in before."""
        self._open[window.number] = _Open(window, [None] * len(window.entries))
        self._waiting.append(Share(window, 0, window.entries))

    def take(self) -> Share:
        """The next share for a worker; one that was lost comes before what is new, because others wait for it."""
        return self._waiting.popleft()

    def answer(self, share: Share, results: Sequence[Result]) -> None:
        """The results of a share have come."""
        one = self._open[share.window.number]
        one.results[share.start : share.start + len(results)] = results
        one.missing -= len(results)

    def give_back(self, share: Share) -> None:
        """A share was taken, and nothing has come of it, through no fault of its own."""
        self._waiting.appendleft(share)

    def lost(self, share: Share, reason: str, stage: str) -> None:
        """A worker has died over a share: again, in halves, or, of a single article, a failure in that stage."""
        if share.lives > 1:
            self.give_back(replace(share, lives=share.lives - 1))
        elif share.is_last:
            self.answer(share, [failure(share.entries[0], reason, stage)])
        else:
            self._waiting.extendleft(reversed(share.halves()))

    def finished(self) -> Iterator[tuple[Window, list[Result]]]:
        """The first windows, as far as they are complete, with their results; they are forgotten."""
        while self._open:
            number, first = next(iter(self._open.items()))
            if first.missing:
                return
            del self._open[number]
            yield first.window, cast(list[Result], first.results)
