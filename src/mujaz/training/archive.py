"""A newsroom's own archive as pairs to translate: tables, translation memories, records that editors approved."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mujaz.errors import InputError
from mujaz.training.corpus import Pair, lines_of, read_table
from mujaz.training.tmx import read_tmx


def read_translations(path: Path) -> Iterator[Pair]:
    """Arabic and English of a file, by its ending: ``.tsv``, ``.tmx`` or ``.jsonl``, each also with ``.gz``.

    A record in JSON Lines holds ``summary`` and ``summary_en``, bullets one a line, as `mujaz feedback` writes them. It
    may hold ``title`` and ``title_en``. Bullets are paired by their place; a record with more on one side gives none.

    Raises:
        InputError: The file is missing, of another kind, or a line of it is not of that form.
    """
    name = path.name.removesuffix(".gz")
    if name.endswith(".tsv"):
        return read_table(path)
    if name.endswith(".tmx"):
        return read_tmx(path)
    if name.endswith(".jsonl"):
        return (pair for where, line in lines_of(path) for pair in _pairs(line, where))
    raise InputError(f"{path}: a translator learns from .tsv, .tmx and .jsonl files, gzip'd or not")


def _pairs(line: str, where: str) -> Iterator[Pair]:
    if not line.strip():
        return
    try:
        record: dict[str, Any] = json.loads(line)
        texts = [(record.get(key), record.get(f"{key}_en")) for key in ("title", "summary")]
        sides = [(_lines(arabic), _lines(english)) for arabic, english in texts]
    except (ValueError, TypeError, AttributeError, RecursionError) as exc:
        raise InputError(f"{where}: not a record in JSON with summary and summary_en") from exc
    for arabic, english in sides:
        if len(arabic) == len(english):
            yield from zip(arabic, english, strict=True)


def _lines(value: str | list[str] | None) -> list[str]:
    """The bullets of a summary, or of several."""
    texts = [value] if isinstance(value, str) else value or []
    return [line.strip() for text in texts for line in text.splitlines() if line.strip()]
