"""Marian's normalization of the Arabic side, done by us: `MarianTokenizer` defines it but does not call it.

The trainer and the translator share this one function, so that a model reads in use what it read in training. Like
OPUS-MT's training before SentencePiece it makes Unicode punctuation plain, removes non-printing characters and squeezes
spaces. It adds what Arabic news needs: plain letters for presentation forms, ASCII digits, neither vowel marks nor
tatweel. The Arabic marks «،», «؛», «؟» and the forms of alef carry meaning and stay.

It is apart from `mujaz.text.clean`, which keeps a map to its source and loads numpy for that: a trainer's workers
need neither. A test holds the two together.
"""

from __future__ import annotations

import re
import unicodedata

# Controls, bidi and zero-width marks, soft hyphens, Arabic number signs, variation selectors, free-standing forms of
# vowel marks (Unicode decomposes them to a space and the mark), U+FFFD, private use.
# Tab, newline and the other ASCII spaces (U+0009-000D, U+001C-001F, U+0085) are left to the squeezing of spaces.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u0600-\u0605\u061c\u06dd\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ue000-\uf8ff\ufc5e-\ufc63\ufe00-\ufe0f\ufe70-\ufe7f\ufeff\ufff9-\ufffd\U000e0000-\U0010ffff]+"
)
_PRESENTATION_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
_VOWEL_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff]+")

_PLAIN: dict[int, str] = {
    **{0x0660 + digit: str(digit) for digit in range(10)},
    **{0x06F0 + digit: str(digit) for digit in range(10)},
    **{0xFF01 + offset: chr(0x21 + offset) for offset in range(94)},
    **dict.fromkeys(map(ord, "«»“”„‟″〝〞"), '"'),
    **dict.fromkeys(map(ord, "‘’‚‛′´`‹›"), "'"),
    **dict.fromkeys(map(ord, "‐‑‒–−"), "-"),
    **dict.fromkeys(map(ord, "—―"), " - "),
    **str.maketrans({"…": "...", "٫": ".", "٬": ",", "٪": "%", "۔": ".", "ٱ": "ا", "ک": "ك", "ی": "ي"}),
}

_LONE_TATWEEL = re.compile(r"(?<!\S)ـ+(?!\S)")
_MARK_THEN_LETTER = re.compile(r"([،؛؟])(?=[ء-يٮ-ۓ])")
_SPACE_THEN_MARK = re.compile(r" ([،؛؟!:;,.%]+)(?= |$)")
_DOTS = re.compile(r"\.{2,}")


def normalize_source(text: str) -> str:
    """Return `text` on one line, as the Arabic side of a translator is trained and fed; idempotent, linear in time.

    Quotation marks of every kind become ``"`` and ``'``, dashes ``-``, «…» and longer runs of dots ``...``, and the
    «..» with which newspapers end a sentence ``.``.
    """
    text = _plain_letters(text)
    text = _LONE_TATWEEL.sub("-", text)  # a typist's dash, unless it shows a vowel mark
    text = _VOWEL_MARKS.sub("", text).replace("ـ", "").translate(_PLAIN).replace("''", '"')
    text = " ".join(_MARK_THEN_LETTER.sub(r"\1 ", text).split())
    text = _SPACE_THEN_MARK.sub(r"\1", text)
    return _DOTS.sub(lambda dots: "." if len(dots[0]) == 2 else "...", text)


def _plain_letters(text: str) -> str:
    text = _INVISIBLE.sub("", text)
    text = _PRESENTATION_FORMS.sub(lambda forms: unicodedata.normalize("NFKC", forms[0]), text)
    # A hamza written as a combining mark belongs to its alef and is no vowel mark.
    return unicodedata.normalize("NFC", text)
