"""The formats that briefs are written in, one file each. A new format is a file and a line in `FORMATS`."""

from __future__ import annotations

from mujaz.pipeline.formats import docx, feed, html, json, markdown, spreadsheet, text, tmx, xliff
from mujaz.pipeline.formats.base import OutputFormat

FORMATS: tuple[OutputFormat, ...] = (
    text.FORMAT,
    markdown.FORMAT,
    json.JSON,
    json.JSON_LINES,
    html.FORMAT,
    docx.FORMAT,
    xliff.FORMAT,
    tmx.FORMAT,
    spreadsheet.CSV,
    spreadsheet.XLSX,
    feed.RSS,
    feed.ATOM,
)
"""The first is the one of standard output."""


def formats_by_name() -> dict[str, OutputFormat]:
    """Return the formats by the values of ``--format``."""
    return {form.name: form for form in FORMATS}


def names_by_suffix() -> dict[str, str]:
    """Return the names of formats by the suffixes of files."""
    return {suffix: form.name for form in FORMATS for suffix in form.suffixes}
