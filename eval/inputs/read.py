"""Reading runs and references: JSON Lines, also gzip'd, and ``.json`` files of briefs."""

from __future__ import annotations

import io
import json
from collections.abc import Container, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from mujaz.errors import ArticleError, InputError
from mujaz.eval.inputs.runs import InPlace, Lines, Output, Parse, Run, Scratch, Stored, T, can_be_read_again
from mujaz.files.formats.base import make_long_line_error, read_bounded_lines, read_whole
from mujaz.files.formats.json import parse_json
from mujaz.files.opening import STDIN, open_source
from mujaz.files.records import to_article
from mujaz.types import Article, Brief

MOST_VALUES = 100_000
"""Values within a brief, in lists and objects; one of five bullets has some hundred."""

_SUFFIXES = (".gz", ".jsonl", ".ndjson", ".json")

_Line = tuple[str, int, bytes]
"""A record's place in words, its place in bytes, and its bytes."""


def read_run(path: str | Path) -> Run:
    """Read the run in a file of briefs, or of ``{"id", "summary", "summary_en"}`` objects; it is named after the file.

    Everything is checked now. The outputs stay in the file (`mujaz.eval.inputs.runs`) and are read when asked for.

    Raises:
        InputError: The file cannot be read, or an entry is malformed or repeats an id; names file and line.
    """
    outputs = _stored(str(path), _output)
    return Run("stdin", outputs) if str(path) == STDIN else Run(_name(Path(path)), outputs, str(path))


def open_references(path: str | Path) -> tuple[Mapping[str, Article], list[ArticleError]]:
    """Open the articles with reference summaries in a file of XL-Sum's shape, by id, each read when it is asked for.

    An entry that is malformed or repeats an id does not keep the others from being read; what is wrong with such ones
    comes beside the articles.

    Raises:
        InputError: The file cannot be read, or no entry of it can.
    """
    unreadable: list[ArticleError] = []
    articles = _stored(str(path), _article, unreadable)
    if unreadable and not articles:
        raise unreadable[0]
    return articles, unreadable


def read_references(path: str | Path) -> list[Article]:
    """Read the same articles as a list, all in memory; their `text` may be left out.

    Raises:
        InputError: The file cannot be read, or an entry is malformed or repeats an id; names file and line.
    """
    articles: dict[str, Article] = {}
    with open_source(str(path)) as source:
        for where, _, line in _lines(source.stream, source.name, str(path)):
            key, article = _article(where, line)
            _refuse_unusable(where, key, articles)
            articles[key] = article
    return list(articles.values())


def _stored(path: str, parse: Parse[T], unreadable: list[ArticleError] | None = None) -> Stored[T]:
    """Note the place of each entry; what is wrong with one is raised, or added to `unreadable` if that is given."""
    with open_source(path) as source:
        is_plain = can_be_read_again(source.stream) and not path.endswith(".json")
        copy = None if is_plain else Scratch()
        lines: Lines = InPlace(source.stream) if copy is None else copy
        stored = Stored(source.name, lines, parse)
        for where, place, line in _lines(source.stream, source.name, path):
            try:
                key, _ = parse(where, line)
                _refuse_unusable(where, key, stored)
            except ArticleError as exc:
                if unreadable is None:
                    raise
                unreadable.append(exc)
                continue
            stored.note(key, place if copy is None else copy.append(line.rstrip(b"\n") + b"\n"))
    return stored


def _output(where: str, line: bytes) -> tuple[str, Output]:
    entry = _entry(where, line, is_copied=True)
    return _brief(where, entry) if "bullets" in entry else _summary(where, entry)


def _article(where: str, line: bytes) -> tuple[str, Article]:
    article = to_article({"text": "", **_entry(where, line)}, where)
    return article.id, article


def _brief(where: str, entry: dict[str, Any]) -> tuple[str, Output]:
    # pydantic would gather what is wrong with each of millions.
    if _holds_more(entry, MOST_VALUES):
        raise InputError(f"{where}: not a brief: more than {MOST_VALUES:,} values in it")
    try:
        brief = Brief.model_validate(entry)
    except ValidationError as exc:
        first = exc.errors()[0]
        raise InputError(f"{where}: not a brief: {'.'.join(map(str, first['loc']))}: {first['msg']}") from exc
    english = [bullet.en for bullet in brief.bullets]
    return brief.article.id, Output(
        ar="\n".join(bullet.ar for bullet in brief.bullets),
        en="\n".join(english) if any(english) else None,
        brief=brief,
    )


def _holds_more(value: Any, most: int) -> bool:
    """Tell whether there are more than `most` values in the lists and objects within `value`."""
    count, waiting = 0, [value]
    while waiting and count <= most:
        inner = waiting.pop()
        values = inner.values() if isinstance(inner, dict) else inner if isinstance(inner, list) else ()
        count += len(values)
        if count <= most:
            waiting += values
    return count > most


def _summary(where: str, entry: dict[str, Any]) -> tuple[str, Output]:
    if "summary" not in entry and "summary_en" not in entry:
        raise InputError(f'{where}: neither a brief nor a summary; it has no "bullets", "summary" or "summary_en"')
    arabic, english = (_text(where, entry.get(key), key) for key in ("summary", "summary_en"))
    key = entry.get("id")
    # Whole numbers are ids here because they are ids of articles.
    return str(key) if isinstance(key, int) else _text(where, key, "id") or "", Output(arabic, english)


def _text(where: str, value: Any, key: str) -> str | None:
    if not isinstance(value, str | None):
        raise InputError(f'{where}: the key "{key}" must hold a string')
    return value


def _refuse_unusable(where: str, key: str, seen: Container[str]) -> None:
    if not key:
        raise ArticleError(where, 'the key "id" is missing; outputs and references are matched by it')
    if key in seen:
        raise ArticleError(where, f"the id {key!r} was given before")


def _name(path: Path) -> str:
    name = " ".join(path.name.split())
    for suffix in _SUFFIXES:
        name = name.removesuffix(suffix)
    return name


def _lines(stream: io.BufferedReader, name: str, path: str) -> Iterator[_Line]:
    if path.endswith(".json"):
        yield from _entries_as_lines(stream, name)
        return
    place = stream.tell() if stream.seekable() else 0
    for number, line in enumerate(read_bounded_lines(stream, name), start=1):
        where = f"{name}:{number}"
        if line is None:
            raise make_long_line_error(where)
        if line.strip():
            yield where, place, line
        place += len(line)


def _entries_as_lines(stream: io.BufferedReader, name: str) -> Iterator[_Line]:
    value = parse_json(read_whole(stream, name), name, is_line=False)
    entries = value if isinstance(value, list) else [value]
    for number, entry in enumerate(entries, start=1):
        where = f"{name}: entry {number}"
        try:
            yield where, 0, json.dumps(entry).encode()
        except RecursionError as exc:
            raise InputError(f"{where}: not valid JSON: {exc}") from exc


def _entry(where: str, line: bytes, *, is_copied: bool = False) -> dict[str, Any]:
    entry = parse_json(line, where, is_copied=is_copied)
    if not isinstance(entry, dict):
        raise ArticleError(where, "not a JSON object")
    return entry
