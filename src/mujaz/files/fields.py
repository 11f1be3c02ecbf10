"""Which keys of a record, or columns of a table, hold the parts of an article: the usual ones, or those one is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Self

from mujaz.errors import InputError

_USUAL: dict[str, tuple[str, ...]] = {
    "id": ("id", "articleid", "guid", "uuid"),
    "title": ("title", "headline", "العنوان", "عنوان"),
    "text": ("text", "maintext", "articlebody", "articletext", "fulltext", "body", "content", "article", "النص", "نص"),
    "summary": ("summary",),
    "summary_en": ("summaryen",),
    "url": ("url", "link", "permalink", "sourceurl", "الرابط", "رابط"),
    "date": (
        *("date", "datepublished", "datepublish", "publishedat", "published", "publishdate", "publicationdate"),
        *("pubdate", "التاريخ", "تاريخ"),
    ),
}
"""What other tools call the parts of an article, letters and digits only, in the order in which they are tried."""

_SEPARATORS = re.compile(r"[\W_]+")
_NAMED, _LONGEST = 8, 40
"""Keys that a message names, and characters of each."""


class Fields:
    """Finds the keys that hold the parts of an article.

    Args:
        names: The key of some parts, as in ``{"text": "body"}``; ``a.b`` is the key ``b`` in the object ``a``. Of the
            other parts the usual keys are tried, whatever their case, and with or without ``_`` and ``-``.

    Raises:
        InputError: There is no such part, or a key has no name or one that no file can hold.
    """

    def __init__(self, names: Mapping[str, str] | None = None) -> None:
        self.names = dict(names or {})
        for part, key in self.names.items():
            if part not in _USUAL:
                raise InputError(f"an article has no {part!r}; it has {', '.join(_USUAL)}")
            if not key:
                raise InputError(f"the key that holds {part!r} has no name")
            if key != _writable(key):
                raise InputError(f"the key that holds {part!r} is no UTF-8: {key!r}")
        self._keys: dict[tuple[str, ...], dict[str, tuple[str, ...]]] = {}

    @classmethod
    def parse(cls, given: Iterable[str]) -> Self:
        """Make one of pairs such as ``text=body``.

        Raises:
            InputError: One of them is no pair, or names a part that there is not.
        """
        pairs = [pair.partition("=") for pair in given]
        if wrong := next((part for part, equals, _ in pairs if not equals), None):
            raise InputError(f"{wrong!r} does not say which key holds what; give PART=KEY, as in text=body")
        return cls({part.strip(): key.strip() for part, _, key in pairs})

    def keys(self, there: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return for each part of an article the keys of those `there` that may hold it, the likeliest first."""
        names = tuple(there)
        if names not in self._keys:
            if len(self._keys) > _NAMED:  # one layout after the other is met in a file, not thousands
                self._keys.clear()
            self._keys[names] = {part: self._keys_of(part, names) for part in _USUAL}
        return self._keys[names]

    def values(self, record: Mapping[str, Any], part: str) -> list[Any]:
        """Return what stands in `record` where this part of an article may be, the likeliest first; no None."""
        values = (_at(record, key) for key in self.keys(record)[part])
        return [value for value in values if value is not None]

    def missing(self, part: str, there: Iterable[str]) -> str:
        """Say that a part is missing, which keys there are instead, and what to do."""
        keys = list(there)
        shown = ", ".join(f'"{_writable(key[:_LONGEST])}"' for key in keys[:_NAMED])
        more = f" and {len(keys) - _NAMED} more" if len(keys) > _NAMED else ""
        reason = f'the key "{self.names.get(part, part)}" is missing'
        return f"{reason}; there are {shown}{more}: --field {part}=KEY says which one holds it" if keys else reason

    def _keys_of(self, part: str, there: tuple[str, ...]) -> tuple[str, ...]:
        if key := self.names.get(part):
            return (key,) if key in there or key.partition(".")[0] in there else ()
        plain = {key: _SEPARATORS.sub("", key.casefold()) for key in there}
        usual = [key for name in _USUAL[part] for key in there if plain[key] == name]
        return tuple(sorted(usual, key=lambda key: key != part))


def _writable(key: str) -> str:
    # JSON can write half of a surrogate pair, which no file of failures can hold. It is shown as JSON writes it.
    return key.encode("utf-8", "backslashreplace").decode("utf-8")


def _at(record: Any, key: str) -> Any:
    if not isinstance(record, Mapping):
        return None
    if key in record:
        return record[key]
    first, dot, rest = key.partition(".")
    return _at(record.get(first), rest) if dot else None
