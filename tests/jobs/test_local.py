"""The local runner: a worker process, its deaths, its silence, its errors."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from mujaz.errors import ArticleError, ModelError
from mujaz.jobs.local import LocalRunner
from mujaz.jobs.messages import (
    decode_message,
    encode_message,
    pack_entries,
    pack_results,
    pack_task,
    unpack_entries,
    unpack_results,
    unpack_task,
)
from mujaz.jobs.work import Failure, Result, Task, Window
from mujaz.profiles import Profile
from mujaz.types import Article, Page

TASK = Task(Profile(name="test"), text=False)

# A worker that needs no model: it answers with the ids, and does as an article's text says.
WORKER = """
import os, subprocess, sys, time
from mujaz.jobs import worker_main
from mujaz.jobs.work import make_failure

class Obedient:
    def __init__(self, task, on_stage):
        self.on_stage = on_stage
    def load(self):
        {load}
    def work(self, entries):
        if any("early" in (getattr(entry, "text", ""), getattr(entry, "id", "")) for entry in entries): os.abort()
        self.on_stage("summarizing")
        for entry in entries:
            text = getattr(entry, "text", "")
            if text == "die": os.abort()
            if text == "sleep": time.sleep(60)
            if text == "wait": time.sleep(1)
            if text == "break": raise ZeroDivisionError("a defect")
            if text == "print": os.write(1, b"noise of a \\x1b library\\n")
            if text == "flood": os.write(1, b"noise\\n" * 300_000)
            if text == "chatter": [(os.write(2, b"noise\\n"), time.sleep(0.2)) for _ in range(300)]
            if text == "leave": subprocess.Popen(["sleep", "60"])
        return [
            entry.id if hasattr(entry, "id") else make_failure(entry, entry.reason, entry.stage)
            for entry in entries
        ]

worker_main.main(Obedient)
"""


def runner(load: str = "pass", workers: int = 1, timeout: float = 60, most_in_a_row: int = 20) -> LocalRunner:
    return LocalRunner(TASK, workers, timeout, (sys.executable, "-c", WORKER.format(load=load)), most_in_a_row)


def windows(*texts: str) -> Iterator[Window]:
    """A window for each word-separated group of texts; an article's id is its text and its place."""
    for number, group in enumerate(texts):
        entries = tuple(Article(id=f"{text}{place}", text=text) for place, text in enumerate(group.split()))
        yield Window(number, entries, tuple(range(1, len(entries) + 1)), "", 0)


def results(local: LocalRunner, *texts: str) -> list[list[str]]:
    with local:
        done = list(local.run(windows(*texts), lambda _number, _stage: None))
    assert [window.number for window, _ in done] == list(range(len(texts)))
    return [[describe(result) for result in made] for _, made in done]


def describe(result: Result) -> str:
    return result if isinstance(result, str) else f"{result.id} failed in {result.stage}: {result.reason}"


def test_messages_hold_what_they_were_made_of() -> None:
    entries = [Article(id="أ", title="عنوان", text="سطر\nآخر", url="u", date="d", source="news.jsonl:3")]
    assert unpack_entries(decode_message(encode_message({"entries": pack_entries(entries)}))["entries"]) == entries
    (error,) = unpack_entries(pack_entries([ArticleError("news.jsonl:4", "bad", "reading")]))
    assert isinstance(error, ArticleError)
    assert (error.where, error.reason, error.stage) == ("news.jsonl:4", "bad", "reading")
    page = Page(id="p", data=b"<html>\xff\n\0", source="p.html")
    assert unpack_entries(decode_message(encode_message({"entries": pack_entries([page])}))["entries"]) == [page]
    made: list[Result] = ["{}\n", Failure("a", "news.jsonl:3", "bad", "reading")]
    assert unpack_results(pack_results(made)) == made
    assert unpack_task(decode_message(encode_message(pack_task(TASK)))) == TASK


