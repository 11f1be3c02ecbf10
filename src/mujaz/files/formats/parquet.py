"""Articles out of Parquet files. Needs the extra [parquet]."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from mujaz.errors import ArticleError, MissingExtraError
from mujaz.files.fields import Fields
from mujaz.files.formats.json import to_article
from mujaz.types import Article

_BATCH_ROWS = 16


def read_parquet(stream: io.BufferedReader, name: str, fields: Fields) -> Iterator[Article | ArticleError]:
    """For each row an article, its id empty where none is given, or what is wrong with the row."""
    try:
        from pyarrow import ArrowException  # 60 MB of memory, and an extra: only for who reads Parquet
        from pyarrow.parquet import ParquetFile
    except ImportError:
        yield ArticleError(name, str(MissingExtraError("Parquet", "parquet")))
        return
    try:
        yield from _rows(ParquetFile(stream, pre_buffer=False), name, fields)
    except (ArrowException, OSError) as exc:
        yield ArticleError(name, f"cannot be read as Parquet: {exc}")


def _rows(file: Any, name: str, fields: Fields) -> Iterator[Article | ArticleError]:
    there = file.schema_arrow.names
    keys = {key for keys in fields.keys(there).values() for key in keys}
    columns = [column for column in there if column in keys or any(key.startswith(f"{column}.") for key in keys)]
    if not fields.keys(there)["text"]:
        yield ArticleError(name, fields.missing("text", there))
        return
    number = 0
    for batch in file.iter_batches(batch_size=_BATCH_ROWS, columns=columns, use_threads=False):
        for row in batch.to_pylist():
            number += 1
            yield _article(row, f"{name}:{number}", fields)


def _article(row: dict[str, Any], where: str, fields: Fields) -> Article | ArticleError:
    try:
        return to_article(row, where, fields)
    except ArticleError as exc:
        return exc
