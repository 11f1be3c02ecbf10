"""Running a job: durable window by window, taken up again wherever it was ended."""

from __future__ import annotations

from collections.abc import Callable

from mujaz.errors import InputError, OutputError
from mujaz.jobs.failures import keep_only
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
        corpus = Corpus(job.inputs, job.files)
        _take_up(job, ledger, corpus)
        first = ledger.last
        if _has_ended(job, ledger, corpus):
            return Outcome(first.briefs, first.failed, worked=False)
        with make_runner(job.task) as runner:
            if not ledger.last.done:
                Pass(job, ledger, corpus, runner, observer).finish()
            if job.retry_failed and ledger.last.failed and (first.done or first.attempt == 1):
                _begin_retry(job, ledger)
                Pass(job, ledger, corpus, runner, observer).finish()
        return Outcome(ledger.last.briefs, ledger.last.failed, worked=True)


def _take_up(job: Job, ledger: Ledger, corpus: Corpus) -> None:
    record = run_record(job.task.profile, text=job.text, inputs=corpus.identity)
    if not job.fresh:
        ledger.read()
    changed = changes(ledger.record, record) if ledger.record else []
    if ledger.record is None or (changed and not ledger.last.briefs):  # a run without a brief protects nothing
        ledger.begin(record)
    elif changed:
        raise OutputError(f"{job.output} is of another run; --fresh starts over. Changed: {'; '.join(changed)}")


def _has_ended(job: Job, ledger: Ledger, corpus: Corpus) -> bool:
    last = ledger.last
    if job.retry_failed and corpus.is_stream and not (last.done and not last.failed):
        raise InputError("--retry-failed reads the input again, and standard input cannot be: give a file")
    if not last.done:
        return False
    there = job.output.stat().st_size if job.output.exists() else 0
    if last.output and there != last.output:
        raise OutputError(f"{job.output} was changed since the run ended; --fresh starts over")
    keep_only(job.failures, last.attempt)
    if corpus.is_stream:
        corpus.compare(last.whole_input)
    return not (job.retry_failed and last.failed)


def _begin_retry(job: Job, ledger: Ledger) -> None:
    last = ledger.last
    if not job.failures.exists():
        raise OutputError(f"{job.failures} is gone, and nothing else says what failed; --fresh starts over")
    ledger.append(
        Checkpoint(
            attempt=last.attempt + 1,
            briefs=last.briefs,
            output=last.output,
            output_digest=last.output_digest,
            whole_input=last.whole_input,
            failures=job.failures.stat().st_size,
        )
    )
