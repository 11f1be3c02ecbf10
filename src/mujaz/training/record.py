"""What a work folder was made by, so that a training is gone on with by the same recipe, or not at all.

Vocabularies, weights and checkpoints that are there are used as they are. A recipe that would have made others would
otherwise be followed in part and believed to be followed whole.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from mujaz.errors import OutputError
from mujaz.files.writing import write_file
from mujaz.models.bundle import hash_file
from mujaz.training.progress import DONE, is_begun, is_done, read_figures
from mujaz.training.recipe import Recipe, Shape, Stage, Vocabulary

log = logging.getLogger(__name__)

RECORD = "made-by.json"


class Record(BaseModel):
    """The part of a recipe that decides what is in a work folder, and the data that it was read from.

    Attributes:
        task, seed, bf16, longest, vocabulary: As in the recipe.
        model: Every field of the recipe's `Shape`.
        stages: With their data and development, also where the recipe names these for all stages.
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
        """What would be made by `recipe` of the files in `data`."""
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


def go_on(recipe: Recipe, data: Path, work: Path) -> None:
    """Make sure that what `work` holds is what `recipe` would have made, and record what it is made by from here on.

    A work folder without a record, which older versions left, is taken as the recipe's. Stages of which nothing is
    there yet may be any; a stage that is under way may get fewer steps, and more where its rate is constant.

    Raises:
        OutputError: Something would have been made otherwise; the message names it.
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
    """The stages of which something is there; they are the first ones."""
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


def _differences(was: Mapping[str, Any], now: Mapping[str, Any], where: str = "") -> Iterator[str]:
    for key, value in now.items():
        if was.get(key) != value:
            short = not isinstance(value, list | tuple | dict) and not isinstance(was.get(key), list | tuple | dict)
            yield f"{where}{key}" + (f" (was {was.get(key)}, is {value})" if short else "")


def _stage_changes(was: Stage, now: Stage | None, work: Path) -> Iterator[str]:
    if now is None or now.name != was.name:
        yield f"stage {was.name!r}, which has begun, is not in its place"
        return
    yield from _differences(was.model_dump(exclude={"steps"}), now.model_dump(exclude={"steps"}), f"{was.name}.")
    done = is_done(work / was.name)
    made = int(read_figures(work / was.name / DONE)["steps"]) if done and not was.patience else was.steps
    if now.steps > made and (done or was.schedule == "linear"):
        yield f"{was.name}.steps ({'ended at' if done else 'was'} {made}, is {now.steps})"


def _file_changes(was: Record, now: Record, begun: Iterable[Stage]) -> Iterator[str]:
    """Files that begun stages were trained on; all of them while only the vocabulary is there, which is of them all."""
    trained = dict.fromkeys(name for stage in begun for name in stage.files)
    everything = {**was.files, **now.files}
    changed = [name for name in everything if was.files.get(name) != now.files.get(name)]
    yield from (f"the data file {name}" for name in changed if not trained or name in trained)
    if changed and trained:
        log.info("the vocabulary stays as it was made, before %s changed", ", ".join(changed))
