"""Closing attributions that say only which agency carried the news."""

from __future__ import annotations

import re

from mujaz.summarize.trimming.patterns import QUOTES, any_of, phrase

_TAIL = 120
"""Characters from the end in which an attribution is looked for."""

# Agencies that report on others. National ones (SPA, SANA, TASS, Xinhua) speak for their state: who said it matters.
_AGENCY = any_of(
    "رويترز|فرانس برس|الصحافة الفرنسية|أسوشيتد برس|أسوشييتد برس|الأسوشيتد برس|أ ف ب|أ.ف.ب|د ب أ|د.ب.أ|الألمانية"
)
_ACCORDING = any_of("وفق|وفقا ل|بحسب|حسب|نقلا عن|حسبما ذكرت|حسب ما ذكرت|بحسب ما ذكرت|وفق ما ذكرت")
_BUREAU = rf"(?:{any_of('وكالة|وكالة أنباء|وكالة الأنباء')}\s+)?"
_CARRIER = f"{_BUREAU}[{QUOTES}]?{_AGENCY}[{QUOTES}]?(?:\\s+{phrase('للأنباء')})?"
_NOBODY = phrase("بيان")
_CLOSING = re.compile(
    rf"[،,]?\s+{_ACCORDING}\s*(?:{_CARRIER}|{_NOBODY})[\s.]*$|\s*(?:[-–—]\s*|\(\s*){_AGENCY}\s*\)?[\s.]*$"
)


def drop_attribution(text: str) -> str:
    """`text` without a closing attribution to an agency or to an unnamed statement.

    A text with quotation marks keeps it: without it a quotation could seem the paper's own words.
    """
    found = _CLOSING.search(text, max(0, len(text) - _TAIL))
    if not found or any(mark in text[: found.start()] for mark in QUOTES):
        return text
    return text[: found.start()]
