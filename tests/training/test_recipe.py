"""Recipes: typed, and refused with the key that is wrong."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from mujaz.errors import InputError
from mujaz.training.recipe import load_recipe
from mujaz.training.templates import TEMPLATES
from tests.training import tiny


def test_the_recipe_that_ships_is_valid() -> None:
    recipe = load_recipe(Path(str(files("mujaz.configs") / "train" / "embedded-translator.toml")), "translate")
    assert recipe.name == "embedded-ar-en"
    assert recipe.development.file == "ud-pud.dev.tsv.gz"


def test_no_recipe_that_ships_trains_or_tunes_on_a_test_set() -> None:
    for entry in (files("mujaz.configs") / "train").iterdir():
        if entry.name.endswith(".toml"):
            text = entry.read_text(encoding="utf-8")
            task = "translate" if 'task = "translate"' in text else "summarize"
            recipe = load_recipe(Path(str(entry)), task)
            assert not [s.file for s in recipe.sources if ".train." not in s.file and s.file != TEMPLATES]
            looked_at = [recipe.development, *(s.development for s in recipe.stages if s.development)]
            assert not [d.file for d in looked_at if ".test." in d.file]


def test_the_recipes_for_fine_tuning_start_from_checkpoints_free_for_every_use() -> None:
    for task, kind in (("translate", "translator"), ("summarize", "summarizer")):
        recipe = load_recipe(Path(str(files("mujaz.configs") / "train" / f"finetune-{kind}.toml")), task)
        assert recipe.model.checkpoint in ("mt5-small", "opus-mt-ar-en")
        assert "Apache-2.0" in recipe.release.attribution[0]


def test_the_summarizer_s_recipe_ends_with_abstracts_alone_and_leaves_out_data_without_a_licence() -> None:
    recipe = load_recipe(Path(str(files("mujaz.configs") / "train" / "embedded-summarizer.toml")), "summarize")
    assert recipe.stages[-1].data == ()
    assert {source.file for source in recipe.data} == {"ant_bbc.train.jsonl.gz", "ant_france24.train.jsonl.gz"}
    outlets = {source.file.removeprefix("ant_").split(".")[0] for source in recipe.sources}
    allowed = {"bbc", "france24", "cnn", "skynews", "jawhara", "alarabiya", "saudinewsnet", "arwiki", "cnn_titles"}
    assert outlets <= allowed


def test_an_unknown_key_is_named(tmp_path: Path) -> None:
    path = tiny.write_recipe(tmp_path, tiny.TRANSLATOR + "\n[extra]\nkey = 1\n")
    with pytest.raises(InputError, match=r"recipe\.toml: extra: "):
        load_recipe(path, "translate")


def test_a_recipe_for_the_other_task_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="a recipe to translate, not to summarize"):
        load_recipe(tiny.write_recipe(tmp_path, tiny.TRANSLATOR), "summarize")


def test_a_missing_recipe_and_broken_toml_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such recipe"):
        load_recipe(tmp_path / "none.toml", "translate")
    with pytest.raises(InputError, match="not valid TOML"):
        load_recipe(tiny.write_recipe(tmp_path, "name = "), "translate")
