"""Running commands inside the test's own process, with doubles of the models."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from benchmarks.inline_runner import InlineRunner
from click.testing import CliRunner, Result

from mujaz.cli.main import cli
from tests.pipeline.doubles import use_doubles

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `mujaz` with arguments; what is given as `input` is its standard input."""
    use_doubles(monkeypatch)
    # A worker process would not have the doubles.
    monkeypatch.setattr("mujaz.cli.job.LocalRunner", lambda task, *_, **__: InlineRunner(task))
    return lambda *arguments, **options: CliRunner().invoke(cli, [str(a) for a in arguments], **options)
