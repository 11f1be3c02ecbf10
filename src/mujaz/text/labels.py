"""Labels and datelines at the head of a line: numbers of lists, clock times, «عاجل |», «القاهرة (رويترز) -»."""

from __future__ import annotations

import re

from mujaz.text.verbs import VERBS, opens_sentence
from mujaz.text.words import words

_MONTH = (
    "يناير|فبراير|مارس|أبريل|إبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر|كانون|شباط|آذار|نيسان|أيار"
    "|حزيران|تموز|آب|أيلول|تشرين|محرم|صفر|ربيع|جمادى|رجب|شعبان|رمضان|شوال|ذو|ذي"
)
_NUMBER = rf"[\(\[]?\d{{1,2}}\s?(?:[.)\]\-–—/:]|ـ)[\-–—.]?\s*(?!(?:{_MONTH})\b)(?=[^\W\d_]|[«\"“])"
_CLOCK = (
    r"[\(\[]?(?:الساعة\s)?\d{1,2}[:٫]\d{2}(?::\d{2})?\s?(?:(?:صباحا|مساء|ظهرا|ص|م|am|pm|ت\.?\s?غ|gmt|بتوقيت\s\S+)\b\.?)?"
    r"[\)\]]?\s*[\-–—|:•]?\s+(?=[^\W\d_]|[«\"“(])"
)
_LETTER = r"(?:س|ج|السؤال|الجواب|سؤال|جواب|[أبجدهوزحط])\s?(?:\d{1,2})?\s?[:)]\s*(?=\S)|(?:س|ج)\s?[\-–—/]\s+(?=\S)"
_NEWS = (
    r"(?:عاجل|خبر عاجل|مباشر|فيديو|بالفيديو|صور|بالصور|تحديث|متابعة|حصري|خاص|انفراد)"
    r"\s*(?:[|:!/]+|\.{2,}|\s[\-–—])\s*(?=\S)"
)
_MARK = r"[•·▪◾◼■□●○◦‣⁃►▶◄➤➢✓✔★☆>*+\-–—]+(?:\s+(?=\S)|(?=[^\d\s]))"
_YES = r"(?:نعم|أجل)\s*[،,.:]\s*(?=[^\W\d_])"
_LABEL = re.compile(rf"(?:{_NUMBER}|{_CLOCK}|{_LETTER}|{_NEWS}|{_MARK})", re.IGNORECASE)
_ANSWER = re.compile(rf"(?:{_LETTER}|{_MARK})")
_AGREES = re.compile(_YES)
_STACKED = 3  # «• 14:35 عاجل |»


def label_end(line: str) -> int:
    """Return the end of the labels at the head of `line`; 0 if there is none."""
    end = 0
    is_answer = False
    for _ in range(_STACKED):
        match = _LABEL.match(line, end)
        if not match:
            break
        is_answer = _ANSWER.match(line, end) is not None
        end = match.end()
    agrees = _AGREES.match(line, end) if is_answer else None
    return agrees.end() if agrees else end


def opens_with_label(line: str) -> bool:
    """Return whether `line` opens with a label, so that it is an item and does not go on with the line before."""
    return _LABEL.match(line) is not None


_REACH = 100
"""Characters in which a dateline ends."""

_DASH = r"\s*[-–—]{1,3}\s*"
_NAME = r"[^\W\d_]+(?:\s[^\W\d_]+)"
# Place and date may stand before the agency, nothing but a dash after it.
_AGENCY = re.compile(
    r"(?:[^\s.:؟!()«»\"]++\s*+){0,9}"  # possessive: else a long word could be cut into nine in very many ways
    r"\((?:[^()]{0,12}(?:رويترز|فرانس برس|أسوشيتد برس)[^()]{0,24}|cnn(?: بالعربية)?|reuters|afp|ap|dpa|efe"
    r"|[أا][ .]?ف[ .]?ب|د[ .]?ب[ .]?أ|واس|وام|قنا|بنا|كونا|بترا|سانا|وفا|الأناضول|شينخوا|سبوتنيك|وكالات)\)" + _DASH,
    re.IGNORECASE,
)
# The same with any agency or paper, if a verb comes after it: «وادي الغزلان (وكالة الشمال) — قطعت».
_SOURCE = re.compile(rf"{_NAME}{{0,3}}\s\([^\W\d_]+(?:\s[^\W\d_]+){{0,3}}\){_DASH}(?=(?P<next>\S+))")
# Reporter, paper and place, two of them at least, closed by a colon.
_BYLINE = re.compile(rf"(?:{_NAME}{{0,3}}{_DASH}){{1,2}}{_NAME}{{0,2}}\s?:\s+")
# A place alone: what follows must be able to open a sentence, else «طنجة - تطوان» would be one.
_PLACE = re.compile(rf"{_NAME}?\s?[-–—]{{1,2}}\s+(?=(?P<next>\S+))")


def dateline_end(line: str) -> int:
    """Return the end of the dateline at the beginning of `line`, an article's first; 0 without one."""
    opening = line[:_REACH]
    if match := _BYLINE.match(opening):
        return match.end()
    if opens_sentence(opening):
        return 0
    if match := _AGENCY.match(opening):
        return match.end()
    source = _SOURCE.match(opening)
    if source and not VERBS.isdisjoint(words(source["next"])):
        return source.end()
    place = _PLACE.match(opening)
    return place.end() if place and opens_sentence(place["next"]) else 0
