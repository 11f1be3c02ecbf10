"""The formats that pairs of Arabic and English are read from, one file each. A new one is a file and a line here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mujaz.files.opening import STDIN, open_source
from mujaz.files.pairs import json, tmx, tsv, xliff
from mujaz.files.pairs.base import PairEntry, PairFormat

FORMATS: tuple[PairFormat, ...] = (tsv.FORMAT, json.FORMAT, tmx.FORMAT, xliff.FORMAT)

_HEAD = 1024


def read_pairs(path: str) -> Iterator[PairEntry]:
    """Yield the pairs of a file, gzip'd or not, ``-`` for standard input, and the errors in place of unusable ones.

    The format is told by the suffix, else by the first bytes, else it is a table.

    Raises:
        ArticleError: The file, or the rest of it, cannot be read.
    """
    with open_source(path) as source:
        suffix = "" if path == STDIN else Path(path.removesuffix(".gz")).suffix.lower()
        head = source.stream.peek(_HEAD)[:_HEAD]
        by_suffix = (form for form in FORMATS if suffix in form.suffixes)
        by_content = (form for form in FORMATS if form.matches(head))
        form = next(by_suffix, None) or next(by_content, tsv.FORMAT)
        yield from form.read(source.stream, source.name)
