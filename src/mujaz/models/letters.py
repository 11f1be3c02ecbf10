"""Which pieces Arabic news needs, told by their characters alone."""

from __future__ import annotations

import unicodedata

SPACE = "▁"

_ARABIC = ((0x0600, 0x06FF), (0x0750, 0x077F), (0x08A0, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF))


def is_indispensable(piece: str) -> bool:
    """Whether `piece` spells one character that any Arabic news may hold: no such text is to become unknown."""
    text = piece.replace(SPACE, "")
    return len(text) <= 1 and is_likely(text)


def is_likely(piece: str) -> bool:
    """Whether every letter of `piece` is Arabic or a Latin one without marks; digits, punctuation and symbols pass."""
    return all(_is_arabic(letter) or letter.isascii() for letter in piece.replace(SPACE, "") if _is_letter(letter))


def has_latin(piece: str) -> bool:
    """Whether `piece` holds a Latin letter."""
    return any(letter.isascii() and letter.isalpha() for letter in piece)


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM"


def _is_arabic(letter: str) -> bool:
    return any(first <= ord(letter) <= last for first, last in _ARABIC)
