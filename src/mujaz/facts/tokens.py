"""Text cut into words, runs of digits and single marks, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Literal, TypeAlias

from mujaz.text.clean import fold

WORDS = 2**10
"""Words in a cache: most come again within so many. A few hundred articles fill every cache,
so that memory is flat from there on, and all of them together stay below some five megabytes. Four times as many save
no time."""

NAMES = 2**9
"""The same for names, which are fewer and take more."""

Kind: TypeAlias = Literal["word", "digits", "mark", "none"]

_TOKEN = re.compile(
    r"(?P<digits>[0-9٠-٩۰-۹]+(?:[.,٫٬][0-9٠-٩۰-۹]+)*)"
    r"|(?P<word>(?:[\u0620-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc]"
    r"[\u064b-\u0652\u0670]*)+"  # of one script: «لـCNN» is two words
    r"|[\u00bc-\u00be\u2150-\u215e]"  # a fraction in one character
    r"|[^\W\d_\u0620-\u06ff\u00bc-\u00be\u2150-\u215e]+)"
    r"|(?P<mark>[^\s\w]|_|\d)"
)
_ASCII = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬٪", "01234567890123456789.,%")
MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a run of digits with its separators, or a mark.

    Attributes:
        key: The form for look-ups: Arabic folded, Latin in lower case, digits in ASCII.
        glued: Whether nothing is between it and the token before.
    """

    text: str
    key: str
    start: int
    end: int
    kind: Kind
    glued: bool

    @property
    def capitalized(self) -> bool:
        """Tell whether it is a word that begins with a capital."""
        return self.kind == "word" and self.text[0].isupper()


NOTHING = Token("", "", 0, 0, "none", False)
_REACH = 16


class Tokens(list[Token]):
    """The tokens of a text; indices beyond its ends, as far as any phrase reaches, give `NOTHING`.

    A list, since tokens are looked up more often than anything else is done: twice the reach of `NOTHING` at its end
    answers indices behind the last token as well as negative ones.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        tokens = _tokenize(text)
        self._count = len(tokens)
        super().__init__([*tokens, *(NOTHING,) * (2 * _REACH)])

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Token]:
        return islice(super().__iter__(), self._count)

    def keys(self, start: int, count: int) -> tuple[str, ...]:
        """Return the keys of `count` tokens from `start` on."""
        return tuple([self[index].key for index in range(start, start + count)])

    def longest(self, start: int, phrases: dict[tuple[str, ...], str], most: int = 3) -> tuple[str, int]:
        """Return the meaning of the longest of `phrases` at `start`, and its length; ("", 0) if there is none."""
        for count in range(most, 0, -1):
            meaning = phrases.get(self.keys(start, count))
            if meaning is not None:
                return meaning, count
        return "", 0

    def longest_before(self, end: int, phrases: dict[tuple[str, ...], str], most: int = 4) -> tuple[str, int]:
        """Return the same for phrases that end before `end`."""
        for count in range(most, 0, -1):
            meaning = phrases.get(self.keys(end - count, count))
            if meaning is not None:
                return meaning, count
        return "", 0


def _tokenize(text: str) -> list[Token]:
    tokens: list[Token] = []
    end = -1
    for match in _TOKEN.finditer(text):
        kind: Kind = "digits" if match.lastgroup == "digits" else "word" if match.lastgroup == "word" else "mark"
        start, glued = match.start(), match.start() == end
        end = match.end()
        tokens.append(Token(match[0], _key(match[0], kind), start, end, kind, glued))
    return tokens


def _key(text: str, kind: Kind) -> str:
    if kind == "word":
        return text.lower() if text.isascii() else _folded(text)
    return text.translate(_ASCII)


@lru_cache(maxsize=WORDS)
def _folded(word: str) -> str:
    return fold(word).replace("ـ", "").lower()


def word_set(words: str) -> frozenset[str]:
    """Return the words of a list written as one string."""
    return frozenset(words.split())


def phrase_table(phrases: Mapping[str, str]) -> dict[tuple[str, ...], str]:
    """Return a table of phrases by their words, from meanings and their phrases: ``{"USD": "dollar, us dollars"}``."""
    return {
        tuple(_key(word, "word") for word in phrase.split()): meaning
        for meaning, listed in phrases.items()
        for phrase in listed.split(",")
    }


def number_table(words: Mapping[str, str]) -> dict[str, int]:
    """Return the value of each word, folded, from values and their words: ``{"2": "second seconds"}``."""
    return {fold(word): int(value) for value, listed in words.items() for word in listed.split()}
