"""A job goes on where it was, writes each brief once, and refuses what would not be the same run."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from mujaz.errors import InputError, OutputError
from mujaz.files import articles
from mujaz.jobs.job import Outcome
from mujaz.jobs.ledger import Ledger
from mujaz.jobs.record import RunRecord, find_changes
from tests.jobs.conftest import PROFILE, TEXT, Finish, Recorder, ids, write_corpus


class EndedError(Exception):
    """Stands for whatever ends a run."""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "news.jsonl")


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "briefs.jsonl"


@pytest.fixture
def undisturbed(finish: Finish, corpus: Path, tmp_path: Path) -> bytes:
    whole = tmp_path / "whole.jsonl"
    assert finish(corpus, whole) == Outcome(briefs=10, failed=0, worked=True)
    return whole.read_bytes()


def ending_at(event: str) -> Recorder:
    def end(told: str) -> None:
        if told == event:
            raise EndedError

    return Recorder(end)


EVENTS = ["reading 0", "summarizing 0", "writing 0", "window 0", "waiting 1", "translating 2", "window 2", "reading 4"]


@pytest.mark.parametrize("event", EVENTS)
def test_a_run_that_ended_anywhere_goes_on_and_writes_the_same_bytes(
    event: str, finish: Finish, corpus: Path, output: Path, undisturbed: bytes
) -> None:
    with pytest.raises(EndedError):
        finish(corpus, output, ending_at(event))
    assert undisturbed.startswith(output.read_bytes() if output.exists() else b"")
    assert finish(corpus, output).briefs == 10
    assert output.read_bytes() == undisturbed


def test_what_is_done_is_not_done_again(finish: Finish, corpus: Path, output: Path) -> None:
    with pytest.raises(EndedError):
        finish(corpus, output, ending_at("window 1"))
    recorder = Recorder()
    finish(corpus, output, recorder)
    assert recorder.told[0] == "resumed 2"
    assert [event for event in recorder.told if event.startswith("window")] == ["window 2", "window 3"]


def test_pages_that_are_done_are_not_taken_apart_again(
    finish: Finish, tmp_path: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every fourth page holds no article; all of them have an id, which is taken."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(10):
        body = f"<p>{TEXT.format(number)}</p>" if number % 4 else ""
        (folder / f"p{number}.html").write_text(f"<!doctype html><html><body>{body}</body></html>", encoding="utf-8")
    taken_apart: list[str] = []
    read = articles.read_page
    monkeypatch.setattr(articles, "read_page", lambda page: taken_apart.append(page.id) or read(page))
    whole = tmp_path / "whole.jsonl"
    assert finish(folder, whole) == Outcome(briefs=7, failed=3, worked=True)
    with pytest.raises(EndedError):
        finish(folder, output, ending_at("window 1"))
    taken_apart.clear()
    finish(folder, output)
    assert taken_apart == ["p6", "p7", "p8", "p9"]
    assert output.read_bytes() == whole.read_bytes()
    taken_apart.clear()
    finish(folder, output, retry_failed=True)
    assert taken_apart == ["p0", "p4", "p8"]


@pytest.mark.parametrize("torn", [b"{", b'{"schema":"mujaz.brief/1"}\n' * 40, b"\0" * 4096])
def test_what_the_ledger_does_not_vouch_for_is_cut_off(
    torn: bytes, finish: Finish, corpus: Path, output: Path, undisturbed: bytes
) -> None:
    with pytest.raises(EndedError):
        finish(corpus, output, ending_at("window 1"))
    with output.open("ab") as file:
        file.write(torn)
    with output.with_suffix(".run.jsonl").open("ab") as file:
        file.write(torn)
    finish(corpus, output)
    assert output.read_bytes() == undisturbed


def test_a_window_on_the_disk_that_the_ledger_had_no_time_to_note_is_written_once(
    finish: Finish, corpus: Path, output: Path, undisturbed: bytes
) -> None:
    with pytest.raises(EndedError):
        finish(corpus, output, ending_at("window 1"))
    ledger = output.with_suffix(".run.jsonl")
    ledger.write_bytes(b"".join(ledger.read_bytes().splitlines(keepends=True)[:-1]))
    finish(corpus, output)
    assert output.read_bytes() == undisturbed


def test_a_ledger_whose_first_line_was_never_whole_counts_for_nothing(
    finish: Finish, corpus: Path, output: Path, undisturbed: bytes
) -> None:
    output.with_suffix(".run.jsonl").write_bytes(b'{"schema":"mujaz.run/1","prof')
    finish(corpus, output)
    assert output.read_bytes() == undisturbed


def test_a_finished_run_does_nothing(finish: Finish, corpus: Path, output: Path, undisturbed: bytes) -> None:
    finish(corpus, output)
    recorder = Recorder()
    assert finish(corpus, output, recorder) == Outcome(briefs=10, failed=0, worked=False)
    assert (recorder.told, output.read_bytes()) == ([], undisturbed)


@pytest.mark.parametrize("done", [True, False])
@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"profile": PROFILE.model_copy(update={"bullets": 2})}, "profile key bullets: 5 then, 2 now"),
        ({"profile": PROFILE.model_copy(update={"window": 4})}, "profile key window: 3 then, 4 now"),
        ({"text": False}, "option text: True then, False now"),
    ],
)
def test_another_setting_is_named_and_nothing_is_touched(
    finish: Finish, corpus: Path, output: Path, options: dict[str, object], message: str, done: bool
) -> None:
    if done:
        finish(corpus, output)
    else:
        with pytest.raises(EndedError):
            finish(corpus, output, ending_at("window 1"))
    before = output.read_bytes()
    with pytest.raises(OutputError, match=message):
        finish(corpus, output, **options)
    assert output.read_bytes() == before
    assert finish(corpus, output).briefs == 10


def test_a_changed_input_is_named_and_starts_over_only_when_told_to(finish: Finish, corpus: Path, output: Path) -> None:
    with pytest.raises(EndedError):
        finish(corpus, output, ending_at("window 1"))
    write_corpus(corpus, range(20, 25))
    with pytest.raises(OutputError, match=r"file news\.jsonl: \d+ bytes, SHA-256 .* then, .* now"):
        finish(corpus, output)
    assert ids(output) == ["a0", "a1", "a2", "a3", "a4", "a5"]
    finish(corpus, output, fresh=True)
    assert ids(output) == ["a20", "a21", "a22", "a23", "a24"]


def test_every_part_of_the_record_is_compared() -> None:
    then = RunRecord(profile={"window": 3}, text=True, bundles={"b": "1" * 64}, versions={"lxml": "6"})
    now = RunRecord(profile={"window": 4}, text=False, bundles={"b": "2" * 64}, versions={"lxml": "7"})
    assert find_changes(then, then) == []
    assert find_changes(then, now) == [
        "profile key window: 3 then, 4 now",
        "bundle b: 111111111111 then, 222222222222 now",
        "version of lxml: 6 then, 7 now",
        "option text: True then, False now",
    ]


def test_a_run_that_made_no_brief_stands_in_the_way_of_none(finish: Finish, tmp_path: Path, output: Path) -> None:
    corpus = tmp_path / "news.jsonl"
    assert finish(tmp_path / "nwes.jsonl", output) == Outcome(briefs=0, failed=1, worked=True)
    assert finish(write_corpus(corpus), output) == Outcome(briefs=10, failed=0, worked=True)
    assert {path.name for path in tmp_path.iterdir()} == {"news.jsonl", "briefs.jsonl", "briefs.run.jsonl"}


def test_an_empty_corpus_makes_an_empty_file(finish: Finish, tmp_path: Path, output: Path) -> None:
    output.write_text("old", encoding="utf-8")
    empty = write_corpus(tmp_path / "empty.jsonl", [])
    assert finish(empty, output) == Outcome(briefs=0, failed=0, worked=True)
    assert output.read_bytes() == b""
    assert not finish(empty, output).worked


def test_an_old_file_stays_when_no_article_could_be_used(finish: Finish, tmp_path: Path, output: Path) -> None:
    output.write_text("old", encoding="utf-8")
    finish(tmp_path / "nwes.jsonl", output)
    assert output.read_text(encoding="utf-8") == "old"


def test_an_input_that_was_changed_while_it_was_read_is_told(finish: Finish, corpus: Path, output: Path) -> None:
    def append(told: str) -> None:
        if told == "window 2":
            with corpus.open("a", encoding="utf-8") as file:
                file.write('{"id": "late", "text": "x"}\n')

    with pytest.raises(OutputError, match=r"news\.jsonl was changed while it was read: .* then, .* now"):
        finish(corpus, output, Recorder(append))
    with pytest.raises(OutputError, match="files that it was made of have changed or are gone"):
        finish(corpus, output)


def test_the_same_corpus_under_another_path_goes_on(finish: Finish, corpus: Path, output: Path) -> None:
    with pytest.raises(EndedError):
        finish(corpus, output, ending_at("window 1"))
    moved = corpus.parent / "moved"
    moved.mkdir()
    corpus = corpus.rename(moved / corpus.name)
    assert finish(corpus, output).briefs == 10


@pytest.mark.parametrize("edit", [b"", b"x"])
def test_an_output_that_was_changed_is_not_gone_on_with(
    edit: bytes, finish: Finish, corpus: Path, output: Path
) -> None:
    with pytest.raises(EndedError):
        finish(corpus, output, ending_at("window 1"))
    data = output.read_bytes()
    output.write_bytes(edit + data[1:] if edit else data[:-5])
    with pytest.raises(OutputError, match="was changed"):
        finish(corpus, output)
    assert finish(corpus, output, fresh=True).briefs == 10


def test_a_file_system_that_cannot_lock_is_told(
    finish: Finish, corpus: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(_file: object, _how: int) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr("fcntl.flock", no_locks)
    with pytest.raises(OutputError, match=r"briefs\.run\.jsonl cannot be written: No locks available"):
        finish(corpus, output)


def test_two_runs_on_one_output_are_refused(finish: Finish, corpus: Path, output: Path) -> None:
    with (
        Ledger(output.with_suffix(".run.jsonl")),
        pytest.raises(OutputError, match="another run is writing this output"),
    ):
        finish(corpus, output)
    assert finish(corpus, output).briefs == 10


def test_a_file_of_another_origin_stays_until_the_first_window_is_whole(
    finish: Finish, corpus: Path, output: Path
) -> None:
    output.write_text("old", encoding="utf-8")
    with pytest.raises(EndedError):
        finish(corpus, output, ending_at("writing 0"))
    assert output.read_text(encoding="utf-8") == "old"
    with pytest.raises(EndedError):
        finish(corpus, output, ending_at("window 0"))
    assert ids(output) == ["a0", "a1", "a2"]


def test_nothing_lies_beside_the_output_but_its_ledger(finish: Finish, corpus: Path, output: Path) -> None:
    part = output.with_name(".briefs.jsonl.part")
    part.write_text("left by a run that was killed", encoding="utf-8")
    finish(corpus, output)
    assert {entry.name for entry in output.parent.iterdir()} == {"news.jsonl", "briefs.jsonl", "briefs.run.jsonl"}


def test_a_folder_with_the_output_in_it_goes_on(finish: Finish, corpus: Path, output: Path) -> None:
    with pytest.raises(EndedError):
        finish(corpus.parent, output, ending_at("window 1"))
    assert finish(corpus.parent, output).briefs == 10


def test_standard_input_goes_on_when_the_same_stream_comes_again(
    finish: Finish, corpus: Path, output: Path, undisturbed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def give(data: bytes) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))

    data = corpus.read_bytes()
    give(data)
    with pytest.raises(EndedError):
        finish("-", output, ending_at("window 1"))
    give(data.replace(b"a1", b"b1"))
    with pytest.raises(OutputError, match="the input is not the one"):
        finish("-", output)
    give(data)
    assert finish("-", output).briefs == 10
    assert output.read_bytes() == undisturbed
    give(data)
    assert not finish("-", output).worked
    give(data + b'{"text": "x"}\n')
    with pytest.raises(OutputError, match="the input is not the one"):
        finish("-", output)
    with pytest.raises(InputError, match="standard input"):
        finish("-", output, fresh=True, retry_failed=True)
