"""A brief as text or Markdown for people, as JSON for programs."""

from __future__ import annotations

import re
from collections.abc import Callable

from mujaz.pipeline.plain import one_line
from mujaz.types import Brief, Bullet, Flag, Repair

# What Markdown would take for mark-up inside a line, and at its start.
_MARKUP = re.compile(r"([\\`*_\[\]<>&#|~])")
_LIST_MARK = re.compile(r"^(\d{0,9})([-+.)])(?=\s|$)")


def to_text(brief: Brief, arabic: Callable[[str], str] = str) -> str:
    """Bullets for a terminal, in logical order: the Arabic, below it the English, evidence and flags.

    Args:
        brief: What to show.
        arabic: What is done to each Arabic line before it is shown (see `mujaz.pipeline.visual`).
    """
    head = [one_line(brief.article.id), arabic(one_line(brief.article.title)), one_line(brief.article.title_en)]
    lines = [line for line in head if line] + _flag_lines(brief.flags, "")
    for bullet in brief.bullets:
        lines += ["", f"• {arabic(one_line(bullet.ar))}", f"  {one_line(bullet.en)}", f"  {_evidence(bullet)}"]
        lines += _flag_lines(bullet.flags, "  ") + _repair_lines(bullet.repairs, "  ")
    return "\n".join(lines) + "\n"


def to_markdown(brief: Brief) -> str:
    """Bullets for a document: the Arabic as a list, the English nested in it. Nothing in them acts as mark-up."""
    article = brief.article
    lines = [f"## {_escaped(article.title or article.id)}", ""]
    if article.title_en:
        lines += [f"*{_escaped(article.title_en)}*", ""]
    for bullet in brief.bullets:
        lines += [f"- {_escaped(bullet.ar)}", f"  - {_escaped(bullet.en)} ({_evidence(bullet)})"]
        below = _flag_lines(bullet.flags, "") + _repair_lines(bullet.repairs, "")
        lines += [f"  - {_escaped(line)}" for line in below]
    notes = [f"> {_escaped(line)}" for line in _flag_lines(brief.flags, "")]
    return "\n".join([*lines, *(["", *notes] if notes else [])]) + "\n"


def _evidence(bullet: Bullet) -> str:
    count = len(bullet.evidence)
    if not count:
        return "no sentence of the article supports it"
    spans = ", ".join(f"{evidence.start}–{evidence.end}" for evidence in bullet.evidence)
    return f"evidence: {count} sentence{'s' * (count > 1)}, characters {spans}"


def _flag_lines(flags: tuple[Flag, ...], indent: str) -> list[str]:
    marks = {"severe": "!!", "warning": "!", "info": "note:"}
    return [f"{indent}{marks[flag.severity]} {one_line(flag.message)}{_place(flag)}" for flag in flags]


def _repair_lines(repairs: tuple[Repair, ...], indent: str) -> list[str]:
    taken = [f"{one_line(repair.where)}: {one_line(repair.step)}" for repair in repairs if repair.taken]
    return [f"{indent}mended: {', '.join(taken)}"] if taken else []


def _place(flag: Flag) -> str:
    if flag.kind == "notice":
        return ""
    return f" [{', '.join(one_line(part) for part in (flag.kind, flag.where, flag.source) if part)}]"


def _escaped(text: str) -> str:
    escaped = _MARKUP.sub(r"\\\1", one_line(text))
    return _LIST_MARK.sub(r"\1\\\2", escaped)
