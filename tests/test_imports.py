"""What importing loads, and what the package offers."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import mujaz

HEAVY = {
    "torch",
    "transformers",
    "ctranslate2",
    "numpy",
    "sentencepiece",
    "pydantic",
    "rich",
    "trafilatura",
    "sacrebleu",
    "huggingface_hub",
}


def loaded_by(statement: str) -> set[str]:
    """The top-level modules that a fresh Python holds after `statement`."""
    script = f"{statement}\nimport sys\nprint(*{{name.split('.')[0] for name in sys.modules}}, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    return set(done.stderr.split())


def test_importing_mujaz_loads_no_heavy_library() -> None:
    assert loaded_by("import mujaz") & (HEAVY | {"click"}) == set()


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_help_and_version_load_no_heavy_library(arguments: list[str]) -> None:
    run = f"from mujaz.cli.main import cli; cli({arguments!r}, standalone_mode=False)"
    assert loaded_by(run) & HEAVY == set()


def test_the_main_job_on_the_default_engine_loads_no_torch() -> None:
    assert (
        loaded_by("import mujaz.cli.brief, mujaz.cli.job, mujaz.pipeline.briefer") & {"torch", "transformers"} == set()
    )


def test_importing_the_briefer_loads_no_word_list_and_no_matrix() -> None:
    script = "from mujaz import Briefer\nimport sys\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    late = ("numpy", "mujaz.facts", "mujaz.checks", "mujaz.summarize", "mujaz.translate", "mujaz.text.document")
    assert [name for name in done.stdout.split() if name.startswith(late)] == []


def test_what_makes_a_brief_with_the_embedded_models_loads_no_matrix() -> None:
    statement = "import mujaz.checks.window, mujaz.summarize.summarizer, mujaz.engines.ctranslate2_engine"
    assert "numpy" not in loaded_by(statement)


@pytest.mark.parametrize("name", mujaz.__all__)
def test_each_public_name_comes_from_where_it_is_said_to_live(name: str) -> None:
    assert getattr(mujaz, name) is getattr(import_module(mujaz._HOMES[name]), name)


def test_the_public_names_are_listed_alike_for_users_lookup_and_type_checkers() -> None:
    tree = ast.parse(Path(mujaz.__file__).read_text(encoding="utf-8"))
    checked = next(node for node in tree.body if isinstance(node, ast.If))
    typed = {alias.name for node in checked.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert set(mujaz.__all__) == set(mujaz._HOMES) == typed
    assert set(mujaz.__all__) <= set(dir(mujaz))


def test_no_public_name_hides_a_subpackage() -> None:
    folders = {entry.name for entry in Path(mujaz.__file__).parent.iterdir()}
    assert not folders & set(mujaz.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'mujaz' has no attribute 'brief_me'"):
        mujaz.brief_me  # noqa: B018
