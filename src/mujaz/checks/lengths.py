"""English that is much longer or shorter than its Arabic, though not absurdly so.

What no reader may take for a translation is the translator's own business (`mujaz.translate.degenerate`).
"""

from __future__ import annotations

import re

from mujaz.flags.catalogue import make_flag
from mujaz.text.clean import fold
from mujaz.types import Flag

MOST, SPARE = 1.6, 6
"""English of more than 1.6 words for one of the Arabic, and 6, may add something."""

LEAST, JUDGED_FROM = 0.6, 8
"""English of fewer than 0.6 words for one of the Arabic may leave something out, where the Arabic has 8 or more.

Of 3,400 human pairs (PUD and the dev set of MT-GenEval) 1 is over the upper bound and 5 are under the lower.
"""

_WORD = re.compile(r"\w+(?:['’.,-]\w+)*")


def compare_lengths(arabic: str, english: str, part: str) -> list[Flag]:
    """What the counts of words tell; `part` is which English it is."""
    given, made = len(_WORD.findall(fold(arabic))), len(_WORD.findall(english))  # a vowel sign would part a word
    if made > MOST * given + SPARE:
        return [make_flag("addition", part, made=made, given=given)]
    if given >= JUDGED_FROM and made < LEAST * given:
        return [make_flag("omission", part, made=made, given=given)]
    return []
