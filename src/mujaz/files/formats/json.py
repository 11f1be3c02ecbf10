"""Articles in JSON in XL-Sum's shape: JSON Lines, or a document that is an article or a list of articles.

An article has `id`, `title`, `text`, `summary`, `summary_en`, `url`, `date`; only `text` is needed, other keys are
ignored. `summary` and `summary_en` are a string (bullets one a line) or a list of references. Names that other tools
use for these keys are known too, or can be given (`mujaz.files.records`).
"""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from mujaz.errors import ArticleError
from mujaz.files.formats.base import Entry, InputFormat, Reading, make_long_line_error, read_bounded_lines, read_whole
from mujaz.files.formats.feed import is_json_feed, read_json_feed
from mujaz.files.records import read_record
from mujaz.text.decode import decode

MOST_PARTS = 1_000_000
"""Objects, lists and keys of a JSON file or line: each takes a hundred times the memory that its bytes take."""

_START = re.compile(rb"\{|\[\s*\{")
# A document and no JSON Lines: a list of objects, or an object that does not end on the line that it begins on.
_DOCUMENT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*\{|\{[^\S\n]*\n)")
_KEY_END = re.compile(r'"\s*+:')
_HALF_PAIR = re.compile(r"\\u[dD][89a-fA-F]")


def read_json(stream: io.BufferedReader, name: str, reading: Reading) -> Iterator[Entry]:
    """Yield for each line that is not blank, or each entry of a document, an article, or what is wrong with it.

    An article's id is empty if none is given.

    Raises:
        ArticleError: A document is too large, or no JSON.
    """
    return (_read_document if _DOCUMENT.match(stream.peek()) else _read_lines)(stream, name, reading)


def parse_json(data: bytes, where: str, *, is_line: bool = True, is_copied: bool = False) -> Any:
    """Return the JSON value that `data` holds, in any encoding that `decode` knows.

    Args:
        data: Bytes of a file or a line.
        where: The name of that, for messages.
        is_line: Whether `where` names the line already; of a whole file, messages name the line that is wrong.
        is_copied: Whether its texts go into a file as they are: half of a surrogate pair is refused.

    Raises:
        ArticleError: Not text, not valid JSON, too many parts, an object with a key twice, or half of a surrogate pair.
    """
    text = decode(data, where).removesuffix("\n")  # else what is missing at a line's end would be put on the next line
    if _count_parts(text) > MOST_PARTS:
        raise ArticleError(where, f"more than {MOST_PARTS:,} objects, lists and keys in it")
    try:
        value = json.loads(text, object_pairs_hook=_refuse_repeats)
        if is_copied and _HALF_PAIR.search(text):
            json.dumps(value, ensure_ascii=False).encode()
    except json.JSONDecodeError as exc:
        line = where if is_line else f"{where}:{exc.lineno}"
        raise ArticleError(line, f"not valid JSON: {exc.msg}, column {exc.colno}") from exc
    except UnicodeEncodeError as exc:
        raise ArticleError(where, "half of a surrogate pair is in it, which is no character") from exc
    except (ValueError, RecursionError) as exc:
        raise ArticleError(where, f"not valid JSON: {exc}") from exc
    return value


def _count_parts(text: str) -> int:
    """Return how many objects, lists and keys a JSON text has at most; 0 if it is too short for too many."""
    if len(text) <= MOST_PARTS:
        return 0
    return text.count("{") + text.count("[") + sum(1 for _ in _KEY_END.finditer(text))


def _refuse_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    # Readers differ in which of two values they take: the one that was checked elsewhere need not be the one read here.
    record = dict(pairs)
    if len(record) < len(pairs):
        counts = Counter(key for key, _ in pairs)
        raise ValueError(f'the key "{max(counts, key=counts.__getitem__):.40}" is given twice')
    return record


def _read_document(stream: io.BufferedReader, name: str, reading: Reading) -> Iterator[Entry]:
    value = parse_json(read_whole(stream, name), name, is_line=False)
    if isinstance(value, dict):
        yield from _read_object(value, name, reading)
        return
    for number, record in enumerate(value, start=1):
        yield read_record(record, f"{name}: entry {number}", reading.fields)


def _read_lines(stream: io.BufferedReader, name: str, reading: Reading) -> Iterator[Entry]:
    for number, line in enumerate(read_bounded_lines(stream, name), start=1):
        where = f"{name}:{number}"
        if line is None:
            yield make_long_line_error(where)
        elif line.strip():
            yield from _read_line(line, where, reading)


def _read_line(line: bytes, where: str, reading: Reading) -> Iterator[Entry]:
    try:
        record = parse_json(line, where)
    except ArticleError as exc:
        yield exc
        return
    yield from _read_object(record, where, reading)


def _read_object(value: Any, where: str, reading: Reading) -> Iterator[Entry]:
    if is_json_feed(value):
        yield from read_json_feed(value, where, reading)
    else:
        yield read_record(value, where, reading.fields)


FORMAT = InputFormat(
    suffixes=(".json", ".jsonl", ".ndjson"),
    read=read_json,
    matches=lambda head: _START.match(head) is not None,
    by_lines=True,
)
