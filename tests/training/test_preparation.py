"""What would fail in the end fails at the beginning, and no two trainings share a work folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from mujaz.cli.main import cli
from mujaz.errors import InputError, OutputError
from mujaz.training.recipe import load_recipe
from mujaz.training.run import train
from mujaz.training.work_folder import lock_work_folder
from tests.training import tiny


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return tiny.write_articles(tiny.write_pairs(folder))


@pytest.fixture(autouse=True)
def _nothing_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mujaz.training.run._train", lambda *_: pytest.fail("the training began"))


def test_a_bundle_that_is_there_already_stops_a_training_before_it_begins(tmp_path: Path, data: Path) -> None:
    (tmp_path / "bundle").mkdir()
    with pytest.raises(OutputError, match="bundle exists; give another folder, or remove it"):
        train("translate", tiny.write_recipe(tmp_path, tiny.TRANSLATOR), data, tmp_path / "work", tmp_path / "bundle")
    assert not (tmp_path / "work").exists()


def test_a_place_that_cannot_be_written_to_stops_a_training_before_it_begins(tmp_path: Path, data: Path) -> None:
    (tmp_path / "file").touch()
    recipe = tiny.write_recipe(tmp_path, tiny.TRANSLATOR)
    for work, output in (("work", "file/bundle"), ("file/work", "bundle")):
        with pytest.raises(OutputError, match=r"cannot be written: (Not a directory|File exists)"):
            train("translate", recipe, data, tmp_path / work, tmp_path / output)


@pytest.mark.parametrize("gone", ["late.jsonl.gz", "late-held-out.jsonl.gz"])
def test_a_file_that_only_the_last_stage_needs_is_missed_before_the_first(
    tmp_path: Path, data: Path, gone: str
) -> None:
    more = 'data = [{ file = "late.jsonl.gz" }]\ndevelopment = { file = "late-held-out.jsonl.gz" }\n'
    for name in {"late.jsonl.gz", "late-held-out.jsonl.gz"} - {gone}:
        (data / name).touch()
    recipe = tiny.write_recipe(tmp_path, tiny.SUMMARIZER + more)
    with pytest.raises(InputError, match=f"data/{gone}: no such file"):
        train("summarize", recipe, data, tmp_path / "work", tmp_path / "bundle")


def test_a_file_of_a_kind_that_no_translator_reads_is_named_before_the_first_stage(tmp_path: Path, data: Path) -> None:
    (data / "pairs.csv").touch()
    last = 'schedule = "linear", evaluate_every = 10'
    text = tiny.TRANSLATOR.replace(last, f'{last}, data = [{{ file = "pairs.csv" }}]')
    with pytest.raises(InputError, match=r"pairs\.csv: a translator learns from \.tsv"):
        train("translate", tiny.write_recipe(tmp_path, text), data, tmp_path / "work", tmp_path / "bundle")


@pytest.mark.parametrize("name", ["../elsewhere", "two words", "", "موجز"])
def test_a_name_that_no_bundle_can_have_is_refused_with_the_recipe(tmp_path: Path, name: str) -> None:
    text = tiny.TRANSLATOR.replace("tiny-ar-en", name)
    with pytest.raises(InputError, match=r"recipe\.toml: name: "):
        load_recipe(tiny.write_recipe(tmp_path, text), "translate")


@pytest.mark.parametrize(
    ("was", "name"), [("frozen", "all"), ("frozen", "start"), ("all", "../all"), ("all", "export")]
)
def test_stages_whose_folders_would_collide_are_refused(tmp_path: Path, was: str, name: str) -> None:
    text = tiny.TRANSLATOR.replace(f'name = "{was}"', f'name = "{name}"')
    with pytest.raises(InputError, match=r"no two stages may be called|stages\.\d\.name"):
        load_recipe(tiny.write_recipe(tmp_path, text), "translate")


def test_a_vocabulary_cannot_be_trimmed_to_a_file_that_nothing_learns_from(tmp_path: Path) -> None:
    text = tiny.TRANSLATOR.replace('trim_to = ["pairs.tsv.gz"]', 'trim_to = ["pair.tsv.gz"]')
    with pytest.raises(InputError, match=r"trim_to names what no stage learns from: pair\.tsv\.gz"):
        load_recipe(tiny.write_recipe(tmp_path, text), "translate")


def test_the_name_of_an_embedded_bundle_needs_a_folder_of_its_own(tmp_path: Path, data: Path) -> None:
    recipe = tiny.write_recipe(tmp_path, tiny.TRANSLATOR.replace("tiny-ar-en", "embedded-ar-en"))
    result = CliRunner().invoke(cli, ["train", "translator", str(recipe), "--data", str(data), "--work", str(tmp_path)])
    assert result.exit_code == 3
    assert "this is the name of an embedded bundle" in result.stderr


_HOLDS = """
import sys
from pathlib import Path
from mujaz.training.work_folder import lock_work_folder
with lock_work_folder(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_two_trainings_of_one_work_folder_are_kept_apart_and_a_kill_frees_it(tmp_path: Path, data: Path) -> None:
    recipe, work = tiny.write_recipe(tmp_path, tiny.TRANSLATOR), tmp_path / "work"
    command = [sys.executable, "-c", _HOLDS, str(work)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(OutputError, match="work: another training is at it; wait for it, or give another folder"):
            train("translate", recipe, data, work, tmp_path / "bundle")
        other.kill()
    with lock_work_folder(work):
        pass
