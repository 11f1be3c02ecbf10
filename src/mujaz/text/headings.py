"""Recognition of the headline and the deck (the line under it) at either end of an article's text, and what is between.

Scraped text has no mark-up: the headline may be the first line, or stand after the last paragraph with the deck, even
twice. Precision first: a line is taken for a headline at the end only when it says what a known headline says, or when
it is there twice. Between paragraphs there are cross-headings and links to other articles, short and without full stop.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from mujaz.text.labels import label_end
from mujaz.text.masthead import find_masthead, is_paragraph, is_path, prose_share
from mujaz.text.proclitics import AND, without_and
from mujaz.text.script import MIN_WORDS
from mujaz.text.verbs import PAST_VERBS, opens_sentence
from mujaz.text.words import words

LONGEST_HEADLINE = 16
LONGEST_DECK = 30
SHORTEST_PARAGRAPH = 12
"""Words that one of the two lines after a heading has at least."""
MOST_LINES = 5
"""Lines before the first paragraph, or after the last, that may be headings."""

MOST_CROSS_HEADINGS = 3
"""Short lines in a row; more of them are a list or a poem."""

_PROSE = 0.6
"""Share of lines that end as sentences do, from which on short lines that do not are no part of the text."""

_MOSTLY_PROSE = 0.8

SHORTEST_TEXT = 2
LONG_TEXT = 4
"""Paragraphs from which on lines below the last are known for what they are: several, or one alone."""
SHORT_LINE = 3
_MOST_OF = 0.6
"""Share of teasers among the lines below the text, from which on those that open with a verb are teasers too."""
_DASHES = ("-", "–", "—")
_BULLET = re.compile(r"^[^\w\s«\"“(]+\s*")

_SAME = 0.8
_MARKS = 8
"""Characters by which a line differs from one that has the same words."""
_OPEN_END = re.compile(r"(?<![.…،,:؛])$")
_INNER_STOP = re.compile(r"[^.]\.\s")
_SENTENCE_END = re.compile(r"[.!؟?…:»\"”)\]]$")
_STOPPED = re.compile(r"[.!؟?…:][»\"”)\]]*$|[)\]]$")
_OPENING_QUOTES, _CLOSING_QUOTES = '«"“', '»"”'
_DASH = re.compile(r"(?:^|\s)[-–—_/]|[-–—_/](?:\s|$)|\S-\S")


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings that were recognized: the texts, empty without any, and the indexes of all lines that they take."""

    title: str = ""
    deck: str = ""
    lines: frozenset[int] = frozenset()


def find_headings(lines: Sequence[str], title: str) -> Headings:
    """Headline and deck among `lines`, the article's without boilerplate.

    Args:
        lines: Cleaned, in order.
        title: The article's own headline, empty if it is not known.
    """
    top = _at_top(lines, title)
    end = _at_end(lines, title or top.title)
    headline = top.title or end.title
    title = title or headline[label_end(headline) :]  # «المنتخب يتأهل» of «خاص - المنتخب يتأهل»
    repeated = {index for index, line in enumerate(lines) if _repeats_title(line, title)}
    indexes = top.lines | end.lines | repeated | _between(lines) | _teasers(lines)
    if all(index in indexes or len(words(line)) < MIN_WORDS for index, line in enumerate(lines)):
        return Headings(title)  # that would leave nothing to summarize
    return Headings(title, top.deck or end.deck, indexes)


def _at_top(lines: Sequence[str], title: str) -> Headings:
    """The headings above the first paragraph; if these cannot be told together, line by line as far as it is known."""
    headings = _known_at_top(lines, title)
    masthead = find_masthead(lines, [_same(line, title) for line in lines], is_known=bool(title))
    if masthead.first <= len(headings.lines):
        return headings
    headline = headings.title or _line(lines, masthead.headline)
    deck = headings.deck if headings.title else _line(lines, masthead.deck)
    return Headings(headline, deck, frozenset(range(masthead.first)))


def _line(lines: Sequence[str], index: int) -> str:
    return lines[index] if index >= 0 else ""


def _known_at_top(lines: Sequence[str], title: str) -> Headings:
    """The headline if it comes first, and the lines around it: section, byline, dateline, deck."""
    headline = deck = ""
    for index, line in enumerate(lines[:MOST_LINES]):
        below = lines[index + 1 :]
        if not _is_heading(line, below):
            return Headings(headline, deck, frozenset(range(index)))
        if not headline and (_same(line, title) or (not title and _may_be_headline(line))):
            headline = line
        elif headline and not deck and _length(line) > 6 and not _INNER_STOP.search(line):
            deck = line
        elif not _is_kicker(line, has_headline=bool(title or headline)):
            return Headings(headline, deck, frozenset(range(index)))
    return Headings()


def _at_end(lines: Sequence[str], title: str) -> Headings:
    """Headlines after the last paragraph, and the deck between or under them."""
    last = [index for index in range(max(0, len(lines) - MOST_LINES), len(lines)) if _is_open_ended(lines[index])]
    headlines = [
        index
        for index in last
        if any(_same(lines[index], headline) for headline in [title, *(lines[i] for i in last if i != index)])
    ]
    if not headlines or not all(map(_is_open_ended, lines[headlines[-1] + 1 :])):
        return Headings()
    first = next((index for index in headlines if any(map(_is_paragraph, lines[:index]))), len(lines))
    decks = (line for line in lines[first:] if not _same(line, lines[first]))
    return Headings(lines[first] if first < len(lines) else "", next(decks, ""), frozenset(range(first, len(lines))))


