"""A translator that was trimmed after a graft is given the encoder's pieces back, and trained further."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pytest

from mujaz.engines.base import GenerationOptions
from mujaz.errors import InputError
from mujaz.models import open_bundle
from mujaz.models.bundle import Bundle
from mujaz.training.e5 import E5, read_e5
from mujaz.training.fine_tuning import prepare_checkpoint
from mujaz.training.graft import add_pieces, fold_embeddings
from mujaz.training.recipe import load_recipe
from mujaz.training.run import train
from tests.training import e5_file
from tests.training.tiny import write_recipe

pytestmark = pytest.mark.usefixtures("needs_torch")

ARABIC = [("قال الوزير 12", "the minister said 12"), ("قال الوزير 21", "the minister said 21")] * 20
OTHERS = [("the minister said 2", "the minister said 2"), ("said the minister", "said the minister")] * 20

RECIPE = """
name = "grafted-ar-en"
task = "translate"
bf16 = false
data = [{{ file = "pairs.tsv.gz" }}, {{ file = "others.tsv.gz" }}]
development = {{ file = "pairs.tsv.gz", items = 8 }}
vocabulary = {{ target_size = 60, minimum_count = 1 }}
model = {model}
release = {{ licence = "CC0-1.0", trim_to = ["pairs.tsv.gz"], compute_type = "int8", attribution = ["Somebody"] }}

[[stages]]
name = "all"
steps = {steps}
batch_pieces = 200
learning_rate = 5e-3
evaluate_every = 10
warmup = 2
"""
GRAFTED = '{ graft = "multilingual-e5-small", encoder_layers = 2, decoder_layers = 1 }'


@pytest.fixture
def e5(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> E5:
    """A tiny encoder in place of the package's."""
    encoder = read_e5(e5_file.write_e5(tmp_path / "e5.bin"))
    monkeypatch.setattr("mujaz.training.vocabulary.load_e5", lambda: encoder)
    monkeypatch.setattr("mujaz.training.fine_tuning.load_e5", lambda: encoder)
    return encoder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    for name, pairs in {"pairs": ARABIC, "others": OTHERS}.items():
        with gzip.open(folder / f"{name}.tsv.gz", "wt", encoding="utf-8") as file:
            file.writelines(f"{source}\t{target}\n" for source, target in pairs)
    return folder


def _recipe(folder: Path, model: str, steps: int) -> Path:
    return write_recipe(folder, RECIPE.format(model=model, steps=steps))


@pytest.fixture
def bundle(tmp_path: Path, data: Path, e5: E5) -> Bundle:
    """Trained with the pieces of another language, then left with those of Arabic alone."""
    recipe = _recipe(tmp_path, GRAFTED, steps=20)
    return open_bundle(train("translate", recipe, data, tmp_path / "work", tmp_path / "bundle"))


def _further(bundle: Bundle) -> str:
    return f'{{ checkpoint = "{bundle.path}", graft = "multilingual-e5-small" }}'


def test_rows_of_pieces_that_it_has_stay_and_the_others_are_the_encoders(
    tmp_path: Path, data: Path, bundle: Bundle, e5: E5
) -> None:
    recipe = load_recipe(_recipe(tmp_path, _further(bundle), 1), "translate")
    made = prepare_checkpoint(recipe, data, tmp_path / "further")
    names = made.pieces.source_vocabulary.pieces
    had = bundle.engine().pieces.source_vocabulary.pieces
    assert "▁minister" in names
    assert "▁minister" not in had
    assert set(had) <= set(names)
    rows = made.model().get_encoder().embed_tokens.weight
    theirs, _ = fold_embeddings(e5, [e5.pieces.index("▁minister")])
    assert np.allclose(rows[names.index("▁minister")].detach().numpy(), theirs[0])
    assert made.origin["widening"] == {"source pieces before": len(had), "source pieces": len(names)}


def test_it_is_trained_further_to_a_bundle_with_the_pieces_of_arabic_alone(
    tmp_path: Path, data: Path, bundle: Bundle
) -> None:
    recipe = _recipe(tmp_path, _further(bundle), steps=60)
    made = open_bundle(train("translate", recipe, data, tmp_path / "further", tmp_path / "bundle-2"))
    assert made.manifest.trimming["source_rows"][1] == bundle.manifest.trimming["source_rows"][1]
    known = made.manifest.training
    assert known["start"]["digest"] == bundle.digest
    assert known["start"]["hours"] == bundle.manifest.training["hours"]
    assert known["stages"]["all"]["development_loss"] < bundle.manifest.training["stages"]["all"]["development_loss"]
    assert made.manifest.attribution == ["Somebody"]  # once, though both name it
    written = made.engine().generate(["قال الوزير 21"], GenerationOptions(max_output_pieces=40))[0].best.text
    assert written.startswith("the minister said ")


def test_a_translator_with_one_vocabulary_has_no_place_for_the_encoders_pieces(
    tmp_path: Path, e5: E5, marian_checkpoint: Path
) -> None:
    with pytest.raises(InputError, match="only a translator with a grafted encoder"):
        add_pieces(marian_checkpoint, e5, ["قال"], 1)


@pytest.mark.parametrize("edit", ["pieces = 100", "lora = {}"])
def test_pieces_are_not_given_and_cut_at_once(tmp_path: Path, edit: str) -> None:
    model = f'{{ checkpoint = "x", graft = "multilingual-e5-small", {edit} }}'
    with pytest.raises(InputError, match="leave out pieces and lora"):
        load_recipe(_recipe(tmp_path, model, 1), "translate")
