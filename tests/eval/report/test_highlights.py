"""What flags are about is marked in the texts of a report."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mujaz.eval.report.marking import Highlight, highlighted
from mujaz.types import Flag, Severity


def flag(where: str, severity: Severity = "severe", source: str = "") -> Flag:
    return Flag(kind="number", severity=severity, message="It differs.", where=where, source=source)


def test_the_span_of_a_flag_is_marked_on_either_side() -> None:
    one = flag("en:4-9", source="ar:0-3")
    assert highlighted("cost 3,000 or so", "en", [one]) == [
        Highlight("cost"),
        Highlight(" 3,00", "severe"),
        Highlight("0 or so"),
    ]
    assert highlighted("كلف 2000", "ar", [one])[0] == Highlight("كلف", "severe")
    assert highlighted("A title", "title_en", [one]) == [Highlight("A title")]


def test_where_spans_overlap_the_worst_shows() -> None:
    pieces = highlighted("abcdef", "en", [flag("en:0-4", "warning"), flag("en:2-6", "severe")])
    assert [(piece.text, piece.severity) for piece in pieces] == [("ab", "warning"), ("cd", "severe"), ("ef", "severe")]


def test_a_span_beyond_the_text_is_left_out() -> None:
    assert highlighted("short", "en", [flag("en:2-60")]) == [Highlight("short")]


WHERE = st.builds(lambda start, end: f"en:{start}-{end}", st.integers(0, 30), st.integers(0, 30))


@given(st.text(max_size=20), st.lists(WHERE, max_size=5))
def test_the_pieces_are_the_text(text: str, places: list[str]) -> None:
    assert "".join(piece.text for piece in highlighted(text, "en", map(flag, places))) == text
