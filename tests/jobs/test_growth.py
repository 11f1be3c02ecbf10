"""A folder that gains files is gone on with: what is done stays, what is new comes behind it in windows of its own."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from benchmarks.inline_runner import InlineRunner

from mujaz.errors import OutputError
from mujaz.files.formats.base import Reading
from mujaz.files.records import Fields
from mujaz.jobs.job import Job, Outcome
from mujaz.jobs.observer import Observer
from mujaz.jobs.run import run_job
from tests.jobs.conftest import PROFILE, TEXT, Finish, Recorder, ids, lines, write_corpus
from tests.jobs.test_failures import failing
from tests.pipeline.doubles import use_doubles


class EndedError(Exception):
    """Stands for whatever ends a run."""


class Growth(Recorder):
    """Also keeps how many files it was told that there are more."""

    def on_growth(self, files: int) -> None:
        self.told.append(f"grown {files}")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    write_corpus(folder / "m.jsonl", range(4))
    return folder


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "briefs.jsonl"


def ending_at(event: str) -> Recorder:
    def end(told: str) -> None:
        if told == event:
            raise EndedError

    return Recorder(end)


def test_new_files_are_appended_wherever_their_names_stand_and_what_was_written_stays(
    finish: Finish, inbox: Path, output: Path
) -> None:
    finish(inbox, output)
    before = output.read_bytes()
    write_corpus(inbox / "a.jsonl", range(10, 12))
    write_corpus(inbox / "z.jsonl", range(20, 21))
    observer = Growth()
    assert finish(inbox, output, observer) == Outcome(briefs=7, failed=0, worked=True)
    assert observer.told[0] == "grown 2"
    assert output.read_bytes().startswith(before)
    assert ids(output) == ["a0", "a1", "a2", "a3", "a10", "a11", "a20"]
    assert finish(inbox, output) == Outcome(briefs=7, failed=0, worked=False)
    write_corpus(inbox / "b.jsonl", range(30, 31))
    finish(inbox, output)
    assert ids(output)[-1] == "a30"


def test_what_is_new_is_worked_on_alone_and_shares_no_window_with_what_was_there(
    finish: Finish, inbox: Path, output: Path
) -> None:
    with pytest.raises(EndedError):
        finish(inbox, output, ending_at("window 0"))
    write_corpus(inbox / "a.jsonl", range(10, 14))
    recorder = Recorder()
    finish(inbox, output, recorder)
    assert ids(output) == ["a0", "a1", "a2", "a3", "a10", "a11", "a12", "a13"]
    assert [event for event in recorder.told if event.startswith("window")] == ["window 1", "window 2", "window 3"]
    write_corpus(inbox / "b.jsonl", range(20, 24))
    recorder = Recorder()
    finish(inbox, output, recorder)
    assert [event for event in recorder.told if event.startswith("window")] == ["window 0", "window 1"]


@pytest.mark.parametrize("before", [None, "writing 0", "window 0", "translating 1"])
@pytest.mark.parametrize("event", ["reading 0", "writing 0", "window 0", "waiting 1", "window 1"])
def test_a_run_that_ended_anywhere_before_or_after_the_growth_writes_the_same_bytes(
    before: str | None, event: str, finish: Finish, inbox: Path, tmp_path: Path
) -> None:
    whole, ended = tmp_path / "whole.jsonl", tmp_path / "ended.jsonl"
    finish(inbox, whole)
    if before is None:
        finish(inbox, ended)
    else:
        with pytest.raises(EndedError):
            finish(inbox, ended, ending_at(before))
    started = ended.exists()
    write_corpus(inbox / "a.jsonl", range(10, 14), bad=[11])
    for _ in range(3):
        try:
            finish(inbox, ended, ending_at(event))
        except EndedError:
            continue
    finish(inbox, ended)
    finish(inbox, whole)
    assert sorted(ids(ended)) == sorted(ids(whole))
    if started:  # a run that had no brief yet protects nothing: it begins anew, with all files in their order
        assert ended.read_bytes() == whole.read_bytes()


@pytest.mark.parametrize("noted", [0, 1])
def test_a_run_that_ended_while_the_growth_was_recorded_loses_nothing(
    noted: int, finish: Finish, inbox: Path, output: Path
) -> None:
    finish(inbox, output)
    ledger = output.with_suffix(".run.jsonl")
    done = ledger.read_bytes()
    write_corpus(inbox / "a.jsonl", range(10, 12))
    with pytest.raises(EndedError):
        finish(inbox, output, ending_at("reading 0"))
    grown = ledger.read_bytes().removeprefix(done).splitlines(keepends=True)
    assert len(grown) == 2
    ledger.write_bytes(b"".join([done, *grown[:noted]]))
    finish(inbox, output)
    assert ids(output) == ["a0", "a1", "a2", "a3", "a10", "a11"]
    assert not finish(inbox, output).worked


def test_what_failed_before_stays_recorded_and_is_tried_again_with_what_fails_now(
    finish: Finish, inbox: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures = output.with_suffix(".failures.jsonl")
    failing(monkeypatch, "a1", "a2", "a10")
    assert finish(inbox, output).failed == 2
    failing(monkeypatch, "a2", "a10")
    assert finish(inbox, output, retry_failed=True).failed == 1
    write_corpus(inbox / "a.jsonl", range(10, 12))
    assert finish(inbox, output) == Outcome(briefs=4, failed=2, worked=True)
    assert [(one["id"], one["place"], one["attempt"]) for one in lines(failures)] == [("a2", 3, 2), ("a10", 5, 2)]
    write_corpus(inbox / "b.jsonl", range(20, 21))
    failing(monkeypatch)
    assert finish(inbox, output, retry_failed=True) == Outcome(briefs=7, failed=0, worked=True)
    assert ids(output) == ["a0", "a3", "a1", "a11", "a20", "a2", "a10"]
    assert not failures.exists()


def test_a_retry_that_ended_goes_on_with_what_is_new_behind_it(
    finish: Finish, inbox: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, "a0", "a1", "a2", "a3")
    write_corpus(inbox / "n.jsonl", range(5, 6))
    finish(inbox, output)
    failing(monkeypatch, "a2")
    with pytest.raises(EndedError):
        finish(inbox, output, ending_at("window 0"), retry_failed=True)
    write_corpus(inbox / "a.jsonl", range(10, 11))
    assert finish(inbox, output) == Outcome(briefs=5, failed=1, worked=True)
    assert ids(output) == ["a5", "a0", "a1", "a3", "a10"]


def test_changed_and_vanished_files_are_named_and_nothing_is_touched(finish: Finish, inbox: Path, output: Path) -> None:
    (inbox / "day").mkdir()
    write_corpus(inbox / "day" / "n.jsonl", range(5, 6))
    finish(inbox, output)
    before = output.read_bytes()
    (inbox / "day" / "n.jsonl").unlink()
    write_corpus(inbox / "m.jsonl", range(5))
    write_corpus(inbox / "a.jsonl", range(10, 12))
    changed = r"file m\.jsonl: \d+ bytes, SHA-256 \w+ then, \d+ bytes, SHA-256 \w+ now"
    message = rf"start over with --fresh\. file day/n\.jsonl: gone; {changed}$"
    with pytest.raises(OutputError, match=message):
        finish(inbox, output)
    assert output.read_bytes() == before
    assert finish(inbox, output, fresh=True).briefs == 7


def test_of_many_vanished_files_a_few_are_named(finish: Finish, inbox: Path, output: Path) -> None:
    for number in range(10, 15):
        write_corpus(inbox / f"a{number}.jsonl", [number])
    finish(inbox, output)
    for number in range(10, 15):
        (inbox / f"a{number}.jsonl").unlink()
    named = "file a10.jsonl: gone; file a11.jsonl: gone; file a12.jsonl: gone; and 2 more files"
    with pytest.raises(OutputError, match=named):
        finish(inbox, output)


def test_files_that_a_pattern_or_a_shell_gives_more_of_are_new_too(finish: Finish, inbox: Path, output: Path) -> None:
    finish(f"{inbox}/*.jsonl", output)
    write_corpus(inbox / "a.jsonl", range(10, 11))
    finish(f"{inbox}/*.jsonl", output)
    assert ids(output) == ["a0", "a1", "a2", "a3", "a10"]


def test_files_that_come_while_the_job_works_are_left_to_the_next_run(
    finish: Finish, inbox: Path, output: Path
) -> None:
    def arrive(told: str) -> None:
        if told == "window 0":
            write_corpus(inbox / "a.jsonl", range(10, 11))

    assert finish(inbox, output, Recorder(arrive)).briefs == 4
    assert finish(inbox, output).briefs == 5


def test_an_inbox_that_was_empty_is_begun_with_when_it_has_files(finish: Finish, tmp_path: Path, output: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    assert finish(folder, output) == Outcome(briefs=0, failed=1, worked=True)
    write_corpus(folder / "a.jsonl", range(2))
    assert finish(folder, output) == Outcome(briefs=2, failed=0, worked=True)


def test_an_id_that_a_new_file_repeats_is_told_and_a_stem_that_is_taken_gets_a_number(
    finish: Finish, inbox: Path, output: Path
) -> None:
    finish(inbox, output)
    write_corpus(inbox / "a.jsonl", range(3, 5))
    assert finish(inbox, output) == Outcome(briefs=5, failed=1, worked=True)
    assert "'a3' was given before" in lines(output.with_suffix(".failures.jsonl"))[0]["reason"]


def test_a_key_that_was_named_is_part_of_the_run(finish: Finish, tmp_path: Path, output: Path) -> None:
    corpus = tmp_path / "news.jsonl"
    corpus.write_text(write_corpus(corpus).read_text(encoding="utf-8").replace('"text"', '"story"'), encoding="utf-8")
    named = Reading(Fields({"text": "story"}))
    assert finish(corpus, output, reading=named).briefs == 10
    assert not finish(corpus, output, reading=named).worked
    with pytest.raises(OutputError, match="field text: story then, none now"):
        finish(corpus, output)


def test_beside_standard_input_nothing_may_be_added(
    finish: Finish, inbox: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def give() -> None:
        data = b'{"id": "s", "text": "%s"}\n' % TEXT.format(1).encode()
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))

    job = Job(("-", str(inbox)), output, PROFILE)
    use_doubles(monkeypatch)
    give()
    assert run_job(job, InlineRunner, Observer()).briefs == 5
    give()
    assert not run_job(job, InlineRunner, Observer()).worked
    write_corpus(inbox / "z.jsonl", range(10, 11))
    give()
    with pytest.raises(OutputError, match="Changed: files beside standard input, which are new"):
        run_job(job, InlineRunner, Observer())
