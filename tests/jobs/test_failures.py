"""What fails is recorded and can be tried again."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from mujaz.errors import ArticleError, InputError, OutputError
from mujaz.jobs.job import Outcome
from mujaz.jobs.messages import pack_entries, unpack_entries
from tests.jobs.conftest import Finish, Recorder, ids, lines, write_corpus
from tests.pipeline.doubles import SummarizerDouble


class EndedError(Exception):
    """Stands for whatever ends a run."""


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "briefs.jsonl"


@pytest.fixture
def failures(tmp_path: Path) -> Path:
    return tmp_path / "briefs.failures.jsonl"


def failing(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Have the summarizer find nothing in these articles; in none, when there are no names."""
    monkeypatch.undo()
    from tests.pipeline.doubles import use_doubles

    class Choosy(SummarizerDouble):
        def _bullets(self, document):  # type: ignore[no-untyped-def]
            return [] if document.article.id in names else super()._bullets(document)

    use_doubles(monkeypatch)
    monkeypatch.setattr("mujaz.summarize.summarizer.Summarizer", Choosy)


def test_an_article_that_cannot_be_used_is_recorded_with_its_place_and_reason(
    finish: Finish, tmp_path: Path, output: Path, failures: Path
) -> None:
    corpus = write_corpus(tmp_path / "news.jsonl", bad=[4])
    with corpus.open("a", encoding="utf-8") as file:
        file.write("{oops\n")
    assert finish(corpus, output) == Outcome(briefs=9, failed=2, worked=True)
    assert finish(corpus, output) == Outcome(briefs=9, failed=2, worked=False)
    short, broken = lines(failures)
    assert short.pop("reason").startswith("too short")
    assert len(short.pop("digest")) == len(broken.pop("digest")) == 16
    assert short == {"id": "a4", "where": f"{corpus}:5", "stage": "reading", "place": 5, "attempt": 1}
    assert broken.pop("reason").startswith("not valid JSON")
    assert broken == {"id": "", "where": f"{corpus}:11", "stage": "reading", "place": 11, "attempt": 1}


def test_an_article_that_cannot_be_read_is_recorded_with_the_id_that_it_was_given(
    finish: Finish, tmp_path: Path, output: Path, failures: Path
) -> None:
    corpus = write_corpus(tmp_path / "news.jsonl", range(2))
    with corpus.open("a", encoding="utf-8") as file:
        file.write('{"id": "a1", "text": "x"}\n{"id": "b"}\n{"id": 7, "text": 5}\n{"text": 5}\n')
    finish(corpus, output)
    assert [failure["id"] for failure in lines(failures)] == ["a1", "b", "7", ""]


def test_a_failure_keeps_its_id_on_the_way_to_a_worker_process() -> None:
    (error,) = unpack_entries(pack_entries([ArticleError("news.jsonl:2", "no text", article_id="b")]))
    assert isinstance(error, ArticleError)
    assert (error.where, error.reason, error.stage, error.article_id) == ("news.jsonl:2", "no text", "reading", "b")


def test_what_failed_is_tried_again_and_stands_at_the_end(
    finish: Finish, tmp_path: Path, output: Path, failures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = write_corpus(tmp_path / "news.jsonl")
    failing(monkeypatch, "a1", "a5", "a9")
    assert finish(corpus, output).failed == 3
    assert {failure["stage"] for failure in lines(failures)} == {"summarizing"}
    failing(monkeypatch, "a5")
    assert finish(corpus, output, retry_failed=True) == Outcome(briefs=9, failed=1, worked=True)
    assert ids(output) == ["a0", "a2", "a3", "a4", "a6", "a7", "a8", "a1", "a9"]
    assert [(failure["id"], failure["attempt"]) for failure in lines(failures)] == [("a5", 2)]
    failing(monkeypatch)
    assert finish(corpus, output, retry_failed=True) == Outcome(briefs=10, failed=0, worked=True)
    assert ids(output)[-1] == "a5"
    assert not failures.exists()
    assert finish(corpus, output, retry_failed=True) == Outcome(briefs=10, failed=0, worked=False)


EVENTS = ["reading 0", "summarizing 0", "writing 0", "window 0", "translating 1", "writing 1", "window 1", "reading 2"]


@pytest.mark.parametrize("event", EVENTS)
def test_another_attempt_that_ended_anywhere_goes_on_and_writes_the_same_bytes(
    event: str, finish: Finish, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = write_corpus(tmp_path / "news.jsonl")
    whole, ended = tmp_path / "whole.jsonl", tmp_path / "ended.jsonl"

    def end(told: str) -> None:
        if told == event:
            raise EndedError

    for output in (whole, ended):
        failing(monkeypatch, "a1", "a4", "a5", "a9")
        finish(corpus, output)
        failing(monkeypatch, "a4")
        if output == ended:
            with pytest.raises(EndedError):
                finish(corpus, output, Recorder(end), retry_failed=True)
        finish(corpus, output, retry_failed=True)
    assert ended.read_bytes() == whole.read_bytes()
    for name in ("whole", "ended"):
        assert [one["id"] for one in lines(tmp_path / f"{name}.failures.jsonl")] == ["a4"]


def test_failures_of_an_earlier_run_do_not_stay_when_another_begins(
    finish: Finish, tmp_path: Path, output: Path, failures: Path
) -> None:
    finish(write_corpus(tmp_path / "news.jsonl", bad=[4]), output)
    assert finish(write_corpus(tmp_path / "news.jsonl"), output, fresh=True).failed == 0
    assert not failures.exists()


@pytest.mark.parametrize("content", [None, "{oops\n", '{"id": "a1"}\n'])
def test_a_file_of_failures_that_was_changed_is_told(
    content: str | None,
    finish: Finish,
    tmp_path: Path,
    output: Path,
    failures: Path,
) -> None:
    corpus = write_corpus(tmp_path / "news.jsonl", bad=[4])
    finish(corpus, output)
    if content is None:
        failures.unlink()
    else:
        failures.write_text(content, encoding="utf-8")
    with pytest.raises(OutputError, match=r"briefs\.failures\.jsonl"):
        finish(corpus, output, retry_failed=True)


def test_what_failed_of_standard_input_is_not_tried_again_and_stays_recorded(
    finish: Finish, tmp_path: Path, output: Path, failures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = write_corpus(tmp_path / "news.jsonl", bad=[4]).read_bytes()
    for retry in (False, True):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))
        if not retry:
            assert finish("-", output).failed == 1
            continue
        with pytest.raises(InputError, match="standard input cannot be"):
            finish("-", output, retry_failed=True)
    assert [failure["id"] for failure in lines(failures)] == ["a4"]
