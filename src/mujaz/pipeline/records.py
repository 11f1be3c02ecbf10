"""Articles out of JSON in XL-Sum's shape: JSON Lines, or a document that is an article or a list of articles.

An article has `id`, `title`, `text`, `summary`, `summary_en`, `url`, `date`; only `text` is needed, other keys are
ignored. `summary` and `summary_en` are a string (bullets one a line) or a list of references.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from mujaz.errors import ArticleError
from mujaz.pipeline.parsing import parsed
from mujaz.pipeline.sources import bounded_lines, too_long, whole
from mujaz.types import Article

_STRINGS = ("title", "url", "date")
# A document and no JSON Lines: a list of objects, or an object that does not end on the line that it begins on.
_DOCUMENT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*\{|\{[^\S\n]*\n)")
_BRIEF = "mujaz.brief/"
_SURROGATE = re.compile("[\ud800-\udfff]")


def read_records(stream: io.BufferedReader, name: str) -> Iterator[Article | ArticleError]:
    """For each line that is not blank, or each entry of a document, an article, or what is wrong there.

    An article's id is empty where none is given.

    Raises:
        ArticleError: A document is too large, or no JSON.
    """
    return _of_document(stream, name) if _DOCUMENT.match(stream.peek()) else _of_lines(stream, name)


def _of_document(stream: io.BufferedReader, name: str) -> Iterator[Article | ArticleError]:
    value = parsed(whole(stream, name), name, is_line=False)
    if isinstance(value, dict):
        yield _article(value, name)
        return
    for number, record in enumerate(value, start=1):
        yield _article(record, f"{name}: entry {number}")


def _of_lines(stream: io.BufferedReader, name: str) -> Iterator[Article | ArticleError]:
    for number, line in enumerate(bounded_lines(stream), start=1):
        where = f"{name}:{number}"
        if line is None:
            yield too_long(where)
        elif line.strip():
            yield _of_line(line, where)


def _of_line(line: bytes, where: str) -> Article | ArticleError:
    try:
        return to_article(parsed(line, where), where)
    except ArticleError as exc:
        return exc


def _article(record: Any, where: str) -> Article | ArticleError:
    try:
        return to_article(record, where)
    except ArticleError as exc:
        return exc


def to_article(record: Any, where: str) -> Article:
    """The article that a JSON value holds.

    Raises:
        ArticleError: Not an object, no text, or a value of the wrong type; names the key.
    """
    if not isinstance(record, dict):
        raise ArticleError(where, 'not a JSON object with the key "text"')
    if str(record.get("schema")).startswith(_BRIEF):
        raise ArticleError(where, "this is a brief that Mujaz wrote, and no article")
    key = _id(record.get("id"), where)
    try:
        return _filled(record, key, where)
    except ArticleError as exc:
        raise ArticleError(where, exc.reason, article_id=key) from exc


def _filled(record: dict[str, Any], key: str, where: str) -> Article:
    if record.get("text") is None:
        raise ArticleError(where, 'the key "text" is missing')
    return Article(
        id=key,
        text=_string(record, "text", where).replace("\r\n", "\n").replace("\r", "\n"),
        references=_references(record, "summary", where),
        references_en=_references(record, "summary_en", where),
        source=where,
        **{key: _string(record, key, where) for key in _STRINGS},
    )


def _id(value: Any, where: str) -> str:
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not _is_text(value) or not value.strip():
        raise ArticleError(where, 'the key "id" must hold a string that is not blank, or a whole number')
    return str(value)


def _string(record: dict[str, Any], key: str, where: str) -> str:
    value = record.get(key)
    if value is None:
        return ""
    if not _is_text(value):
        raise ArticleError(where, f'the key "{key}" must hold a string')
    return str(value)


def _references(record: dict[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = record.get(key)
    values = value if isinstance(value, list) else [value]
    if not all(entry is None or _is_text(entry) for entry in values):
        raise ArticleError(where, f'the key "{key}" must hold a string or a list of strings')
    return tuple(entry for entry in values if entry and entry.strip())


def _is_text(value: Any) -> bool:
    # JSON can write half of a surrogate pair, which is no character and which no file can hold.
    return isinstance(value, str) and _SURROGATE.search(value) is None
