"""Whole trainings, from raw data to a bundle that loads."""

from __future__ import annotations

import hashlib
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mujaz.engines.base import GenerationOptions
from mujaz.models import open_bundle
from mujaz.training.run import train
from tests.training import tiny

pytestmark = pytest.mark.usefixtures("needs_torch")

_PROGRAM = """
import sys, torch
from pathlib import Path
from mujaz.training.run import train
torch.set_num_threads(1)
train("translate", *map(Path, sys.argv[1:5]))
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return tiny.write_articles(tiny.write_pairs(folder))


def test_a_translator_recipe_ends_in_a_verified_bundle_that_says_how_it_was_trained(tmp_path: Path, data: Path) -> None:
    recipe = tiny.write_recipe(tmp_path, tiny.TRANSLATOR)
    bundle = open_bundle(train("translate", recipe, data, tmp_path / "work", tmp_path / "bundle"))
    assert bundle.manifest.task == "translate"
    assert bundle.manifest.training["data"] == {"pairs.tsv.gz": 2.0}
    assert bundle.manifest.training["stages"]["all"]["steps"] == 40
    generation = bundle.engine().generate(["زار الوزير المدرسة اليوم 12"], GenerationOptions(max_output_pieces=40))
    assert generation[0].best.text


def test_a_summarizer_recipe_ends_in_an_mt5_bundle(tmp_path: Path, data: Path) -> None:
    recipe = tiny.write_recipe(tmp_path, tiny.SUMMARIZER)
    bundle = open_bundle(train("summarize", recipe, data, tmp_path / "work", tmp_path / "bundle"))
    assert (bundle.manifest.task, bundle.manifest.architecture) == ("summarize", "mt5")
    generation = bundle.engine().generate(["زار الوزير المدرسة اليوم 12"], GenerationOptions(max_output_pieces=40))
    assert generation[0].best.pieces


def test_a_training_that_was_killed_resumes_and_ends_with_the_same_weights(tmp_path: Path, data: Path) -> None:
    recipe = tiny.write_recipe(tmp_path, tiny.TRANSLATOR)
    undisturbed = _start(recipe, data, tmp_path / "work", tmp_path / "bundle")
    assert undisturbed.wait(120) == 0

    killed = _start(recipe, data, tmp_path / "work-2", tmp_path / "bundle-2")
    _wait_for(tmp_path / "work-2" / "all" / "checkpoint-10", killed)
    killed.send_signal(signal.SIGKILL)
    assert killed.wait(30) == -signal.SIGKILL
    assert not (tmp_path / "bundle-2").exists()
    assert _start(recipe, data, tmp_path / "work-2", tmp_path / "bundle-2").wait(120) == 0

    assert _weights(tmp_path / "bundle-2") == _weights(tmp_path / "bundle")


def _start(recipe: Path, data: Path, work: Path, output: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", _PROGRAM, *map(str, (recipe, data, work, output))]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _wait_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    for _ in range(2400):
        if path.exists():
            return
        assert process.poll() is None, "the training ended before it could be killed"
        time.sleep(0.05)
    pytest.fail(f"no {path.name} after two minutes")


def _weights(bundle: Path) -> str:
    return hashlib.sha256((bundle / "model.bin").read_bytes()).hexdigest()
