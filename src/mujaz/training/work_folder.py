"""A training's work folder: its lock, the progress of its stages, and the recipe that it was made by.

Vocabularies, weights and checkpoints that are there are used as they are. With another recipe, which would have made
others, a training would follow the recipe in part and seem to follow it whole. So the folder records its recipe.
"""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError
from transformers import (
    PreTrainedModel,
)

from mujaz.errors import OutputError
from mujaz.files.writing import output_errors, try_lock, write_file
from mujaz.models.bundle import hash_file
from mujaz.training.recipe import Recipe, Shape, Stage, Vocabulary

_LOCK = "lock"


@contextmanager
def lock_work_folder(work: Path) -> Iterator[None]:
    """Keep other trainings away from a work folder; make the folder if need be.

    Raises:
        OutputError: One is at work there, or the folder cannot be written to.
    """
    with output_errors(str(work)):
        work.mkdir(parents=True, exist_ok=True)
        file = (work / _LOCK).open("ab")
    with file:
        if not try_lock(file):
            raise OutputError(f"{work}: another training is at it; wait for it, or give another folder (--work)")
        yield


DONE = "done"
"""Folder of a finished stage's weights and figures; it is made whole or not at all."""


FIGURES = "figures.json"


def is_done(folder: Path) -> bool:
    """Tell whether the stage of this folder has ended."""
    return (folder / DONE).is_dir()


def is_begun(folder: Path) -> bool:
    """Tell whether the stage of this folder has weights that a resumed training goes on from."""
    return is_done(folder) or last_checkpoint(folder) is not None


def last_checkpoint(folder: Path) -> str | None:
    """Find the newest whole checkpoint: a half-written one lacks the state, which the trainer writes last."""
    newest_first = sorted(folder.glob("checkpoint-*"), key=lambda path: int(path.name.split("-")[1]), reverse=True)
    return next((str(path) for path in newest_first if _is_json(path / "trainer_state.json")), None)


def read_figures(done: Path) -> dict[str, float]:
    """Read the figures of a stage that is done: steps, development loss, hours."""
    figures: dict[str, float] = json.loads((done / FIGURES).read_text(encoding="utf-8"))
    return figures


def _is_json(path: Path) -> bool:
    try:
        json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return True


log = logging.getLogger(__name__)


RECORD = "made-by.json"


