"""Values of records as other tools write them: what stands for a string, a date or an id."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterable
from typing import Any

_SURROGATE = re.compile("[\ud800-\udfff]")
_INNER = ("rendered", "value", "#text", "$oid", "$date", "$numberLong")
"""Keys under which WordPress, XML turned to JSON, and MongoDB put the value itself."""

_DEEPEST = 2
"""Objects around a value that are taken off."""

_SCALES = (1, 10**3, 10**6, 10**9)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_FIRST = int(datetime.datetime(1990, 1, 1, tzinfo=datetime.UTC).timestamp())
_LAST = int(datetime.datetime(2100, 1, 1, tzinfo=datetime.UTC).timestamp())
_FIRST_DAY, _LAST_DAY = 19900101, 21000101


def plain(value: Any) -> Any:
    """Return what a value says: what an object wraps, a date as ISO writes it, None for NaN."""
    for _ in range(_DEEPEST):
        if isinstance(value, dict):
            value = next((value[key] for key in _INNER if key in value), value)
    if isinstance(value, float) and math.isnan(value):
        return None
    return value.isoformat() if isinstance(value, datetime.date) else value  # a datetime is one as well


def is_text(value: Any) -> bool:
    """Whether a value is a string that can be written to a file."""
    # JSON can write half of a surrogate pair, which is no character and which no file can hold.
    return isinstance(value, str) and _SURROGATE.search(value) is None


def first_text(values: Iterable[Any]) -> str | None:
    """Return the first of `values` that is a string and not blank, else a blank one; None if none is a string."""
    texts = [value for value in values if is_text(value)]
    return next((text for text in texts if text.strip()), texts[0] if texts else None)


def joined(value: Any) -> Any:
    """Return a list of paragraphs as one text; any other value itself."""
    return "\n".join(value) if isinstance(value, list) and value and all(map(is_text, value)) else value


def to_id(value: Any) -> str:
    """Return a string or a whole number as an id; of anything else, as of a blank string, there is none."""
    if is_text(value) and value.strip():
        return str(value)
    is_whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    return str(int(value)) if is_whole and not isinstance(value, bool) else ""


def to_date(value: Any) -> str:
    """Return a string, or seconds (or parts of them) since 1970, or a number such as 20260803, as a date."""
    if is_text(value):
        return _of_number(int(value)) if _EPOCH.fullmatch(value.strip()) else str(value)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return _of_number(value) if is_number else ""


def _of_number(number: float) -> str:
    for scale in _SCALES:
        if _FIRST * scale <= number < _LAST * scale:
            moment = datetime.datetime.fromtimestamp(number // scale, datetime.UTC)
            return moment.date().isoformat() if moment.time() == datetime.time() else moment.isoformat()
    return _of_digits(int(number)) if _FIRST_DAY <= number < _LAST_DAY else ""


def _of_digits(number: int) -> str:
    try:
        return datetime.date(number // 10000, number // 100 % 100, number % 100).isoformat()
    except ValueError:
        return ""
