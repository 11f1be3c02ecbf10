"""What runners with several workers have in common: windows given out, answers taken back, deaths made up for."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator
from typing import ClassVar, Generic, TypeVar

from mujaz.errors import ModelError
from mujaz.jobs.ahead import Ahead, ahead_of
from mujaz.jobs.messages import Message, to_results
from mujaz.jobs.runner import OnStage, Runner, Window
from mujaz.jobs.shares import Share, Shares
from mujaz.jobs.station import Station
from mujaz.jobs.work import Result
from mujaz.wording import count_noun

BEHIND = 2
"""Windows for each worker that are read beyond those that it has: what is behind a slow one is worked on meanwhile."""

PATIENCE = 30.0
"""Seconds that one listens at a time where nothing more is to be read."""

STILLBORN = 3
"""Workers that may die one after the other before their models are loaded, or before they begin with a share."""

MOST_IN_A_ROW = 20
"""Articles one after the other that may fail by killing their worker: where more do, something else is to blame."""

_GLANCE = 0.1
"""Seconds after which one looks whether more was read, where workers could take more."""

S = TypeVar("S", bound=Station)


class Crew(Runner, Generic[S]):
    """Has windows worked on by workers that are started as there is work for them.

    One that dies is replaced, and what it was at goes to the next. A window that kills two of them is halved, and its
    halves again, until the article is found that does it; that one has failed, the others go on.

    Args:
        wanted: Workers, at most.
        warn: Told of workers that died.
        most_in_a_row: See `MOST_IN_A_ROW`.
    """

    at_once: ClassVar[int]
    """Shares that a worker has: the one that it works on, and those that wait for it there."""

    def __init__(self, wanted: int, warn: Callable[[str], None], most_in_a_row: int = MOST_IN_A_ROW) -> None:
        self._wanted = wanted
        self._warn = warn
        self._most_in_a_row = most_in_a_row
        self._in_a_row = 0
        self._stations: list[S] = []
        self._shares = Shares()
        self._on_stage: OnStage = lambda _number, _stage: None
        self._turn = 0
        self._stillborn = 0
        self._idlers = 0

    @abstractmethod
    def _start(self) -> S:
        """A new worker, which begins to load its models."""

    @abstractmethod
    def _listen(self, seconds: float) -> None:
        """Wait at most so long for an answer; give what comes to `_hear`, and deaths to `_died`."""

    def run(self, windows: Iterable[Window], on_stage: OnStage) -> Iterator[tuple[Window, list[Result]]]:
        """Each window with its results, in order.

        What was read before an error in reading is worked on before the error is raised.

        Raises:
            ModelError: The models cannot be loaded, or article after article kills its worker.
        """
        self._on_stage = on_stage
        self._man(1)  # loads the models while the first window is read
        error: Exception | None = None
        with ahead_of(windows) as source:
            while not source.ended or self._shares:
                try:
                    self._take_in(source)
                except Exception as exc:  # whatever it is, what is under way is worth having
                    error = exc
                self._hand_out()
                if self._shares:
                    self._listen(PATIENCE if source.ended or self._is_full else _GLANCE)
                yield from self._shares.finished()
        if error is not None:
            raise error

    def load(self) -> None:
        """Have all workers ready.

        Raises:
            ModelError: The models cannot be loaded.
        """
        while self._loading or len(self._stations) < self._wanted:
            self._man(self._wanted)
            self._listen(PATIENCE)

    def close(self) -> None:
        """End the workers; what they are doing is lost."""
        while self._stations:
            self._stations.pop().end()

    @property
    def _is_full(self) -> bool:
        return len(self._shares) >= (self.at_once + BEHIND) * self._wanted

    @property
    def _loading(self) -> int:
        return sum(not station.ready for station in self._stations)

    def _man(self, wanted: int) -> None:
        """Start workers until there are so many, or as many as are wanted at most."""
        while len(self._stations) < min(wanted, self._wanted):
            self._stations.append(self._start())

    def _take_in(self, source: Ahead[Window]) -> None:
        """Take what has been read; waits for it only where nothing is under way."""
        while not self._is_full and (window := source.take(0 if self._shares else None)):
            self._shares.put(window)

    def _hand_out(self) -> None:
        for busy in range(self.at_once):
            # In turn, not the first that is free: a worker that was asked nothing would not be known to have died.
            for station in sorted(self._stations, key=lambda station: station.turn):
                if self._shares.waiting and station.ready and len(station.shares) == busy:
                    self._turn += 1
                    station.give(self._shares.take(), self._turn)
        self._man(len(self._stations) - self._loading + self._shares.waiting)

    def _hear(self, station: S, message: Message) -> None:
        """A worker says that it is ready, or enters a stage, or has done the first of its shares."""
        if "warning" in message:
            self._warn(message["warning"])
            return
        if "begun" in message:
            station.begun = True
            return
        if "stage" in message:
            station.stage = message["stage"]
            self._on_stage(message["window"], station.stage)
            return
        station.resident = message["resident"]
        self.resident = sum(one.resident for one in self._stations)
        if station.ready:
            self._answered(station, to_results(message["results"]))
        else:
            station.ready, self._stillborn = True, 0

    def _answered(self, station: S, results: list[Result]) -> None:
        self._idlers = self._in_a_row = 0
        self._shares.answer(station.shares.popleft(), results)
        station.expect()

    def _died(self, station: S, reason: str) -> None:
        """Part with a worker; what it only had waiting loses nothing by it."""
        self._stations.remove(station)
        station.end()
        self._warn(reason)
        if not station.ready:
            self._died_loading(reason)
        while len(station.shares) > 1:
            self._shares.give_back(station.shares.pop())
        if station.shares:
            self._idlers += not station.begun
            first = station.shares.pop()
            if station.begun or self._idlers > STILLBORN:
                self._lost(first, reason, station.stage)
            else:
                self._shares.give_back(first)

    def _lost(self, share: Share, reason: str, stage: str) -> None:
        self._in_a_row += share.is_last
        if self._in_a_row > self._most_in_a_row:
            raise ModelError(f"{self._in_a_row} articles in a row could not be worked on, the last: {reason}")
        self._shares.lost(share, reason, stage)

    def _died_loading(self, reason: str) -> None:
        self._stillborn += 1
        if self._stillborn < STILLBORN:
            return
        if not any(station.ready for station in self._stations):
            raise ModelError(f"the models cannot be loaded: {reason}")
        self._stillborn = 0  # they load, but so many do not fit
        self._wanted = len(self._stations)
        self._warn(f"no more than {count_noun(self._wanted, 'worker')} from here on")
