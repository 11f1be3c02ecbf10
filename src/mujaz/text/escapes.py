r"""Escapes that a tool wrote out instead of characters: «\n», «\u0623», «&quot;»."""

from __future__ import annotations

import html
import re

_UNICODE = re.compile(r"(?:\\{1,2}u[0-9a-fA-F]{4})+")
_CODE_UNIT = re.compile(r"u([0-9a-fA-F]{4})")
# Not the folders of «C:\news»: what a break parts is Arabic, a mark, or opens with a capital.
_BREAK = re.compile(r"(?<![A-Za-z\\:])(?:\\{1,2}[rn])+(?![a-z])")
_TAB = re.compile(r"(?<![A-Za-z\\:])\\{1,2}t(?![a-z])")
_MARK = re.compile(r"\\(?=[\"'/«»])")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_NESTED = 2  # «&amp;nbsp;»


def undo_escapes(text: str) -> str:
    """Return `text` with written escapes and entities made characters; linear in its length."""
    if "\\" in text:
        text = _UNICODE.sub(_characters, text)
        text = _MARK.sub("", _TAB.sub(" ", _BREAK.sub("\n", text)))
    for _ in range(_NESTED):
        if "&" not in text:
            break
        text = _ENTITY.sub(_character, text)
    return text


def _characters(escapes: re.Match[str]) -> str:
    units = b"".join(int(unit, 16).to_bytes(2, "little") for unit in _CODE_UNIT.findall(escapes[0]))
    return units.decode("utf-16-le", "replace")


def _character(entity: re.Match[str]) -> str:
    return html.unescape(entity[0])
