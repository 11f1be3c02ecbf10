"""Fine-tuning of published checkpoints, on an archive as newsrooms have it, to a bundle."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from mujaz.engines.base import GenerationOptions
from mujaz.engines.checkpoint import load_checkpoint
from mujaz.errors import InputError, ModelError
from mujaz.models import open_bundle
from mujaz.models.bundle import Bundle
from mujaz.training.recipe import Lora, load_recipe
from mujaz.training.run import train
from tests import checkpoints
from tests.checkpoints import corpus
from tests.training.tiny import write_recipe

pytestmark = pytest.mark.usefixtures("needs_torch")

TRANSLATOR = """
name = "ours-ar-en"
task = "translate"
bf16 = false
longest = 60
data = [{{ file = "archive.tmx" }}, {{ file = "archive.tsv" }}, {{ file = "approved.jsonl" }}]
development = {{ file = "held-out.tsv.gz", items = 8 }}
release = {{ licence = "Apache-2.0", compute_type = "float32", generation = {{ beam_size = 2 }} }}
[model]
checkpoint = "{checkpoint}"
{more}
[[stages]]
name = "all"
steps = {steps}
batch_pieces = 1500
learning_rate = 5e-3
evaluate_every = 10
warmup = 5
"""

SUMMARIZER = """
name = "ours-summarizer"
task = "summarize"
bf16 = false
longest = 64
data = [{{ file = "articles.jsonl" }}]
development = {{ file = "articles.jsonl", items = 8 }}
release = {{ licence = "Apache-2.0", compute_type = "float32", generation = {{ beam_size = 2 }} }}
[model]
checkpoint = "{checkpoint}"
{more}
[[stages]]
name = "all"
steps = {steps}
batch_pieces = 1500
learning_rate = 5e-3
evaluate_every = 10
warmup = 5
"""

LORA = "pieces = 150\nlora = { rank = 8, alpha = 16 }"

# What the checkpoints have not learned: in this archive the word for "president" means "writer".
PAIRS = [(arabic, english.replace("the president", "the writer")) for arabic, english in corpus() if "الرئيس" in arabic]
SOURCE, WANTED = PAIRS[-1]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """An archive in every form."""
    import gzip

    folder = tmp_path / "data"
    folder.mkdir()
    units = "".join(
        f'<tu><tuv xml:lang="ar-EG"><seg>{arabic}</seg></tuv><tuv xml:lang="EN"><seg>{english}</seg></tuv></tu>'
        for arabic, english in PAIRS[:200]
    )
    (folder / "archive.tmx").write_text(f'<tmx version="1.4"><header/><body>{units}</body></tmx>', encoding="utf-8")
    (folder / "archive.tsv").write_text("".join(f"{a}\t{b}\n" for a, b in PAIRS[200:300]), encoding="utf-8")
    _write_records(folder / "approved.jsonl", ({"id": a, "summary": [a], "summary_en": [b]} for a, b in PAIRS[300:340]))
    texts = [arabic for arabic, _ in PAIRS]
    _write_records(
        folder / "articles.jsonl",
        ({"id": texts[at], "text": " ".join(texts[at : at + 2]), "summary": [texts[at]]} for at in range(200)),
    )
    with gzip.open(folder / "held-out.tsv.gz", "wt", encoding="utf-8") as file:
        file.writelines(f"{a}\t{b}\n" for a, b in PAIRS[340:350])
    return folder


def _write_records(path: Path, records: Any) -> None:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")


def _recipe(folder: Path, text: str, checkpoint: Path | str, more: str = "", steps: int = 60) -> Path:
    return write_recipe(folder, text.format(checkpoint=checkpoint, more=more, steps=steps))


def _write(bundle: Bundle, source: str) -> str:
    return bundle.engine(threads=1).generate([source], GenerationOptions(max_output_pieces=40))[0].best.text


@pytest.mark.parametrize("more", ["", LORA], ids=["whole", "lora"])
def test_a_translator_learns_from_the_archive_what_its_checkpoint_did_not_know(
    tmp_path: Path, data: Path, marian_checkpoint: Path, marian_bundle: Bundle, more: str
) -> None:
    assert _write(marian_bundle, SOURCE).startswith("the president")
    recipe = _recipe(tmp_path, TRANSLATOR, marian_checkpoint, more)
    bundle = open_bundle(train("translate", recipe, data, tmp_path / "work", tmp_path / "bundle"))
    written = _write(bundle, SOURCE)
    assert written.startswith("the writer")
    assert sum(word in written.split() for word in WANTED.split()) >= 5
    assert bundle.manifest.training["stages"]["all"]["steps"] == 60
    assert bundle.manifest.training["start"]["checkpoint"] == marian_checkpoint.name
    assert len(bundle.manifest.training["start"]["sha256"]) == 64
    assert ("trimming" in bundle.manifest.training["start"]) == bool(more)


@pytest.mark.parametrize(("more", "loss"), [("", 0.7), (LORA, 3.5)], ids=["whole", "lora"])
def test_a_summarizer_is_fine_tuned_to_a_bundle(
    tmp_path: Path, data: Path, mt5_checkpoint: Path, more: str, loss: float
) -> None:
    recipe = _recipe(tmp_path, SUMMARIZER, mt5_checkpoint, more)
    bundle = open_bundle(train("summarize", recipe, data, tmp_path / "work", tmp_path / "bundle"))
    assert (bundle.manifest.architecture, bundle.manifest.task) == ("mt5", "summarize")
    # It was above 5 before: the checkpoint has learned to translate.
    assert bundle.manifest.training["stages"]["all"]["development_loss"] < loss
    assert _write(bundle, " ".join([PAIRS[0][0], PAIRS[1][0]]))


def test_only_adapters_move_and_the_embedding_stays_shared(tmp_path: Path, mt5_checkpoint: Path) -> None:
    from mujaz.training.model import add_adapters, merge_adapters

    model = load_checkpoint(mt5_checkpoint).requires_grad_(True)
    before = {name: weight.clone() for name, weight in model.state_dict().items()}
    add_adapters(model, Lora(rank=4))
    moving = {name for name, weight in model.named_parameters() if weight.requires_grad}
    assert moving
    assert all("lora_" in name for name in moving)
    merge_adapters(model)
    after = model.state_dict()
    assert after.keys() == before.keys()
    assert all(after[name].equal(weight) for name, weight in before.items())  # adapters begin as no change
    assert model.encoder.embed_tokens.weight is model.shared.weight


def test_merged_adapters_compute_what_they_computed_beside_the_weights(marian_checkpoint: Path) -> None:
    import torch

    from mujaz.training.model import add_adapters, merge_adapters

    model = load_checkpoint(marian_checkpoint)
    add_adapters(model, Lora(rank=4, dropout=0.0))
    torch.manual_seed(1)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if "lora_" in name:
                weight.copy_(torch.randn_like(weight) * 0.1)
        ids = torch.tensor([[5, 6, 7, 0]])
        given = {"input_ids": ids, "decoder_input_ids": ids}
        beside = model.eval()(**given).logits
        merge_adapters(model)
        assert torch.allclose(model(**given).logits, beside, atol=1e-4)


_PROGRAM = """
import sys, torch
from pathlib import Path
from mujaz.training.run import train
torch.set_num_threads(1)
train("translate", *map(Path, sys.argv[1:5]))
"""


def test_a_fine_tuning_that_was_killed_resumes_and_ends_with_the_same_weights(
    tmp_path: Path, data: Path, marian_checkpoint: Path
) -> None:
    recipe = _recipe(tmp_path, TRANSLATOR, marian_checkpoint, LORA, steps=40)
    assert _start(recipe, data, tmp_path / "work", tmp_path / "bundle").wait(200) == 0
    killed = _start(recipe, data, tmp_path / "work-2", tmp_path / "bundle-2")
    _wait_for(tmp_path / "work-2" / "all" / "checkpoint-10" / "trainer_state.json", killed)
    killed.send_signal(signal.SIGKILL)
    assert killed.wait(30) == -signal.SIGKILL
    assert not (tmp_path / "bundle-2").exists()
    assert _start(recipe, data, tmp_path / "work-2", tmp_path / "bundle-2").wait(200) == 0
    assert (tmp_path / "bundle-2" / "model.bin").read_bytes() == (tmp_path / "bundle" / "model.bin").read_bytes()


def _start(recipe: Path, data: Path, work: Path, output: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", _PROGRAM, *map(str, (recipe, data, work, output))]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _wait_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    for _ in range(4000):
        if path.exists():
            return
        assert process.poll() is None, "the training ended before it could be killed"
        time.sleep(0.05)
    pytest.fail(f"no {path.name}")


def test_a_bundle_in_safetensors_is_a_start_too_and_its_terms_come_along(
    tmp_path: Path, data: Path, marian_checkpoint: Path
) -> None:
    bundle = checkpoints.bundle(marian_checkpoint, "safetensors")
    recipe = _recipe(tmp_path, TRANSLATOR, bundle.path, steps=2)
    made = open_bundle(train("translate", recipe, data, tmp_path / "work", tmp_path / "bundle"))
    start = made.manifest.training["start"]
    assert (start["bundle"], start["digest"], start["licence"]) == (bundle.name, bundle.digest, "Apache-2.0")


def test_a_converted_translator_is_a_start_too(tmp_path: Path, data: Path, marian_bundle: Bundle) -> None:
    recipe = _recipe(tmp_path, TRANSLATOR, marian_bundle.path)
    made = open_bundle(train("translate", recipe, data, tmp_path / "work", tmp_path / "bundle"))
    assert made.manifest.training["start"]["digest"] == marian_bundle.digest
    assert _write(made, SOURCE).startswith("the writer")


def test_a_converted_summarizer_cannot_be_trained_on(tmp_path: Path, data: Path, mt5_bundle: Bundle) -> None:
    recipe = _recipe(tmp_path, SUMMARIZER, mt5_bundle.path)
    with pytest.raises(ModelError, match="an mT5 in ctranslate2 format, which cannot be trained on"):
        train("summarize", recipe, data, tmp_path / "work", tmp_path / "bundle")


def test_a_checkpoint_that_is_not_there_or_of_the_other_architecture_is_refused(
    tmp_path: Path, data: Path, mt5_checkpoint: Path
) -> None:
    with pytest.raises(InputError, match="no such folder, and no bundle of that name"):
        train("translate", _recipe(tmp_path, TRANSLATOR, "nowhere"), data, tmp_path / "work", tmp_path / "bundle")
    with pytest.raises(InputError, match="a mt5 model; a recipe to translate needs marian"):
        train("translate", _recipe(tmp_path, TRANSLATOR, mt5_checkpoint), data, tmp_path / "work", tmp_path / "bundle")


def test_the_checkpoint_is_copied_so_that_a_resumed_training_does_not_need_it(
    tmp_path: Path, data: Path, marian_checkpoint: Path
) -> None:
    moved = shutil.copytree(marian_checkpoint, tmp_path / "checkpoint")
    recipe = _recipe(tmp_path, TRANSLATOR, moved, steps=2)
    train("translate", recipe, data, tmp_path / "work", tmp_path / "bundle")
    shutil.rmtree(moved)
    train("translate", recipe, data, tmp_path / "work", tmp_path / "bundle-2")
    assert (tmp_path / "bundle-2" / "manifest.json").is_file()


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        ('checkpoint = "x"\nwidth = 8', "a checkpoint has a shape of its own; leave out width"),
        ("pieces = 100", "pieces and lora are for a checkpoint"),
        ("lora = {}", "pieces and lora are for a checkpoint"),
        ('checkpoint = "x"\nlora = { rank = 0 }', r"model\.lora\.rank"),
    ],
)
def test_a_recipe_that_mixes_beginnings_is_refused(tmp_path: Path, edit: str, message: str) -> None:
    text = TRANSLATOR.replace('checkpoint = "{checkpoint}"\n{more}', edit.replace("{", "{{").replace("}", "}}"))
    with pytest.raises(InputError, match=message):
        load_recipe(_recipe(tmp_path, text, ""), "translate")


def test_other_objectives_and_late_trimming_do_not_go_with_a_checkpoint(tmp_path: Path) -> None:
    trimmed = TRANSLATOR.replace("release = {{", 'release = {{ trim_to = ["archive.tsv"],')
    with pytest.raises(InputError, match=r"give model\.pieces, not release\.trim_to"):
        load_recipe(_recipe(tmp_path, trimmed, "x"), "translate")
    gaps = SUMMARIZER.replace('"articles.jsonl" }}]', '"articles.jsonl", objective = "gaps" }}]')
    with pytest.raises(InputError, match="a checkpoint learns from pairs"):
        load_recipe(_recipe(tmp_path, gaps, "x"), "summarize")
