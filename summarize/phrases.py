"""Arabic words and phrases in the spellings that news has, and words with which a clause may not be dropped."""

from __future__ import annotations

import re

from mujaz.text.clean import fold
from mujaz.text.proclitics import DENIALS, IS_NOT_PLURAL
from mujaz.text.words import folded_words

QUOTES = '«»"“”'
PUNCTUATION = "،,؛;:.…-–—•*()[]"

_MARKS = "[\u064b-\u0652\u0670]*"
_SPELLINGS = {**dict.fromkeys("اأإآ", "[اأإآ]"), **dict.fromkeys("ىي", "[ىي]"), **dict.fromkeys("ةه", "[ةه]")}


def phrase(text: str) -> str:
    """Return a pattern for `text`: any hamza on its alefs, final ya and ta marbuta either way, vowel marks anywhere."""
    letters = (r"\s+" if letter == " " else _SPELLINGS.get(letter, re.escape(letter)) + _MARKS for letter in text)
    return "".join(letters)


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
