"""Sentences of Arabic news text.

A run of full stops, question or exclamation marks ends a sentence unless something tells that it does not. Arabic has
no capitals to go by. Abbreviations (د. سامي), initials, figures, addresses, quotations and brackets tell.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain, pairwise

from mujaz.text.proclitics import may_have_and
from mujaz.text.verbs import VERBS
from mujaz.text.words import folded_words, words

_CLOSING = {"«": "»", "(": ")", "[": "]"}
# Curly marks come the wrong way round as often as not in right-to-left typing: they are read as straight ones.
_STRAIGHT = '"“”„‟'
_MARK = re.compile(f"[{re.escape(''.join([*_CLOSING, *_CLOSING.values()]) + _STRAIGHT)}]")
_OPENS = re.compile(r"(?<!\S).(?=\S)")
_CLOSES = re.compile(r"(?<=\S).(?![^\s.!?؟…،؛,;:»)\]])")


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Spans of all pairs in `text`, marks included, in order of their ends; a mark without a partner is passed over."""
    open_at: defaultdict[str, list[int]] = defaultdict(list)
    spans = []
    for match in _MARK.finditer(text):
        mark, index = match[0], match.start()
        closing = '"' if mark in _STRAIGHT else _CLOSING.get(mark, mark)
        if mark in _CLOSING or (closing == '"' and _opens(text, index, is_open=bool(open_at['"']))):
            open_at[closing].append(index)
        elif open_at[closing]:
            spans.append((open_at[closing].pop(), match.end()))
    return spans


def _opens(text: str, index: int, *, is_open: bool) -> bool:
    """Whether the straight mark at `at` opens: the spaces around it tell, else marks open and close by turns."""
    if _OPENS.match(text, index):
        return True
    return not is_open and not _CLOSES.match(text, index)


class ShortQuotations:
    """The quotations and brackets of a text that are short enough to be read as one."""

    def __init__(self, text: str, max_words: int) -> None:
        longest = max_words * 30  # characters; keeps the counting of words linear however the pairs are nested
        short = (span for span in quoted_spans(text) if span[1] - span[0] <= longest)
        spans = sorted(span for span in short if len(text[slice(*span)].split()) <= max_words)
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in spans:
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def end_around(self, position: int) -> int | None:
        """Return the end of the quotation that holds the characters before and at `position`; None outside of all."""
        number = bisect_left(self._starts, position) - 1
        return self._ends[number] if number >= 0 and position < self._ends[number] else None


SHORT_QUOTATION = 25
"""A quotation or bracket of at most so many words is never torn apart."""

_LEAST_AROUND_ELLIPSIS = 3
"""Words on either side without which «..» and «…» are a pause: «مصر.. إعلان النتائج»."""

_LINE = re.compile(r"[^\n]+")
# An ASCII quotation mark closes only before a space: in «قال."نعم» it opens.
_STOP = re.compile(r"(?P<marks>[.!?؟…۔]+)(?:[»”“\"')\]]+(?=\s|$)|(?:\s?[»)\]])*)(?P<space>\s|$)?")
_WORD = re.compile(r"[^\W\d_][\u064b-\u0652]*[^\W\d_]")
_BEFORE_ELLIPSIS = re.compile(rf"(?:\s*\S+(?=\s|$)){{{_LEAST_AROUND_ELLIPSIS}}}")
_AFTER_ELLIPSIS = re.compile(rf"(?:\s*(?:[ء-ي]\.|[^\s.!?؟…]+(?![^\s.!?؟…]))){{{_LEAST_AROUND_ELLIPSIS}}}")
_CONTINUES = re.compile(r"\s*[،؛,;:]")

