"""Articles in Parquet files, one a row. Needs the extra [parquet]."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from mujaz.errors import ArticleError, MissingExtraError
from mujaz.files.formats.base import Entry, InputFormat, Reading
from mujaz.files.records import Fields, read_record

_BATCH_ROWS = 16


def read_parquet(stream: io.BufferedReader, name: str, reading: Reading) -> Iterator[Entry]:
    """Yield for each row an article, its id empty if none is given, or what is wrong with the row."""
    try:
        from pyarrow import ArrowException  # 60 MB of memory, and an extra: only for who reads Parquet
        from pyarrow.parquet import ParquetFile
    except ImportError:
        yield ArticleError(name, str(MissingExtraError("Parquet", "parquet")))
        return
    try:
        yield from _read_rows(ParquetFile(stream, pre_buffer=False), name, reading.fields)
    except (ArrowException, OSError) as exc:
        yield ArticleError(name, f"cannot be read as Parquet: {exc}")


def _read_rows(file: Any, name: str, fields: Fields) -> Iterator[Entry]:
    names = file.schema_arrow.names
    keys = {key for keys in fields.find_keys(names).values() for key in keys}
    columns = [column for column in names if column in keys or any(key.startswith(f"{column}.") for key in keys)]
    if not fields.find_keys(names)["text"]:
        yield ArticleError(name, fields.describe_missing("text", names))
        return
    number = 0
    for batch in file.iter_batches(batch_size=_BATCH_ROWS, columns=columns, use_threads=False):
        for row in batch.to_pylist():
            number += 1
            yield read_record(row, f"{name}:{number}", fields)


FORMAT = InputFormat(suffixes=(".parquet",), read=read_parquet)
