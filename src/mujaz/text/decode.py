"""Bytes to text: the encodings that Arabic newsrooms use, told apart by what Arabic looks like."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mujaz.errors import ArticleError

_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
# Without a BOM. cp1256 maps every byte to something, ISO 8859-6 most; only the letters tell whether they are right.
_ARABIC_GUESSES = ("utf-16-le", "utf-16-be", "cp1256", "iso8859-6")
_COMMON_LETTERS = "البتدرسعفقمنهويةأى"
"""Four of five letters of a running Arabic text are among these; of mis-decoded text, a third at most."""
_MIN_COMMON_SHARE = 0.6
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MAX_CONTROL_SHARE = 0.01


def decode(data: bytes, where: str) -> str:
    """Return the text of a file: UTF-8 or UTF-16 with or without BOM, Windows-1256 or ISO 8859-6; newlines as LF.

    Statistical guessers take short Windows-1256 texts for Cyrillic or Latin. Mujaz reads Arabic only, so an encoding
    is right when its result consists of the letters that Arabic consists of.

    Raises:
        ArticleError: The file is empty, binary, or in none of these encodings throughout.
    """
    if not data.strip():
        raise ArticleError(where, "the file is empty")
    for text in _readings(data):
        controls = sum(1 for _ in _CONTROLS.finditer(text))
        if text.strip() and controls <= _MAX_CONTROL_SHARE * len(text):
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise ArticleError(
        where, "not a text file, or damaged: it is not UTF-8, UTF-16 or Windows-1256 throughout; save it as UTF-8"
    )


def _readings(data: bytes) -> Iterator[str]:
    """The readings of the bytes, the most trusted first; guesses cost more and are made only when asked for."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            yield from _decoded(data[len(bom) :], encoding)
            return
    yield from _decoded(data, "utf-8")
    guesses = [text for encoding in _ARABIC_GUESSES for text in _decoded(data, encoding)]
    likely = [text for text in guesses if _common_share(text) >= _MIN_COMMON_SHARE]
    yield from sorted(likely, key=_common_share, reverse=True)


def _decoded(data: bytes, encoding: str) -> list[str]:
    """The decoded text, or nothing if the bytes are not of that encoding."""
    try:
        return [data.decode(encoding)]
    except UnicodeDecodeError:
        return []


def _common_share(text: str) -> float:
    """Share of the commonest Arabic letters among all letters outside ASCII."""
    foreign = sum(map(len, re.findall(r"[^\W\x00-\x7f]+", text)))
    return sum(map(text.count, _COMMON_LETTERS)) / foreign if foreign else 0.0
