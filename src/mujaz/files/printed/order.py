"""From the order in which glyphs stand, left to right, to the order in which their letters are read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mujaz.files.printed.glyphs import Glyph

_ARABIC = re.compile("[\u0590-\u08ff]")
_LATIN = re.compile("[A-Za-zÀ-ɏ]")
_ARABIC_MARK = "\u061c"
_MOST_FOREIGN = 2
"""Words of a line without Arabic that may belong to an Arabic sentence."""

_BRACKETS = "()[]{}«»‹›"
_CLOSING = dict(zip(_BRACKETS[1::2], _BRACKETS[::2], strict=True))
_TURNED = str.maketrans(_BRACKETS, "".join(opening + closing for opening, closing in _CLOSING.items()))
# Brackets of words in Latin letters, such as «Bank (BIS)», or any one bracket.
_BRACKET = re.compile(rf"(?<=[A-Za-z])\s?[(\[][A-Za-z0-9 .,&-]{{1,80}}[)\]]|[{re.escape(_BRACKETS)}]")


def join_glyphs(glyphs: Sequence[Glyph]) -> str:
    """Return the letters of glyphs from left to right: several letters of Arabic in one glyph are turned round."""
    return "".join(glyph.text[::-1] if _ARABIC.search(glyph.text) else glyph.text for glyph in glyphs)


def read_lines(lines: Sequence[str]) -> list[str]:
    """Return lines, given from left to right, in the order in which they are read.

    Of some producers a bracket in Arabic is the sign that is seen, of others the one that is meant: the reading in
    which more of them pair is right for all lines.
    """
    is_arabic = sum(map(_count_arabic, lines)) > sum(len(_LATIN.findall(line)) for line in lines)
    meant = [_read_line(line, is_arabic=is_arabic) for line in lines]
    turned = [_BRACKET.sub(_turn, line) for line in meant]
    return turned if _count_pairs(turned) > _count_pairs(meant) else meant


def _read_line(line: str, *, is_arabic: bool) -> str:
    from bidi import get_display  # an extra

    if not _ARABIC.search(line) and (not is_arabic or len(line.split()) > _MOST_FOREIGN):
        return line
    # The algorithm that puts a text in the order in which it is seen undoes that as well; it leaves brackets.
    # The mark tells it of a number at the left end that it comes after Arabic.
    return str(get_display(_ARABIC_MARK + line, base_dir="R" if is_arabic else "L")).replace(_ARABIC_MARK, "")


def _turn(bracket: re.Match[str]) -> str:
    return bracket[0].translate(_TURNED) if len(bracket[0]) == 1 else bracket[0]


def _count_arabic(line: str) -> int:
    return len(_ARABIC.findall(line))


def _count_pairs(lines: Sequence[str]) -> int:
    pairs = 0
    opened: list[str] = []
    for sign in "".join(lines):
        if sign in _CLOSING:
            pairs += bool(opened) and opened.pop() == _CLOSING[sign]
        elif sign in _BRACKETS:
            opened.append(sign)
    return pairs
