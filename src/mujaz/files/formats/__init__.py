"""The formats that articles are read from, one file each. A new format is a file and a line in `FORMATS`."""

from __future__ import annotations

from collections.abc import Iterator

from mujaz.files.formats import csv, html, json, parquet, text
from mujaz.files.formats.base import InputFormat

FORMATS: tuple[InputFormat, ...] = (text.FORMAT, html.FORMAT, json.FORMAT, csv.FORMAT, parquet.FORMAT)


def find_format(suffix: str, head: bytes) -> InputFormat:
    """Return the format of a file: the one with its suffix, else the one that its first bytes match, else text.

    Args:
        suffix: With its dot, in any case; may be empty.
        head: The first bytes, as `InputFormat.matches` takes them.
    """
    by_suffix = (form for form in FORMATS if suffix.lower() in form.suffixes)
    by_content = (form for form in FORMATS if form.matches(head))
    return next(by_suffix, None) or next(by_content, text.FORMAT)


def known_suffixes() -> Iterator[str]:
    """Yield the suffixes of all formats."""
    for form in FORMATS:
        yield from form.suffixes
