"""A training is gone on with by the recipe and the data that it was begun with."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from mujaz.errors import OutputError
from mujaz.training.recipe import load_recipe
from mujaz.training.work_folder import RECORD, check_record
from tests.training import tiny

LATER = """
[[stages]]
name = "later"
steps = 5
data = [{ file = "more.jsonl" }]
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Files of these names; what is in them is not read here."""
    folder = tmp_path / "data"
    folder.mkdir()
    for name in ("articles.jsonl.gz", "pairs.tsv.gz", "held-out.tsv.gz", "more.jsonl"):
        (folder / name).write_text(name, encoding="utf-8")
    return folder


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Vocabularies, and no stage that has begun."""
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "source.rows").touch()
    return folder


def _resume(tmp_path: Path, text: str) -> None:
    task = "translate" if "ar-en" in text else "summarize"
    check_record(load_recipe(tiny.write_recipe(tmp_path, text), task), tmp_path / "data", tmp_path / "work")


def _begin_stage(work: Path, name: str) -> None:
    (work / name / "checkpoint-5").mkdir(parents=True)
    (work / name / "checkpoint-5" / "trainer_state.json").write_text("{}", encoding="utf-8")


def _end_stage(work: Path, name: str, steps: int) -> None:
    (work / name / "done").mkdir(parents=True)
    (work / name / "done" / "figures.json").write_text(json.dumps({"steps": float(steps)}), encoding="utf-8")


CHANGES = [
    ("longest = 64", "longest = 32", r"longest \(was 64, is 32\)"),
    ("longest = 64", "longest = 64\nseed = 2", r"seed \(was 1, is 2\)"),
    ("bf16 = false", "bf16 = true", r"bf16 \(was False, is True\)"),
    ("source_size = 160", "source_size = 170", r"vocabulary\.source_size \(was 160, is 170\)"),
    ("width = 32", "width = 64", r"model\.width \(was 32, is 64\)"),
]


@pytest.mark.parametrize(("old", "new", "message"), CHANGES, ids=[new for _, new, _ in CHANGES])
def test_a_recipe_that_would_have_made_something_else_is_refused_and_says_what(
    tmp_path: Path, data: Path, work: Path, old: str, new: str, message: str
) -> None:
    _resume(tmp_path, tiny.SUMMARIZER)
    _resume(tmp_path, tiny.SUMMARIZER)
    with pytest.raises(OutputError, match=f"work was made by another recipe or of other data: {message}. Give another"):
        _resume(tmp_path, tiny.SUMMARIZER.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('checkpoint = "a"', 'checkpoint = "b"', r"model\.checkpoint \(was a, is b\)"),
        ("pieces = 200", "pieces = 300", r"model\.pieces \(was 200, is 300\)"),
        ("rank = 8", "rank = 4", r"model\.lora"),
    ],
)
def test_another_start_of_a_fine_tuning_is_refused(
    tmp_path: Path, data: Path, old: str, new: str, message: str
) -> None:
    begun = tiny.TRANSLATOR.replace(
        "model = { width = 32, inner = 64, heads = 4, encoder_layers = 1, decoder_layers = 1 }",
        'model = { checkpoint = "a", pieces = 200, lora = { rank = 8 } }',
    ).replace(', trim_to = ["pairs.tsv.gz"]', "")
    (tmp_path / "work" / "start").mkdir(parents=True)
    _resume(tmp_path, begun)
    with pytest.raises(OutputError, match=message):
        _resume(tmp_path, begun.replace(old, new))


def test_before_anything_is_made_a_recipe_may_change_in_every_way(tmp_path: Path, data: Path) -> None:
    (tmp_path / "work").mkdir()
    _resume(tmp_path, tiny.SUMMARIZER)
    _resume(tmp_path, tiny.SUMMARIZER.replace("longest = 64", "longest = 32"))
    (tmp_path / "work" / "source.rows").touch()
    with pytest.raises(OutputError, match=r"longest \(was 32, is 64\)"):
        _resume(tmp_path, tiny.SUMMARIZER)


def test_a_work_folder_of_an_older_version_is_gone_on_with_and_recorded_from_then_on(
    tmp_path: Path, data: Path, work: Path
) -> None:
    _begin_stage(work, "pretrain")
    _resume(tmp_path, tiny.SUMMARIZER)
    assert json.loads((work / RECORD).read_text(encoding="utf-8"))["stages"][0]["steps"] == 20
    with pytest.raises(OutputError, match="longest"):
        _resume(tmp_path, tiny.SUMMARIZER.replace("longest = 64", "longest = 32"))


