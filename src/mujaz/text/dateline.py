"""The dateline that a report opens with: «دبي، الإمارات (CNN) --», «القاهرة (رويترز) -», «سامي حداد - الخبر - جدة:»."""

from __future__ import annotations

import re

from mujaz.text.verbs import VERBS, opens_sentence
from mujaz.text.words import words

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
    """Where the dateline at the beginning of `line`, an article's first, ends; 0 where there is none."""
    opening = line[:_REACH]
    if found := _BYLINE.match(opening):
        return found.end()
    if opens_sentence(opening):
        return 0
    if found := _AGENCY.match(opening):
        return found.end()
    source = _SOURCE.match(opening)
    if source and not VERBS.isdisjoint(words(source["next"])):
        return source.end()
    place = _PLACE.match(opening)
    return place.end() if place and opens_sentence(place["next"]) else 0
