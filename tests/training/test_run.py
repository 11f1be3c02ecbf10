"""Whole trainings, from raw data to a bundle that loads."""

from __future__ import annotations

import hashlib
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from mujaz.engines.base import GenerationOptions
from mujaz.errors import OutputError
from mujaz.models import open_bundle
from mujaz.training.run import train
from mujaz.training.work_folder import last_checkpoint
from tests.training import tiny

pytestmark = pytest.mark.usefixtures("needs_torch")

_PROGRAM = """
import sys, torch
from pathlib import Path
from mujaz.training.run import train
torch.set_num_threads(1)
train(sys.argv[1], *map(Path, sys.argv[2:6]))
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
    assert bundle.manifest.training["hours"] >= 0
    assert " of " in bundle.manifest.training["machine"]
    generation = bundle.engine().generate(["زار الوزير المدرسة اليوم 12"], GenerationOptions(max_output_pieces=40))
    assert generation[0].best.text


def test_a_summarizer_recipe_ends_in_an_mt5_bundle(tmp_path: Path, data: Path) -> None:
    recipe = tiny.write_recipe(tmp_path, tiny.SUMMARIZER)
    bundle = open_bundle(train("summarize", recipe, data, tmp_path / "work", tmp_path / "bundle"))
    assert (bundle.manifest.task, bundle.manifest.architecture) == ("summarize", "mt5")
    assert bundle.manifest.training["data"] == {"articles.jsonl.gz": "spans 1, gaps 1, leads 1, titles 0.5, pairs 1"}
    generation = bundle.engine().generate(["زار الوزير المدرسة اليوم 12"], GenerationOptions(max_output_pieces=40))
    assert generation[0].best.pieces


def test_a_training_that_was_killed_resumes_and_ends_with_the_same_weights(tmp_path: Path, data: Path) -> None:
    recipe = tiny.write_recipe(tmp_path, tiny.TRANSLATOR)
    undisturbed = _start("translate", recipe, data, tmp_path / "work", tmp_path / "bundle")
    assert undisturbed.wait(120) == 0

    killed = _start("translate", recipe, data, tmp_path / "work-2", tmp_path / "bundle-2")
    _wait_for(tmp_path / "work-2" / "all" / "checkpoint-10", killed)
    killed.send_signal(signal.SIGKILL)
    assert killed.wait(30) == -signal.SIGKILL
    assert not (tmp_path / "bundle-2").exists()
    assert _start("translate", recipe, data, tmp_path / "work-2", tmp_path / "bundle-2").wait(120) == 0

    assert _weights(tmp_path / "bundle-2") == _weights(tmp_path / "bundle")


def test_a_summarizer_killed_while_it_is_pretrained_resumes_and_ends_with_the_same_weights(
    tmp_path: Path, data: Path
) -> None:
    recipe = tiny.write_recipe(tmp_path, tiny.SUMMARIZER)
    train("summarize", recipe, data, tmp_path / "work", tmp_path / "bundle")

    killed = _start("summarize", recipe, data, tmp_path / "work-2", tmp_path / "bundle-2")
    _wait_for(tmp_path / "work-2" / "pretrain" / "checkpoint-5" / "trainer_state.json", killed)
    killed.send_signal(signal.SIGKILL)
    assert killed.wait(30) == -signal.SIGKILL
    train("summarize", recipe, data, tmp_path / "work-2", tmp_path / "bundle-2")

    assert _weights(tmp_path / "bundle-2") == _weights(tmp_path / "bundle")


_KILLED_AT_EXPORT = """
import os, signal
from mujaz.models import convert
convert.require_faithful = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_training_killed_while_its_bundle_is_made_leaves_nothing_beside_it_and_ends_the_next_time(
    tmp_path: Path, data: Path
) -> None:
    recipe = tiny.write_recipe(tmp_path, tiny.TRANSLATOR.replace("steps = 40", "steps = 5"))
    work, output = tmp_path / "work", tmp_path / "bundles" / "ours"
    command = [sys.executable, "-c", _KILLED_AT_EXPORT + _PROGRAM, "translate", *map(str, (recipe, data, work, output))]
    assert subprocess.run(command, capture_output=True, timeout=200).returncode == -signal.SIGKILL
    assert list((work / "export").iterdir())
    assert list(output.parent.iterdir()) == []
    train("translate", recipe, data, work, output)
    assert open_bundle(output).manifest.training["stages"]["all"]["steps"] == 5
    assert list(output.parent.iterdir()) == [output]
    assert not (work / "export").exists()


def test_a_stage_that_was_killed_ends_at_its_last_checkpoint_when_its_steps_are_lowered_to_it(
    tmp_path: Path, data: Path
) -> None:
    recipe = tiny.write_recipe(tmp_path, tiny.SUMMARIZER)
    killed = _start("summarize", recipe, data, tmp_path / "work", tmp_path / "bundle")
    _wait_for(tmp_path / "work" / "pretrain" / "checkpoint-10" / "trainer_state.json", killed)
    killed.send_signal(signal.SIGKILL)
    assert killed.wait(30) == -signal.SIGKILL

    last = _last_step(tmp_path / "work" / "pretrain")
    assert 10 <= last < 20
    tiny.write_recipe(tmp_path, tiny.SUMMARIZER.replace("steps = 20", f"steps = {last}"))
    bundle = open_bundle(train("summarize", recipe, data, tmp_path / "work", tmp_path / "bundle"))
    assert bundle.manifest.training["stages"]["pretrain"]["steps"] == last


