"""Words in Latin letters that an Arabic text has and its English spells wrongly.

A translator that writes a name piece by piece slips: "Waping" for Wapping, "Actct Magaziine" for Architect Magazine.
What should stand there is known, letter for letter. It is put there where the English has words that resemble it,
are no others of the Arabic, and stand about where it stood.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rapidfuzz.distance import OSA

from mujaz.facts.names.wording import wording_of
from mujaz.flags.catalogue import Place, make_flag
from mujaz.translate.translation import Translation
from mujaz.types import Flag

LONGEST = 3_000
"""Characters of a text that is looked at: a sentence has some hundred, and comparing takes the square of it."""

MOST_LOST, MOST_WORDS = 40, 12
"""Words that may be missing, and words that a run may have, to be looked for: more of them are no names."""

_ALIKE = 0.6
"""What part of the letters must be right, swapped neighbours counting as one mistake."""

_ALIKE_ALONE = 0.75
"""The same for a single word without a capital, or one that an Arabic name of the sentence may have given."""

_SHORT = 4
_APART, _NEAR = 0.4, 30
"""By what part of its text, or by how many characters, a name may stand earlier or later than in the other."""

_LETTERS = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_WORD = re.compile(rf"[{_LETTERS}0-9]+(?:[.'’&+_-][{_LETTERS}0-9]+)*\+*")
_LETTER = re.compile(f"[{_LETTERS}]")
_ARABIC = re.compile("[\u0621-\u064a]{3,}")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_GAPS = frozenset({" ", ": ", " & "})
_BORDER = re.compile(r"[()\[\]{}\"“”;!?]|\. ")


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive words of a text: as they stand there, and each without case and possessive."""

    text: str
    start: int
    end: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """Words of the English, and those of the Arabic that should stand in their place."""

    there: Run
    wanted: Run


def find_slips(arabic: str, english: str) -> list[Slip]:
    """Latin words of the Arabic that the English spells otherwise, in the order of the English; no two overlap."""
    pair = _Pair(arabic, english)
    return sorted(pair.slips(), key=lambda slip: slip.there.start) if 0 < pair.lost.total() <= MOST_LOST else []


def respelled(english: str, slips: Sequence[Slip]) -> str:
    """`english` with the words of the Arabic where its slips were."""
    parts, at = [], 0
    for slip in slips:
        parts += [english[at : slip.there.start], slip.wanted.text]
        at = slip.there.end
    return "".join([*parts, english[at:]])


def respell(arabic: str, translation: Translation) -> Translation:
    """Return `translation` with the names that the Arabic has in Latin letters spelled as there, and a flag on each."""
    slips = find_slips(arabic, translation.text)
    if not slips:
        return translation
    flags, by = list(translation.flags), 0
    for slip in slips:
        flags.append(_told(slip, slip.there.start + by))
        by += len(slip.wanted.text) - len(slip.there.text)
    return replace(translation, text=respelled(translation.text, slips), flags=tuple(flags))


def _told(slip: Slip, start: int) -> Flag:
    place = Place("en", start, start + len(slip.wanted.text))
    source = Place("ar", slip.wanted.start, slip.wanted.end)
    return make_flag("respelled", place, source, old=slip.there.text, text=slip.wanted.text)


def lost_words(arabic: str, english: str) -> Counter[str]:
    """The Latin words of the Arabic that the English does not have, or not as often."""
    return _words(_runs(arabic)) - _words(_runs(english))


def _words(runs: Sequence[Run]) -> Counter[str]:
    return Counter(key for run in runs for key in run.keys if _LETTER.search(key))


def _runs(text: str) -> list[Run]:
    """The names in Latin letters: words with nothing but a space, a colon or "&" between them."""
    groups: list[list[re.Match[str]]] = []
    for word in _WORD.finditer(text):
        if groups and text[groups[-1][-1].end() : word.start()] in _GAPS:
            groups[-1].append(word)
        else:
            groups.append([word])
    return [run for group in groups if (run := _named(text, group))]


def _named(text: str, words: list[re.Match[str]]) -> Run | None:
    """The run from the first word with a letter to the last one; figures at its ends are no part of a name."""
    lettered = [at for at, word in enumerate(words) if _LETTER.search(word[0])]
    return _run(text, words[lettered[0] : lettered[-1] + 1]) if lettered else None


def _run(text: str, words: Sequence[re.Match[str]]) -> Run:
    start, end = words[0].start(), words[-1].end()
    stem = _POSSESSIVE.sub("", text[start:end])
    return Run(stem, start, start + len(stem), tuple(_key(word[0]) for word in words))


