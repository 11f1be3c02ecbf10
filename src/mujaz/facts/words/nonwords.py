"""Words of an English text that are no words: a small translator makes some up ("desidation", "coscuffed")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mujaz.facts.names.wording import wording_of
from mujaz.facts.tokens import Tokens
from mujaz.facts.words.lexicon import is_english

# In small letters, not glued to what makes it an address, a name or part of a compound. Shorter ones are units and
# abbreviations.
_WORD = re.compile(r"(?<![\w'’.@/&‑-])[a-z]{4,24}(?![\w@/]|\.\w|['’](?!s\b))")


def find_nonwords(arabic: str, english: str) -> Iterator[tuple[int, int]]:
    """Find the words of `english` in small letters that are in no list and spell no word of its `arabic`.

    Yields:
        Where each stands, once for each word.
    """
    seen: set[str] = set()
    for found in _WORD.finditer(english):
        word = found[0]
        if word not in seen and not is_english(word) and not _is_spelled(arabic, word):
            yield found.span()
        seen.add(word)


def _is_spelled(arabic: str, word: str) -> bool:
    """Tell whether a word of the Arabic, in either script, is spelled so: "hijab", a name in small letters."""
    tokens = Tokens(arabic)
    words = tuple(tokens[at].text for at in range(len(tokens)) if tokens[at].kind == "word")
    wording = wording_of(words)
    return wording.has_word(word) or (wording.is_arabic and wording.spells(word))