def _last_step(stage: Path) -> int:
    """Of the newest whole checkpoint; the kill may have struck while a later one was written."""
    whole = [
        path.parent for path in stage.glob("checkpoint-*/trainer_state.json") if path.read_text().rstrip().endswith("}")
    ]
    return max(int(folder.name.partition("-")[2]) for folder in whole)


def _start(task: str, recipe: Path, data: Path, work: Path, output: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", _PROGRAM, task, *map(str, (recipe, data, work, output))]
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


def test_an_mt5_in_training_shares_its_embedding_between_the_sides_and_has_a_head_of_its_own(
    tmp_path: Path, data: Path
) -> None:
    from mujaz.training.model import build_model
    from mujaz.training.recipe import load_recipe
    from mujaz.training.vocabulary import prepare_vocabularies

    recipe = load_recipe(tiny.write_recipe(tmp_path, tiny.SUMMARIZER), "summarize")
    model = build_model(recipe, prepare_vocabularies(recipe, data, tmp_path))
    embedding = model.shared.weight.data_ptr()
    assert model.encoder.embed_tokens.weight.data_ptr() == embedding
    assert model.decoder.embed_tokens.weight.data_ptr() == embedding
    assert model.lm_head.weight.data_ptr() != embedding


def test_weights_of_a_finished_stage_come_back_as_they_were(tmp_path: Path, data: Path) -> None:
    import torch

    from mujaz.training.model import build_model
    from mujaz.training.recipe import load_recipe
    from mujaz.training.vocabulary import prepare_vocabularies
    from mujaz.training.work_folder import load_weights, save_weights

    for task, text in (("translate", tiny.TRANSLATOR), ("summarize", tiny.SUMMARIZER)):
        work = tmp_path / task
        work.mkdir()
        recipe = load_recipe(tiny.write_recipe(work, text), task)
        pieces = prepare_vocabularies(recipe, data, work)
        trained, other = build_model(recipe, pieces), build_model(recipe, pieces)
        with torch.no_grad():
            for parameter in trained.parameters():
                parameter += 0.25
        save_weights(trained, work / "done", {"steps": 3})
        assert load_weights(other, work / "done") == {"steps": 3}
        for name, tensor in trained.state_dict().items():
            assert torch.equal(other.state_dict()[name], tensor), name


def test_a_checkpoint_that_a_kill_left_half_written_is_passed_over(tmp_path: Path) -> None:
    assert last_checkpoint(tmp_path) is None
    for step, state in ((90, "{}"), (100, "{}"), (110, '{"epoch": 0.')):
        (tmp_path / f"checkpoint-{step}").mkdir()
        (tmp_path / f"checkpoint-{step}" / "trainer_state.json").write_text(state, encoding="utf-8")
    (tmp_path / "checkpoint-120").mkdir()
    assert last_checkpoint(tmp_path) == str(tmp_path / "checkpoint-100")


def test_a_disk_that_is_full_is_told_of_as_such_and_a_defect_is_not(tmp_path: Path) -> None:
    from safetensors import SafetensorError

    from mujaz.training.trainer import report_stage_errors

    full = (
        OSError(28, "No space left on device"),
        SafetensorError("I/O error: No space left on device"),
        RuntimeError("[enforce fail at inline_container.cc:626] . unexpected pos 576 vs 470"),
    )
    for error in full:
        with (
            pytest.raises(OutputError, match=r"read or written .*; make room and start again"),
            report_stage_errors(tmp_path),
        ):
            raise error
    with pytest.raises(RuntimeError, match="mat1 and mat2"), report_stage_errors(tmp_path):
        raise RuntimeError("mat1 and mat2 shapes cannot be multiplied")


@pytest.mark.parametrize(
    ("losses", "expected"), [([], 0), ([3.0], 0), ([3.0, 2.0, 2.5, 2.0], 2), ([3.0, 3.5, 2.9], 0), ([1.0, 2.0, 1.5], 2)]
)
def test_patience_counts_the_evaluations_since_the_lowest_loss(losses: list[float], expected: int) -> None:
    from mujaz.training.callbacks import count_without_gain

    assert count_without_gain(losses) == expected


def test_patience_goes_on_counting_where_a_killed_training_stopped() -> None:
    from mujaz.training.callbacks import Patience

    history = [{"loss": 9.0}, {"eval_loss": 2.0}, {"eval_loss": 2.5}]
    state, control = SimpleNamespace(log_history=history), SimpleNamespace(should_training_stop=False)
    resumed = Patience(2)
    resumed.on_train_begin(None, state, control)
    assert not control.should_training_stop
    history.append({"eval_loss": 2.4})
    resumed.on_evaluate(None, state, control)
    assert control.should_training_stop
    control.should_training_stop = False
    Patience(2).on_train_begin(None, state, control)
    assert control.should_training_stop
