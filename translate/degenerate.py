"""Output that no reader may take for a translation, told from the source, the output and what the engine reports.

A small translator goes wrong in few ways: it says one thing over and over, says nothing, goes on without an end, skips
most of the source, or copies Arabic. Lengths are judged in words: of 36,000 good pairs (FLORES-200, TICO-19, PUD,
XQuAD, SDG, CLDR, Tatoeba) 6 fall under the lower bound that is set here, none over the upper one, and 9 pass for loops.
A phrase of four words that is said twice in a row is found in 2 of 70,000 such pairs and sentences of news.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mujaz.flags.catalogue import make_flag
from mujaz.text.proclitics import AND
from mujaz.text.words import looping_phrase
from mujaz.translate.normalize import ARABIC_WORD
from mujaz.types import Flag

CONTROL_PIECE = re.compile(r"⁇|▁|<(?:unk|pad|s|/s|extra_id_\d{1,3})>|>>\w{1,20}<<")
"""A SentencePiece model may leave these behind: the mark for the unknown, special pieces, language tokens."""

MOST_WORDS_PER_WORD, SPARE_WORDS = 2.5, 6
"""An output of more than 2.5 words for one of the source, and 6, is absurdly long."""

FEWEST_WORDS_PER_WORD, JUDGED_FROM = 0.4, 6
"""An output of fewer than 0.4 words for one of the source is absurdly short, if the source has 6 words or more."""

LONGEST_PHRASE = 8
"""Loops of phrases up to this many words are looked for."""

SCATTERED = ((4, 3, None), (2, 4, 16))
"""Words of a phrase, times that it comes back, and within how many words: 4 words 3 times anywhere are too much."""

TWICE_WORDS = 4
"""A phrase is a loop when so many words of it come again at once: "the south of the south of the"."""

SOUP_LETTERS = 5
"""Capitals, one or two at a time and parted by full stops and hyphens, that are no abbreviation: "U.S.-IR-S.-S."."""

Look = Callable[[str], str | None]
"""Finds a phrase that a text repeats."""

_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
# Cut at hyphens and full stops as well: models loop inside a word ("10-year-year-year-year-old", "the U.S.S.S.S.").
_PART = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
# Marks between a phrase and one that takes it up again: "ten times the speed of sound (the speed of sound is …)".
_PAUSE = re.compile(r"[!?;:()\[\]؟؛–—]|\.\s|\s-\s|--")
_SOUP = re.compile(rf"(?<![\w.])(?:[A-Z]{{1,2}}[.‑-]{{1,3}}){{{SOUP_LETTERS - 1},}}[A-Z]{{1,2}}(?!\w)")
_STUTTER = re.compile(r"([^\W\d_])\1{4,}|([^\W\d_]{2,4}?)\2{5,}|(\d|[^\w\s])\3{9,}")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an output is no translation.

    Attributes:
        flag: The finding for an editor.
        rank: How bad it is; of several bad outputs the one of the lowest rank is the best.
    """

    flag: Flag
    rank: int


@dataclass(frozen=True, slots=True)
class _Answer:
    """An output with its source, and what the engine says of it."""

    source: str
    text: str
    finished: bool
    truncated: bool


def find_problem(source: str, english: str, *, finished: bool = True, truncated: bool = False) -> Problem | None:
    """Return the worst that is wrong with `english` as the translation of a segment; None if it may pass.

    Args:
        source: The normalized Arabic.
        english: The output of the engine.
        finished: Whether it came to its end.
        truncated: Whether the source was cut.
    """
    answer = _Answer(source, english, finished, truncated)
    for index, check in enumerate(_CHECKS):
        flag = check(answer)
        if flag:
            return Problem(flag, len(_CHECKS) - index)
    return None


def _find_nothing(answer: _Answer) -> Flag | None:
    written = CONTROL_PIECE.sub("", answer.text)
    return None if any(map(str.isalnum, written)) else make_flag("empty", "en")


def _find_loop(answer: _Answer) -> Flag | None:
    looks = ((_find_in_a_row, _find_in_a_row), (_find_stutter, _find_stutter), (_find_twice, _find_said_again))
    return next(filter(None, (_find_repetition(answer, *look) for look in looks)), None)


def _find_refrain(answer: _Answer) -> Flag | None:
    return _find_repetition(answer, _find_scattered, _find_scattered)


