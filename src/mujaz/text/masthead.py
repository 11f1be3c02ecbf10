"""The lines above the first paragraph of a page: section, breadcrumbs, headline, deck, agency, time, buttons.

A page as it is pasted has short lines of any number there, in any order and words. None of them is news by itself, so
they need not be known: the headline is told by saying what the paragraphs say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mujaz.text.proclitics import ARTICLE, without_and
from mujaz.text.verbs import opens_sentence
from mujaz.text.words import stem, stopwords, words

LONGEST_LINE = 30
"""Words of a line above the first paragraph; a longer one is a paragraph, whether it has its full stop or not."""
LONGEST_HEADLINE = 20
SHORTEST_HEADLINE = 3
_SHORTEST_PARAGRAPH = 6
_SHORTEST_BODY = 9
"""Words that one of the first two paragraphs has at least."""
_LONG, _MOST_LONG = 6, 10
"""Above an article stand no more than so many lines of more than so many words; else they are the article."""
_LEAST_BODY = 1.5
"""The article has so many times the words of the lines above it."""
_MOST_LINES = 60
_LEAST_PROSE = 0.5
_SHORT_CLOSED = 3
_ABOUT = 4
"""Paragraphs that the headline is held against."""
_LEAST_SHARED = 0.34
_NEARLY = 0.7
"""The first line that shares nearly as much as the best is the headline: a caption below it may share more."""
_DECK_LONGER = 6

_ENDED = re.compile(r"[.!…][»\"”)\]]*$")
_ASKED = re.compile(r"[؟?][»\"”)\]]*$")
_LIST_OPENS = re.compile(r"[:،؛]$")
_CREDIT = re.compile(r"\([^()]{2,30}\)$")
_PATH = re.compile(r"\s*[/>»›|\\←]\s*")
_LONGEST_SECTION = 3
"""Words of a section's name in a path to the page: «رياضة / كرة السلة»."""


@dataclass(frozen=True, slots=True)
class Masthead:
    """The lines above the first paragraph.

    Attributes:
        first: The index of the first paragraph: all lines before it are no part of the article.
        headline: The index of the headline, -1 if none was recognized.
        deck: The index of the deck, -1 if none was recognized.
    """

    first: int
    headline: int = -1
    deck: int = -1


def find_masthead(lines: Sequence[str], is_title: Sequence[bool], *, is_known: bool) -> Masthead:
    """Find the masthead above the first paragraph of `lines`; `first` is 0 if it cannot be told.

    Args:
        lines: Cleaned, in order, without boilerplate.
        is_title: For each line whether it says what the headline says that came with the article.
        is_known: Whether a headline came with it.
    """
    first = next((index for index, line in enumerate(lines[:_MOST_LINES]) if is_paragraph(line)), 0)
    above, body = lines[:first], lines[first:]
    if not above or not _is_article(above, body):
        return Masthead(0)
    headline = next((index for index in range(first) if is_title[index]), -1)
    if headline < 0 and not is_known:
        headline = _headline(above, body)
    if headline >= 0 or is_known:
        first = _without_leads(lines, first, headline)
    decks = (index for index in range(headline + 1, first) if _is_deck(above[index]))
    return Masthead(first, headline, next(decks, -1) if headline >= 0 else -1)


def is_paragraph(line: str) -> bool:
    """Return whether `line` ends as a sentence does, or is too long to be anything else."""
    length = line.count(" ") + 1
    if length > LONGEST_LINE:
        return True
    if _ASKED.search(line):
        return length >= _SHORTEST_BODY
    return length >= _SHORTEST_PARAGRAPH and _ENDED.search(line) is not None


def prose_share(lines: Sequence[str]) -> float:
    """Return the share of the words of `lines` that stand in paragraphs."""
    lengths = [line.count(" ") + 1 for line in lines]
    prose = sum(length for line, length in zip(lines, lengths, strict=True) if is_paragraph(line))
    return prose / max(1, sum(lengths))


def _is_article(above: Sequence[str], body: Sequence[str]) -> bool:
    longest = max(line.count(" ") + 1 for line in body[:2])
    if longest < _SHORTEST_BODY or prose_share(body) < _LEAST_PROSE:
        return False
    if sum(line.count(" ") >= _LONG for line in above) > _MOST_LONG or _size(body) < _LEAST_BODY * _size(above):
        return False
    return all(_may_stand_above(line, longest) for line in above)


def _size(lines: Sequence[str]) -> int:
    return sum(line.count(" ") + 1 for line in lines if line.count(" ") >= _LONG)


def _may_stand_above(line: str, longest: int) -> bool:
    length = line.count(" ") + 1
    if length <= _SHORT_CLOSED:
        return not (_LIST_OPENS.search(line) and opens_sentence(line))  # «قال الوزير:»
    return length <= longest and not _ENDED.search(line) and not _LIST_OPENS.search(line)


def _without_leads(lines: Sequence[str], first: int, headline: int) -> int:
    """`first`, moved up over sentences that lack their full stop."""
    while first - 1 > headline and _is_deck(lines[first - 1]) and opens_sentence(lines[first - 1]):
        first -= 1
    return first


def _headline(above: Sequence[str], body: Sequence[str]) -> int:
    """The index of the line that says what the paragraphs say, or that alone can be one; -1 without one."""
    stems = set(_stems(" ".join(body[:_ABOUT])))
    shared: dict[int, float] = {}
    for index, line in enumerate(above):
        line_stems = _stems(line)
        fits = len(line_stems) >= SHORTEST_HEADLINE and line.count(" ") < LONGEST_HEADLINE
        if fits and not _CREDIT.search(line) and not is_path(line):
            shared[index] = len(stems.intersection(line_stems)) / len(line_stems)
    best = max(shared.values(), default=0.0)
    if best < _LEAST_SHARED:
        return next(iter(shared)) if len(shared) == 1 else -1
    return next(index for index, share in shared.items() if share >= _NEARLY * best)


def is_path(line: str) -> bool:
    """Return whether `line` is the way to a page: «رياضة / كرة السلة», «الرئيسية > اقتصاد > طاقة»."""
    sections = _PATH.split(line.strip())
    return len(sections) > 1 and all(len(section.split()) <= _LONGEST_SECTION for section in sections)


def _stems(text: str) -> list[str]:
    plain = map(without_and, words(text))
    return [stem(word).removesuffix("ه").removeprefix(ARTICLE) for word in plain if word not in stopwords]


def _is_deck(line: str) -> bool:
    in_letters = sum(part[0].isalpha() for part in line.split())  # a day with its time is none
    return line.count(" ") >= _DECK_LONGER and in_letters >= _DECK_LONGER and _CREDIT.search(line) is None
