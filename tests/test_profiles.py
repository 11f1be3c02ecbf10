"""Profiles: what ships, what a list of names means, and what is said where a model is not here."""

from __future__ import annotations

import logging
import re
import shutil
from pathlib import Path
from typing import get_type_hints

import pytest

from mujaz import Briefer
from mujaz.errors import InputError, ModelError
from mujaz.models import Bundle, open_bundle
from mujaz.profiles import Profile, ProfileOptions, load_profile, profile_names, pulled_by, require_pulled


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of pulled bundles, empty."""
    monkeypatch.setenv("MUJAZ_HOME", str(tmp_path))
    (tmp_path / "bundles").mkdir()
    return tmp_path / "bundles"


def parts(name: str, **overrides: object) -> tuple[str, str | None, str]:
    profile = load_profile(name, **overrides)
    return profile.strategy, profile.summarizer, profile.translator


def put(home: Path, bundle: Bundle, *names: str) -> None:
    for name in names:
        shutil.copytree(bundle.path, home / name)


def test_these_profiles_ship() -> None:
    assert profile_names() == ["auto", "commercial", "embedded", "newsroom", "reference"]


def test_auto_is_the_embedded_models_until_others_are_pulled(home: Path) -> None:
    assert parts("auto") == parts("embedded") == ("extractive", None, "embedded-ar-en")


def test_auto_takes_the_best_that_is_installed(home: Path, marian_bundle: Bundle) -> None:
    put(home, marian_bundle, "opus-mt-ar-en")
    assert parts("auto") == ("extractive", None, "opus-mt-ar-en")
    put(home, marian_bundle, "opus-mt-tc-big-ar-en")
    assert parts("auto") == ("extractive", None, "opus-mt-tc-big-ar-en")
    put(home, marian_bundle, "mt5-xlsum")
    assert parts("auto") == ("mt5", "mt5-xlsum", "opus-mt-tc-big-ar-en")
    assert parts("embedded") == ("extractive", None, "embedded-ar-en")


def test_auto_says_what_it_took(home: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "mujaz"):
        load_profile("auto")
        load_profile("embedded")
    assert caplog.messages == ["profile auto, by what is installed: extractive, embedded-ar-en"]


def test_what_is_given_comes_before_what_is_installed(home: Path, marian_bundle: Bundle) -> None:
    put(home, marian_bundle, "opus-mt-ar-en", "mt5-xlsum")
    assert parts("auto", strategy="extractive", translator="mine") == ("extractive", "mt5-xlsum", "mine")
    assert parts("auto", summarizer="mine") == ("mt5", "mine", "opus-mt-ar-en")


def test_a_profile_of_ones_own_may_hold_lists(home: Path, marian_bundle: Bundle, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('strategy = ["mt5", "extractive"]\nsummarizer = ["ours"]\ntranslator = ["ours-en", "theirs-en"]\n')
    assert parts(str(own)) == ("extractive", None, "embedded-ar-en")
    put(home, marian_bundle, "ours", "theirs-en")
    assert parts(str(own)) == ("mt5", "ours", "theirs-en")


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("bulets", "there is no key 'bulets'; did you mean 'bullets'?"),
        ("colour", "there is no key 'colour'; there are strategy, summarizer, translator, engine, "),
    ],
)
def test_a_key_that_does_not_exist_is_told_with_the_nearest_or_all(key: str, message: str, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(f"{key} = 3\n")
    with pytest.raises(InputError, match=re.escape(f"profile {own}: {message}")):
        load_profile(str(own))


def test_a_list_of_anything_but_names_is_an_error(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("translator = [1, 2]\n")
    with pytest.raises(InputError, match="translator: Input should be a valid string"):
        load_profile(str(own))


@pytest.mark.parametrize(
    ("profile", "models"),
    [
        ("newsroom", ["mt5-xlsum", "opus-mt-tc-big-ar-en"]),
        ("commercial", ["firefox-ar-en"]),
        ("reference", ["mt5-xlsum-reference", "opus-mt-tc-big-ar-en-reference"]),
        ("mt5-xlsum", ["mt5-xlsum"]),
        ("someone/model@v2", ["someone/model@v2"]),
    ],
)
def test_pulling_a_profile_pulls_what_it_names(profile: str, models: list[str]) -> None:
    assert pulled_by(profile) == models


@pytest.mark.parametrize("profile", ["auto", "embedded"])
def test_a_profile_that_takes_what_is_there_has_nothing_to_pull(profile: str) -> None:
    with pytest.raises(InputError, match="names no model to pull"):
        pulled_by(profile)


def test_missing_models_are_named_with_the_command_that_pulls_them(home: Path, marian_bundle: Bundle) -> None:
    with pytest.raises(ModelError, match=r"^mt5-xlsum and opus-mt-tc-big-ar-en: not.*`mujaz models pull newsroom`"):
        Briefer("newsroom")
    with pytest.raises(ModelError, match=r"^opus-mt-ar-en: not pulled yet; `mujaz models pull opus-mt-ar-en`"):
        require_pulled(load_profile("auto", translator="opus-mt-ar-en"))
    put(home, marian_bundle, "opus-mt-tc-big-ar-en")
    with pytest.raises(ModelError, match=r"^mt5-xlsum: not pulled yet; `mujaz models pull mt5-xlsum`"):
        require_pulled(load_profile("newsroom"))
    put(home, marian_bundle, "mt5-xlsum")
    require_pulled(load_profile("newsroom"))


def test_a_folder_called_as_a_standard_model_is_not_taken_for_it(
    home: Path, marian_bundle: Bundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(marian_bundle.path, tmp_path / "opus-mt-ar-en")
    with pytest.raises(ModelError, match="`mujaz models pull commercial`"):
        require_pulled(load_profile("commercial"))
    with pytest.raises(ModelError, match=r"not pulled yet; .* \(the folder of that name is \./opus-mt-ar-en\)"):
        open_bundle("opus-mt-ar-en")
    require_pulled(load_profile("commercial", translator="./opus-mt-ar-en"))
    assert open_bundle("./opus-mt-ar-en").digest == marian_bundle.digest


def test_a_summarizer_that_the_strategy_does_not_use_is_not_missed(home: Path) -> None:
    require_pulled(load_profile("embedded", summarizer="mt5-xlsum"))


def test_a_name_that_no_record_can_hold_is_refused() -> None:
    with pytest.raises(InputError, match=r"glossary: .*a name that is not UTF-8 cannot be recorded"):
        load_profile("embedded", glossary="g\udcff.csv")


def test_every_field_of_a_profile_but_its_name_can_be_given_by_name_or_left_out_with_none() -> None:
    fields = {name: hint for name, hint in get_type_hints(Profile).items() if name in Profile.model_fields}
    assert get_type_hints(ProfileOptions) == {name: hint | None for name, hint in fields.items() if name != "name"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (".".join("a" * 20_000) + " = 1", "dots outside of quotes"),
        ("x = " + "[" * 4_000, "not valid TOML"),
        ("bullets = " + "9" * 5_000, "not valid TOML"),
        ("# " + "x" * 70_000, "larger than 64 kB"),
    ],
)
def test_a_profile_that_is_none_is_refused_before_it_costs_anything(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "own.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        load_profile(str(file))


def test_what_is_said_of_thousands_of_unknown_keys_can_be_read(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text("".join(f"key{number:x>40} = 1\n" for number in range(1_000)), encoding="utf-8")
    with pytest.raises(InputError, match="and 995 more") as refused:
        load_profile(str(file))
    assert len(str(refused.value)) < 2_000
