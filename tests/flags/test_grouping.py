"""Flags as a reader meets them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mujaz.flags.grouping import group_flags
from mujaz.types import Flag, Severity


def flag(message: str, arabic: str = "", severity: Severity = "warning", kind: str = "name") -> Flag:
    return Flag(kind=kind, severity=severity, message=message, message_ar=arabic, where="en")


def test_what_is_said_of_several_words_is_said_once_in_either_language() -> None:
    (found,) = group_flags([flag("lost: «حلب».", "سقط «حلب»."), flag("lost: «دمشق».", "سقط «دمشق».")])
    assert found.message == "lost: «حلب» and «دمشق»."
    assert found.message_ar == "سقط «حلب» و«دمشق»."
    assert len(found.flags) == 2


def test_without_arabic_of_all_there_is_no_arabic() -> None:
    (found,) = group_flags([flag("lost: «حلب».", "سقط «حلب»."), flag("lost: «دمشق».")])
    assert found.message_ar == ""


def test_the_same_word_is_named_once() -> None:
    assert [one.message for one in group_flags([flag("new: “Rome”."), flag("new: “Rome”.")])] == ["new: “Rome”."]


def test_pairs_of_words_stay_apart() -> None:
    flags = [flag("“21” where «12».", kind="number"), flag("“3” where «30».", kind="number")]
    assert [one.message for one in group_flags(flags)] == ["“21” where «12».", "“3” where «30»."]


def test_kinds_and_severities_stay_apart_and_the_worst_come_first() -> None:
    flags = [
        flag("x «a»", severity="info"),
        flag("x «b»"),
        flag("x «c»", kind="date"),
        flag("x «d»", severity="severe"),
    ]
    assert [(one.severity, one.kind) for one in group_flags(flags)] == [
        ("severe", "name"),
        ("warning", "name"),
        ("warning", "date"),
        ("info", "name"),
    ]


@given(st.lists(st.builds(flag, st.text(alphabet="a«»“” ", max_size=8), st.text(alphabet="ب«»", max_size=4))))
def test_no_flag_is_lost_whatever_messages_say(flags: list[Flag]) -> None:
    assert sorted(map(id, flags)) == sorted(id(one) for found in group_flags(flags) for one in found.flags)
