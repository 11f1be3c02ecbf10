"""Labels at the head of a line: numbers and dots of lists, clock times of live reports, «عاجل |», «ج:»."""

from __future__ import annotations

import re

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
    """Return where the labels at the head of `line` end; 0 where there is none."""
    end = 0
    is_answer = False
    for _ in range(_STACKED):
        found = _LABEL.match(line, end)
        if not found:
            break
        is_answer = _ANSWER.match(line, end) is not None
        end = found.end()
    agrees = _AGREES.match(line, end) if is_answer else None
    return agrees.end() if agrees else end


def opens_with_label(line: str) -> bool:
    """Return whether `line` opens with a label, so that it is an item and does not go on with the line before."""
    return _LABEL.match(line) is not None
