"""The interface of an output format, and the lines that several formats write of a brief."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from mujaz.files.writing import Piece
from mujaz.flags.grouping import Finding, group_flags
from mujaz.pipeline.provenance import FEWER
from mujaz.types import Brief, Bullet, Flag, Severity
from mujaz.wording import count_noun

_MARKS: dict[Severity, str] = {"severe": "!!", "warning": "!", "info": "note:"}


Language = Literal["en", "ar"]


@dataclass(frozen=True, slots=True)
class Style:
    """The choices that formats leave open; each format heeds those that concern it.

    Attributes:
        text: Whether JSON holds the article's text.
        arrange: Changes lines of the text format, as for terminals that do not reorder Arabic.
        colours: Whether the text format is for a terminal with colours.
        labels: The language of headings, notes and flags in documents, tables and feeds.
        is_several: Tells, once the stream has ended, whether more than one article was read: then JSON is an array.
    """

    text: bool = True
    arrange: Callable[[str], str] = str
    colours: bool = False
    labels: Language = "en"
    is_several: Callable[[], bool] = lambda: False


@dataclass(frozen=True, slots=True)
class OutputFormat:
    """A form in which a stream of briefs is written.

    Attributes:
        name: The value of ``--format``.
        suffixes: Of files that are written so; lower case, each with its dot.
        write: Yields the output piece by piece, each as soon as its brief is there; nothing if there are no briefs.
        is_binary: Whether the pieces are bytes, which are of no use on a terminal.
    """

    name: str
    suffixes: tuple[str, ...]
    write: Callable[[Iterable[Brief], Style], Iterator[Piece]]
    is_binary: bool = False


def describe_evidence(bullet: Bullet) -> str:
    """Return how many sentences a bullet rests on, and their spans: ``evidence: 1 sentence, characters 0–21``."""
    count = len(bullet.evidence)
    if not count:
        return "no sentence of the article supports it"
    spans = ", ".join(f"{evidence.start}–{evidence.end}" for evidence in bullet.evidence)
    seconds = [evidence.second for evidence in bullet.evidence if evidence.second is not None]
    times = ", ".join(str(timedelta(seconds=second)) for second in seconds)
    return f"evidence: {count_noun(count, 'sentence')}, characters {spans}{f', said at {times}' if times else ''}"


def describe_finding(finding: Finding) -> str:
    """Return a finding as a line: ``!! name: The English has …``; the message of an ``info`` needs no name."""
    kind = "" if finding.severity == "info" else f"{finding.kind}: "
    return f"{_MARKS[finding.severity]} {kind}{finding.message}"


def describe_notes(brief: Brief) -> list[str]:
    """Return the findings on a brief as a whole, and why it has fewer bullets than were asked for, a line each."""
    return [*map(describe_finding, group_flags(brief.flags)), *filter(None, [describe_fewer(brief)])]


def describe_fewer(brief: Brief) -> str:
    """Return why there are fewer bullets than were asked for; empty if there are not."""
    return str(brief.provenance.get(FEWER, ""))


def describe_tally(brief: Brief) -> str:
    """Tell whether the headline, and how many bullets, have something severe or a warning; empty if none has."""
    title_flags = [flag for flag in brief.flags if flag.part == "title_en"] if brief.article.title_en else []
    worst_of_title = _find_worst(title_flags)
    headline = {"severe": "the headline severely", "warning": "the headline with a warning"}.get(worst_of_title, "")
    worst = [_find_worst(bullet.flags) for bullet in brief.bullets]
    counts = {"severe": worst.count("severe"), "with a warning": worst.count("warning")}
    counted = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    bullets = f"{counted}, of {count_noun(len(brief.bullets), 'bullet')}" if counted else ""
    tally = "; ".join(filter(None, [headline, bullets]))
    return f"flagged: {tally}" if tally else ""


def separate_by_blank_line(texts: Iterable[str]) -> Iterator[str]:
    """Yield texts, from the second on with a blank line before them."""
    for number, text in enumerate(texts):
        yield text if number == 0 else "\n" + text


def _find_worst(flags: Iterable[Flag]) -> str:
    return next((finding.severity for finding in group_flags(flags)), "")
