"""Parts of windows: what is given away comes back whole and in order, whichever workers die."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mujaz.jobs.window_queue import WindowPart, WindowQueue
from mujaz.jobs.work import Failure, Window
from mujaz.types import Article


def window(number: int, ids: str) -> Window:
    """A window of articles named by the letters of `ids`."""
    entries = tuple(Article(id=name, text="نص") for name in ids)
    return Window(number, entries, tuple(range(1, len(ids) + 1)), "", 0)


def names(part: WindowPart) -> str:
    return "".join(entry.id for entry in part.entries if isinstance(entry, Article))


def answered(queue: WindowQueue, part: WindowPart) -> None:
    queue.finish(part, [name.upper() for name in names(part)])


def out(queue: WindowQueue) -> list[str]:
    """What has come out, failures as question marks."""
    return ["".join("?" if isinstance(one, Failure) else one for one in made) for _, made in queue.pop_finished()]


def test_windows_come_out_in_their_order_however_they_are_answered() -> None:
    queue = WindowQueue()
    for number, ids in enumerate(("ab", "cd", "ef")):
        queue.put(window(number, ids))
    first, second, third = (queue.take() for _ in range(3))
    assert not queue.waiting
    answered(queue, second)
    assert (out(queue), len(queue)) == ([], 3)
    answered(queue, first)
    assert (out(queue), len(queue)) == (["AB", "CD"], 1)
    answered(queue, third)
    assert (out(queue), len(queue)) == (["EF"], 0)


def test_a_lost_window_is_tried_again_before_what_is_new_and_then_halved() -> None:
    queue = WindowQueue()
    queue.put(window(0, "abc"))
    queue.put(window(1, "d"))
    queue.report_death(queue.take(), "died", "working")
    again = queue.take()
    assert names(again) == "abc"
    queue.report_death(again, "died", "working")
    assert [names(queue.take()) for _ in range(3)] == ["a", "bc", "d"]


def test_what_was_only_waiting_when_a_worker_died_loses_no_life() -> None:
    queue = WindowQueue()
    queue.put(window(0, "ab"))
    part = queue.take()
    queue.give_back(part)
    assert queue.take() == part


def test_an_article_whose_workers_always_die_fails_with_the_reason() -> None:
    queue = WindowQueue()
    queue.put(window(0, "a"))
    for _ in range(2):
        queue.report_death(queue.take(), "the machine is gone", "translating")
    ((_, (failure,)),) = queue.pop_finished()
    assert failure == Failure("a", failure.where, "the machine is gone", "translating")  # type: ignore[union-attr]


@given(st.lists(st.sets(st.sampled_from("abcdefgh")), min_size=1, max_size=4), st.data())
def test_only_what_kills_fails_and_nothing_is_lost_or_doubled(poisons: list[set[str]], data: st.DataObject) -> None:
    """Workers answer in any order and die of every part with poison in it."""
    queue, taken, made = WindowQueue(), list[WindowPart](), list[str]()
    for number in range(len(poisons)):
        queue.put(window(number, "abcdefgh"))
    while queue:
        while queue.waiting:
            taken.append(queue.take())
        part = taken.pop(data.draw(st.integers(0, len(taken) - 1)))
        if set(names(part)) & poisons[part.window.number]:
            queue.report_death(part, "died", "working")
        else:
            answered(queue, part)
        made += out(queue)
    assert made == ["".join("?" if name in poison else name.upper() for name in "abcdefgh") for poison in poisons]