def _find_repetition(answer: _Answer, look: Look, excuse: Look) -> Flag | None:
    phrase = look(answer.text)
    # A source that repeats itself excuses an output that does so in the same way.
    return make_flag("loop", "en", phrase=phrase) if phrase and not excuse(answer.source) else None


def _find_letter_soup(answer: _Answer) -> Flag | None:
    rows = (row for row in _SOUP.findall(answer.text) if "-" in row.replace("‑", "-"))  # "J.R.R." has no hyphens
    row = next((row for row in rows if row not in answer.source), None)
    return make_flag("letters", "en", letters=row) if row else None


def _find_too_long(answer: _Answer) -> Flag | None:
    in_source, in_output = len(_split_words(answer.source)), len(_split_words(answer.text))
    too_long = in_output > MOST_WORDS_PER_WORD * in_source + SPARE_WORDS
    return make_flag("too-long", "en", made=in_output, given=in_source) if too_long else None


def _find_too_short(answer: _Answer) -> Flag | None:
    in_source, in_output = len(_split_words(answer.source)), len(_split_words(answer.text))
    too_short = in_source >= JUDGED_FROM and in_output < FEWEST_WORDS_PER_WORD * in_source
    return make_flag("too-short", "en", made=in_output, given=in_source) if too_short else None


def _find_cut(answer: _Answer) -> Flag | None:
    return make_flag("not-read", "en") if answer.truncated else None


def _find_unfinished(answer: _Answer) -> Flag | None:
    return None if answer.finished else make_flag("unfinished", "en")


def _find_unknown(answer: _Answer) -> Flag | None:
    pieces = [piece for piece in CONTROL_PIECE.findall(answer.text) if piece not in answer.source]
    return make_flag("letters-missing", "en") if pieces else None


def _find_arabic(answer: _Answer) -> Flag | None:
    words = dict.fromkeys(ARABIC_WORD.findall(answer.text))
    return make_flag("arabic-left", "en", words="، ".join(words)) if words else None


# The worst first.
_CHECKS: tuple[Callable[[_Answer], Flag | None], ...] = (
    _find_nothing,
    _find_loop,
    _find_letter_soup,
    _find_too_long,
    _find_too_short,
    _find_refrain,
    _find_cut,
    _find_unfinished,
    _find_unknown,
    _find_arabic,
)


def _split_words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _split_parts(text: str) -> list[str]:
    # «و» is written as one word with what follows; "and" must not hide that a source repeats itself.
    return [part.removeprefix(AND) for part in _PART.findall(text.lower())]


def _find_in_a_row(text: str) -> str | None:
    return looping_phrase(_split_parts(text), LONGEST_PHRASE)


def _find_twice(text: str) -> str | None:
    """Return a phrase whose last `TWICE_WORDS` words or more come again at once, within a sentence."""
    return next(filter(None, (_find_doubled(_split_parts(part), TWICE_WORDS) for part in _PAUSE.split(text))), None)


def _find_said_again(text: str) -> str | None:
    """Return whatever a text says twice in a row, be it one word."""
    return _find_doubled(_split_parts(text), 1)


def _find_doubled(words: Sequence[str], least: int) -> str | None:
    """Return the shortest phrase that comes twice in a row; a short one goes on until `least` words came again."""
    for size in range(1, LONGEST_PHRASE + 1):
        same = 0
        for index in range(size, len(words)):
            same = same + 1 if words[index] == words[index - size] else 0
            if same >= max(size, least):
                return " ".join(words[index - same - size + 1 : index - same + 1])
    return None


def _find_scattered(text: str) -> str | None:
    """Return a phrase that comes back, in a row or not, as often as `SCATTERED` says."""
    words = _split_parts(text)
    return next(filter(None, (_find_recurring(words, *limits) for limits in SCATTERED)), None)


def _find_recurring(words: Sequence[str], size: int, times: int, within: int | None) -> str | None:
    places = defaultdict[tuple[str, ...], list[int]](list)
    for index, phrase in enumerate(zip(*(words[offset:] for offset in range(size)), strict=False)):
        seen = places[phrase]
        seen.append(index)
        if len(seen) >= times and (within is None or index - seen[-times] <= within):
            return " ".join(phrase)
    return None


def _find_stutter(text: str) -> str | None:
    match = _STUTTER.search(text)
    return next(filter(None, match.groups())) if match else None
