"""Marian's normalization of the Arabic side, done by us: `MarianTokenizer` defines it but does not call it.

The trainer and the translator share this one function, so that a model reads in use what it read in training. Like
OPUS-MT's training before SentencePiece it makes Unicode punctuation plain, removes non-printing characters and squeezes
spaces. It adds what Arabic news needs: plain letters for presentation forms, ASCII digits, neither vowel marks nor
tatweel. The Arabic marks «،», «؛», «؟» and the forms of alef carry meaning and stay.

It is apart from `mujaz.text.clean`, which keeps a map to its source and loads numpy for that: a trainer's workers
need neither. A test compares the two. Arabic letters that a translator leaves in its English are spelled here, too.
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

_LETTER = (
    "\u0620-\u063f\u0641-\u064a\u066e-\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f"
    "\u0870-\u0887\u0889-\u088e\u08a0-\u08c9"
)
_FORM = "\ufb50-\ufdff\ufe70-\ufefc"
ARABIC_WORD = re.compile(f"[{_LETTER}{_FORM}]+")
"""A run of Arabic letters, presentation forms among them."""

_MARK = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff]+")

_SPELLING: dict[int, str] = {
    **dict(zip(map(ord, "ابتجحدرزسصضطظفقكلمنهىةپڤگ"), "abtjhdrzssdtzfqklmnhaapvg", strict=True)),
    **str.maketrans({"ث": "th", "خ": "kh", "ذ": "dh", "ش": "sh", "غ": "gh", "ع": "a", "چ": "ch", "ژ": "zh"}),
    **str.maketrans({"آ": "a", "أ": "a", "إ": "i", "ؤ": "u", "ئ": "i", "ء": "", "ٱ": "a", "ی": "i", "ک": "k"}),
}
_SIGNS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹،؛؟٪٫٬۔«»", '01234567890123456789,;?%.,.""')
_ARTICLE = re.compile("^ال(?=..)")
_GLIDES = {"و": ("w", "u"), "ي": ("y", "i")}
_VOWELS = "اىةآأإوي"


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


def latinize(text: str) -> str:
    """Return `text` with Arabic letters, digits and punctuation in Latin; no Arabic letter is left.

    A plain spelling of names as newspapers have it, not a reversible transliteration: Arabic writes no short vowels, so
    that «محمد» can only become "Mhmd".
    """
    return ARABIC_WORD.sub(lambda word: _spell(word[0]), _MARK.sub("", text).translate(_SIGNS))


def _spell(word: str) -> str:
    word = unicodedata.normalize("NFKC", word)
    stem = _ARTICLE.sub("", word)
    name = "".join(_spell_glide(stem, index) if letter in _GLIDES else letter for index, letter in enumerate(stem))
    name = ARABIC_WORD.sub("", name.translate(_SPELLING)).capitalize()
    return f"al-{name}" if stem != word else name


def _spell_glide(word: str, index: int) -> str:
    """Return a consonant at the start of the word or beside a vowel letter, else a long vowel."""
    consonant, vowel = _GLIDES[word[index]]
    following = word[index + 1 : index + 2]
    return consonant if index == 0 or (following and following in _VOWELS) else vowel
