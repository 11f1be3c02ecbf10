"""A job, its files, and how it ends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mujaz.errors import InputError
from mujaz.files.formats.base import USUAL, Reading
from mujaz.files.inputs import InputFile, find_files, is_single
from mujaz.files.opening import STDIN
from mujaz.jobs.work import Task
from mujaz.profiles import Profile


@dataclass(frozen=True, slots=True)
class Job:
    """A run from a corpus to a file of briefs.

    Attributes:
        inputs: As `mujaz.files.articles.read_entries` takes them.
        output: The file of briefs, JSON Lines. Links are followed, so that one file has one lock by any path.
        profile: How briefs are made; if it gives an engine all cores, each worker of the job has one.
        text: Whether a brief holds the article's text.
        fresh: Start over, even if there is a run to resume.
        retry_failed: Once the input is done, try the failed articles again.
        reading: How inputs are read.
    """

    inputs: tuple[str, ...]
    output: Path
    profile: Profile
    text: bool = True
    fresh: bool = False
    retry_failed: bool = False
    reading: Reading = USUAL

    def __post_init__(self) -> None:
        object.__setattr__(self, "output", self.output.resolve())

    @property
    def task(self) -> Task:
        """The settings of its workers."""
        # With all cores for one worker, the output would depend on how many there are on the machine.
        profile = self.profile if self.profile.threads else self.profile.model_copy(update={"threads": 1})
        return Task(profile, self.text)

    @property
    def ledger(self) -> Path:
        """The file that says how far it has come: ``briefs.run.jsonl`` for ``briefs.jsonl``."""
        return name_companion(self.output, "run")

    @property
    def failures(self) -> Path:
        """The file that says which articles failed: ``briefs.failures.jsonl`` for ``briefs.jsonl``."""
        return name_companion(self.output, "failures")

    @property
    def files(self) -> frozenset[Path]:
        """All files that it writes."""
        return frozenset({self.output, self.ledger, self.failures})


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a job ended.

    Attributes:
        briefs: Briefs in the output.
        failed: Articles that have none.
        worked: Whether there was anything to do.
    """

    briefs: int
    failed: int
    worked: bool


def name_companion(output: Path, kind: str) -> Path:
    """Return the path of a file that belongs to an output: ``briefs.failures.jsonl`` for ``briefs.jsonl``."""
    # Another suffix stays in the name: briefs.ndjson and briefs.jsonl are two jobs.
    return output.with_name(f"{output.name.removesuffix('.jsonl')}.{kind}.jsonl")


def refuse_overwriting_inputs(job: Job) -> None:
    """Make sure that the job writes over nothing that it reads.

    The job's own files are left out of a folder or a pattern. But before it has begun, a file of such a name belongs to
    somebody, and to leave it out and write over it would lose it.

    Raises:
        InputError: A file is an input and the job's own.
    """
    own_files = [path for path in job.files if path.is_file() and path.stat().st_size]
    has_begun = job.ledger in own_files
    for path in _find_inputs(job, has_begun) if own_files else ():
        if same := next((file for file in own_files if file.samefile(path)), None):
            raise InputError(f"{path} is an input, and the job would write its own {same.name}: take another -o")


def _find_inputs(job: Job, has_begun: bool) -> Iterator[Path]:
    for name in job.inputs:
        if name == STDIN or (has_begun and not is_single(name)):
            continue
        for file in find_files(name):  # an unreadable one is reported when it is read
            if isinstance(file, InputFile) and os.path.exists(file.path):  # noqa: PTH110 - pathlib's raises there
                yield Path(file.path)
