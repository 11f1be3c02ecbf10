"""Names in a document: of Word's elements, and of our marks. They need no package."""

from __future__ import annotations

import re

from mujaz.pipeline.formats.base import Language

NAMESPACE = "urn:mujaz:lines:1"
"""The XML namespace of the part with the texts as they were."""

_MARK = re.compile(r"mujaz_([0-9]{1,6})_(?:ar|en)")


def qualify(name: str) -> str:
    """Return the name of an element or attribute of WordprocessingML with its namespace."""
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"


def make_mark(number: int, language: Language) -> str:
    """Return the tag and the bookmark of a text: that of the line of a number among all lines of the document."""
    return f"mujaz_{number}_{language}"


def read_mark(mark: str) -> int | None:
    """Return the number of the line that a tag or a bookmark is of; None if it is none of ours."""
    match = _MARK.fullmatch(mark)
    return int(match[1]) if match else None
