"""Abbreviations as a translator copies them well: currencies and eras spelled out, no full stop inside a sentence.

It takes the full stop of «ش.م.ل.» or «12 كلم.» for the end of the sentence, and leaves out what follows.
"""

from __future__ import annotations

import re

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


def plain_abbreviations(sentence: str) -> str:
    """Return `sentence` with «500 ر.س.» as «500 ريال سعودي», and «ش.م.ل.» without its last stop if it goes on there."""
    spelled = _AFTER_FIGURE.sub(lambda found: f" {_LONG_FORMS[found[1]]}", sentence)
    return _STOP_INSIDE.sub(r"\1", spelled)
