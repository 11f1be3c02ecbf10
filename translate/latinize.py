"""Arabic letters that a translator left behind, spelled in Latin ones, so that English holds no Arabic.

A plain spelling of names as newspapers have it, not a reversible transliteration: Arabic writes no short vowels, so
that «محمد» can only become "Mhmd". A flag says so when it is used.
"""

from __future__ import annotations

import re
import unicodedata

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


def latinize(text: str) -> str:
    """Return `text` with Arabic letters, digits and punctuation in Latin; no Arabic letter is left."""
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
