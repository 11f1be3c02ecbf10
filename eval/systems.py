"""Which systems are measured, under which names, in which parts; and that their ids are those of the references."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from mujaz.errors import InputError
from mujaz.eval.read import read_run
from mujaz.eval.results import Role
from mujaz.eval.run import Run

RunLike = Run | str | Path
"""A system's outputs, or the file that holds them."""

_NAMED = 5  # ids that an error names before it only counts


@dataclass(frozen=True, slots=True)
class System:
    """A run and its part in an evaluation."""

    run: Run
    role: Role
    is_baseline: bool = False


def gather_systems(
    runs: Iterable[RunLike], baseline: RunLike | None, computed: Mapping[Role, Sequence[Run]]
) -> list[System]:
    """Runs, then the baseline where it is none of the others, then what was `computed`.

    `baseline` is one of the runs, the name of a run or of a computed one, or a system or file of its own.

    Raises:
        InputError: A file cannot be read, or two systems have one name.
    """
    given = list(runs)
    read = _read_all(given)
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
    """Make sure that `run` holds an output for each of the ids and nothing else.

    Raises:
        InputError: Ids are missing or too many; names them.
    """
    missing, extra = expected - run.outputs.keys(), run.outputs.keys() - expected
    problems = [f"{len(missing)} missing: {_listed(missing)}"] if missing else []
    problems += [f"{len(extra)} not in the references: {_listed(extra)}"] if extra else []
    if problems:
        raise InputError(f"the ids of {run.name} are not those of the references; {'; '.join(problems)}")


def _read_all(given: Sequence[RunLike]) -> list[Run]:
    # Files of one name in several folders are told apart by their paths.
    runs = [_read(one) for one in given]
    names = [run.name for run in runs]
    pairs = zip(given, runs, strict=True)
    return [Run(str(one), run.outputs) if _is_shared(run.name, names) and one is not run else run for one, run in pairs]


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
