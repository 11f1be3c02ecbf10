"""Shares: what is given away comes back whole and in order, whichever workers die."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mujaz.jobs.runner import Window
from mujaz.jobs.shares import Share, Shares
from mujaz.jobs.work import Failure
from mujaz.types import Article


def window(number: int, ids: str) -> Window:
    """A window of articles named by the letters of `ids`."""
    entries = tuple(Article(id=name, text="نص") for name in ids)
    return Window(number, entries, tuple(range(1, len(ids) + 1)), "", 0)


def names(share: Share) -> str:
    return "".join(entry.id for entry in share.entries if isinstance(entry, Article))


def answered(shares: Shares, share: Share) -> None:
    shares.answer(share, [name.upper() for name in names(share)])


def out(shares: Shares) -> list[str]:
    """What has come out, failures as question marks."""
    return ["".join("?" if isinstance(one, Failure) else one for one in made) for _, made in shares.finished()]


def test_windows_come_out_in_their_order_however_they_are_answered() -> None:
    shares = Shares()
    for number, ids in enumerate(("ab", "cd", "ef")):
        shares.put(window(number, ids))
    first, second, third = (shares.take() for _ in range(3))
    assert not shares.waiting
    answered(shares, second)
    assert (out(shares), len(shares)) == ([], 3)
    answered(shares, first)
    assert (out(shares), len(shares)) == (["AB", "CD"], 1)
    answered(shares, third)
    assert (out(shares), len(shares)) == (["EF"], 0)


def test_a_lost_window_is_tried_again_before_what_is_new_and_then_halved() -> None:
    shares = Shares()
    shares.put(window(0, "abc"))
    shares.put(window(1, "d"))
    shares.lost(shares.take(), "died", "working")
    again = shares.take()
    assert names(again) == "abc"
    shares.lost(again, "died", "working")
    assert [names(shares.take()) for _ in range(3)] == ["a", "bc", "d"]


def test_what_was_only_waiting_when_a_worker_died_loses_no_life() -> None:
    shares = Shares()
    shares.put(window(0, "ab"))
    share = shares.take()
    shares.give_back(share)
    assert shares.take() == share


def test_an_article_whose_workers_always_die_fails_with_the_reason() -> None:
    shares = Shares()
    shares.put(window(0, "a"))
    for _ in range(2):
        shares.lost(shares.take(), "the machine is gone", "translating")
    ((_, (failure,)),) = shares.finished()
    assert failure == Failure("a", failure.where, "the machine is gone", "translating")  # type: ignore[union-attr]


@given(st.lists(st.sets(st.sampled_from("abcdefgh")), min_size=1, max_size=4), st.data())
def test_only_what_kills_fails_and_nothing_is_lost_or_doubled(poisons: list[set[str]], data: st.DataObject) -> None:
    """Workers answer in any order and die of every share with poison in it."""
    shares, taken, made = Shares(), list[Share](), list[str]()
    for number in range(len(poisons)):
        shares.put(window(number, "abcdefgh"))
    while shares:
        while shares.waiting:
            taken.append(shares.take())
        share = taken.pop(data.draw(st.integers(0, len(taken) - 1)))
        if set(names(share)) & poisons[share.window.number]:
            shares.lost(share, "died", "working")
        else:
            answered(shares, share)
        made += out(shares)
    assert made == ["".join("?" if name in poison else name.upper() for name in "abcdefgh") for poison in poisons]
