"""Cleaning of scraped Arabic with a map back to the source, and folding of letters for comparison."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat


@dataclass(frozen=True, slots=True, eq=False)
class CleanText:
    """Cleaned text that knows the place of each of its characters in the source.

    Attributes:
        text: The cleaned text.
        starts: The first character of the source that each character of `text` was made of; None if
            nothing was changed.
        ends: Where they end.
    """

    text: str
    starts: array[int] | None = None
    ends: array[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the source that ``text[start:end]`` was made of; a ligature is covered whole."""
        if self.starts is None or self.ends is None:
            return start, end
        if start < end:
            return self.starts[start], self.ends[end - 1]
        point = self.ends[start - 1] if start else 0
        return point, point

    def spaced(self, spans: Sequence[tuple[int, int]]) -> CleanText:
        """Return it with each of `spans`, which are in order and none empty, made one space."""
        if not spans:
            return self
        spaced = " ".join(self.text[low:high] for low, high in _find_gaps(spans, len(self.text)))
        starts = _offsets(range(len(self.text))) if self.starts is None else self.starts
        ends = _add_one(starts) if self.ends is None else self.ends
        kept = _find_gaps([(start + 1, end) for start, end in spans], len(self.text))
        return CleanText(spaced, _pick(starts, kept), _pick(ends, kept))


def clean(text: str) -> CleanText:
    """Return `text` as it should have been typed; time and memory grow linearly.

    NFC; plain letters for presentation forms (`ﻻ` becomes two letters, `１` a plain digit, `ﷺ` stays); no tatweel but
    if spelling asks for it; no bidi controls, zero-width characters, soft hyphens or other controls; every kind of
    space a space, runs of spaces one; every kind of newline LF. Digits, punctuation and vowel signs stay as written.
    """
    if not _NEEDS_WORK.search(text) and unicodedata.is_normalized("NFC", text):
        return CleanText(text)
    starts = _offsets(chain.from_iterable(_translated_places(text)))
    mapped = _DASH.sub(lambda dash: "–" * len(dash[0]), text.translate(_CLEAN))
    superfluous = [match.span() for match in _SUPERFLUOUS.finditer(mapped) if match.lastgroup != "wanted"]
    kept = _find_gaps(superfluous, len(mapped))
    return _composed("".join(mapped[low:high] for low, high in kept), _pick(starts, kept))


def for_model(text: str) -> str:
    """Return `text` cleaned for a model: ASCII digits and separators, no tatweel, one line with single spaces."""
    return " ".join(clean(text).text.translate(_FOR_MODEL).split())


def fold(text: str) -> str:
    """Return `text` with the spellings that writers mix made one, for comparison only.

    The forms of alef, final ya and alef maqsura, ta marbuta and ha fall together, Persian kaf and ya become Arabic,
    vowel signs and tatweel go, digits become ASCII. Idempotent.
    """
    folded = clean(text).text.translate(_FOLD)
    return " ".join(unicodedata.normalize("NFC", folded).split())


def _translated_places(text: str) -> Iterator[Iterable[int]]:
    """Yield runs of places in `text`: one for each character that `_CLEAN` makes of it."""
    done = 0
    for match in _RESIZED.finditer(text):
        place = match.start()
        yield range(done, place)
        yield repeat(place, len(_CLEAN[ord(text[place])]))
        done = place + 1
    yield range(done, len(text))


def _offsets(places: Iterable[int]) -> array[int]:
    return array("i", places)


def _add_one(offsets: array[int]) -> array[int]:
    return _offsets(map((1).__add__, offsets))


