"""JSON out of the bytes of a file or a line."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

from mujaz.errors import ArticleError
from mujaz.text.decode import decode

_HALF = re.compile(r"\\u[dD][89a-fA-F]")


def parsed(data: bytes, where: str, *, is_line: bool = True, is_copied: bool = False) -> Any:
    """The JSON value that `data` holds, in any encoding that `decode` knows.

    Args:
        data: What was read.
        where: Its place, for messages.
        is_line: Whether `where` names the line already; of a whole file, messages name the line that is wrong.
        is_copied: Whether its texts go into a file as they are: half of a surrogate pair is refused.

    Raises:
        ArticleError: Not text, not valid JSON, an object with a key twice, or half of a surrogate pair.
    """
    text = decode(data, where).removesuffix("\n")  # else what lacks at a line's end would be said to lack on the next
    try:
        value = json.loads(text, object_pairs_hook=_once)
        if is_copied and _HALF.search(text):
            json.dumps(value, ensure_ascii=False).encode()
    except json.JSONDecodeError as exc:
        place = where if is_line else f"{where}:{exc.lineno}"
        raise ArticleError(place, f"not valid JSON: {exc.msg}, column {exc.colno}") from exc
    except UnicodeEncodeError as exc:
        raise ArticleError(where, "half of a surrogate pair is in it, which is no character") from exc
    except (ValueError, RecursionError) as exc:
        raise ArticleError(where, f"not valid JSON: {exc}") from exc
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    # Readers differ in which of two values they take: what was checked elsewhere need not be what is read here.
    record = dict(pairs)
    if len(record) < len(pairs):
        counts = Counter(key for key, _ in pairs)
        raise ValueError(f'the key "{max(counts, key=counts.__getitem__):.40}" is given twice')
    return record
