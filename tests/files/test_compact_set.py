"""The set of ids that costs eight bytes a slot."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mujaz.files.articles import CompactSet


@given(st.lists(st.text(max_size=3)))
def test_it_tells_new_from_known_as_a_set_does(texts: list[str]) -> None:
    seen, known = CompactSet(), set[str]()
    for text in texts:
        assert (text in seen) == (text in known)
        assert seen.add(text) == (text not in known)
        known.add(text)


def test_a_hundred_thousand_ids_take_less_than_27_bytes_each() -> None:
    seen = CompactSet()
    assert all(seen.add(f"news-{number}") for number in range(100_000))
    assert not any(seen.add(f"news-{number}") for number in range(100_000))
    assert "news-100000" not in seen
    assert seen._slots.buffer_info()[1] * 8 < 27 * 100_000
