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
from mujaz.text.words import looping_phrase
from mujaz.translate.latinize import ARABIC_WORD
from mujaz.types import Flag

CONTROL_PIECE = re.compile(r"⁇|▁|<(?:unk|pad|s|/s|extra_id_\d{1,3})>|>>\w{1,20}<<")
"""What a SentencePiece model may leave behind: the mark for the unknown, names of special pieces, language tokens."""

MOST_WORDS_PER_WORD, SPARE_WORDS = 2.5, 6
"""An output of more than 2.5 words for one of the source, and 6, is absurdly long."""

FEWEST_WORDS_PER_WORD, JUDGED_FROM = 0.4, 6
"""An output of fewer than 0.4 words for one of the source is absurdly short, where the source has 6 words or more."""

LONGEST_PHRASE = 8
"""Loops of phrases up to this many words are looked for."""

SCATTERED = ((4, 3, None), (2, 4, 16))
"""Words of a phrase, times that it comes back, and within how many words: 4 words 3 times anywhere are too much."""

TWICE_WORDS = 4
"""A phrase is a loop when so many words of it come again at once: "the south of the south of the"."""

SOUP_LETTERS = 5
"""Capitals, one or two at a time and parted by full stops and hyphens, that are no abbreviation: "U.S.-IR-S.-S."."""

Look = Callable[[str], str | None]
"""What finds a phrase that a text repeats."""

_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
# Cut at hyphens and full stops as well: models loop inside a word ("10-year-year-year-year-old", "the U.S.S.S.S.").
_PART = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
# What parts a phrase from one that takes it up again: "ten times the speed of sound (the speed of sound is …)".
_PAUSE = re.compile(r"[!?;:()\[\]؟؛–—]|\.\s|\s-\s|--")
_SOUP = re.compile(rf"(?<![\w.])(?:[A-Z]{{1,2}}[.‑-]{{1,3}}){{{SOUP_LETTERS - 1},}}[A-Z]{{1,2}}(?!\w)")
_STUTTER = re.compile(r"([^\W\d_])\1{4,}|([^\W\d_]{2,4}?)\2{5,}|(\d|[^\w\s])\3{9,}")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an output is no translation.

    Attributes:
        flag: What an editor is told.
        rank: How bad it is; of several bad outputs the one of the lowest rank is the best.
    """

    flag: Flag
    rank: int


@dataclass(frozen=True, slots=True)
class _Output:
    """An output with its source, and what the engine says of it."""

    source: str
    text: str
    finished: bool
    truncated: bool


def find_problem(source: str, english: str, *, finished: bool = True, truncated: bool = False) -> Problem | None:
    """Return the worst that is wrong with `english` as the translation of a segment; None if it may pass.

    Args:
        source: The normalized Arabic.
        english: What the engine wrote.
        finished: Whether it came to its end.
        truncated: Whether the source was cut.
    """
    output = _Output(source, english, finished, truncated)
    for index, check in enumerate(_CHECKS):
        flag = check(output)
        if flag:
            return Problem(flag, len(_CHECKS) - index)
    return None


def _empty(output: _Output) -> Flag | None:
    written = CONTROL_PIECE.sub("", output.text)
    return None if any(map(str.isalnum, written)) else make_flag("empty", "en")


def _loop(output: _Output) -> Flag | None:
    looks = ((_in_a_row, _in_a_row), (_stutter, _stutter), (_twice, _says_again))
    return next(filter(None, (_repeats(output, *look) for look in looks)), None)


def _refrain(output: _Output) -> Flag | None:
    return _repeats(output, _scattered, _scattered)


def _repeats(output: _Output, look: Look, excuse: Look) -> Flag | None:
    phrase = look(output.text)
    # A source that repeats itself excuses an output that does so in the same way.
    return make_flag("loop", "en", phrase=phrase) if phrase and not excuse(output.source) else None


def _soup(output: _Output) -> Flag | None:
    rows = (row for row in _SOUP.findall(output.text) if "-" in row.replace("‑", "-"))  # "J.R.R." has no hyphens
    found = next((row for row in rows if row not in output.source), None)
    return make_flag("letters", "en", letters=found) if found else None


def _too_long(output: _Output) -> Flag | None:
    given, made = len(_words(output.source)), len(_words(output.text))
    too_long = made > MOST_WORDS_PER_WORD * given + SPARE_WORDS
    return make_flag("too-long", "en", made=made, given=given) if too_long else None


def _too_short(output: _Output) -> Flag | None:
    given, made = len(_words(output.source)), len(_words(output.text))
    too_short = given >= JUDGED_FROM and made < FEWEST_WORDS_PER_WORD * given
    return make_flag("too-short", "en", made=made, given=given) if too_short else None


def _cut(output: _Output) -> Flag | None:
    return make_flag("not-read", "en") if output.truncated else None


def _unfinished(output: _Output) -> Flag | None:
    return None if output.finished else make_flag("unfinished", "en")


def _unknown(output: _Output) -> Flag | None:
    left = [piece for piece in CONTROL_PIECE.findall(output.text) if piece not in output.source]
    return make_flag("letters-missing", "en") if left else None


def _arabic(output: _Output) -> Flag | None:
    words = dict.fromkeys(ARABIC_WORD.findall(output.text))
    return make_flag("arabic-left", "en", words="، ".join(words)) if words else None


# The worst first.
_CHECKS: tuple[Callable[[_Output], Flag | None], ...] = (
    _empty,
    _loop,
    _soup,
    _too_long,
    _too_short,
    _refrain,
    _cut,
    _unfinished,
    _unknown,
    _arabic,
)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _parts(text: str) -> list[str]:
    # «و» is written as one word with what follows; "and" must not hide that a source repeats itself.
    return [part.removeprefix("و") for part in _PART.findall(text.lower())]


def _in_a_row(text: str) -> str | None:
    return looping_phrase(_parts(text), LONGEST_PHRASE)


def _twice(text: str) -> str | None:
    """Return a phrase of which `TWICE_WORDS` words or more come again at once, within a sentence."""
    return next(filter(None, (_doubled(_parts(part), TWICE_WORDS) for part in _PAUSE.split(text))), None)


def _says_again(text: str) -> str | None:
    """Return whatever a text says twice in a row, be it one word."""
    return _doubled(_parts(text), 1)


def _doubled(parts: Sequence[str], least: int) -> str | None:
    """Return the shortest phrase that stands twice in a row; a short one goes on until `least` words came again."""
    for size in range(1, LONGEST_PHRASE + 1):
        same = 0
        for here in range(size, len(parts)):
            same = same + 1 if parts[here] == parts[here - size] else 0
            if same >= max(size, least):
                return " ".join(parts[here - same - size + 1 : here - same + 1])
    return None


def _scattered(text: str) -> str | None:
    """A phrase that comes back, in a row or not, as often as `SCATTERED` says."""
    parts = _parts(text)
    return next(filter(None, (_recurring(parts, *limits) for limits in SCATTERED)), None)


def _recurring(parts: Sequence[str], size: int, times: int, within: int | None) -> str | None:
    places = defaultdict[tuple[str, ...], list[int]](list)
    for here, phrase in enumerate(zip(*(parts[offset:] for offset in range(size)), strict=False)):
        seen = places[phrase]
        seen.append(here)
        if len(seen) >= times and (within is None or here - seen[-times] <= within):
            return " ".join(phrase)
    return None


def _stutter(text: str) -> str | None:
    found = _STUTTER.search(text)
    return next(filter(None, found.groups())) if found else None
