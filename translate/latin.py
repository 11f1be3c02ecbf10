"""Words in Latin letters that an Arabic text has and its English spells wrongly.

A translator that writes a name piece by piece slips: "Waping" for Wapping, "Actct Magaziine" for Architect Magazine.
The right spelling is known, letter for letter. It is put in if the English has words that resemble it, are no other
words of the Arabic, and are in about the same place of the text.
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
from mujaz.text.replacements import Edit, apply_edits, move_flags
from mujaz.translate.translation import Translation
from mujaz.types import Flag

LONGEST = 3_000
"""Characters of a text that is looked at: a sentence has some hundred, and comparing takes the square of it."""

MOST_LOST, MOST_WORDS = 40, 12
"""Words that may be missing, and words that a run may have, to be looked for: more of them are no names."""

_ALIKE = 0.6
"""The part of the letters that must be right, swapped neighbours counting as one mistake."""

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
    """Consecutive words of a text: as they are written, and each without case and possessive."""

    text: str
    start: int
    end: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """Words as the English has them, and as the Arabic does, which is right."""

    written: Run
    right: Run


def find_slips(arabic: str, english: str) -> list[Slip]:
    """Find Latin words of the Arabic that the English spells otherwise, in the order of the English; no two overlap."""
    texts = _Texts(arabic, english)
    if not 0 < texts.lost.total() <= MOST_LOST:
        return []
    return sorted(texts.find_slips(), key=lambda slip: slip.written.start)


def put_right(english: str, slips: Sequence[Slip]) -> str:
    """Return `english` with the words of the Arabic in the place of its slips."""
    return apply_edits(english, list(map(_edit, slips)))


def respell(arabic: str, translation: Translation) -> Translation:
    """Return `translation` with the names that the Arabic has in Latin letters spelled as there, and a flag on each."""
    slips = find_slips(arabic, translation.text)
    if not slips:
        return translation
    edits = list(map(_edit, slips))
    flags = move_flags([*translation.flags, *map(_flag, slips)], edits)
    return replace(translation, text=apply_edits(translation.text, edits), flags=flags)


def _edit(slip: Slip) -> Edit:
    return Edit(slip.written.start, slip.written.end, slip.right.text)


def _flag(slip: Slip) -> Flag:
    """Return the flag on the words that are replaced."""
    place = Place("en", slip.written.start, slip.written.end)
    source = Place("ar", slip.right.start, slip.right.end)
    return make_flag("respelled", place, source, old=slip.written.text, text=slip.right.text)


def count_lost_words(arabic: str, english: str) -> Counter[str]:
    """Count the Latin words of the Arabic that the English does not have, or not as often."""
    return _words(_find_runs(arabic)) - _words(_find_runs(english))


def _words(runs: Sequence[Run]) -> Counter[str]:
    return Counter(key for run in runs for key in run.keys if _LETTER.search(key))


def _find_runs(text: str) -> list[Run]:
    """Return the names in Latin letters: words with nothing but a space, a colon or "&" between them."""
    groups: list[list[re.Match[str]]] = []
    for word in _WORD.finditer(text):
        if groups and text[groups[-1][-1].end() : word.start()] in _GAPS:
            groups[-1].append(word)
        else:
            groups.append([word])
    return [run for group in groups if (run := _trim_run(text, group))]


def _trim_run(text: str, words: list[re.Match[str]]) -> Run | None:
    """Return the run from the first word with a letter to the last one; figures at its ends are no part of a name."""
    lettered = [index for index, word in enumerate(words) if _LETTER.search(word[0])]
    return _make_run(text, words[lettered[0] : lettered[-1] + 1]) if lettered else None


def _make_run(text: str, words: Sequence[re.Match[str]]) -> Run:
    start, end = words[0].start(), words[-1].end()
    stem = _POSSESSIVE.sub("", text[start:end])
    return Run(stem, start, start + len(stem), tuple(_key(word[0]) for word in words))


def _key(word: str) -> str:
    return _POSSESSIVE.sub("", word).replace("’", "'").casefold()


@dataclass(frozen=True)
class _Texts:
    """An Arabic text beside its English."""

    arabic: str
    english: str

    @cached_property
    def _right(self) -> list[Run]:
        return _find_runs(self.arabic)

    @cached_property
    def lost(self) -> Counter[str]:
        """Count the Latin words that the English lacks; none if the texts are too long to be compared."""
        if len(self.arabic) > LONGEST or len(self.english) > LONGEST or not self._right:
            return Counter()
        return _words(self._right) - _words(_find_runs(self.english))

    def find_slips(self) -> Iterator[Slip]:
        """Yield the likest pairs of words that are lost and words that may be meant for them, each word in one pair."""
        lost, used = self.lost.copy(), list[Run]()
        for _, slip in sorted(self._list_candidates(), key=lambda scored: (-scored[0], scored[1].written.start)):
            right, written = slip.right, slip.written
            free = all(written.end <= run.start or run.end <= written.start for run in used)
            if free and any(lost[key] for key in right.keys):
                used.append(written)
                lost -= Counter(right.keys)
                yield slip

    def _list_candidates(self) -> Iterator[tuple[float, Slip]]:
        """Yield words that may be meant for others, with how like they are; a whole name comes before its words."""
        for run in (run for run in self._right if any(self.lost[key] for key in run.keys)):
            if len(run.keys) <= MOST_WORDS:
                yield from self._find_like(run)
            if len(run.keys) > 1:
                single = [_cut_word(run, word) for word in _WORD.finditer(run.text) if self.lost[_key(word[0])]]
                yield from ((likeness - 1, slip) for word in single for likeness, slip in self._find_like(word))

    def _find_like(self, right: Run) -> Iterator[tuple[float, Slip]]:
        count = len(right.keys)
        for size in range(max(1, count - 1), count + 2):
            for written in self._windows(size):
                alike = _measure_likeness(right.text, written.text)
                if alike >= _ALIKE and self._may_be_meant(right, written) and alike >= self._least(right, written):
                    yield alike, Slip(written, right)

    def _windows(self, size: int) -> Iterator[Run]:
        words = self._english_words
        for start in range(len(words) - size + 1):
            window = _make_run(self.english, words[start : start + size])
            if not _BORDER.search(window.text):
                yield window

    @cached_property
    def _english_words(self) -> list[re.Match[str]]:
        return list(_WORD.finditer(self.english))

    def _least(self, right: Run, written: Run) -> float:
        if len(right.keys) > 1:
            return _ALIKE
        explained = written.text[:1].islower() or self._is_arabic_name(written.text)
        return _ALIKE_ALONE if explained else _ALIKE

    def _is_arabic_name(self, word: str) -> bool:
        """Tell whether an Arabic word of the text may be the same name, so that the English owes it to that one."""
        return wording_of(tuple(_ARABIC.findall(self.arabic))).spells(word.lower())

    def _may_be_meant(self, right: Run, written: Run) -> bool:
        of_other_names = {key for run in self._right for key in run.keys} - set(right.keys)
        return of_other_names.isdisjoint(written.keys) and self._is_near(right, written) and _plausible(right, written)

    def _is_near(self, right: Run, written: Run) -> bool:
        expected = right.start / len(self.arabic) * len(self.english)
        return abs(written.start - expected) <= max(_NEAR, _APART * len(self.english))


def _cut_word(run: Run, word: re.Match[str]) -> Run:
    return Run(word[0], run.start + word.start(), run.start + word.end(), (_key(word[0]),))


def _measure_likeness(right: str, written: str) -> float:
    return float(OSA.normalized_similarity(right.casefold(), written.casefold()))


def _plausible(right: Run, written: Run) -> bool:
    """Tell whether a single word is enough: no common word for a name, no other abbreviation for a short one."""
    if right.keys == written.keys:
        return False
    if len(right.keys) > 1:
        return True
    if right.text[0].isupper() and written.text[0].islower():
        return False
    short = len(right.text) <= _SHORT
    return not short or (len(written.text) > 2 and _same_letters(right.keys[0], "".join(written.keys)))


def _same_letters(right: str, written: str) -> bool:
    """Tell whether one has all letters of the other: some were swapped, doubled or dropped, but none replaced."""
    letters, written_letters = Counter(right), Counter(written)
    return not letters - written_letters or not written_letters - letters
