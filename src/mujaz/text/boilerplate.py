"""What stands on a news page and is not news: prompts, links, credits, addresses. The patterns are in a data file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from importlib.resources import files

from mujaz.text.clean import fold

LONGEST_LINK = 20
"""Words of a linked headline, at most."""

LONGEST_LINE = 600
"""Characters of a line that patterns are tried on."""

_BULLET = re.compile(r"^[\s\-–—•*·▪◄►>«\"“(\[|]+")
_HAS_WORD = re.compile(r"[^\W\d_][\u064b-\u0652]*[^\W\d_]")
_SENTENCE_END = re.compile(r"[.!؟?…][»\"”)\]]*$")


class _Label(Enum):
    """What a pattern said of a line: the headlines that follow a bare label are links."""

    NONE = auto()
    BARE = auto()
    FULL = auto()


@dataclass(frozen=True, slots=True)
class _Group:
    pattern: re.Pattern[str]
    max_words: int
    links: bool


def is_boilerplate(text: str) -> bool:
    """Whether a line or sentence of cleaned text, taken as a whole, is none of the article's own."""
    return _label(text) is not _Label.NONE or not _HAS_WORD.search(text)


def boilerplate_lines(lines: Sequence[str]) -> list[bool]:
    """Which of consecutive `lines` are boilerplate: each by itself, and headlines under a label («اقرأ أيضا:»)."""
    found = []
    among_links = False
    for line in lines:
        label = _label(line)
        among_links = label is _Label.BARE or (among_links and (label is _Label.FULL or _is_link(line)))
        found.append(among_links or label is not _Label.NONE or not _HAS_WORD.search(line))
    return found


def _label(text: str) -> _Label:
    if len(text) > LONGEST_LINE:
        return _Label.NONE
    length, folded = text.count(" ") + 1, _BULLET.sub("", fold(text), count=1)
    for group in _groups():
        match = group.pattern.match(folded) if length <= group.max_words else None
        if match:
            return _Label.BARE if group.links and not _HAS_WORD.search(folded, match.end()) else _Label.FULL
    return _Label.NONE


def _is_link(line: str) -> bool:
    return line.count(" ") < LONGEST_LINK and not _SENTENCE_END.search(line)


@cache
def _groups() -> tuple[_Group, ...]:
    data = tomllib.loads((files("mujaz.text") / "data" / "boilerplate.toml").read_text(encoding="utf-8"))
    return tuple(
        _Group(
            re.compile("|".join(map(_folded, group["patterns"])), re.IGNORECASE),
            group["max_words"],
            group.get("links", False),
        )
        for group in data.values()
    )


def _folded(pattern: str) -> str:
    return f"(?:{fold(pattern)})"
