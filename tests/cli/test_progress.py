"""Progress is for people at a terminal, and goes to standard error only."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator

import pytest

from mujaz.cli import progress
from mujaz.cli.progress import show_progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def at_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Make standard error a terminal. No fixture: between fixture and test pytest puts its own in its place."""
    monkeypatch.setenv("TERM", "xterm")
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    return terminal


def test_articles_are_counted_on_a_terminal_and_the_line_goes_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = at_terminal(monkeypatch)
    assert list(show_progress(range(3), results_on_terminal=False)) == [0, 1, 2]
    shown = terminal.getvalue()
    assert "3 articles" in shown
    assert shown.endswith("\x1b[2K")


def test_the_line_goes_before_the_first_result_is_printed_on_the_same_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = at_terminal(monkeypatch)
    results: Iterator[int] = show_progress(iter(range(3)), results_on_terminal=True)
    next(results)
    shown = terminal.getvalue()
    assert "0 articles, loading" in shown
    assert list(results) == [1, 2]
    assert "articles" not in terminal.getvalue()[len(shown) :]


def test_nothing_is_shown_when_standard_error_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(show_progress(range(3), results_on_terminal=False)) == [0, 1, 2]
    assert capsys.readouterr().err == ""


def test_nothing_is_shown_when_quiet_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = at_terminal(monkeypatch)
    monkeypatch.setattr(progress, "is_quiet", lambda: True)
    assert list(show_progress(range(3), results_on_terminal=False)) == [0, 1, 2]
    assert terminal.getvalue() == ""