def _find_gaps(spans: Sequence[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """Return the spans between `spans`, which are in order, before them and after them; some may be empty."""
    return list(zip([0, *(end for _, end in spans)], [*(start for start, _ in spans), length], strict=True))


def _pick(offsets: array[int], spans: Iterable[tuple[int, int]]) -> array[int]:
    picked = _offsets(())
    for low, high in spans:
        picked += offsets[low:high]
    return picked


def _composed(text: str, starts: array[int]) -> CleanText:
    """Return NFC of `text`, one letter with its marks after the other, so that the map survives."""
    ends = _add_one(starts)
    if unicodedata.is_normalized("NFC", text):
        return CleanText(text, starts, ends)
    pieces, new_starts, new_ends, done = [], _offsets(()), _offsets(()), 0
    for low, high in _compositions(text):
        composed = unicodedata.normalize("NFC", text[low:high])
        pieces += [text[done:low], composed]
        new_starts += starts[done:low] + starts[low : low + 1] * len(composed)
        new_ends += ends[done:low] + ends[high - 1 : high] * len(composed)
        done = high
    return CleanText("".join([*pieces, text[done:]]), new_starts + starts[done:], new_ends + ends[done:])


def _compositions(text: str) -> Iterator[tuple[int, int]]:
    """Spans of `text` that NFC may change, each independent of its neighbours."""
    odd = "".join(re.escape(character) for character in set(text) if not unicodedata.is_normalized("NFC", character))
    alone = f"|[{odd}]" if odd else ""
    return (match.span() for match in re.finditer(f"(?s:.){_COMPOSING}+{alone}", text))


def _points(ranges: str) -> Iterator[int]:
    for span in ranges.split():
        first, _, last = span.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def _plain(point: int) -> str:
    """A presentation form in plain letters: two for `ﻻ`; a vowel sign without the space or tatweel that it sits on."""
    letters = unicodedata.normalize("NFKC", chr(point))
    return letters.replace(_TATWEEL, "").replace(" ", "") if len(letters) > 1 else letters


_TATWEEL = "\u0640"
_INVISIBLE = "0-8 E-1F 7F-84 86-9F AD 34F 61C 180E 200B-200F 202A-202E 2060-206F D800-DFFF FE00-FE0F FEFF FFF9-FFFB"
_SPACES = "9 A0 1680 2000-200A 202F 205F 3000"
_NEWLINES = "B-D 85 2028 2029"
_PRESENTATION_FORMS = "FB50-FDFF FE70-FEFC FF01-FF5E"  # of Arabic, and Latin letters and figures at full width
_MARKS = "610-61A 64B-65F 670 6D6-6DC 6DF-6E4 6E7 6E8 6EA-6ED 8D3-8E1 8E3-8FF"
_PHRASES = {0xFDFA: "صلى الله عليه وسلم", 0xFDFB: "جل جلاله"}
"""Whole phrases in one character: a reader wants them as they are, a model and a comparison want them spelled out."""

_CLEAN: dict[int, str] = {
    **dict.fromkeys(_points(_INVISIBLE), ""),
    **dict.fromkeys(_points(_SPACES), " "),
    **dict.fromkeys(_points(_NEWLINES), "\n"),
    **{point: _plain(point) for point in _points(_PRESENTATION_FORMS) if point not in _PHRASES},
    0xFDFC: "ريال",  # Unicode spells the sign of the rial with Persian letters
}
_RESIZED = re.compile(f"[{re.escape(''.join(chr(point) for point, plain in _CLEAN.items() if len(plain) != 1))}]")

_ASCII_DIGITS = {zero + digit: str(digit) for zero in (0x660, 0x6F0) for digit in range(10)}
_FOR_MODEL: dict[int, str] = {
    **_ASCII_DIGITS,
    **_PHRASES,
    **str.maketrans({"٫": ".", "٬": ",", "٪": "%", "ک": "ك", "ی": "ي", _TATWEEL: ""}),
}
_FOLD: dict[int, str] = {
    **_FOR_MODEL,
    **dict.fromkeys(_points(_MARKS), ""),
    **dict(zip(map(ord, "أإآٱىة"), "اااايه", strict=True)),
}

# A tatweel between spaces is a typist's dash. Elsewhere it is elongation, but for two uses that spelling asks for:
# after a prefix that joins a quotation, a figure or Latin letters (لـ«الشرق», الـ47), and in هـ, the Hijri era.
_DASH = re.compile(r"(?<!\S)ـ+(?!\S)")
_WANTED_TATWEEL = r"(?<=[ء-غف-ْ])ـ(?=ـ*\s?[«\"“”„'‘’(\[\dA-Za-z])|(?<=ه)(?<![ء-غف-ي]ه)ـ(?![ء-ي])"
# Normalizing takes quadratic time in a run of combining marks. Unicode's stream-safe format (UAX 15) allows 30.
_UNLETTERED = r"[^\w\s\x00-\u02ff]"
_COMPOSING = (
    r"(?:[^\w\s\x00-\u02ff]|[\u1160-\u11ff\U00016d63-\U00016d6a])"  # and letters that compose: Hangul, Kirat Rai
)
_SUPERFLUOUS = re.compile(rf"(?P<wanted>{_WANTED_TATWEEL})|ـ+|(?<=\ )\ +|(?<={_UNLETTERED}{{30}}){_UNLETTERED}+")
_NEEDS_WORK = re.compile(rf"[{re.escape(''.join(map(chr, _CLEAN)))}ـ]|\ \ |{_UNLETTERED}{{31}}")
