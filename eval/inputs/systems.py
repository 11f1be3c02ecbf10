"""Which systems are measured, under which names, in which parts; and that their ids are those of the references."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path

from mujaz.errors import InputError
from mujaz.eval.inputs.read import read_run
from mujaz.eval.inputs.run import Run
from mujaz.eval.results import Role

RunLike = Run | str | Path
"""A system's outputs, or the file that holds them."""

_NAMED = 5  # ids that an error names before it only counts


@dataclass(frozen=True, slots=True)
class System:
    """A run and its part in an evaluation."""

    run: Run
    role: Role
    is_baseline: bool = False


def read_runs(given: Sequence[RunLike]) -> list[Run]:
    """Read the runs that are files; those of one name in several folders are told apart by their paths.

    Raises:
        InputError: A file cannot be read.
    """
    runs = [_read(one) for one in given]
    names = [run.name for run in runs]
    pairs = zip(given, runs, strict=True)
    return [
        replace(run, name=str(one)) if _is_shared(run.name, names) and one is not run else run for one, run in pairs
    ]


def gather_systems(
    given: Sequence[RunLike], read: Sequence[Run], baseline: RunLike | None, computed: Mapping[Role, Sequence[Run]]
) -> list[System]:
    """Return the runs, then the baseline where it is none of the others, then what was `computed`.

    Args:
        given: The runs as they were asked for.
        read: The same runs, read.
        baseline: One of the runs, the name of a run or of a computed one, or a system or file of its own.
        computed: What was worked out from the articles.

    Raises:
        InputError: The baseline cannot be read, or two systems have one name.
    """
    known = [*read, *(run for group in computed.values() for run in group)]
    against = next((run for one, run in zip(given, read, strict=True) if one == baseline), None)
    against = against or next((run for run in known if run.name == str(baseline)), None)
    apart = [_read(baseline)] if baseline is not None and against is None else []
    systems = [System(run, "run", run is against) for run in read]
    systems += [System(run, "baseline", is_baseline=True) for run in apart]
    systems += [System(run, role, run is against) for role, group in computed.items() for run in group]
    _refuse_same_names(systems)
    return systems


def check_ids(run: Run, expected: Set[str]) -> None:
    """Make sure that `run` holds outputs for some of the `expected` ids and for no others.

    What it lacks is left out of the measuring and named there (`mujaz.eval.leftout`): one article that failed does not
    keep the others from being measured.

    Raises:
        InputError: An id is not expected, or the run has none of them; names them.
    """
    missing, extra = expected - run.outputs.keys(), run.outputs.keys() - expected
    problems = [f"{len(missing)} missing: {_listed(missing)}"] if missing else []
    problems += [f"{len(extra)} not in the references: {_listed(extra)}"] if extra else []
    if extra or len(missing) == len(expected):
        raise InputError(f"the ids of {run.name} are not those of the references; {'; '.join(problems)}")


def _is_shared(name: str, names: Sequence[str]) -> bool:
    return names.count(name) > 1


def _read(run: RunLike) -> Run:
    return run if isinstance(run, Run) else read_run(run)


def _refuse_same_names(systems: Sequence[System]) -> None:
    names = [system.run.name for system in systems]
    if shared := sorted({name for name in names if _is_shared(name, names)}):
        raise InputError(f"two systems are named {shared[0]!r}; rename one of the files")


def _listed(ids: Set[str]) -> str:
    more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
    return ", ".join(map(repr, sorted(ids)[:_NAMED])) + more
