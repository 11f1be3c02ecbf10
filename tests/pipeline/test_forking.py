"""What is loaded can be used in a forked child, and goes to pools of processes that are spawned."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import subprocess
import sys

import pytest

from mujaz import Briefer
from mujaz.models.bundle import Bundle
from mujaz.summarize import Summarizer
from mujaz.translate import Translator
from tests.conftest import ROOT
from tests.pipeline.forked import LONG, TEXT

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


def fork_with(*arguments: str) -> str:
    """What the ways to fork came to, each with an exit code."""
    command = [sys.executable, "-m", "tests.pipeline.forked", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=1500)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@needs_fork
@pytest.mark.parametrize("what", ["briefer", "translator", "summarizer"])
def test_children_and_grandchildren_end_and_write_what_their_parent_does(what: str) -> None:
    assert fork_with(what).count(": 0") == 6


@needs_fork
def test_so_they_do_with_an_mt5(mt5_bundle: Bundle) -> None:
    assert fork_with("summarizer", "strategy=mt5", f"summarizer={mt5_bundle.path}").count(": 0") == 6


def english(translator: Translator) -> str:
    return translator.translate(TEXT).text


def bullets(summarizer: Summarizer) -> list[str]:
    return [bullet.ar for bullet in summarizer.summarize(LONG)]


def brief(briefer: Briefer) -> str:
    return briefer.brief(TEXT).to_json()


def test_what_a_profile_makes_goes_to_a_pool_that_spawns() -> None:
    briefer, translator, summarizer = Briefer(bullets=1), Translator(beam_size=2), Summarizer(bullets=1)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(brief, [briefer]) == brief(briefer)
        assert pool.apply(english, [translator]) == english(translator)
        assert pool.apply(bullets, [summarizer]) == bullets(summarizer)


def test_the_profile_travels_and_the_models_do_not() -> None:
    briefer = Briefer(bullets=2, beam_size=3, threads=1)
    briefer.load()
    pickled = pickle.dumps(briefer)
    assert len(pickled) < 2000
    assert pickle.loads(pickled).profile == briefer.profile  # noqa: S301 - our own bytes


def test_a_strategy_that_was_given_made_travels_itself() -> None:
    strategy = Summarizer()._strategy
    copy = pickle.loads(pickle.dumps(Summarizer(bullets=1, strategy=strategy)))  # noqa: S301 - our own bytes
    assert bullets(copy) == bullets(Summarizer(bullets=1))
    assert copy._strategy is not strategy


def test_of_an_engine_by_itself_it_is_said_what_to_pickle(marian_bundle: Bundle) -> None:
    with pytest.raises(TypeError, match="pickle the Briefer, Translator or Summarizer"):
        pickle.dumps(marian_bundle.engine(threads=1))
