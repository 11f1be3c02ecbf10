"""Finds who is quoted, by office, and whether a rendering quotes somebody else.

Offices and bodies are compared by meaning: «وزير الخارجية» is a minister of the foreign kind in either language. People
who are known by name only are left to the names.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from mujaz.facts.base import Language
from mujaz.facts.tokens import WORDS, Token, Tokens, word_set
from mujaz.tables import read_table
from mujaz.text.proclitics import BEFORE_OFFICES, find_host
from mujaz.text.words import folded_words

_VERBS = folded_words(
    "قال قالت وقال وقالت يقول تقول أكد أكدت وأكد وأكدت أعلن أعلنت وأعلن وأعلنت أضاف أضافت وأضاف وأضافت أوضح أوضحت "
    "وأوضح وأوضحت ذكر ذكرت وذكر وذكرت صرح صرحت وصرح وصرحت أفاد أفادت وأفاد وأفادت حذر حذرت وحذر وحذرت"
)
_ACCORDING = folded_words("بحسب حسب وفق وفقا وبحسب ووفقا ووفق")
_STOPS = folded_words("إن أن أنه إنه أنها إنها بأن إنهم")
_VERBS_EN = word_set("said says told announced confirmed added stated warned")
_REACH = 5
_OFFICES = read_table("mujaz.facts.meaning", "offices.toml")
_OFFICE_OF_WORD: dict[Language, dict[str, str]] = {
    "ar": {word: office for office, (arabic, _) in _OFFICES.items() for word in folded_words(arabic)},
    "en": {word: office for office, (_, english) in _OFFICES.items() for word in english.split()},
}


@lru_cache(maxsize=WORDS)
def _office(word: str, language: Language) -> str:
    """Return the office or body that a folded word names; empty if it names none."""
    offices = _OFFICE_OF_WORD[language]
    return offices.get(find_host(word, offices, BEFORE_OFFICES if language == "ar" else ())[1], "")


def find_changed_speaker(
    source: Tokens, target: Tokens, source_language: Language, target_language: Language
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Find who is quoted in `source`, and who instead in `target`; None unless each is quite absent from the other."""
    silent = _find_absent(source, source_language, target, target_language)
    foreign = _find_absent(target, target_language, source, source_language)
    return (silent, foreign) if silent and foreign else None


def _find_absent(tokens: Tokens, language: Language, text: Tokens, text_language: Language) -> tuple[int, int] | None:
    """Return the span of the first speaker of a text whose office the other text does not name."""
    named = {_office(token.key, text_language) for token in text}
    absent = (token for token in _speakers(tokens, language) if _office(token.key, language) not in named)
    return next(((token.start, token.end) for token in absent), None)


def _speakers(tokens: Tokens, language: Language) -> list[Token]:
    """Return the tokens that name the offices of those who are quoted."""
    find = _find_arabic if language == "ar" else _find_english
    named = (tokens[place] for index in range(len(tokens)) for place in find(tokens, index))
    return [token for token in named if _office(token.key, language)]


def _find_arabic(tokens: Tokens, index: int) -> Sequence[int]:
    """Return the tokens of a speaker: «قال وزير الخارجية إن», «بحسب الشرطة»."""
    if tokens[index].key not in _VERBS | _ACCORDING:
        return ()
    return _until_stop(tokens, index + 1, index + 1 + _REACH)


def _until_stop(tokens: Tokens, start: int, end: int) -> Sequence[int]:
    """Return the tokens before a mark or «إن»."""
    indices = range(start, end)
    stop = next((index for index in indices if tokens[index].kind != "word" or tokens[index].key in _STOPS), end)
    return range(start, stop)


def _find_english(tokens: Tokens, index: int) -> Sequence[int]:
    """Return the tokens of a speaker: "the foreign minister said", "according to the police", "…”, said the mayor"."""
    if tokens.keys(index, 2) == ("according", "to"):
        return _until_stop(tokens, index + 2, index + 2 + _REACH)
    if tokens[index].key not in _VERBS_EN:
        return ()
    if tokens[index - 1].kind != "word":
        return _until_stop(tokens, index + 1, index + _REACH)
    before = range(index - 1, index - 1 - _REACH, -1)
    start = next((place + 1 for place in before if tokens[place].kind != "word"), index - _REACH)
    return range(start, index)
