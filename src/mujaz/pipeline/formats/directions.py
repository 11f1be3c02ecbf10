"""Direction of text that mixes Arabic and Latin: stretches of either, and numbers that need an isolate."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from mujaz.pipeline.formats.base import Language
from mujaz.wording import CONTROLS

ISOLATE, END = "\u2066", "\u2069"
"""LEFT-TO-RIGHT ISOLATE, and what ends it."""

_MARK = "\u200f"
_LETTER = re.compile(r"[^\W\d_]")
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_RTL_STRETCH = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+(?: [\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+)*")
_LATIN_STRETCH = re.compile("[A-Za-z\u00c0-\u024f][A-Za-z0-9\u00c0-\u024f]*(?:[ .'&/@_-][A-Za-z0-9\u00c0-\u024f]+)*")
# A number, an amount, a date, a telephone number. Among Arabic letters their signs would change sides.
_NUMBER = re.compile(
    r"(?<![\w+])(?:\+[0-9]+(?:[ -][0-9]+)+|[+\u2212\u00b1-]?[$€£]?[0-9]+(?:[.,:/\u2013-][0-9]+)*[%‰]?)"
)
_SIGNS = re.compile("[+\u2212\u00b1$€£/:\u2013%‰-]")
# Beside the controls, what no XML may hold.
_FORBIDDEN = re.compile("[\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text that runs one way.

    Attributes:
        text: As it is to be written, with the isolates.
        start: Its first character in the whole text.
        end: One after its last.
    """

    text: str
    start: int
    end: int
    is_rtl: bool


def is_rtl(text: str) -> bool:
    """Tell whether a text has a letter that is written from right to left."""
    return _RTL.search(text) is not None


def isolate_numbers(text: str) -> str:
    """Return an Arabic text with each number that has signs in an isolate, cleaned as by `clean`."""
    return "".join(stretch.text for stretch in cut_by_direction(text, "ar"))


def mark_direction(text: str) -> str:
    """Return an Arabic text that begins with a Latin letter with a mark before it, which tells readers its direction.

    Programs that are not told a direction take that of the first letter.
    """
    letter = _LETTER.search(text)
    return f"{_MARK}{text}" if letter and not is_rtl(letter[0]) and is_rtl(text) else text


def clean(text: str) -> str:
    """Return `text` on one line, without controls and without characters that XML does not allow."""
    return _SPACES.sub(" ", _FORBIDDEN.sub("", CONTROLS.sub("", text)))


def cut_by_direction(text: str, language: Language, borders: tuple[int, ...] = ()) -> list[Stretch]:
    """Return the stretches of a text that is in `language`, none of which goes over one of the `borders`.

    Spaces, punctuation and plain numbers run as the language does.
    """
    numbers = _find_numbers(text) if language == "ar" else []
    pattern = _LATIN_STRETCH if language == "ar" else _RTL_STRETCH
    strangers = [match.span() for match in pattern.finditer(text)] + numbers
    cuts = sorted({0, len(text), *borders, *(border for span in strangers for border in span)})
    begins, ends = {start for start, _ in numbers}, {end for _, end in numbers}
    stretches = []
    for start, end in pairwise(cuts):
        is_stranger = any(first <= start < last for first, last in strangers)
        shown = ISOLATE * (start in begins) + clean(text[start:end]) + END * (end in ends)
        stretches.append(Stretch(shown, start, end, is_stranger != (language == "ar")))
    return stretches


def _find_numbers(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _NUMBER.finditer(text) if _SIGNS.search(match[0])] if is_rtl(text) else []
