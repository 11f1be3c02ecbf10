"""One pass of a job: over the input, or over what failed in the pass before."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from mujaz.errors import OutputError
from mujaz.jobs.durable import DurableFile
from mujaz.jobs.failures import extent, failure_line, keep_only, places
from mujaz.jobs.job import Job
from mujaz.jobs.ledger import Ledger
from mujaz.jobs.observer import Clock, Observer
from mujaz.jobs.runner import Runner, Window
from mujaz.jobs.stream import Corpus
from mujaz.jobs.work import Failure, Result


class Pass:
    """From the ledger's last checkpoint to the end of the pass that it belongs to."""

    def __init__(self, job: Job, ledger: Ledger, corpus: Corpus, runner: Runner, observer: Observer) -> None:
        self._job = job
        self._ledger = ledger
        self._corpus = corpus
        self._runner = runner
        self._observer = observer
        self._clock = Clock(corpus.size())

    def finish(self) -> None:
        """Have everything that is left worked on, and write it.

        Raises:
            OutputError: A file cannot be written or is not what earlier runs left, or the input is not what they read.
            ModelError: A bundle or an extra is missing or refused.
        """
        last = self._ledger.last
        if not last.failures:
            self._job.failures.unlink(missing_ok=True)  # what another run left there
        with (
            DurableFile(self._job.output, last.output, last.output_digest) as self._output,
            DurableFile(self._job.failures, last.failures, last.failures_digest) as self._failures,
        ):
            for window, results in self._runner.run(self._told(self._windows_left()), self._observer.stage):
                self._observer.stage(window.number, "writing")
                self._commit(window, results)
            self._end()

    def _end(self) -> None:
        last = self._ledger.last
        self._corpus.compare_files()
        if not last.failed:  # else no article could be used, and another file of the name may be worth more
            self._output.create()
        self._output.check_content()
        self._failures.check_content()
        size, digest = extent(self._job.failures, last.attempt)
        update = {
            "done": True,
            "whole_input": last.whole_input or last.input_digest,
            "failures": size,
            "failures_digest": digest,
        }
        self._ledger.append(last.model_copy(update=update))
        keep_only(self._job.failures, last.attempt)
        self._observer.ended(self._ledger.last, self._clock.pace)

    def _commit(self, window: Window, results: list[Result]) -> None:
        last = self._ledger.last
        briefs = [result for result in results if isinstance(result, str)]
        failed = [(place, one) for place, one in zip(window.places, results, strict=True) if isinstance(one, Failure)]
        self._output.append("".join(briefs).encode())
        self._failures.append(b"".join(failure_line(one, place, last.attempt) for place, one in failed))
        self._output.check_place()
        self._failures.check_place()
        update = {
            "windows": window.number + 1,
            "articles": last.articles + len(results),
            "failed": last.failed + len(failed),
            "briefs": last.briefs + len(briefs),
            "output": self._output.size,
            "output_digest": self._output.digest,
            "failures": self._failures.size,
            "failures_digest": self._failures.digest,
            "input_digest": window.digest,
        }
        self._ledger.append(last.model_copy(update=update))
        for _, failure in failed:
            self._observer.failed(failure)
        pace = self._clock.count(len(results), window.position)
        self._observer.window(window.number, self._ledger.last, pace, self._runner.resident)

    def _windows_left(self) -> Iterator[Window]:
        last = self._ledger.last
        failed = self._failed()
        windows = self._corpus.windows(self._job.profile.window, last.parts, failed)
        if last.windows:
            self._pass_over(windows)
        elif not failed:
            self._clock = Clock(self._corpus.size(), self._corpus.size(last.parts))
        return windows

    def _told(self, windows: Iterator[Window]) -> Iterator[Window]:
        """The same windows; the observer is told by whoever reads them, which may be another thread."""
        number = self._ledger.last.windows
        self._observer.stage(number, "reading")
        for window in windows:
            self._observer.stage(number, "waiting")
            yield window
            number = window.number + 1
            self._observer.stage(number, "reading")

    def _pass_over(self, windows: Iterator[Window]) -> None:
        """Read again what earlier runs are done with: the ids in it count, and it must be the same."""
        last, window = self._ledger.last, None
        for _ in range(last.windows):
            window = next(windows, None)
        if window is None or window.digest != last.input_digest:
            raise OutputError(
                f"{self._job.output}: the input is not the one that the run began with; --fresh starts over"
            )
        self._clock = Clock(self._corpus.size(), window.position)
        self._observer.resumed(last)

    def _failed(self) -> Collection[int]:
        """Return the places of what failed in the attempt before this one."""
        attempt = self._ledger.last.attempt
        return frozenset(places(self._job.failures, attempt - 1)) if attempt > 1 else frozenset()
