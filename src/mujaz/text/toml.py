"""TOML out of files that somebody else may have written."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from mujaz.errors import InputError

MOST_DOTS = 16
"""Dots outside of quotes on one line. A dotted key takes memory by the square of its parts: 40,000 fill 3 GB."""

# Every alternative takes what it begins with, also when its end is missing: the whole text is gone over once.
_TOKENS = re.compile(
    r'"""(?:[^\\]|\\.)*?(?:"""|\Z)'
    r"|'''.*?(?:'''|\Z)"
    r'|"(?:[^"\\\n]|\\[^\n])*+"?'
    r"|'[^'\n]*+'?"
    r"|#[^\n]*+"
    r"|(?P<dot>\.)"
    r"|(?P<end>\n)",
    re.DOTALL,
)


def read_toml(text: str, name: str) -> dict[str, Any]:
    """Return what a TOML document holds.

    Args:
        text: The document.
        name: Its name in messages.

    Raises:
        InputError: It is not valid TOML, nested too deep, or a line has more than `MOST_DOTS` dots.
    """
    if line := _find_dotted_line(text):
        raise InputError(f"{name}:{line}: more than {MOST_DOTS} dots outside of quotes on one line")
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as exc:  # ValueError: also of a number of more than 4,300 digits
        raise InputError(f"{name}: not valid TOML: {exc}") from exc


def _find_dotted_line(text: str) -> int:
    """Return the number of the first line with too many dots, 0 if there is none."""
    dots = 0
    for token in _TOKENS.finditer(text):
        if token.lastgroup == "dot":
            dots += 1
            if dots > MOST_DOTS:
                return text.count("\n", 0, token.start()) + 1
        elif token.lastgroup == "end":
            dots = 0
    return 0
