"""Lines of a news page that are not news: prompts, links, credits, addresses. The patterns are in a data file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from mujaz.tables import read_table
from mujaz.text.clean import fold
from mujaz.text.labels import label_end
from mujaz.text.verbs import VERBS
from mujaz.text.words import words

LONGEST_LINK = 20
"""Words of a linked headline, at most."""

LONGEST_LINE = 600
"""Characters of a line that patterns are tried on."""

_IN_SENTENCES = VERBS | {"في"}
_BULLET = re.compile(r"^[\s\-–—•*·▪◄►>«\"“(\[|]+")
_HAS_WORD = re.compile(r"[^\W\d_ـ][\u064b-\u0652]*[^\W\d_ـ]")
_SENTENCE_END = re.compile(r"[.!؟?…][»\"”)\]]*$")
# Headlines ask and trail off, too: «كيف تختار حاسوبك؟».
_ASKING = re.compile(r"(?:كيف|لماذا|ماذا|هل|متى|أين|ما|من|أي|كم)\s.*[؟?]$")
_LONGEST_QUESTION = 12


class _Label(Enum):
    """The kind of a line by the patterns: the headlines that follow a bare label are links."""

    NONE = auto()
    BARE = auto()
    FULL = auto()


@dataclass(frozen=True, slots=True)
class _Group:
    pattern: re.Pattern[str]
    max_words: int
    links: bool
    headlines: bool
    verbs: bool


def is_boilerplate(text: str) -> bool:
    """Tell whether a line or sentence of cleaned text, taken as a whole, does not belong to the article."""
    return _label(text) is not _Label.NONE or not _HAS_WORD.search(text)


def boilerplate_lines(lines: Sequence[str]) -> list[bool]:
    """Tell which of consecutive `lines` are boilerplate: each by itself, and headlines under a label («اقرأ أيضا:»)."""
    flags = []
    among_links = False
    for index, line in enumerate(lines):
        label = _label(line, opens=index == 0)
        among_links = label is _Label.BARE or (among_links and (label is _Label.FULL or _is_link(line)))
        flags.append(among_links or label is not _Label.NONE or not _HAS_WORD.search(line))
    return flags


def _label(text: str, *, opens: bool = False) -> _Label:
    """The kind of `text` by the patterns; `opens`: it is the article's first line."""
    if len(text) > LONGEST_LINE:
        return _Label.NONE
    length, folded = text.count(" ") + 1, _BULLET.sub("", fold(text), count=1)
    for group in _groups():
        match = group.pattern.match(folded) if length <= group.max_words and not (opens and group.headlines) else None
        if match and (group.verbs or _IN_SENTENCES.isdisjoint(words(folded))):
            return _Label.BARE if group.links and not _HAS_WORD.search(folded, match.end()) else _Label.FULL
    return _Label.NONE


def _is_link(line: str) -> bool:
    length = line.count(" ") + 1
    asks = length <= _LONGEST_QUESTION and _ASKING.match(line[label_end(line) :]) is not None
    return length <= LONGEST_LINK and (asks or not _SENTENCE_END.search(line))


@cache
def _groups() -> tuple[_Group, ...]:
    # Patterns are folded as the text is. Of the characters that regular expressions are written with, none changes.
    return tuple(
        _Group(
            re.compile("|".join(f"(?:{fold(pattern)})" for pattern in group["patterns"]), re.IGNORECASE),
            group["max_words"],
            links=group.get("links", False),
            headlines=group.get("headlines", False),
            verbs=group.get("verbs", True),
        )
        for group in read_table("mujaz.text", "data/boilerplate.toml").values()
    )
