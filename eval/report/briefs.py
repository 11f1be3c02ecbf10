"""The report of briefs alone, which are compared with nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mujaz.errors import InputError
from mujaz.eval.inputs.gather import Inputs, survey_references
from mujaz.eval.inputs.read import read_run
from mujaz.eval.inputs.runs import Run
from mujaz.eval.inputs.systems import System
from mujaz.eval.leftout import LeftOut, failures_of, recorded_failures
from mujaz.eval.results import Evaluation, Result
from mujaz.types import Article


def gather_briefs(path: str | Path) -> Inputs:
    """Return the briefs, or plain summaries, of a file in its order, and what failed beside them.

    Raises:
        InputError: The file cannot be read, an entry is malformed, or the file is empty.
    """
    run = read_run(path)
    if not run.outputs:
        raise InputError(f"{path}: no briefs in it")
    file = str(failures_of(run))
    failed = tuple(LeftOut(key, run.name, reason, file) for key, reason in recorded_failures(run).items())
    return Inputs(_Articles(run), tuple(run.outputs), (System(run, "run"),), survey_references(()), failed)


def unmeasured(inputs: Inputs) -> Evaluation:
    """Return the evaluation by no metric at all."""
    return Evaluation(
        articles=len(inputs.ids),
        scored=inputs.survey.scored,
        languages={},
        higher_is_better={},
        results=tuple(Result(system.run.name, system.role, {}, {}, {}) for system in inputs.systems),
        left_out=inputs.left_out,
    )


@dataclass(frozen=True, eq=False)
class _Articles(Mapping[str, Article]):
    """The articles of briefs, as far as the briefs hold them; each read when asked for."""

    run: Run

    def __getitem__(self, key: str) -> Article:
        brief = self.run.outputs[key].brief
        if brief is None:
            return Article(id=key, text="")
        article = brief.article
        return Article(id=key, text=article.text or "", title=article.title, url=article.url, date=article.date)

    def __iter__(self) -> Iterator[str]:
        return iter(self.run.outputs)

    def __len__(self) -> int:
        return len(self.run.outputs)
