"""Briefs as Markdown. Nothing in a brief acts as mark-up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mujaz.flags.grouping import group_flags
from mujaz.flags.repairs import describe_repairs
from mujaz.pipeline.formats.base import (
    OutputFormat,
    Style,
    describe_evidence,
    describe_finding,
    describe_notes,
    describe_tally,
    separate_by_blank_line,
)
from mujaz.pipeline.formats.directions import isolate_numbers, mark_direction
from mujaz.types import Brief
from mujaz.wording import one_line

# Characters that Markdown takes for mark-up inside a line, and at its start.
_MARKUP = re.compile(r"([\\`*_\[\]<>&#|~])")
_LIST_MARK = re.compile(r"^(\d{0,9})([-+.)])(?=\s|$)")


def to_markdown(brief: Brief) -> str:
    """Return a brief as Markdown: the Arabic bullets as a list, the English nested in it."""
    article = brief.article
    lines = [f"## {_escape_arabic(article.title or article.id)}", ""]
    if article.title_en:
        lines += [f"*{_escape(article.title_en)}*", ""]
    if tally := describe_tally(brief):
        lines += [f"**{_escape(tally)}**", ""]
    for bullet in brief.bullets:
        lines += [f"- {_escape_arabic(bullet.ar)}", f"  - {_escape(bullet.en)} ({describe_evidence(bullet)})"]
        below = [describe_finding(finding) for finding in group_flags(bullet.flags)]
        below += [f"repaired: {text.en}" for text in describe_repairs(bullet.repairs)]
        lines += [f"  - {_escape(line)}" for line in below]
    notes = [f"> {_escape(line)}" for line in describe_notes(brief)]
    return "\n".join([*lines, *(["", *notes] if notes else [])]) + "\n"


def write_markdown(briefs: Iterable[Brief], _style: Style) -> Iterator[str]:
    """Yield the briefs, a blank line between them."""
    return separate_by_blank_line(map(to_markdown, briefs))


def _escape(text: str) -> str:
    return _escape_line(one_line(text))


def _escape_arabic(text: str) -> str:
    """Return an Arabic text that also reads from right to left if nobody tells its direction."""
    return _escape_line(mark_direction(isolate_numbers(one_line(text))))


def _escape_line(line: str) -> str:
    return _LIST_MARK.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", line))


FORMAT = OutputFormat("markdown", (".md", ".markdown"), write_markdown)