_REACH = 24  # characters before a stop that the following look at
_GLUED_BEFORE = re.compile(r"[ء-ي][\u064b-\u0652]*[ء-ي][\u064b-\u0652]*$")
# «أمازون.كوم» is an address.
_GLUED_AFTER = re.compile(r"(?!كوم\b|نت\b)[ء-ي][\u064b-\u0652]*[ء-ي]|و\s[ء-ي]|[«“\"][ء-ي]")
_ABBREVIATION = re.compile(
    r"(?:^|[^\w.])(?:"
    r"و?[ء-ي]|لد"  # a title or an initial: د. أ. م. ود.
    r"|(?:[أادم][./])+[أادم]"  # أ.د.
    r"|[A-Za-z]|(?:[A-Za-z]\.)+[A-Za-z]"  # J. U.S.
    r"|Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|No|vs|Inc|Ltd|Co|Corp|Gen|Lt|Col|Sen|Rep|Gov"
    r")$"
)
# Initials by name: «إتش. آر. ماكماستر». Several in a row without stops are an acronym: «بي بي سي.» ends a sentence.
_LETTER_NAME = re.compile(
    "إيه|أيه|بي|سي|دي|إي|إف|أف|جي|إتش|أتش|آي|أي|جيه|كيه|إل|أل|إم|أم|إن|أو|كيو|أر|آر|إس|أس|تي|يو|في|دبليو|إكس|واي|زد"
)
_DOTTED = re.compile(r"(?:^|[^\w.])(?:[ء-ي]\.)+[ء-ي]$")  # ص.ب. before a figure
# The letter is a label (المجموعة أ.), so that the full stop is one.
_LABEL = re.compile(r"(?:مجموعة|فئة|درجة|فيتامين|حرف|ملحق)\s[ء-ي]$")
# What may stand at a sentence's end as well as in it: currencies and companies (ر.س. ش.م.ل.), eras (450 هـ. 2015 م.),
# units (12 كلم.), إلخ. The next word tells.
_EITHER = re.compile(
    r"(?:(?:^|[^\w.])(?:و?ا?ل?(?:[ء-ي]\.){1,4}[ء-ي]ـ?|[إا]لخ)"
    r"|\d\s?(?:(?:ق\.\s?)?(?:هـ?|م)|كلم|كم|سم|مم|ملم|كغ|كلغ|كجم|ملغ|مل|غ|طن))$"
)
_OPENERS = VERBS | folded_words("أما لكن ثم كما هذا هذه إنه إنها إن قد سوف لم لن يذكر ليس")


def split_sentences(text: str) -> list[str]:
    """Return the sentences of `text`, without the space around them; a newline always ends one."""
    return [text[start:end] for start, end in sentence_spans(text)]


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences of `text`; all but white space is in one of them. Linear in its length."""
    for line in _LINE.finditer(text):
        for start, end in pairwise(chain([0], _borders(line[0]), [len(line[0])])):
            if piece := line[0][start:end].strip():
                start = line.start() + line[0].index(piece[0], start)
                yield start, start + len(piece)


def _borders(line: str) -> Iterator[int]:
    """Where sentences end in `line`, but for the last; each has a word of two letters on either side."""
    quotations = ShortQuotations(line, SHORT_QUOTATION)
    start, word = 0, _WORD.search(line)
    for stop in _STOP.finditer(line):
        if word is None:
            return
        if word.start() < stop.start() and _ends_sentence(line, start, stop, quotations):
            start, word = stop.end(), _WORD.search(line, stop.end())
            if word:
                yield start


def _ends_sentence(line: str, start: int, stop: re.Match[str], quotations: ShortQuotations) -> bool:
    marks, before, after = stop["marks"], max(start, stop.start() - _REACH), stop.end()
    if not stop["space"] and not _is_glued(line, before, stop):
        return False
    if _CONTINUES.match(line, after) or (marks == "." and _is_abbreviation(line[before : stop.start()], line, after)):
        return False
    if (marks[0] == "…" or marks.startswith("..")) and _is_pause(line, start, stop):
        return False
    quotation_end = quotations.end_around(stop.start())
    return quotation_end is None or (marks == "." and quotation_end <= after)


def _is_pause(line: str, start: int, stop: re.Match[str]) -> bool:
    """Whether an ellipsis has too few words before or after it to part sentences."""
    before = _BEFORE_ELLIPSIS.match(line, start, min(stop.start(), start + 100))
    return not (before and _AFTER_ELLIPSIS.match(line, stop.end(), stop.end() + 100))


def _is_glued(line: str, before: int, stop: re.Match[str]) -> bool:
    """Whether the space after the stop was forgotten: «انتهى.وأضاف», but not «5.2», «أ.ف.ب» or «bbc.com»."""
    if not _GLUED_AFTER.match(line, stop.end()):
        return False
    return stop.end() > stop.end("marks") or _GLUED_BEFORE.search(line, before, stop.start()) is not None


def _is_abbreviation(before: str, line: str, after: int) -> bool:
    if _LABEL.search(before):
        return False
    if _EITHER.search(before):
        # «وقال», «أعلنت», «لكن» begin a sentence, «للطن», «عن توزيع» do not.
        first = "".join(words(line[after : after + _REACH])[:1])
        return not (first in _OPENERS or may_have_and(first))
    if _ABBREVIATION.search(before) or (_DOTTED.search(before) and line[after : after + 1].isdigit()):
        return True
    *_, previous, last = ["", "", *before.split()]
    return _LETTER_NAME.fullmatch(last) is not None and not _LETTER_NAME.fullmatch(previous)
