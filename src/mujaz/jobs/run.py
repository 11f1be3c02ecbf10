"""Running a job: durable window by window, taken up again wherever it was ended."""

from __future__ import annotations

from collections.abc import Callable

from mujaz.errors import InputError, OutputError
from mujaz.jobs.failures import extent, keep_only
from mujaz.jobs.intact import WHAT_TO_DO, check_content
from mujaz.jobs.job import Job, Outcome
from mujaz.jobs.ledger import Checkpoint, Ledger
from mujaz.jobs.observer import Observer
from mujaz.jobs.own import refuse_inputs
from mujaz.jobs.passes import Pass
from mujaz.jobs.record import changes, run_record
from mujaz.jobs.runner import Runner
from mujaz.jobs.stream import Corpus
from mujaz.jobs.work import Task


def run_job(job: Job, make_runner: Callable[[Task], Runner], observer: Observer) -> Outcome:
    """Do what is left of a job.

    However it is ended, the same call takes it up again where it was, and the output ends up as if it had never been.

    Args:
        job: What to do.
        make_runner: Makes the runner, if there is anything to do.
        observer: Told of what happens.

    Raises:
        OutputError: The output cannot be written, or another run writes it, or it is of a run over other inputs or
            with other settings; the message says what has changed.
        InputError: What failed is to be read again from standard input, or an input is a file that the job writes.
        ModelError: A bundle or an extra is missing or refused.
    """
    refuse_inputs(job)
    with Ledger(job.ledger) as ledger:
        corpus = Corpus(job.inputs, job.files, job.fields)
        observer.skipped(corpus.skipped)
        _take_up(job, ledger, corpus)
        first = ledger.last
        if first.done:
            _check_finished(job, first)
        _follow_growth(ledger, corpus, observer)
        if _has_ended(job, ledger, corpus):
            return Outcome(first.briefs, first.failed, worked=False)
        with make_runner(job.task) as runner:
            if not ledger.last.done:
                Pass(job, ledger, corpus, runner, observer).finish()
            if job.retry_failed and ledger.last.failed and (first.done or first.attempt == 1):
                _begin_retry(ledger)
                Pass(job, ledger, corpus, runner, observer).finish()
        return Outcome(ledger.last.briefs, ledger.last.failed, worked=True)


def _take_up(job: Job, ledger: Ledger, corpus: Corpus) -> None:
    """Go on with the run that the ledger tells of, or begin one."""
    record = run_record(job.task.profile, text=job.text, fields=job.fields.names if job.fields else None)
    recorded = [] if job.fresh else ledger.read()
    changed = changes(ledger.record, record) if ledger.record else []
    lost = corpus.follow(recorded)
    has_grown = corpus.parts > ledger.parts
    if corpus.is_stream and has_grown and recorded:
        changed.append("files beside standard input, which are new")
    if ledger.record is None or ((changed or lost or has_grown) and not ledger.last.briefs):
        corpus.follow([])  # a run without a brief protects nothing
        ledger.begin(record)
    elif changed:
        raise OutputError(f"{job.output} is of another run; --fresh starts over. Changed: {'; '.join(changed + lost)}")
    elif lost:
        raise OutputError(
            f"{job.output} cannot be gone on with: files that it was made of are not what they were. Put them back, or "
            f"start over with --fresh. {'; '.join(lost)}"
        )


def _follow_growth(ledger: Ledger, corpus: Corpus, observer: Observer) -> None:
    """Record the part of the input that no run has seen, and have it worked on after what was there before."""
    known = ledger.parts
    if corpus.parts == known:
        return
    part = corpus.last_part
    if known:
        observer.grown(sum(not identity.problem for identity in part.files))
    if ledger.last.done:  # noted first: a pass without new parts does nothing, and new parts without a pass stay undone
        ledger.append(ledger.last.model_copy(update={"parts": known, "windows": 0, "done": False}))
    ledger.grow(part)


def _check_finished(job: Job, last: Checkpoint) -> None:
    """Make sure that a pass that came to its end has left what it says."""
    if last.output or not last.failed:
        check_content(job.output, last.output, last.output_digest, "since the run ended")
    if extent(job.failures, last.attempt) != (last.failures, last.failures_digest):
        raise OutputError(f"{job.failures} was changed since the run ended, or is gone: {WHAT_TO_DO}")
    keep_only(job.failures, last.attempt)


def _has_ended(job: Job, ledger: Ledger, corpus: Corpus) -> bool:
    last = ledger.last
    if job.retry_failed and corpus.is_stream and not (last.done and not last.failed):
        raise InputError("--retry-failed reads the input again, and standard input cannot be: give a file")
    if not last.done:
        return False
    if corpus.is_stream:
        corpus.compare(last.whole_input)
    return not (job.retry_failed and last.failed)


def _begin_retry(ledger: Ledger) -> None:
    last = ledger.last
    update = {"attempt": last.attempt + 1, "parts": ledger.parts, "done": False}
    counts = {"windows": 0, "articles": 0, "failed": 0, "input_digest": ""}
    ledger.append(last.model_copy(update=update | counts))