def _teasers(lines: Sequence[str]) -> set[int]:
    """Headlines of other stories, tags and names below the last paragraph: short, open-ended, no sentences.

    One alone is set aside only under a text that is long enough to show how its paragraphs end.
    """
    paragraphs = [index for index, line in enumerate(lines) if is_paragraph(line)]
    if len(paragraphs) < SHORTEST_TEXT or prose_share(lines[paragraphs[0] : paragraphs[-1] + 1]) < _PROSE:
        return set()
    below = range(paragraphs[-1] + 1, len(lines))
    if not below or not _closes_paragraph(lines[below[0] - 1]) or not all(_is_short(lines[index]) for index in below):
        return set()
    if len(below) == 1 and (len(paragraphs) < LONG_TEXT or _may_be_statement(lines[below[0]])):
        return set()
    teasers = {index for index in below if _is_teaser(lines[index])}
    if len(teasers) < _MOST_OF * len(below):
        return teasers
    return teasers | {index for index in below if not _goes_on(lines[index])}


def _may_be_statement(line: str) -> bool:
    """Whether a line may be a sentence without full stop: long, or with a verb that tells what has happened."""
    return _length(line) > LONGEST_HEADLINE or not PAST_VERBS.isdisjoint(words(line))


def _is_short(line: str) -> bool:
    return _is_open_ended(line) or _length(line) <= SHORT_LINE


def _is_teaser(line: str) -> bool:
    """Whether a line below the text is no sentence: «مقتل ١٤ شخصا في حادث», but not «وغادر الوفد» or «2- المدينة»."""
    plain = _BULLET.sub("", line)
    if plain.endswith(("؟", "?", "...", "…")):
        return False
    return not _goes_on(line) and not opens_sentence(plain)


def _goes_on(line: str) -> bool:
    """Whether a line goes on with the text: with «و», or as an item with its number or dash."""
    if line.startswith(_DASHES):
        return True
    plain = _BULLET.sub("", line)
    opening = plain.split(maxsplit=1)[0] if plain else ""
    return plain[:1].isdigit() or without_and(opening) != opening


def _between(lines: Sequence[str]) -> set[int]:
    """Cross-headings, and headlines of other articles that were links, in a text of paragraphs that end as sentences.

    No item of a list: more than `MOST_CROSS_HEADINGS` in a row, or opened by a figure or a dash, are kept.
    """
    if sum(map(_ends_as_text, lines)) < _PROSE * len(lines) and not _is_prose_amid(lines):
        return set()
    may_be = [_is_cross_heading(line) for line in lines]
    headings: set[int] = set()
    for is_heading, run in groupby(range(1, len(lines) - 1), key=lambda index: may_be[index]):
        among = list(run)
        if is_heading and len(among) <= MOST_CROSS_HEADINGS and _closes_paragraph(lines[among[0] - 1]):
            headings.update(among)
    return headings


def _is_prose_amid(lines: Sequence[str]) -> bool:
    """Whether the lines from the first paragraph to the last are prose, whatever is above and below."""
    paragraphs = [index for index, line in enumerate(lines) if is_paragraph(line)]
    if len(paragraphs) < SHORTEST_TEXT:
        return False
    return prose_share(lines[paragraphs[0] : paragraphs[-1] + 1]) >= _MOSTLY_PROSE


def _closes_paragraph(line: str) -> bool:
    return _SENTENCE_END.search(line) is not None and not line.endswith(":")


def _is_cross_heading(line: str) -> bool:
    if _length(line) > LONGEST_HEADLINE or not _OPEN_END.search(line) or _STOPPED.search(line):
        return False
    opening = line.split(maxsplit=1)[0]
    if not (opening[0].isalpha() or opening[0] in _OPENING_QUOTES) or opening == AND or without_and(opening) != opening:
        return False
    # «قال إنه "راض"» is a sentence without its full stop, «محمد "راض"» a headline.
    return line[-1] not in _CLOSING_QUOTES or not (":" in line or opens_sentence(line))


def _repeats_title(line: str, title: str) -> bool:
    """Whether `line` is the headline again; with a full stop it must say nothing else."""
    if _OPEN_END.search(line):
        return _same(line, title)
    return bool(title) and abs(len(line) - len(title)) <= _MARKS and words(line) == words(title)


def _is_open_ended(line: str) -> bool:
    return _length(line) <= LONGEST_DECK and _OPEN_END.search(line) is not None


def _is_paragraph(line: str) -> bool:
    return _length(line) >= SHORTEST_PARAGRAPH and _ends_as_text(line)


def _ends_as_text(line: str) -> bool:
    return _SENTENCE_END.search(line) is not None or _length(line) > LONGEST_DECK


def _is_heading(line: str, below: Sequence[str]) -> bool:
    """Whether `line` is short and open-ended while `rest` is paragraphs that end as sentences do."""
    if not below or not _is_open_ended(line):
        return False
    paragraphs = sum(map(_ends_as_text, below))
    return 2 * paragraphs >= len(below) and max(map(_length, below[:2])) >= max(SHORTEST_PARAGRAPH, _length(line))


def _may_be_headline(line: str) -> bool:
    is_short = _length(line) <= LONGEST_HEADLINE
    return is_short and not _is_kicker(line, has_headline=False) and not _INNER_STOP.search(line)


def _is_kicker(line: str, *, has_headline: bool) -> bool:
    """A section's name, a byline or a dateline; if the headline is known, also the caption of a picture."""
    length = len(words(line))
    return length <= 3 or is_path(line) or (length <= 6 and (has_headline or _DASH.search(line) is not None))


def _same(line: str, title: str) -> bool:
    """Whether two lines say the same in nearly the same words."""
    if not title or max(len(line), len(title)) > 2 * min(len(line), len(title)):
        return False
    line_words, title_words = set(words(line)), set(words(title))
    return len(line_words & title_words) >= max(1, _SAME * len(line_words | title_words))


def _length(line: str) -> int:
    return line.count(" ") + 1
