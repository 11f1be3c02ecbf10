"""A job notices when its files are taken away, replaced or changed, while it runs and after it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mujaz.errors import OutputError
from mujaz.jobs.job import Job, Outcome
from mujaz.jobs.ledger import Ledger
from tests.jobs.conftest import PROFILE, Finish, Recorder, ids, lines, write_corpus
from tests.jobs.test_failures import failing


def call_at(event: str, act: Callable[[], object]) -> Recorder:
    return Recorder(lambda told: act() if told == event else None)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "news.jsonl", bad=[1])


@pytest.fixture
def output(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out" / "briefs.jsonl"


def _replaced(path: Path) -> None:
    shutil.copyfile(path, path.with_name("copy"))
    path.with_name("copy").replace(path)


def _truncated(path: Path) -> None:
    os.truncate(path, 10)


def _longer(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"{}\n")


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (Path.unlink, "was removed while the job ran"),
        (lambda path: shutil.rmtree(path.parent), "was removed while the job ran"),
        (lambda path: path.parent.rename(path.parent.with_name("moved")), "was removed while the job ran"),
        (_replaced, "was replaced by another file while the job ran"),
        (_truncated, "was changed while the job ran"),
        (_longer, "was changed while the job ran"),
    ],
)
@pytest.mark.parametrize("event", ["window 0", "window 3"])
def test_an_output_that_is_taken_away_or_changed_while_the_job_runs_ends_it(
    act: Callable[[Path], object], message: str, event: str, finish: Finish, corpus: Path, output: Path
) -> None:
    """After the first window, which the next one notices, and after the last, which the end notices."""
    what_to_do = "put it back as it was and give the same command again, or start over with --fresh"
    with pytest.raises(OutputError, match=rf"briefs\.jsonl {message}: {what_to_do}"):
        finish(corpus, output, call_at(event, lambda: act(output)))


@pytest.mark.parametrize("kind", ["run", "failures"])
def test_the_other_files_of_a_job_are_watched_too(kind: str, finish: Finish, corpus: Path, output: Path) -> None:
    path = output.with_suffix(f".{kind}.jsonl")
    with pytest.raises(OutputError, match=rf"briefs\.{kind}\.jsonl was removed while the job ran"):
        finish(corpus, output, call_at("window 1", path.unlink))


def test_an_output_that_is_put_back_is_gone_on_with(finish: Finish, corpus: Path, output: Path) -> None:
    away = output.with_name("away")
    with pytest.raises(OutputError, match="was removed"):
        finish(corpus, output, call_at("window 1", lambda: output.rename(away)))
    with pytest.raises(OutputError, match=r"briefs\.jsonl is gone: put it back"):
        finish(corpus, output)
    away.rename(output)
    assert finish(corpus, output) == Outcome(briefs=9, failed=1, worked=True)
    assert ids(output) == [f"a{number}" for number in range(10) if number != 1]


def test_a_letter_that_changes_while_the_job_runs_is_noticed_at_its_end(
    finish: Finish, corpus: Path, output: Path
) -> None:
    def spoil() -> None:
        with output.open("r+b") as file:
            file.write(b"[")

    with pytest.raises(OutputError, match="was changed while the job ran"):
        finish(corpus, output, call_at("window 1", spoil))


@pytest.mark.parametrize("name", ["briefs.jsonl", "briefs.failures.jsonl"])
@pytest.mark.parametrize("retry", [False, True])
def test_a_finished_job_is_not_called_finished_when_a_bit_of_its_files_has_changed(
    name: str, retry: bool, finish: Finish, corpus: Path, output: Path
) -> None:
    finish(corpus, output)
    path = output.with_name(name)
    data = bytearray(path.read_bytes())
    data[20] ^= 1
    path.write_bytes(data)
    with pytest.raises(OutputError, match=rf"{name}\S* was changed since the run"):
        finish(corpus, output, retry_failed=retry)
    assert path.read_bytes() == data
    assert finish(corpus, output, fresh=True).briefs == 9


@pytest.mark.parametrize(
    "edit",
    [
        lambda data: data.replace(b'"place": 2', b'"place": 3'),
        lambda data: data.replace(b'"place": 2', b'"place": 999'),
        lambda data: data.replace(b'"attempt": 1', b'"attempt": 7'),
        lambda data: data.splitlines(keepends=True)[0],
        lambda data: data.splitlines(keepends=True)[1],
        lambda data: data + data.splitlines(keepends=True)[0],
        lambda data: b"",
    ],
)
def test_changed_failures_double_no_brief_and_forget_no_article(
    edit: Callable[[bytes], bytes],
    finish: Finish,
    corpus: Path,
    output: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    failing(monkeypatch, "a2")
    assert finish(corpus, output).failed == 2
    failures = output.with_suffix(".failures.jsonl")
    data = failures.read_bytes()
    failures.write_bytes(edit(data))
    before = output.read_bytes()
    failing(monkeypatch)
    with pytest.raises(OutputError, match=r"briefs\.failures\.jsonl\S* was changed"):
        finish(corpus, output, retry_failed=True)
    assert output.read_bytes() == before
    failures.write_bytes(data)
    assert finish(corpus, output, retry_failed=True) == Outcome(briefs=9, failed=1, worked=True)
    assert [one["id"] for one in lines(failures)] == ["a1"]


def test_an_output_through_a_linked_folder_is_the_same_job_with_the_same_lock(
    finish: Finish, corpus: Path, output: Path
) -> None:
    linked = corpus.with_name("linked")
    linked.symlink_to(output.parent)
    link = corpus.with_name("link.jsonl")
    link.symlink_to(output)
    for path in (linked / output.name, link):
        assert Job((), path, PROFILE).files == Job((), output, PROFILE).files
        with (
            Ledger(Job((), output, PROFILE).ledger),
            pytest.raises(OutputError, match="another run is writing this output"),
        ):
            finish(corpus, path)
    assert finish(corpus, linked / output.name).worked
    assert not finish(corpus, link).worked