def test_a_stage_may_end_early_and_stages_may_come_behind_it_and_the_release_may_change(
    tmp_path: Path, data: Path, work: Path
) -> None:
    _resume(tmp_path, tiny.SUMMARIZER)
    _begin_stage(work, "pretrain")
    shorter = tiny.SUMMARIZER.replace("steps = 20", "steps = 5")
    _resume(tmp_path, shorter)
    _end_stage(work, "pretrain", 5)
    _resume(tmp_path, shorter.replace("CC0-1.0", "MIT") + LATER)


def test_a_stage_that_has_not_begun_may_change(tmp_path: Path, data: Path, work: Path) -> None:
    _resume(tmp_path, tiny.SUMMARIZER)
    _begin_stage(work, "pretrain")
    _resume(tmp_path, tiny.SUMMARIZER.replace("patience = 3", "label_smoothing = 0.0"))


def test_what_a_begun_stage_learns_from_and_how_may_not_change(tmp_path: Path, data: Path, work: Path) -> None:
    _resume(tmp_path, tiny.SUMMARIZER)
    _begin_stage(work, "pretrain")
    for old, new, message in (
        ("embedding_rate = 4.0", "embedding_rate = 1.0", r"pretrain\.embedding_rate \(was 4\.0, is 1\.0\)"),
        ("weight = 0.5", "weight = 0.6", r"pretrain\.data"),
        ('name = "pretrain"', 'name = "first"', "stage 'pretrain', which has begun, is not in its place"),
    ):
        with pytest.raises(OutputError, match=message):
            _resume(tmp_path, tiny.SUMMARIZER.replace(old, new))


def test_data_that_all_stages_share_may_not_change_under_one_that_has_begun(
    tmp_path: Path, data: Path, work: Path
) -> None:
    _resume(tmp_path, tiny.TRANSLATOR)
    _begin_stage(work, "frozen")
    with pytest.raises(OutputError, match=r"frozen\.data"):
        _resume(tmp_path, tiny.TRANSLATOR.replace("weight = 2.0", "weight = 3.0"))


def test_more_steps_are_for_a_stage_that_is_under_way_at_a_constant_rate(
    tmp_path: Path, data: Path, work: Path
) -> None:
    _resume(tmp_path, tiny.TRANSLATOR)
    _begin_stage(work, "frozen")
    more = tiny.TRANSLATOR.replace("steps = 20", "steps = 30")
    _resume(tmp_path, more)
    _end_stage(work, "frozen", 20)
    with pytest.raises(OutputError, match=r"frozen\.steps \(ended at 20, is 30\)"):
        _resume(tmp_path, more)
    _resume(tmp_path, tiny.TRANSLATOR)
    _begin_stage(work, "all")
    with pytest.raises(OutputError, match=r"all\.steps \(was 40, is 50\)"):  # its rate goes down to zero
        _resume(tmp_path, tiny.TRANSLATOR.replace("steps = 40", "steps = 50"))


def test_an_archive_that_has_grown_is_not_taken_for_the_one_that_was_learned(
    tmp_path: Path, data: Path, work: Path
) -> None:
    _resume(tmp_path, tiny.SUMMARIZER)
    _end_stage(work, "pretrain", 20)
    (data / "articles.jsonl.gz").write_text("more", encoding="utf-8")
    with pytest.raises(OutputError, match=r"other data: the data file articles\.jsonl\.gz"):
        _resume(tmp_path, tiny.SUMMARIZER)


def test_a_vocabulary_is_not_made_anew_for_a_later_stage_and_the_log_says_so(
    tmp_path: Path, data: Path, work: Path, caplog: pytest.LogCaptureFixture
) -> None:
    _resume(tmp_path, tiny.SUMMARIZER)
    with pytest.raises(OutputError, match=r"the data file more\.jsonl"):  # it costs nothing yet to make it anew
        _resume(tmp_path, tiny.SUMMARIZER + LATER)
    _begin_stage(work, "pretrain")
    with caplog.at_level(logging.INFO, "mujaz"):
        _resume(tmp_path, tiny.SUMMARIZER + LATER)
    assert caplog.messages == ["the vocabulary stays as it was made, before more.jsonl changed"]


def test_a_record_that_cannot_be_read_is_refused(tmp_path: Path, data: Path, work: Path) -> None:
    (work / RECORD).write_text("{", encoding="utf-8")
    with pytest.raises(OutputError, match=r"made-by\.json is no record of this version"):
        _resume(tmp_path, tiny.SUMMARIZER)
