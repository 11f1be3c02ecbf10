"""Running a job: each window is safe on the disk when it is done, and a run goes on from any end."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from mujaz.errors import InputError, OutputError
from mujaz.jobs.corpus import Corpus
from mujaz.jobs.durable import WHAT_TO_DO, DurableFile, check_content
from mujaz.jobs.failures import keep_attempt, make_failure_line, measure_attempt, read_places
from mujaz.jobs.job import Job, Outcome, refuse_overwriting_inputs
from mujaz.jobs.ledger import Checkpoint, Ledger
from mujaz.jobs.observer import Clock, Observer
from mujaz.jobs.record import find_changes, make_run_record
from mujaz.jobs.work import Failure, Result, Runner, Task, Window


def run_job(job: Job, make_runner: Callable[[Task], Runner], observer: Observer) -> Outcome:
    """Do the rest of a job.

    If it is ended by anything, the same call resumes it, and the output ends up as if it had never been ended.

    Args:
        job: The job.
        make_runner: Makes the runner, if there is anything to do.
        observer: Told of events.

    Raises:
        OutputError: The output cannot be written, or another run writes it, or it is of a run over other inputs or
            with other settings; the message says what has changed.
        InputError: Failed articles are to be read again from standard input, or an input is a file that the job writes.
        ModelError: A bundle or an extra is missing or refused.
    """
    refuse_overwriting_inputs(job)
    with Ledger(job.ledger) as ledger:
        corpus = Corpus(job.inputs, job.files, job.reading)
        observer.on_skipped(corpus.skipped)
        _resume_or_begin(job, ledger, corpus)
        first = ledger.last
        if first.done:
            _check_finished(job, first)
        _record_growth(ledger, corpus, observer)
        if _has_ended(job, ledger, corpus):
            return Outcome(first.briefs, first.failed, worked=False)
        with make_runner(job.task) as runner:
            if not ledger.last.done:
                Pass(job, ledger, corpus, runner, observer).finish()
            if job.retry_failed and ledger.last.failed and (first.done or first.attempt == 1):
                _begin_retry(ledger)
                Pass(job, ledger, corpus, runner, observer).finish()
        return Outcome(ledger.last.briefs, ledger.last.failed, worked=True)


class Pass:
    """A pass of a job, over the input or over the failures of the pass before, from the last checkpoint to its end."""

    def __init__(self, job: Job, ledger: Ledger, corpus: Corpus, runner: Runner, observer: Observer) -> None:
        self._job = job
        self._ledger = ledger
        self._corpus = corpus
        self._runner = runner
        self._observer = observer
        self._clock = Clock(corpus.measure())

    def finish(self) -> None:
        """Have all remaining windows worked on, and write the results.

        Raises:
            OutputError: A file cannot be written or is not what earlier runs left, or the input is not what they read.
            ModelError: A bundle or an extra is missing or refused.
        """
        last = self._ledger.last
        if not last.failures:
            self._job.failures.unlink(missing_ok=True)  # a file of another run
        with (
            DurableFile(self._job.output, last.output, last.output_digest) as self._output,
            DurableFile(self._job.failures, last.failures, last.failures_digest) as self._failures,
        ):
            windows = self._report_reading(self._cut_remaining())
            for window, results in self._runner.run(windows, self._observer.on_stage):
                self._observer.on_stage(window.number, "writing")
                self._commit(window, results)
            self._end()

    def _end(self) -> None:
        last = self._ledger.last
        self._corpus.check_files()
        if not last.failed:  # else no article could be used, and another file of the name may be worth more
            self._output.create_if_missing()
        self._output.check_content()
        self._failures.check_content()
        size, digest = measure_attempt(self._job.failures, last.attempt)
        update = {
            "done": True,
            "whole_input": last.whole_input or last.input_digest,
            "failures": size,
            "failures_digest": digest,
        }
        self._ledger.append(last.model_copy(update=update))
        keep_attempt(self._job.failures, last.attempt)
        self._observer.on_end(self._ledger.last, self._clock.pace)

    def _commit(self, window: Window, results: list[Result]) -> None:
        last = self._ledger.last
        briefs = [result for result in results if isinstance(result, str)]
        pairs = zip(window.places, results, strict=True)
        failures = [(place, result) for place, result in pairs if isinstance(result, Failure)]
        self._output.append("".join(briefs).encode())
        self._failures.append(b"".join(make_failure_line(failure, place, last.attempt) for place, failure in failures))
        self._output.check_position()
        self._failures.check_position()
        update = {
            "windows": window.number + 1,
            "articles": last.articles + len(results),
            "failed": last.failed + len(failures),
            "briefs": last.briefs + len(briefs),
            "output": self._output.size,
            "output_digest": self._output.digest,
            "failures": self._failures.size,
            "failures_digest": self._failures.digest,
            "input_digest": window.digest,
        }
        self._ledger.append(last.model_copy(update=update))
        for _, failure in failures:
            self._observer.on_failure(failure)
        pace = self._clock.count(len(results), window.position)
        self._observer.on_window(window.number, self._ledger.last, pace, self._runner.resident)

    def _cut_remaining(self) -> Iterator[Window]:
        last = self._ledger.last
        failed = self._read_failed_places()
        windows = self._corpus.cut(self._job.profile.window, last.parts, failed)
        if last.windows:
            self._skip_done(windows)
        elif not failed:
            self._clock = Clock(self._corpus.measure(), self._corpus.measure(last.parts))
        return windows

    def _report_reading(self, windows: Iterator[Window]) -> Iterator[Window]:
        """Yield the windows, and tell the observer in the thread that reads them, which may be another one."""
        number = self._ledger.last.windows
        self._observer.on_stage(number, "reading")
        for window in windows:
            self._observer.on_stage(number, "waiting")
            yield window
            number = window.number + 1
            self._observer.on_stage(number, "reading")

    def _skip_done(self, windows: Iterator[Window]) -> None:
        """Read the windows that earlier runs have done: the ids in them count, and they must be the same."""
        last, window = self._ledger.last, None
        for _ in range(last.windows):
            window = next(windows, None)
        if window is None or window.digest != last.input_digest:
            raise OutputError(
                f"{self._job.output}: the input is not the one that the run began with; --fresh starts over"
            )
        self._clock = Clock(self._corpus.measure(), window.position)
        self._observer.on_resume(last)

    def _read_failed_places(self) -> Collection[int]:
        """Return the places of the articles that failed in the attempt before this one."""
        attempt = self._ledger.last.attempt
        return frozenset(read_places(self._job.failures, attempt - 1)) if attempt > 1 else frozenset()


def _resume_or_begin(job: Job, ledger: Ledger, corpus: Corpus) -> None:
    """Resume the run of the ledger, or begin one."""
    record = make_run_record(job.task.profile, text=job.text, reading=job.reading)
    recorded = [] if job.fresh else ledger.read()
    changed = find_changes(ledger.record, record) if ledger.record else []
    lost = corpus.follow(recorded)
    has_grown = corpus.part_count > ledger.part_count
    if corpus.is_stream and has_grown and recorded:
        changed.append("files beside standard input, which are new")
    if ledger.record is None or ((changed or lost or has_grown) and not ledger.last.briefs):
        corpus.follow([])  # a run without a brief protects nothing
        ledger.begin(record)
    elif changed:
        raise OutputError(f"{job.output} is of another run; --fresh starts over. Changed: {'; '.join(changed + lost)}")
    elif lost:
        raise OutputError(
            f"{job.output} cannot be resumed: files that it was made of have changed or are gone. Put them back, or "
            f"start over with --fresh. {'; '.join(lost)}"
        )


def _record_growth(ledger: Ledger, corpus: Corpus, observer: Observer) -> None:
    """Record the part of the input that no run has seen, so that it is worked on after the parts before it."""
    known = ledger.part_count
    if corpus.part_count == known:
        return
    part = corpus.last_part
    if known:
        observer.on_growth(sum(not identity.problem for identity in part.files))
    if ledger.last.done:  # noted first: a pass without new parts does nothing, and new parts without a pass stay undone
        ledger.append(ledger.last.model_copy(update={"parts": known, "windows": 0, "done": False}))
    ledger.grow(part)


def _check_finished(job: Job, last: Checkpoint) -> None:
    """Make sure that the files of a pass that came to its end are what it left."""
    if last.output or not last.failed:
        check_content(job.output, last.output, last.output_digest, "since the run ended")
    if measure_attempt(job.failures, last.attempt) != (last.failures, last.failures_digest):
        raise OutputError(f"{job.failures} was changed since the run ended, or is gone: {WHAT_TO_DO}")
    keep_attempt(job.failures, last.attempt)


def _has_ended(job: Job, ledger: Ledger, corpus: Corpus) -> bool:
    last = ledger.last
    if job.retry_failed and corpus.is_stream and not (last.done and not last.failed):
        raise InputError("--retry-failed reads the input again, and standard input cannot be: give a file")
    if not last.done:
        return False
    if corpus.is_stream:
        corpus.check_digest(last.whole_input)
    return not (job.retry_failed and last.failed)


def _begin_retry(ledger: Ledger) -> None:
    last = ledger.last
    update = {"attempt": last.attempt + 1, "parts": ledger.part_count, "done": False}
    counts = {"windows": 0, "articles": 0, "failed": 0, "input_digest": ""}
    ledger.append(last.model_copy(update=update | counts))
