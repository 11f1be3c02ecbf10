"""Arabic words and phrases in the spellings that news has, and words with which a clause may not be dropped."""

from __future__ import annotations

import re

from mujaz.text.clean import fold
from mujaz.text.proclitics import DENIALS, IS_NOT_PLURAL
from mujaz.text.words import folded_words

QUOTES = '«»"“”'
PUNCTUATION = "،,؛;:.…-–—•*()[]"

_VOWEL_MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
_NO_MARKS = str.maketrans("", "", _VOWEL_MARKS)
_SPELLINGS = {
    " ": r"\s+",
    **dict.fromkeys("اأإآ", "[اأإآ]"),
    **dict.fromkeys("ىي", "[ىي]"),
    **dict.fromkeys("ةه", "[ةه]"),
}


def strip_marks(text: str) -> str:
    """Return `text` without vowel marks."""
    return text.translate(_NO_MARKS)


def find_place(text: str, place: int) -> int:
    """Return the place in `text` of a place in `strip_marks(text)`; marks belong to the letter before them."""
    places = [index for index, letter in enumerate(text) if letter not in _VOWEL_MARKS]
    return [*places, len(text)][place]


def phrase(text: str) -> str:
    """Return a pattern for `text`, without vowel marks: any hamza on its alefs, final ya and ta marbuta either way."""
    return "".join(_SPELLINGS.get(letter, re.escape(letter)) for letter in text)


def any_of(phrases: str) -> str:
    """Return a group for any of `phrases`, which «|» parts, the longest that fits first."""
    return f"(?:{'|'.join(map(phrase, sorted(phrases.split('|'), key=len, reverse=True)))})"


def bare(word: str) -> str:
    """Return `word` folded, without punctuation and quotation marks around it."""
    return fold(word.strip(QUOTES + PUNCTUATION))


NEGATIONS = DENIALS | IS_NOT_PLURAL | folded_words("نفى نفت ينفي تنفي نفي إلا سوى")
HEDGES = folded_words("""
    قد ربما لعل يبدو تبدو يعتقد تعتقد يرجح المرجح مرجح يحتمل محتمل المحتمل محتملة احتمال يزعم تزعم زعم زعمت
    مزاعم يفترض المفترض مفترض يشتبه مشتبه المشتبه يمكن تقريبا نحو حوالي حوالى زهاء قرابة يقال مزعوم المزعوم
    مزعومة المزعومة أكثر أقل
""")
CONDITIONS = folded_words("إذا لو شرط بشرط شريطة لكن باستثناء عدا ماعدا لولا حال")
NUMBER_WORDS = folded_words("""
    واحد واحدة اثنان اثنين اثنتان اثنتين ثلاث ثلاثة أربع أربعة خمس خمسة ست ستة سبع سبعة ثمان ثماني ثمانية تسع
    تسعة عشر عشرة عشرون عشرين ثلاثون ثلاثين أربعون أربعين خمسون خمسين ستون ستين سبعون سبعين ثمانون ثمانين تسعون
    تسعين مئة مائة مئات مئتان مئتين مائتان مائتين ألف ألفا ألفان ألفين آلاف مليون مليونا مليونان مليونين ملايين
    مليار مليارا مليارين مليارات نصف ثلث ثلثي ربع عشرات
""")
