"""Articles out of JSON in XL-Sum's shape: JSON Lines, or a document that is an article or a list of articles.

An article has `id`, `title`, `text`, `summary`, `summary_en`, `url`, `date`; only `text` is needed, other keys are
ignored. `summary` and `summary_en` are a string (bullets one a line) or a list of references. What other tools call
these keys is known too, or can be told (`mujaz.files.fields`).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from mujaz.errors import ArticleError
from mujaz.files.fields import Fields
from mujaz.files.formats.parsing import parsed
from mujaz.files.opening import bounded_lines, too_long, whole
from mujaz.files.values import first_text, is_text, joined, plain, to_date, to_id
from mujaz.text.markup import plain_line, plain_text
from mujaz.text.xml import refuse_xml
from mujaz.types import Article

# A document and no JSON Lines: a list of objects, or an object that does not end on the line that it begins on.
_DOCUMENT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*\{|\{[^\S\n]*\n)")
_BRIEF = "mujaz.brief/"
_USUAL = Fields()


def read_records(stream: io.BufferedReader, name: str, fields: Fields = _USUAL) -> Iterator[Article | ArticleError]:
    """For each line that is not blank, or each entry of a document, an article, or what is wrong there.

    An article's id is empty where none is given.

    Raises:
        ArticleError: A document is too large, or no JSON.
    """
    return (_of_document if _DOCUMENT.match(stream.peek()) else _of_lines)(stream, name, fields)


def _of_document(stream: io.BufferedReader, name: str, fields: Fields) -> Iterator[Article | ArticleError]:
    value = parsed(whole(stream, name), name, is_line=False)
    if isinstance(value, dict):
        yield _article(value, name, fields)
        return
    for number, record in enumerate(value, start=1):
        yield _article(record, f"{name}: entry {number}", fields)


def _of_lines(stream: io.BufferedReader, name: str, fields: Fields) -> Iterator[Article | ArticleError]:
    for number, line in enumerate(bounded_lines(stream, name), start=1):
        where = f"{name}:{number}"
        if line is None:
            yield too_long(where)
        elif line.strip():
            yield _of_line(line, where, fields)


def _of_line(line: bytes, where: str, fields: Fields) -> Article | ArticleError:
    try:
        return to_article(parsed(line, where), where, fields)
    except ArticleError as exc:
        return exc


def _article(record: Any, where: str, fields: Fields) -> Article | ArticleError:
    try:
        return to_article(record, where, fields)
    except ArticleError as exc:
        return exc


def to_article(record: Any, where: str, fields: Fields = _USUAL) -> Article:
    """The article that a JSON value holds. An id, a title, a date or an address of the wrong type counts as none.

    Raises:
        ArticleError: Not an object, no text, or a text or a reference of the wrong type; names the key.
    """
    if not isinstance(record, dict):
        raise ArticleError(where, 'not a JSON object with the key "text"')
    if str(record.get("schema")).startswith(_BRIEF):
        raise ArticleError(where, "this is a brief that Mujaz wrote, and no article")
    values = {part: [plain(value) for value in fields.values(record, part)] for part in fields.keys(record)}
    key = next(filter(None, map(to_id, values["id"])), "")
    try:
        return Article(
            id=key,
            title=plain_line(first_text(values["title"]) or ""),
            text=_text(record, values["text"], where, fields),
            url=first_text(values["url"]) or "",
            date=next(filter(None, map(to_date, values["date"])), ""),
            references=_references(values["summary"], "summary", where),
            references_en=_references(values["summary_en"], "summary_en", where),
            source=where,
        )
    except ArticleError as exc:
        raise ArticleError(where, exc.reason, article_id=key) from exc


def _text(record: dict[str, Any], values: list[Any], where: str, fields: Fields) -> str:
    """Return the text as a reader of the page sees it: no escapes, no tags."""
    text = first_text(map(joined, values))
    if text is None:
        keys = fields.keys(record)["text"]
        if any(value is not None for value in values):
            raise ArticleError(where, f'the key "{keys[0]}" must hold a string')
        raise ArticleError(where, fields.missing("text", () if keys else record))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    refuse_xml(text, where)
    return plain_text(text)


def _references(values: list[Any], key: str, where: str) -> tuple[str, ...]:
    value = values[0] if values else None
    references = value if isinstance(value, list) else [value]
    if not all(entry is None or is_text(entry) for entry in references):
        raise ArticleError(where, f'the key "{key}" must hold a string or a list of strings')
    return tuple(entry for entry in references if entry and entry.strip())
