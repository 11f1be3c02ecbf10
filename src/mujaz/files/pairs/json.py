"""Pairs in JSON Lines: objects with ``ar`` and ``en``, perhaps ``id`` and ``article``."""

from __future__ import annotations

from functools import partial

from mujaz.errors import ArticleError
from mujaz.files.formats.json import parse_json
from mujaz.files.pairs.base import Pair, PairEntry, PairFormat, read_lines


def _read_line(line: bytes, number: str, where: str) -> PairEntry:
    try:
        record = parse_json(line, where, is_copied=True)
    except ArticleError as exc:
        return exc
    if not isinstance(record, dict):
        return ArticleError(where, 'not an object such as {"ar": "…", "en": "…"}')
    texts = {key: record.get(key) or "" for key in ("ar", "en", "article")}
    if wrong := next((key for key, text in texts.items() if not isinstance(text, str)), None):
        return ArticleError(where, f'"{wrong}" is no text')
    if missing := next((key for key in ("ar", "en") if key not in record), None):
        return ArticleError(where, f'has no "{missing}"')
    given = record.get("id")
    return Pair(number if given is None else str(given), where, texts["ar"], texts["en"], texts["article"])


FORMAT = PairFormat(
    suffixes=(".jsonl", ".ndjson"),
    read=partial(read_lines, read_line=_read_line),
    matches=lambda head: head.lstrip().startswith(b"{"),
)
