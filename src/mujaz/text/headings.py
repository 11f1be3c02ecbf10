"""Recognition of the headline and the deck (the line under it) at either end of an article's text.

Scraped text has no mark-up: the headline may be the first line, or stand after the last paragraph with the deck, even
twice. Precision first: a line is taken for a headline at the end only when it says what a known headline says, or when
it stands there twice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from mujaz.text.words import words

LONGEST_HEADLINE = 16
LONGEST_DECK = 30
LONGEST_KICKER = 6
"""Words of a byline, a dateline or a section's name between headline and text."""
LONGEST_TAIL = 5
"""Lines after the last paragraph that may be headlines and deck."""

_SAME = 0.8
_OPEN_END = re.compile(r"(?<![.…،,:؛])$")
_SENTENCE_END = re.compile(r"[.!؟?…:»\"”)\]]$")


@dataclass(frozen=True, slots=True)
class Headings:
    """What was recognized: the texts (empty where there is none), and the indexes of all lines that are no sentences."""

    title: str = ""
    deck: str = ""
    lines: frozenset[int] = frozenset()


def find_headings(lines: Sequence[str], title: str) -> Headings:
    """Headline and deck among `lines`, the article's without boilerplate.

    Args:
        lines: Cleaned, in order.
        title: The article's own headline, empty where it is not known.
    """
    top = _at_top(lines, title)
    end = _at_end(lines, title or top.title)
    title = title or top.title or end.title
    repeated = {index for index, line in enumerate(lines) if _OPEN_END.search(line) and _same(line, title)}
    found = top.lines | end.lines | repeated
    if all(index in found or _length(line) <= LONGEST_KICKER for index, line in enumerate(lines)):
        return Headings(title)  # that would leave nothing to summarize
    return Headings(title, top.deck or end.deck, found)


def _at_top(lines: Sequence[str], title: str) -> Headings:
    """The first line where it is the headline, and what stands between headline and text: deck, byline, dateline."""
    headline = lines[0] if lines and (_same(lines[0], title) if title else _opens_as_headline(lines)) else ""
    if not headline and not title:
        return Headings()
    deck, at = "", 1 if headline else 0
    while at < len(lines) - 1 and _OPEN_END.search(lines[at]) and not lines[at].endswith(("؟", "!")):
        if _length(lines[at]) > LONGEST_KICKER:
            if deck or not headline or not _is_heading_of(lines[at], lines[at + 1 :], LONGEST_DECK):
                break
            deck = lines[at]
        at += 1
    return Headings(headline, deck, frozenset(range(at)))


def _at_end(lines: Sequence[str], title: str) -> Headings:
    """Headlines, and the deck among them, after the last paragraph."""
    tail: list[int] = []
    for index in range(len(lines) - 1, max(-1, len(lines) - 1 - LONGEST_TAIL), -1):
        if not _OPEN_END.search(lines[index]) or _length(lines[index]) > LONGEST_DECK:
            break
        tail.insert(0, index)
    twice = (one for one, other in combinations(tail, 2) if _same(lines[one], lines[other]))
    first = min([*twice, *(index for index in tail if _same(lines[index], title))], default=None)
    if first is None:
        return Headings()
    decks = (line for line in lines[first:] if not _same(line, lines[first]))
    return Headings(lines[first], next(decks, ""), frozenset(range(first, len(lines))))


def _opens_as_headline(lines: Sequence[str]) -> bool:
    return _length(lines[0]) > 2 and _is_heading_of(lines[0], lines[1:], LONGEST_HEADLINE)


def _is_heading_of(line: str, rest: Sequence[str], longest: int) -> bool:
    """Whether `line` is short and open-ended while `rest` is paragraphs that end as sentences do."""
    if not rest or _length(line) > longest or not _OPEN_END.search(line):
        return False
    ended = sum(1 for other in rest if _SENTENCE_END.search(other))
    return 2 * ended >= len(rest) and max(map(_length, rest[:2])) > _length(line)


def _same(line: str, title: str) -> bool:
    """Whether two lines say the same in nearly the same words."""
    if not title or max(len(line), len(title)) > 2 * min(len(line), len(title)):
        return False
    these, those = set(words(line)), set(words(title))
    return len(these & those) >= max(1, _SAME * len(these | those))


def _length(line: str) -> int:
    return line.count(" ") + 1
