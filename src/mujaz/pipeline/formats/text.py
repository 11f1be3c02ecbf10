"""Briefs as text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator

from mujaz.errors import MissingExtraError
from mujaz.flags.grouping import group_flags
from mujaz.flags.repairs import describe_repairs
from mujaz.pipeline.formats.base import (
    OutputFormat,
    Style,
    describe_evidence,
    describe_fewer,
    describe_finding,
    describe_tally,
    separate_by_blank_line,
)
from mujaz.types import Brief, Flag, Severity
from mujaz.wording import one_line

_COLOURS: dict[Severity, str] = {"severe": "\x1b[1;31m", "warning": "\x1b[33m", "info": "\x1b[2m"}
_FAINT, _BOLD, _PLAIN = "\x1b[2m", "\x1b[1m", "\x1b[0m"
_INDENT = 2


def to_text(brief: Brief, arrange: Callable[[str], str] = str, *, colours: bool = False) -> str:
    """Return a brief for a terminal, in logical order: Arabic bullets, below each the English, evidence and findings.

    Args:
        brief: The brief.
        arrange: Changes each line, without its indent, before it is shown (see `make_visual`).
        colours: Whether severity is also told by colour: for terminals only.
    """
    lines = _Lines(arrange, colours)
    lines.add(brief.article.id, style=_FAINT)
    lines.add(brief.article.title, style=_BOLD)
    lines.add(brief.article.title_en)
    lines.add_findings("", brief.flags)
    lines.add(describe_tally(brief), style=_BOLD)
    lines.add(describe_fewer(brief), style=_FAINT)
    for bullet in brief.bullets:
        lines.texts.append("")
        lines.add(bullet.ar, mark="• ")
        lines.add(bullet.en, indent="  ")
        lines.add(describe_evidence(bullet), indent="  ", style=_FAINT)
        lines.add_findings("  ", bullet.flags)
        for repaired in describe_repairs(bullet.repairs):
            lines.add(f"repaired: {repaired.en}", indent="  ", style=_FAINT)
    return "\n".join(lines.texts) + "\n"


def write_text(briefs: Iterable[Brief], style: Style) -> Iterator[str]:
    """Yield the briefs, a blank line between them."""
    return separate_by_blank_line(to_text(brief, style.arrange, colours=style.colours) for brief in briefs)


def make_visual(width: int) -> Callable[[str], str]:
    """Return a function that shapes and reorders a text for a terminal that does neither, `width` columns wide.

    The text is broken into lines before it is reordered: a terminal that wraps a reordered line shows its end first.

    Raises:
        MissingExtraError: The extra [visual] is not installed.
    """
    try:
        from arabic_reshaper import reshape  # both come with an extra: not there for everyone
        from bidi import get_display
    except ImportError as exc:
        raise MissingExtraError("--visual", "visual") from exc

    def arrange(text: str) -> str:
        lines = textwrap.wrap(text, max(width - _INDENT, 20))
        return f"\n{' ' * _INDENT}".join(str(get_display(reshape(line))) for line in lines)

    return arrange


class _Lines:
    """Lines for a terminal; whatever text they hold cannot steer it."""

    def __init__(self, arrange: Callable[[str], str], colours: bool) -> None:
        self.texts: list[str] = []
        self._arrange = arrange
        self._colours = colours

    def add(self, text: str, *, mark: str = "", indent: str = "", style: str = "") -> None:
        """Add a line, unless `text` is empty; a bullet has a `mark` and no indent."""
        if not text:
            return
        line = self._arrange(one_line(text))
        self.texts.append(indent + mark + (f"{style}{line}{_PLAIN}" if style and self._colours else line))

    def add_findings(self, indent: str, flags: Iterable[Flag]) -> None:
        """Add a line for each finding."""
        for finding in group_flags(flags):
            self.add(describe_finding(finding), indent=indent, style=_COLOURS[finding.severity])


FORMAT = OutputFormat("text", (".txt",), write_text)
