"""A job writes over nothing that it reads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mujaz.errors import InputError
from mujaz.jobs.job import Job
from tests.jobs.conftest import PROFILE, Finish, ids, write_corpus


@pytest.mark.parametrize("name", ["news.jsonl", "news.run.jsonl", "news.failures.jsonl"])
@pytest.mark.parametrize("fresh", [False, True])
def test_an_input_that_has_the_name_of_one_of_the_job_s_own_files_is_refused_and_stays(
    name: str, fresh: bool, finish: Finish, tmp_path: Path
) -> None:
    corpus = write_corpus(tmp_path / name)
    before = corpus.read_bytes()
    with pytest.raises(InputError, match=f"{name} is an input, and the job would write its own {name}"):
        finish(corpus, tmp_path / "news.jsonl", fresh=fresh)
    assert corpus.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [name]


def _linked(path: Path, target: Path) -> None:
    path.symlink_to(target)


def _hard_linked(path: Path, target: Path) -> None:
    path.hardlink_to(target)


@pytest.mark.parametrize("link", [_linked, _hard_linked])
def test_an_input_under_another_name_is_the_same_file(
    link: Callable[[Path, Path], None], finish: Finish, tmp_path: Path
) -> None:
    output = write_corpus(tmp_path / "news.jsonl")
    link(tmp_path / "other.jsonl", output)
    with pytest.raises(InputError, match="is an input"):
        finish(tmp_path / "other.jsonl", output)


@pytest.mark.parametrize("pattern", ["", "*.jsonl"])
def test_articles_of_a_folder_or_pattern_are_not_written_over_by_a_job_that_has_not_begun(
    pattern: str, finish: Finish, tmp_path: Path
) -> None:
    corpus = write_corpus(tmp_path / "news.jsonl")
    before = corpus.read_bytes()
    with pytest.raises(InputError, match=r"news\.jsonl is an input"):
        finish(tmp_path / pattern, corpus)
    assert corpus.read_bytes() == before


def test_a_job_s_own_output_in_a_folder_is_none_of_its_articles(finish: Finish, tmp_path: Path) -> None:
    write_corpus(tmp_path / "news.jsonl")
    assert finish(tmp_path, tmp_path / "briefs.jsonl").briefs == 10
    assert not finish(tmp_path, tmp_path / "briefs.jsonl").worked
    assert finish(tmp_path, tmp_path / "briefs.jsonl", fresh=True).briefs == 10


def test_outputs_that_differ_in_their_suffix_are_two_jobs(finish: Finish, tmp_path: Path) -> None:
    assert Job((), tmp_path / "a.b.ndjson", PROFILE).ledger == tmp_path / "a.b.ndjson.run.jsonl"
    first, second = write_corpus(tmp_path / "1.jsonl", range(3)), write_corpus(tmp_path / "2.jsonl", range(3, 5))
    finish(first, tmp_path / "briefs.jsonl")
    finish(second, tmp_path / "briefs.ndjson")
    finish(first, tmp_path / "briefs.jsonl")
    assert ids(tmp_path / "briefs.jsonl") == ["a0", "a1", "a2"]
    assert ids(tmp_path / "briefs.ndjson") == ["a3", "a4"]
