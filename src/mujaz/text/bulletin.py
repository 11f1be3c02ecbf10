"""Bulletins and transcripts without punctuation: cut where the next item begins, and where somebody speaks again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mujaz.text.proclitics import without_and
from mujaz.text.verbs import SAYING_VERBS
from mujaz.text.words import words

LONGEST_SENTENCE = 60
"""Words of a sentence that is never cut."""
SHORTEST_ITEM = 8
SHORTEST_PART = 25
_WORDS_PER_MARK = 30
"""A text with a mark for fewer words than this was punctuated by somebody, and is left as it is."""

_MARK = re.compile(r"[.،,؛;:؟?!…]")
_TOKEN = re.compile(r"\S+")
_ELSEWHERE = r"(?:من|على|في)\s(?:جهة|ناحية|جانب|صعيد|سياق|شأن|خبر|موضوع|ملف|مجال)\s(?:أخرى|آخر|ثانية|ثان|متصل|منفصل)"
_FIELD = (
    r"(?:أخبار\s|عالم\s|مجال\s|أسواق\s|ملاعب\s)?(?:الرياضة|الاقتصاد|الطقس|السياسة|الثقافة|الفن|الفنون|الصحة|المال|العلوم"
    r"|التكنولوجيا|التعليم|الحوادث|المحليات|الشأن\s(?:المحلي|الدولي|العربي|الاقتصادي|الرياضي|السياسي)"
    r"|الأخبار\s(?:المحلية|الدولية|العربية|الرياضية)|النشرة\sالجوية|كرة\sالقدم)"
)
_OPENS_ITEM = re.compile(
    rf"(?<!\S)و?(?:{_ELSEWHERE}(?!\S)|(?:في|إلى|من|أما)\s{_FIELD}(?=\s(?!ال|و))"
    r"|(?:رياضيا|اقتصاديا|محليا|دوليا|سياسيا|ثقافيا|أخيرا|ختاما)(?=\s(?!ال|و)))"
)


def cut_bulletin(sentence: str) -> tuple[list[int], int]:
    """Return the starts of the parts of an unpunctuated `sentence`, but for the first, and how many items it has.

    None, and one item, for a sentence that is not longer than `LONGEST_SENTENCE` words, or that has punctuation.
    """
    starts = [token.start() for token in _TOKEN.finditer(sentence)]
    if len(starts) <= LONGEST_SENTENCE or len(_MARK.findall(sentence)) * _WORDS_PER_MARK > len(starts):
        return [], 1
    openings = {match.start() for match in _OPENS_ITEM.finditer(sentence)}
    items = _spaced([index for index, start in enumerate(starts) if start in openings], len(starts), SHORTEST_ITEM)
    cuts: list[int] = []
    for low, high in zip([0, *items], [*items, len(starts)], strict=True):
        cuts += [low] if low else []
        if high - low > LONGEST_SENTENCE:
            cuts += _spoken_again(sentence, starts, low, high)
    return [starts[cut] for cut in cuts], len(items) + 1


def _spaced(places: Sequence[int], end: int, least: int) -> list[int]:
    """Those of `places` that leave at least so many words before and after them."""
    spaced: list[int] = []
    for place in places:
        if place - (spaced[-1] if spaced else 0) >= least and end - place >= least:
            spaced.append(place)
    return spaced


def _spoken_again(sentence: str, starts: Sequence[int], low: int, high: int) -> list[int]:
    """Words at which verbs with «و» part an item that is too long: «وقال», «وأضافت»."""
    ends = [*starts[1:], len(sentence)]
    places = []
    for index in range(low + 1, high):
        word = sentence[starts[index] : ends[index]].strip()
        plain = without_and(word)
        if plain != word and "".join(words(plain)[:1]) in SAYING_VERBS:
            places.append(index - low)
    return [low + place for place in _spaced(places, high - low, SHORTEST_PART)]