class Record(BaseModel):
    """The part of a recipe that decides what is in a work folder, and the data that it was read from.

    Attributes:
        task, seed, bf16, longest, vocabulary: As in the recipe.
        model: Every field of the recipe's `Shape`.
        stages: With their data and development, even if the recipe names these for all stages.
        files: SHA-256 of each data file.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    task: str
    seed: int
    bf16: bool | Literal["auto"]
    longest: int
    vocabulary: Vocabulary
    model: dict[str, Any]
    stages: tuple[Stage, ...]
    files: dict[str, str]

    @classmethod
    def of(cls, recipe: Recipe, data: Path) -> Record:
        """Build the record for `recipe` and the files in `data`."""
        return cls(
            task=recipe.task,
            seed=recipe.seed,
            bf16=recipe.bf16,
            longest=recipe.longest,
            vocabulary=recipe.vocabulary,
            model=recipe.model.model_dump(mode="json"),
            stages=tuple(_whole(stage, recipe) for stage in recipe.stages),
            files={name: hash_file(data / name) for name in recipe.files},
        )


def _whole(stage: Stage, recipe: Recipe) -> Stage:
    shared = {"data": stage.data or recipe.data, "development": stage.development or recipe.development}
    return stage.model_copy(update=shared)


def check_record(recipe: Recipe, data: Path, work: Path) -> None:
    """Make sure that `recipe` would have made the contents of `work`, and record it.

    A work folder without a record, left by an older version, is taken as the recipe's. Stages that have not begun may
    differ; a stage that is under way may get fewer steps, and also more if its rate is constant.

    Raises:
        OutputError: The recipe would have made something else; the message names it.
    """
    now = Record.of(recipe, data)
    was = _read(work / RECORD)
    if was is not None:
        if changed := list(_changes(was, now, work)):
            raise OutputError(
                f"{work} was made by another recipe or of other data: {'; '.join(changed)}. "
                "Give another work folder (--work), or undo the change"
            )
        begun = _begun(was, work)
        now = now.model_copy(update={"stages": (*begun, *now.stages[len(begun) :])})
    write_file(str(work / RECORD), [now.model_dump_json(indent=1), "\n"])


def _read(path: Path) -> Record | None:
    if not path.is_file():
        return None
    try:
        return Record.model_validate_json(path.read_bytes())
    except (ValidationError, OSError) as exc:
        raise OutputError(f"{path} is no record of this version; give another work folder (--work)") from exc


def _begun(was: Record, work: Path) -> list[Stage]:
    """Return the stages that have begun; they are the first ones."""
    return [stage for stage in was.stages if is_begun(work / stage.name)]


def _changes(was: Record, now: Record, work: Path) -> Iterator[str]:
    begun = _begun(was, work)
    if not begun and not _has_vocabulary(work):
        return
    shape = Shape().model_dump(mode="json")  # fields that the record's version did not have
    yield from _differences(_plain(was), _plain(now))
    yield from _differences({**shape, **was.model}, now.model, "model.")
    for number, stage in enumerate(begun):
        yield from _stage_changes(stage, now.stages[number] if number < len(now.stages) else None, work)
    yield from _file_changes(was, now, begun)


def _has_vocabulary(work: Path) -> bool:
    return (work / "source.rows").is_file() or (work / "start").is_dir()


def _plain(record: Record) -> dict[str, Any]:
    vocabulary = {f"vocabulary.{key}": value for key, value in record.vocabulary.model_dump().items()}
    return {"task": record.task, "seed": record.seed, "bf16": record.bf16, "longest": record.longest, **vocabulary}


def _differences(was: Mapping[str, Any], now: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    for key, value in now.items():
        if was.get(key) != value:
            short = not isinstance(value, list | tuple | dict) and not isinstance(was.get(key), list | tuple | dict)
            yield f"{prefix}{key}" + (f" (was {was.get(key)}, is {value})" if short else "")


def _stage_changes(was: Stage, now: Stage | None, work: Path) -> Iterator[str]:
    if now is None or now.name != was.name:
        yield f"stage {was.name!r}, which has begun, is not in its place"
        return
    yield from _differences(was.model_dump(exclude={"steps"}), now.model_dump(exclude={"steps"}), f"{was.name}.")
    done = is_done(work / was.name)
    steps = int(read_figures(work / was.name / DONE)["steps"]) if done and not was.patience else was.steps
    if now.steps > steps and (done or was.schedule == "linear"):
        yield f"{was.name}.steps ({'ended at' if done else 'was'} {steps}, is {now.steps})"


def _file_changes(was: Record, now: Record, begun: Iterable[Stage]) -> Iterator[str]:
    """Name the changed files of stages that have begun; all if there is only the vocabulary, made of all."""
    trained = dict.fromkeys(name for stage in begun for name in stage.files)
    everything = {**was.files, **now.files}
    changed = [name for name in everything if was.files.get(name) != now.files.get(name)]
    yield from (f"the data file {name}" for name in changed if not trained or name in trained)
    if changed and trained:
        log.info("the vocabulary stays as it was made, before %s changed", ", ".join(changed))


def save_weights(model: PreTrainedModel, folder: Path, figures: dict[str, float]) -> None:
    """Write the model and `figures` to `folder`, whole or not at all."""
    temporary = folder.with_name(folder.name + ".partial")
    shutil.rmtree(temporary, ignore_errors=True)
    model.save_pretrained(temporary)
    (temporary / FIGURES).write_text(json.dumps(figures), encoding="utf-8")
    temporary.rename(folder)


def load_weights(model: PreTrainedModel, folder: Path) -> dict[str, float]:
    """Load the weights that `save_weights` wrote into `model`, and return the figures.

    Raises:
        OutputError: They are of a model of another shape.
    """
    from safetensors.torch import load_file

    weights = load_file(folder / "model.safetensors")
    missing, unexpected = model.load_state_dict(weights, strict=False)
    state = model.state_dict()
    # A tied weight is saved under one of its names only.
    loaded = {state[name].data_ptr() for name in weights if name in state}
    unknown = [*unexpected, *(name for name in missing if state[name].data_ptr() not in loaded)]
    if unknown:
        raise OutputError(f"{folder}: made by another recipe ({', '.join(unknown[:3])}...); give another work folder")
    return read_figures(folder)
