"""Articles out of Parquet files. Needs the extra [parquet]."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from typing import Any

from mujaz.errors import ArticleError
from mujaz.pipeline.records import to_article
from mujaz.pipeline.tables import COLUMNS
from mujaz.types import Article

_BATCH_ROWS = 16


def read_parquet(stream: io.BufferedReader, name: str) -> Iterator[Article | ArticleError]:
    """For each row an article, its id empty where none is given, or what is wrong with the row."""
    try:
        from pyarrow import ArrowException  # 60 MB of memory, and an extra: only for who reads Parquet
        from pyarrow.parquet import ParquetFile
    except ImportError:
        yield ArticleError(name, "Parquet needs the extra [parquet]: pip install 'mujaz[parquet]'")
        return
    try:
        yield from _rows(ParquetFile(stream, pre_buffer=False), name)
    except (ArrowException, OSError) as exc:
        yield ArticleError(name, f"cannot be read as Parquet: {exc}")


def _rows(file: Any, name: str) -> Iterator[Article | ArticleError]:
    columns = [column for column in COLUMNS if column in file.schema_arrow.names]
    number = 0
    for batch in file.iter_batches(batch_size=_BATCH_ROWS, columns=columns, use_threads=False):
        for row in batch.to_pylist():
            number += 1
            yield _article(row, f"{name}:{number}")


def _article(row: dict[str, Any], where: str) -> Article | ArticleError:
    date = row.get("date")
    if isinstance(date, datetime.date):  # a datetime is one as well
        row = {**row, "date": date.isoformat()}
    try:
        return to_article(row, where)
    except ArticleError as exc:
        return exc
