"""Arabic for terminals that show characters in the order they come, without joining or reordering them."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

from mujaz.errors import MissingExtraError

_INDENT = 2


def visual_lines(width: int) -> Callable[[str], str]:
    """A function that shapes and reorders a text for a terminal `width` columns wide.

    The text is broken into lines before it is reordered: a terminal that wraps a reordered line shows its end first.

    Raises:
        MissingExtraError: The extra [visual] is not installed.
    """
    try:
        from arabic_reshaper import reshape  # both come with an extra: not there for everyone
        from bidi import get_display
    except ImportError as exc:
        raise MissingExtraError("--visual", "visual") from exc

    def visual(text: str) -> str:
        lines = textwrap.wrap(text, max(width - _INDENT, 20))
        return f"\n{' ' * _INDENT}".join(str(get_display(reshape(line))) for line in lines)

    return visual