def _key(word: str) -> str:
    return _POSSESSIVE.sub("", word).replace("’", "'").casefold()


@dataclass(frozen=True)
class _Pair:
    """An Arabic text beside its English."""

    arabic: str
    english: str

    @cached_property
    def _wanted(self) -> list[Run]:
        return _runs(self.arabic)

    @cached_property
    def lost(self) -> Counter[str]:
        """The Latin words that the English lacks; none where the texts are too long to be compared."""
        if len(self.arabic) > LONGEST or len(self.english) > LONGEST or not self._wanted:
            return Counter()
        return _words(self._wanted) - _words(_runs(self.english))

    def slips(self) -> Iterator[Slip]:
        """The likest pairs of what is lost and what may stand in its place, each word in one of them."""
        left, taken = self.lost.copy(), list[Run]()
        for _, slip in sorted(self._candidates(), key=lambda one: (-one[0], one[1].there.start)):
            wanted, there = slip.wanted, slip.there
            free = all(there.end <= other.start or other.end <= there.start for other in taken)
            if free and any(left[key] for key in wanted.keys):
                taken.append(there)
                left -= Counter(wanted.keys)
                yield slip

    def _candidates(self) -> Iterator[tuple[float, Slip]]:
        """What may stand for what, with how like they are; a name as a whole comes before its words."""
        for run in (run for run in self._wanted if any(self.lost[key] for key in run.keys)):
            if len(run.keys) <= MOST_WORDS:
                yield from self._like(run)
            if len(run.keys) > 1:
                alone = [self._word_of(run, word) for word in _WORD.finditer(run.text) if self.lost[_key(word[0])]]
                yield from ((likeness - 1, slip) for one in alone for likeness, slip in self._like(one))

    @staticmethod
    def _word_of(run: Run, word: re.Match[str]) -> Run:
        return Run(word[0], run.start + word.start(), run.start + word.end(), (_key(word[0]),))

    def _like(self, wanted: Run) -> Iterator[tuple[float, Slip]]:
        count = len(wanted.keys)
        for size in range(max(1, count - 1), count + 2):
            for there in self._windows(size):
                likeness = _likeness(wanted.text, there.text)
                if likeness >= _ALIKE and self._may_stand(wanted, there) and likeness >= self._least(wanted, there):
                    yield likeness, Slip(there, wanted)

    def _windows(self, size: int) -> Iterator[Run]:
        words = self._english_words
        for at in range(len(words) - size + 1):
            window = _run(self.english, words[at : at + size])
            if not _BORDER.search(window.text):
                yield window

    @cached_property
    def _english_words(self) -> list[re.Match[str]]:
        return list(_WORD.finditer(self.english))

    def _least(self, wanted: Run, there: Run) -> float:
        if len(wanted.keys) > 1:
            return _ALIKE
        explained = there.text[:1].islower() or self._is_arabic_name(there.text)
        return _ALIKE_ALONE if explained else _ALIKE

    def _is_arabic_name(self, word: str) -> bool:
        """Whether an Arabic word of the text may be the same name, so that the English owes it to that one."""
        return wording_of(tuple(_ARABIC.findall(self.arabic))).spells(word.lower())

    def _may_stand(self, wanted: Run, there: Run) -> bool:
        others = {key for run in self._wanted for key in run.keys} - set(wanted.keys)
        return others.isdisjoint(there.keys) and self._about_there(wanted, there) and _plausible(wanted, there)

    def _about_there(self, wanted: Run, there: Run) -> bool:
        expected = wanted.start / len(self.arabic) * len(self.english)
        return abs(there.start - expected) <= max(_NEAR, _APART * len(self.english))


def _likeness(one: str, other: str) -> float:
    return float(OSA.normalized_similarity(one.casefold(), other.casefold()))


def _plausible(wanted: Run, there: Run) -> bool:
    """Whether a single word is enough to go by: no common word for a name, no other abbreviation for a short one."""
    if wanted.keys == there.keys:
        return False
    if len(wanted.keys) > 1:
        return True
    if wanted.text[0].isupper() and there.text[0].islower():
        return False
    short = len(wanted.text) <= _SHORT
    return not short or (len(there.text) > 2 and _same_letters(wanted.keys[0], "".join(there.keys)))


def _same_letters(one: str, other: str) -> bool:
    """Whether one has all letters of the other: some were swapped, doubled or dropped, but none replaced."""
    ours, theirs = Counter(one), Counter(other)
    return not ours - theirs or not theirs - ours
