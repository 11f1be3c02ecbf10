"""Reading runs and references: JSON Lines, also gzip'd, and ``.json`` files of briefs."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from mujaz.errors import InputError
from mujaz.eval.run import Output, Run
from mujaz.pipeline.records import to_article
from mujaz.pipeline.sources import bounded_lines, opened, too_long, whole
from mujaz.text.decode import decode
from mujaz.types import Article, Brief

_SUFFIXES = (".gz", ".jsonl", ".ndjson", ".json")


def read_run(path: str | Path) -> Run:
    """The run in a file of briefs, or of ``{"id", "summary", "summary_en"}`` objects; named after the file.

    Raises:
        InputError: The file cannot be read, or an entry is malformed or repeats an id; names file and line.
    """
    outputs: dict[str, Output] = {}
    for where, entry in _entries(str(path)):
        key, output = _brief(where, entry) if "bullets" in entry else _summary(where, entry)
        _refuse_unusable(where, key, outputs)
        outputs[key] = output
    return Run(_name(Path(path)), outputs)


def read_references(path: str | Path) -> list[Article]:
    """The articles with reference summaries in a file of XL-Sum's shape; their `text` may be left out.

    Raises:
        InputError: The file cannot be read, or an entry is malformed or repeats an id; names file and line.
    """
    articles: dict[str, Article] = {}
    for where, entry in _entries(str(path)):
        article = to_article({"text": "", **entry}, where)
        _refuse_unusable(where, article.id, articles)
        articles[article.id] = article
    return list(articles.values())


def _brief(where: str, entry: dict[str, Any]) -> tuple[str, Output]:
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


def _refuse_unusable(where: str, key: str, seen: dict[str, Any]) -> None:
    if not key:
        raise InputError(f'{where}: the key "id" is missing; outputs and references are matched by it')
    if key in seen:
        raise InputError(f"{where}: the id {key!r} was given before")


def _name(path: Path) -> str:
    name = " ".join(path.name.split())
    for suffix in _SUFFIXES:
        name = name.removesuffix(suffix)
    return name


def _entries(path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    with opened(path) as source:
        parts = _whole if path.endswith(".json") else _lines
        for where, entry in parts(source.stream, source.name):
            if not isinstance(entry, dict):
                raise InputError(f"{where}: not a JSON object")
            yield where, entry


def _lines(stream: io.BufferedReader, name: str) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(bounded_lines(stream), start=1):
        where = f"{name}:{number}"
        if line is None:
            raise too_long(where)
        if line.strip():
            yield where, _parsed(line, where)


def _whole(stream: io.BufferedReader, name: str) -> Iterator[tuple[str, Any]]:
    value = _parsed(whole(stream, name), name)
    entries = value if isinstance(value, list) else [value]
    yield from ((f"{name}: entry {number}", entry) for number, entry in enumerate(entries, start=1))


def _parsed(data: bytes, where: str) -> Any:
    try:
        return json.loads(decode(data, where))
    except (ValueError, RecursionError) as exc:
        raise InputError(f"{where}: not valid JSON: {exc}") from exc
