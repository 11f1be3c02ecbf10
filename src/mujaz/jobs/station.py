"""A worker, as the runner sees it that gives it work."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque

from mujaz.jobs.messages import Message, of_entries
from mujaz.jobs.shares import Share


class Station(ABC):
    """A place where work is done: a process on this machine, an actor on another.

    Attributes:
        ready: Whether its models are loaded; it is given nothing before.
        shares: What it was given and has not answered, in this order.
        turn: When it was given its latest share, by the runner's count.
        begun: Whether it has said that it is at the first of its shares; that is not to blame where it died before.
        stage: What it was last heard to be doing with that.
        resident: Its resident memory in MB, as last heard.
    """

    def __init__(self) -> None:
        self.ready = False
        self.shares: deque[Share] = deque()
        self.turn = 0
        self.begun = False
        self.stage = ""
        self.resident = 0.0

    def give(self, share: Share, turn: int) -> None:
        """Have it work on a share, after those that it has."""
        if not self.shares:
            self.expect()
        self.shares.append(share)
        self.turn = turn
        self.ask({"window": share.window.number, "entries": of_entries(share.entries)})

    def expect(self) -> None:
        """Another share is the first of them now."""
        self.begun, self.stage = False, "reading"

    @abstractmethod
    def ask(self, request: Message) -> None:
        """Send it a request."""

    @abstractmethod
    def end(self) -> None:
        """End it, whatever it is doing."""
