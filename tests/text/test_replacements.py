"""Words replaced, and places kept true."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mujaz.text.replacements import Edit, apply_edits, move_flags
from mujaz.types import Flag

TEXT = "Some 50 people left Kairo on Monday."


def flag(word: str) -> Flag:
    start = TEXT.index(word)
    return Flag(kind="name", severity="info", message=word, message_ar="", where=f"en:{start}-{start + len(word)}")


def test_a_flag_stays_on_its_words_before_and_behind_an_edit() -> None:
    edits = [Edit(5, 7, "150"), Edit(20, 25, "Cairo city")]
    text = apply_edits(TEXT, edits)
    assert text == "Some 150 people left Cairo city on Monday."
    for word, moved in zip(
        ("Some", "people", "Monday"), move_flags([*map(flag, ("Some", "people", "Monday"))], edits), strict=True
    ):
        start, end = map(int, moved.where.removeprefix("en:").split("-"))
        assert text[start:end] == word


def test_a_flag_on_replaced_words_has_their_replacement() -> None:
    (moved,) = move_flags([flag("Kairo")], [Edit(20, 25, "Cairo city")])
    assert moved.where == "en:20-30"


@given(st.lists(st.tuples(st.text("ab ", min_size=1, max_size=4), st.text("xyz", max_size=4)), max_size=6))
def test_what_is_not_replaced_stays_in_its_order(parts: list[tuple[str, str]]) -> None:
    text, edits = "", []
    for old, new in parts:
        text += "–"
        edits.append(Edit(len(text), len(text) + len(old), new))
        text += old
    assert apply_edits(text, edits) == "".join(f"–{new}" for _, new in parts)
