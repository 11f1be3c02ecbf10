"""What a command says on standard error beside its advice on a better translator."""

from __future__ import annotations

from click.testing import Result

ADVICE = "English for print: "


def read_said(result: Result) -> str:
    """Return standard error without the advice, which every brief with the embedded translator ends with."""
    lines = result.stderr.splitlines(keepends=True)
    assert [number for number, line in enumerate(lines) if line.startswith(ADVICE)] == [len(lines) - 1]
    return "".join(lines[:-1])
