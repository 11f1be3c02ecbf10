"""Reads the months of the Hijri calendar in the spellings that English news has for them."""

from __future__ import annotations

import re

from mujaz.facts.tokens import Tokens

_ARTICLE = "(?:al|ul|el|at|ath|as|a)"
_SPELLINGS = (
    "muharram|moharram",
    "safar|saffar",
    f"rabi[ia]? ?(?:{_ARTICLE} ?)?(?:aw+al|aw+wal|auwal|awal|ula)|rabi i",
    f"rabi[ia]? ?(?:{_ARTICLE} ?)?(?:thani|thaani|sani|akhir|akhar|akher)|rabi ii",
    f"(?:jumad|jamad|jumaad)(?:a|i|ah)? ?(?:{_ARTICLE} ?)?(?:aw+al|auwal|ula|oula|uwla)|jumada i",
    f"(?:jumad|jamad|jumaad)(?:a|i|ah)? ?(?:{_ARTICLE} ?)?(?:thani|thaniya|thaniyah|thania|sani|akhir|akhira|akhirah)"
    "|jumada ii",
    "rajab",
    "shaaban|sha ban|shaban|sha aban",
    "ramadan|ramadhan|ramzan",
    "shawwal|shawal",
    f"(?:dh|z)[ui]l? ?(?:{_ARTICLE} ?)?[qk][aei] ?a?(?:da?h?|deh)",
    f"(?:dh|z)[ui]l? ?(?:{_ARTICLE} ?)?hij+ah?",
)
_MONTHS = [re.compile(spelling) for spelling in _SPELLINGS]
_LINKS = frozenset("-‑–'’‘ʿʾ`")
_LONGEST = 8
"""Tokens of the longest spelling, "Dhu al-Qi'dah", with its marks."""

_BEGINNINGS = ("muh", "moh", "saf", "rab", "jum", "jam", "raj", "sha", "ram", "dh", "zu", "zi", "zhu")


def may_begin_hijri(word: str) -> bool:
    """Whether the name of a Hijri month may begin with this word, in small letters."""
    return word.startswith(_BEGINNINGS)


def read_hijri_month(tokens: Tokens, at: int) -> tuple[int, int]:
    """Return the Hijri month named at token `at` and how many tokens its name takes; zeros when none is named."""
    if not (tokens[at].capitalized and may_begin_hijri(tokens[at].key)):
        return 0, 0
    words: list[tuple[str, int]] = []
    for count in range(1, _LONGEST + 1):
        token = tokens[at + count - 1]
        if token.kind == "word":
            words.append((token.key, count))
        elif token.key not in _LINKS:
            break
    for length in range(len(words), 0, -1):
        name = " ".join(word for word, _ in words[:length])
        for number, month in enumerate(_MONTHS, 1):
            if month.fullmatch(name):
                return number, words[length - 1][1]
    return 0, 0
