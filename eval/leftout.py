"""Articles that are not measured, because a system has nothing of them, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mujaz.errors import InputError
from mujaz.eval.inputs.runs import Run
from mujaz.files.formats.base import read_bounded_lines
from mujaz.files.formats.json import parse_json
from mujaz.files.opening import open_source
from mujaz.jobs.job import name_companion


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An article that is not measured.

    Attributes:
        article: Its id; of a line of the references that cannot be read, the line's place.
        system: The system that has nothing of it; empty when the references cannot be read there.
        reason: Why, as far as that is known.
        file: The file of failures that says so; empty when none does.
    """

    article: str
    system: str = ""
    reason: str = ""
    file: str = ""

    def __str__(self) -> str:
        """Return one line for a person."""
        if not self.system:
            return f"{self.article}: {self.reason}"
        why = f"{self.file} says: {self.reason}" if self.file else "no file of failures says why"
        return f"{self.article}: {self.system} has nothing of it; {why}"


def left_out_by(runs: Iterable[Run], expected: Mapping[str, object]) -> Iterator[LeftOut]:
    """Find what each of `runs` lacks of the `expected` ids, in their order, with the reasons that jobs recorded."""
    for run in runs:
        missing = [key for key in expected if key not in run.outputs]
        reasons = recorded_failures(run) if missing else {}
        file = str(failures_of(run)) if missing else ""
        for key in missing:
            yield LeftOut(key, run.name, reasons.get(key, ""), file if key in reasons else "")


def recorded_failures(run: Run) -> dict[str, str]:
    """Return the reasons that stand in the file of failures beside a run's file, by article id, or place without one.

    Articles that the run has, as after ``--retry-failed``, are passed over, and so are lines that are no failures.
    """
    path = failures_of(run)
    if not path.is_file():
        return {}
    with open_source(str(path)) as source:
        lines = [line for line in read_bounded_lines(source.stream, source.name) if line]
    return {key: reason for key, reason in map(_failure, lines) if key and key not in run.outputs}


def failures_of(run: Run) -> Path:
    """Return the path of the failures file beside a run's file, or a path of no file if the run comes from none."""
    return name_companion(Path(run.file.removesuffix(".gz")), "failures") if run.file else Path()


def _failure(line: bytes) -> tuple[str, str]:
    try:
        record = parse_json(line, "")
    except InputError:
        return "", ""
    if not isinstance(record, dict):
        return "", ""
    return str(record.get("id") or record.get("where") or ""), str(record.get("reason") or "")
