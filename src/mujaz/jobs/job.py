"""What a job is, and how it ends."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mujaz.files.records import Fields
from mujaz.jobs.beside import beside
from mujaz.jobs.work import Task
from mujaz.profiles import Profile


@dataclass(frozen=True, slots=True)
class Job:
    """A corpus to a file of briefs.

    Attributes:
        inputs: As `mujaz.files.articles.read_entries` takes them.
        output: The file of briefs, JSON Lines. Links are followed, so that one file has one lock by whatever path.
        profile: How briefs are made; where it gives an engine all cores, each worker of the job has one.
        text: Whether a brief holds the article's text.
        fresh: Start over, whatever there is.
        retry_failed: Once the input is done, try again what failed.
        fields: Which keys of records are read; None for the usual ones.
    """

    inputs: tuple[str, ...]
    output: Path
    profile: Profile
    text: bool = True
    fresh: bool = False
    retry_failed: bool = False
    fields: Fields | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "output", self.output.resolve())

    @property
    def task(self) -> Task:
        """What its workers must know."""
        return Task(_of_workers(self.profile), self.text)

    @property
    def ledger(self) -> Path:
        """The file that says how far it has come: ``briefs.run.jsonl`` beside ``briefs.jsonl``."""
        return beside(self.output, "run")

    @property
    def failures(self) -> Path:
        """The file that says what failed: ``briefs.failures.jsonl`` beside ``briefs.jsonl``."""
        return beside(self.output, "failures")

    @property
    def files(self) -> frozenset[Path]:
        """All that it writes."""
        return frozenset({self.output, self.ledger, self.failures})


def _of_workers(profile: Profile) -> Profile:
    # With all cores for one worker, what is written would depend on how many there are where it runs.
    return profile if profile.threads else profile.model_copy(update={"threads": 1})


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
