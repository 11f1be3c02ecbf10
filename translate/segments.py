"""A text as segments that a translator is at home with, and their translations as one text again.

Translators are trained on sentences: they loop or invent on long input and read fragments badly. So a segment is a
sentence, and only a sentence that is too long is cut, at the borders of its clauses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from mujaz.text.clauses import split_clauses
from mujaz.text.clean import for_model
from mujaz.text.sentences import split_sentences
from mujaz.translate.figures import plain_figures
from mujaz.translate.normalize import ARABIC_WORD, normalize_source

Count = Callable[[str], int]

COMFORTABLE_PIECES = 60
"""Longest segment in source pieces: OPUS-MT models lose text from about 60 words on, small ones earlier."""

COMFORTABLE_WORDS = 40
"""Longest segment in words, for models whose pieces are long."""

SHORTEST_CUT = 12
"""A retry cuts no segment into parts of fewer pieces: a fragment is worse input than a long sentence."""

_CLOSERS = "\"')”’"
# Each with its English form; the longest first.
_STOPS = {"...": "...", ".": ".", "!": "!", "؟": "?", "?": "?", "،": ",", ",": ",", "؛": ";", ";": ";", ":": ":"}
_ABBREVIATION = re.compile(r"(?:\b\w\.\w|\b(?:Mr|Mrs|Ms|Dr|St|Jr|Sr|Inc|Ltd|Co|Corp|No|etc))$")

# Abbreviations: the model takes the full stop of «ش.م.ل.» or «12 كلم.» for the end, and leaves out what follows.
_LONG_FORMS = {
    "ق.م": "قبل المسيح", "ر.س": "ريال سعودي", "د.إ": "درهم إماراتي", "د.ا": "درهم إماراتي", "ج.م": "جنيه مصري",
    "د.ك": "دينار كويتي", "د.ب": "دينار بحريني", "ر.ق": "ريال قطري", "ر.ع": "ريال عماني", "د.ج": "دينار جزائري",
    "د.ت": "دينار تونسي", "د.أ": "دينار أردني", "د.ع": "دينار عراقي", "ل.ل": "ليرة لبنانية", "ل.س": "ليرة سورية",
}  # fmt: skip
_MORE = r"(?:\.(?=\s+\S))?"
"""A full stop after which the sentence goes on."""
_COUNT = "|".join(rf"(?<={end})" for end in (r"\d", "ألف", "آلاف", "مليون", "ملايين", "مليار", "مليارات", "تريليون"))
_AFTER_FIGURE = re.compile(rf"(?:{_COUNT})\s?({'|'.join(map(re.escape, _LONG_FORMS))})(?![\w]){_MORE}")
_STOP_INSIDE = re.compile(
    r"(?<![\w.])((?:[ء-ي]\.)+[ء-ي]|[إا]لخ|\d+\s?(?:هـ?|م|كلم|كم|سم|مم|ملم|كغ|كلغ|كجم|ملغ|مل|غ|طن))\.(?=\s+\S)"
)

_FIRST_WORD = re.compile(r"\W*([^\W\d_]+)\b(?!['’])")

# Words that a sentence's start may have given their capital. Any other word keeps it: it may be a name.
_COMMON_WORDS = """
a an the this that these those he she it they we you his her its their our your who which whose where when while
and but or nor so yet because since as if although though after before until unless whether than then also
in on at by for from of to with without within into over under between among during against about through
is are was were be been has have had not no there
some many most more all both each every other another such according despite including noting adding saying
"""
_COMMON = frozenset(_COMMON_WORDS.split())


@dataclass(frozen=True, slots=True)
class Segment:
    """The Arabic that the model is given at once.

    Attributes:
        source: Normalized Arabic on one line.
        opens: Whether a sentence starts here; else this continues the one before.
    """

    source: str
    opens: bool = True

    @property
    def has_arabic(self) -> bool:
        """Tell whether there is anything to translate in it."""
        return ARABIC_WORD.search(self.source) is not None

    @property
    def has_figures(self) -> bool:
        """Tell whether there is a number in digits in it."""
        return any(character.isdigit() for character in self.source)


def split(text: str, count: Count) -> list[Segment]:
    """Split `text` into segments, none for a blank text.

    Args:
        text: Any Arabic; each line is at least one segment.
        count: The engine's count of source pieces.
    """
    lines = (plain_figures(for_model(line)) for line in text.splitlines())
    sentences = (plain_abbreviations(sentence) for line in lines for sentence in split_sentences(line))
    return [segment for sentence in sentences for segment in _cut(sentence, count, COMFORTABLE_PIECES, opens=True)]


def split_further(segment: Segment, count: Count) -> list[Segment]:
    """Split `segment` in about two halves, at the borders of its clauses; itself if it is too short for that."""
    size = _size(segment.source, count)
    limit = max(SHORTEST_CUT, size * 6 // 10)
    if size < 2 * SHORTEST_CUT:
        return [segment]
    return list(_cut(segment.source, count, limit, opens=segment.opens))


def plain_abbreviations(sentence: str) -> str:
    """Return `sentence` with «500 ر.س.» as «500 ريال سعودي», and «ش.م.ل.» without its last stop if it goes on there."""
    spelled = _AFTER_FIGURE.sub(lambda match: f" {_LONG_FORMS[match[1]]}", sentence)
    return _STOP_INSIDE.sub(r"\1", spelled)


def _cut(sentence: str, count: Count, limit: int, *, opens: bool) -> Iterator[Segment]:
    def size(text: str) -> int:
        return _size(normalize_source(text), count)

    clauses = [sentence] if size(sentence) <= limit else split_clauses(sentence, size, limit)
    for source in filter(None, map(normalize_source, clauses)):
        yield Segment(source, opens)
        opens = False


def _size(source: str, count: Count) -> int:
    words = source.count(" ") + 1
    return max(count(source), words * COMFORTABLE_PIECES // COMFORTABLE_WORDS)


def join(segments: Sequence[Segment], outputs: Sequence[str]) -> str:
    """Join the translations of consecutive segments as one text on one line.

    Each segment takes the final mark of its source, clauses inside a sentence start in lower case unless they may
    start with a name, and sentences start with a capital.
    """
    return " ".join(_dress(segment, output) for segment, output in zip(segments, outputs, strict=True))


def _dress(segment: Segment, output: str) -> str:
    if not segment.has_arabic:
        return output  # an address or a name in Latin letters, passed on as it is
    output = with_ending(" ".join(output.split()), segment.source)
    return _capitalize(output) if segment.opens else _continue(output)


def with_ending(output: str, source: str) -> str:
    """Return `output` with the mark that `source` has; if that has none, without a full stop unless an abbreviation."""
    _, mark_of_source, _ = _split_ending(source)
    body, mark, closers = _split_ending(output)
    if mark_of_source:
        return body + _STOPS[mark_of_source] + closers
    keeps = mark != "." or _ABBREVIATION.search(body)
    return output if keeps else body + closers


def _split_ending(text: str) -> tuple[str, str, str]:
    """Return the body of `text`, its final mark (may be empty) and the quotation marks and brackets after that."""
    body = text.rstrip(_CLOSERS)
    mark = next(filter(body.endswith, _STOPS), "")
    return body.removesuffix(mark), mark, text[len(body) :]


def _capitalize(text: str) -> str:
    index = next((index for index, letter in enumerate(text) if letter.isalnum()), 0)
    return text[:index] + text[index : index + 1].upper() + text[index + 1 :]


def _continue(text: str) -> str:
    first = _FIRST_WORD.match(text)
    if first and first[1].istitle() and first[1].lower() in _COMMON:  # "IT" and "WHO" are no pronouns
        return text[: first.start(1)] + first[1].lower() + text[first.end(1) :]
    return text
