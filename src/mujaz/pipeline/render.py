"""A brief as text or Markdown for people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from mujaz.flags.grouping import Finding, findings
from mujaz.flags.repairs import mended
from mujaz.pipeline.why_fewer import FEWER
from mujaz.text.controls import one_line
from mujaz.types import Brief, Bullet, Flag, Severity
from mujaz.wording import count_noun

# What Markdown would take for mark-up inside a line, and at its start.
_MARKUP = re.compile(r"([\\`*_\[\]<>&#|~])")
_LIST_MARK = re.compile(r"^(\d{0,9})([-+.)])(?=\s|$)")

_MARKS: dict[Severity, str] = {"severe": "!!", "warning": "!", "info": "note:"}
_COLOURS: dict[Severity, str] = {"severe": "\x1b[1;31m", "warning": "\x1b[33m", "info": "\x1b[2m"}
_FAINT, _BOLD, _PLAIN = "\x1b[2m", "\x1b[1m", "\x1b[0m"


def to_text(brief: Brief, arranged: Callable[[str], str] = str, *, colours: bool = False) -> str:
    """Bullets for a terminal, in logical order: the Arabic, below it the English, evidence, findings and repairs.

    Args:
        brief: What to show.
        arranged: What is done to each line before it is shown, but for its indent (see `mujaz.pipeline.visual`).
        colours: Whether severity is also told by colour: for terminals only.
    """
    show = _Lines(arranged, colours)
    show.add(brief.article.id, style=_FAINT)
    show.add(brief.article.title, style=_BOLD)
    show.add(brief.article.title_en)
    show.add_findings("", findings(brief.flags))
    show.add(tally_line(brief), style=_BOLD)
    show.add(fewer_line(brief), style=_FAINT)
    for bullet in brief.bullets:
        show.lines.append("")
        show.add(bullet.ar, mark="• ")
        show.add(bullet.en, indent="  ")
        show.add(evidence_line(bullet), indent="  ", style=_FAINT)
        show.add_findings("  ", findings(bullet.flags))
        for one in mended(bullet.repairs):
            show.add(f"mended: {one.en}", indent="  ", style=_FAINT)
    return "\n".join(show.lines) + "\n"


class _Lines:
    """Lines for a terminal; whatever text they hold cannot steer it."""

    def __init__(self, arranged: Callable[[str], str], colours: bool) -> None:
        self.lines: list[str] = []
        self._arranged = arranged
        self._colours = colours

    def add(self, text: str, *, mark: str = "", indent: str = "", style: str = "") -> None:
        """A line, left out where `text` is empty; a bullet has a `mark` and no indent."""
        if not text:
            return
        line = self._arranged(one_line(text))
        self.lines.append(indent + mark + (f"{style}{line}{_PLAIN}" if style and self._colours else line))

    def add_findings(self, indent: str, found: list[Finding]) -> None:
        """A line for each."""
        for one in found:
            self.add(finding_line(one), indent=indent, style=_COLOURS[one.severity])


def to_markdown(brief: Brief) -> str:
    """Bullets for a document: the Arabic as a list, the English nested in it. Nothing in them acts as mark-up."""
    article = brief.article
    lines = [f"## {_escaped(article.title or article.id)}", ""]
    if article.title_en:
        lines += [f"*{_escaped(article.title_en)}*", ""]
    if tally := tally_line(brief):
        lines += [f"**{_escaped(tally)}**", ""]
    for bullet in brief.bullets:
        lines += [f"- {_escaped(bullet.ar)}", f"  - {_escaped(bullet.en)} ({evidence_line(bullet)})"]
        below = [finding_line(one) for one in findings(bullet.flags)]
        below += [f"mended: {one.en}" for one in mended(bullet.repairs)]
        lines += [f"  - {_escaped(line)}" for line in below]
    notes = [f"> {_escaped(line)}" for line in notes_of(brief)]
    return "\n".join([*lines, *(["", *notes] if notes else [])]) + "\n"


def notes_of(brief: Brief) -> list[str]:
    """Return what is said of a brief as a whole, a line each."""
    return [*(finding_line(one) for one in findings(brief.flags)), *filter(None, [fewer_line(brief)])]


def fewer_line(brief: Brief) -> str:
    """Return why there are fewer bullets than were asked for; empty if there are not."""
    return str(brief.provenance.get(FEWER, ""))


def tally_line(brief: Brief) -> str:
    """Whether the headline has something severe or a warning, and how many bullets; empty where nothing has either."""
    headline = [flag for flag in brief.flags if flag.part == "title_en"] if brief.article.title_en else []
    said = {"severe": "the headline severely", "warning": "the headline with a warning"}.get(_worst(headline), "")
    worst = [_worst(bullet.flags) for bullet in brief.bullets]
    counts = {"severe": worst.count("severe"), "with a warning": worst.count("warning")}
    bullets = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    parts = [said, f"{bullets}, of {count_noun(len(brief.bullets), 'bullet')}" if bullets else ""]
    return f"flagged: {'; '.join(filter(None, parts))}" if any(parts) else ""


def _worst(flags: Iterable[Flag]) -> str:
    found = findings(flags)
    return found[0].severity if found else ""


def evidence_line(bullet: Bullet) -> str:
    """Return how many sentences a bullet rests on, and where they stand: ``evidence: 1 sentence, characters 0–21``."""
    count = len(bullet.evidence)
    if not count:
        return "no sentence of the article supports it"
    spans = ", ".join(f"{evidence.start}–{evidence.end}" for evidence in bullet.evidence)
    return f"evidence: {count_noun(count, 'sentence')}, characters {spans}"


def finding_line(one: Finding) -> str:
    """Return a finding as a line: ``!! name: The English has …``; what an ``info`` says needs no name."""
    kind = "" if one.severity == "info" else f"{one.kind}: "
    return f"{_MARKS[one.severity]} {kind}{one.message}"


def _escaped(text: str) -> str:
    escaped = _MARKUP.sub(r"\\\1", one_line(text))
    return _LIST_MARK.sub(r"\1\\\2", escaped)