def test_windows_come_back_in_order_and_what_libraries_print_is_no_result_but_a_warning(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert results(runner(), "a b", "d", "print c") == [["a0", "b1"], ["d0"], ["print0", "c1"]]
    assert caplog.messages == ["a worker says: noise of a \x1b library"]


def test_of_much_that_libraries_print_only_the_beginning_is_passed_on(caplog: pytest.LogCaptureFixture) -> None:
    assert results(runner(), "flood") == [["flood0"]]
    assert caplog.messages == ["a worker says: noise"] * 99 + [
        "a worker says: noise (and no more of what it says is shown)"
    ]


def test_what_libraries_print_is_no_sign_of_life() -> None:
    silent = "the worker gave no sign of life for 3 s"
    assert results(runner(timeout=3), "chatter") == [[f"chatter0 failed in summarizing: {silent}"]]


def test_a_process_that_a_worker_leaves_behind_holds_up_nothing() -> None:
    started = time.monotonic()
    assert len(results(runner(), "leave die", "a")[0]) == 2
    assert time.monotonic() - started < 40  # it goes on for 60 s


def test_an_article_that_kills_the_worker_fails_alone() -> None:
    died = "the worker process died (signal 6, Aborted)"
    assert results(runner(), "a", "b die c d e", "f", "die") == [
        ["a0"],
        ["b0", f"die1 failed in summarizing: {died}", "c2", "d3", "e4"],
        ["f0"],
        [f"die0 failed in summarizing: {died}"],
    ]


def test_an_article_that_takes_for_ever_fails_alone() -> None:
    silent = "the worker gave no sign of life for 3 s"
    assert results(runner(timeout=3), "a sleep") == [["a0", f"sleep1 failed in summarizing: {silent}"]]


def test_a_worker_that_cannot_load_its_models_ends_the_run_and_fails_no_article() -> None:
    with pytest.raises(ModelError, match=r"the models cannot be loaded: .* \(signal 6, Aborted\)"):
        results(runner(load="os.abort()"), "a")


def test_an_error_of_ours_comes_through_as_such_and_a_defect_in_loading_with_its_traceback() -> None:
    refused = "from mujaz.errors import BundleError; raise BundleError('x', 'altered')"
    with pytest.raises(ModelError, match="bundle x: altered"):
        results(runner(load=refused), "a")
    with pytest.raises(RuntimeError, match=r"Traceback(.|\n)*ZeroDivisionError: early"):
        results(runner(load="raise ZeroDivisionError('early')"), "a")


def test_an_article_that_meets_a_defect_of_ours_has_failed_alone() -> None:
    reason = "a defect of Mujaz: ZeroDivisionError: a defect (<string>, line 19)"
    assert results(runner(), "a break b", "c") == [["a0", f"break1 failed in summarizing: {reason}", "b2"], ["c0"]]


def test_when_article_after_article_fails_the_articles_are_not_to_blame_and_the_run_ends() -> None:
    assert len(results(runner(most_in_a_row=1), "break a break")[0]) == 3
    with pytest.raises(ModelError, match=r"2 articles in a row could not be worked on, the last: a defect of Mujaz: "):
        results(runner(most_in_a_row=1), "a break break")


def test_windows_are_read_while_the_worker_is_at_another_but_not_far_ahead() -> None:
    taken: list[int] = []

    def record_windows() -> Iterator[Window]:
        for window in windows("a", "b", "c", "d", "e"):
            taken.append(window.number)
            yield window

    with runner() as local:
        ahead = [len(taken) - window.number for window, _ in local.run(record_windows(), lambda _number, _stage: None)]
    assert all(1 <= count <= 4 for count in ahead)  # one worked on, two behind it, one being read
    assert all(second > first for first, second in pairwise(taken))


def test_several_workers_work_side_by_side_and_results_keep_the_order_of_the_input() -> None:
    """The first window takes a second, in which the other worker does the rest."""
    stages: list[int] = []
    with runner(workers=2) as local:
        done = list(local.run(windows("wait", "a", "b", "c"), lambda number, _stage: stages.append(number)))
        assert len(local._workers) == 2
    assert [made for _, made in done] == [["wait0"], ["a0"], ["b0"], ["c0"]]
    assert sorted(stages[:2]) == [0, 1]
    assert sorted(stages) == [0, 1, 2, 3]


def test_of_several_workers_only_the_one_that_meets_the_article_dies(caplog: pytest.LogCaptureFixture) -> None:
    died = "the worker process died (signal 6, Aborted)"
    assert results(runner(workers=3), "a", "b die", "c", "d", "e", "f") == [
        ["a0"],
        ["b0", f"die1 failed in summarizing: {died}"],
        *(["c0"], ["d0"], ["e0"], ["f0"]),
    ]
    assert caplog.messages == [died] * 3


def test_a_worker_that_died_with_nothing_to_do_costs_no_article_a_life() -> None:
    """Both workers are killed while the input keeps one waiting; the windows are of one article each."""

    def slow() -> Iterator[Window]:
        first, second, third = windows("a", "b", "c")
        yield from (first, second)
        taken.wait(20)
        for process in local._workers:
            process._process.kill()
            process._process.wait()
        yield third

    taken = threading.Event()
    made = []
    with runner(workers=2) as local:
        for window, briefs in local.run(slow(), lambda _number, _stage: None):
            made.append(briefs)
            if window.number == 1:
                taken.set()
    assert made == [["a0"], ["b0"], ["c0"]]


def test_what_does_not_load_beside_others_is_gone_without(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The first worker to load takes a place; each further one looks for one, in vain, and dies."""
    load = f"""
        try: os.close(os.open({str(tmp_path / "place")!r}, os.O_CREAT | os.O_EXCL))
        except FileExistsError: time.sleep(0.5); os.abort()
"""
    made = results(runner(load, workers=2), *["wait"] * 8)
    assert made == [["wait0"]] * 8
    assert caplog.messages[3:] == ["no more than 1 worker from here on"]


def test_words_that_a_worker_dies_over_are_none(caplog: pytest.LogCaptureFixture) -> None:
    command = (sys.executable, "-c", """print('{"ready": tr', end="")""")
    with pytest.raises(ModelError, match=r"the models cannot be loaded: the worker process died \(exit code 0\)"):
        results(LocalRunner(TASK, 1, 60, command), "a")
    assert len(caplog.messages) == 3


def test_what_was_read_before_an_error_in_reading_is_worked_on() -> None:
    def broken() -> Iterator[Window]:
        yield from windows("a", "b")
        raise ZeroDivisionError

    with runner() as local:
        done = local.run(broken(), lambda _number, _stage: None)
        assert [next(done)[1], next(done)[1]] == [["a0"], ["b0"]]
        with pytest.raises(ZeroDivisionError):
            next(done)


def test_an_article_that_kills_before_anything_was_made_of_it_has_failed_in_reading() -> None:
    ((_, failure),) = results(runner(), "a early")
    assert failure == "early1 failed in reading: the worker process died (signal 6, Aborted)"


def test_a_page_that_kills_what_takes_it_apart_fails_alone() -> None:
    pages = tuple(Page(id=name, data=name.encode(), source=f"{name}.html") for name in ("a", "early", "b"))
    with runner() as local:
        ((_, made),) = local.run([Window(0, pages, (1, 2, 3), "", 0)], lambda _number, _stage: None)
    died = "early failed in reading: the worker process died (signal 6, Aborted)"
    assert [describe(one) for one in made] == ["a", died, "b"]


def test_no_more_workers_are_started_than_there_are_windows() -> None:
    with runner(workers=8) as local:
        assert len(list(local.run(windows("a", "b"), lambda _number, _stage: None))) == 2
        assert len(local._workers) <= 2


def test_a_slow_input_holds_up_no_result() -> None:
    go_on = threading.Event()
    waited: list[bool] = []

    def slow() -> Iterator[Window]:
        first, second = windows("a", "b")
        yield first
        waited.append(go_on.wait(20))
        yield second

    with runner() as local:
        done = local.run(slow(), lambda _number, _stage: None)
        assert next(done)[1] == ["a0"]
        go_on.set()
        assert [made for _, made in done] == [["b0"]]
    assert waited == [True]


def test_a_worker_ends_with_the_one_who_started_it() -> None:
    local = runner()
    local.load()
    (process,) = local._workers
    local.close()
    assert process._process.returncode is not None
    assert not any(thread.is_alive() for thread in process._threads)
