"""JSON out of the bytes of a file or a line."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from mujaz.errors import ArticleError
from mujaz.text.decode import decode


def parsed(data: bytes, where: str, *, is_line: bool = True) -> Any:
    """The JSON value that `data` holds, in any encoding that `decode` knows.

    Args:
        data: What was read.
        where: Its place, for messages.
        is_line: Whether `where` names the line already; of a whole file, messages name the line that is wrong.

    Raises:
        ArticleError: Not text, not valid JSON, or an object with a key twice.
    """
    text = decode(data, where).removesuffix("\n")  # else what lacks at a line's end would be said to lack on the next
    try:
        return json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as exc:
        place = where if is_line else f"{where}:{exc.lineno}"
        raise ArticleError(place, f"not valid JSON: {exc.msg}, column {exc.colno}") from exc
    except (ValueError, RecursionError) as exc:
        raise ArticleError(where, f"not valid JSON: {exc}") from exc


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    # Readers differ in which of two values they take: what was checked elsewhere need not be what is read here.
    record = dict(pairs)
    if len(record) < len(pairs):
        counts = Counter(key for key, _ in pairs)
        raise ValueError(f'the key "{max(counts, key=counts.__getitem__):.40}" is given twice')
    return record
