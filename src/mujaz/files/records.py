"""From a record (an object of JSON, a row of a table) to an article: which keys hold it, what the values mean."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterable, Mapping
from typing import Any, Self

from mujaz.errors import ArticleError, InputError
from mujaz.text.markup import plain_line, plain_text, refuse_xml
from mujaz.types import Article

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
"""Names that other tools use for the parts of an article, letters and digits only, the first tried first."""

_SEPARATORS = re.compile(r"[\W_]+")
_NAMED, _LONGEST = 8, 40
"""Keys that a message names, and characters of each."""

_BRIEF = "mujaz.brief/"
_SURROGATE = re.compile("[\ud800-\udfff]")
_WRAPPERS = ("rendered", "value", "#text", "$oid", "$date", "$numberLong")
"""Keys under which WordPress, XML turned to JSON, and MongoDB put the value itself."""

_DEEPEST = 2
"""Objects around a value that are taken off."""

_SCALES = (1, 10**3, 10**6, 10**9)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_FIRST = int(datetime.datetime(1990, 1, 1, tzinfo=datetime.UTC).timestamp())
_LAST = int(datetime.datetime(2100, 1, 1, tzinfo=datetime.UTC).timestamp())
_FIRST_DAY, _LAST_DAY = 19900101, 21000101


class Fields:
    """Finds the keys that hold the parts of an article.

    Args:
        names: The key of some parts, as in ``{"text": "body"}``; ``a.b`` is the key ``b`` in the object ``a``. Of the
            other parts the usual keys are tried, in any case, and with or without ``_`` and ``-``.

    Raises:
        InputError: An article has no such part, or a key has no name or one that no file can hold.
    """

    def __init__(self, names: Mapping[str, str] | None = None) -> None:
        self.names = dict(names or {})
        for part, key in self.names.items():
            if part not in _USUAL:
                raise InputError(f"an article has no {part!r}; it has {', '.join(_USUAL)}")
            if not key:
                raise InputError(f"the key that holds {part!r} has no name")
            if key != _make_writable(key):
                raise InputError(f"the key that holds {part!r} is no UTF-8: {key!r}")
        self._keys: dict[tuple[str, ...], dict[str, tuple[str, ...]]] = {}

    @classmethod
    def parse(cls, pairs: Iterable[str]) -> Self:
        """Make one of pairs such as ``text=body``.

        Raises:
            InputError: One of them is no pair, or names a part that an article does not have.
        """
        split = [pair.partition("=") for pair in pairs]
        if wrong := next((part for part, equals, _ in split if not equals), None):
            raise InputError(f"{wrong!r} does not say which key holds what; give PART=KEY, as in text=body")
        return cls({part.strip(): key.strip() for part, _, key in split})

    def find_keys(self, keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return for each part of an article those of `keys` that may hold it, the likeliest first."""
        layout = tuple(keys)
        if layout not in self._keys:
            if len(self._keys) > _NAMED:  # a file has one layout, or a few, not thousands
                self._keys.clear()
            self._keys[layout] = {part: self._find_keys_of(part, layout) for part in _USUAL}
        return self._keys[layout]

    def find_values(self, record: Mapping[str, Any], part: str) -> list[Any]:
        """Return the values in `record` that may be this part of an article, the likeliest first; no None."""
        values = (_look_up(record, key) for key in self.find_keys(record)[part])
        return [value for value in values if value is not None]

    def describe_missing(self, part: str, keys: Iterable[str]) -> str:
        """Say that a part is missing, which keys are there instead, and what to do."""
        names = [f'"{_make_writable(key[:_LONGEST])}"' for key in keys]
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        reason = f'the key "{self.names.get(part, part)}" is missing'
        if not names:
            return reason
        return f"{reason}; there are {', '.join(names[:_NAMED])}{more}: --field {part}=KEY says which one holds it"

    def _find_keys_of(self, part: str, keys: tuple[str, ...]) -> tuple[str, ...]:
        if key := self.names.get(part):
            return (key,) if key in keys or key.partition(".")[0] in keys else ()
        plain = {key: _SEPARATORS.sub("", key.casefold()) for key in keys}
        usual = [key for name in _USUAL[part] for key in keys if plain[key] == name]
        return tuple(sorted(usual, key=lambda key: key != part))


_DEFAULT_FIELDS = Fields()


def read_record(record: Any, where: str, fields: Fields) -> Article | ArticleError:
    """Return the article that a record holds, or what is wrong with it; see `to_article`."""
    try:
        return to_article(record, where, fields)
    except ArticleError as exc:
        return exc


def to_article(record: Any, where: str, fields: Fields = _DEFAULT_FIELDS) -> Article:
    """Return the article that a record holds. An id, a title, a date or an address of the wrong type counts as none.

    Raises:
        ArticleError: Not an object, no text, or a text or a reference of the wrong type; names the key.
    """
    if not isinstance(record, dict):
        raise ArticleError(where, 'not a JSON object with the key "text"')
    if str(record.get("schema")).startswith(_BRIEF):
        raise ArticleError(where, "this is a brief that Mujaz wrote, and no article")
    keys = fields.find_keys(record)
    values = {part: [unwrap_value(value) for value in fields.find_values(record, part)] for part in keys}
    article_id = next(filter(None, map(to_id, values["id"])), "")
    try:
        return Article(
            id=article_id,
            title=plain_line(_find_text(values["title"]) or ""),
            text=_read_text(record, values["text"], where, fields),
            url=_find_text(values["url"]) or "",
            date=next(filter(None, map(to_date, values["date"])), ""),
            references=_read_references(values["summary"], "summary", where),
            references_en=_read_references(values["summary_en"], "summary_en", where),
            source=where,
        )
    except ArticleError as exc:
        raise ArticleError(where, exc.reason, article_id=article_id) from exc


def unwrap_value(value: Any) -> Any:
    """Return a value without the object that wraps it, a date as ISO writes it, None for NaN."""
    for _ in range(_DEEPEST):
        if isinstance(value, dict):
            value = next((value[key] for key in _WRAPPERS if key in value), value)
    if isinstance(value, float) and math.isnan(value):
        return None
    return value.isoformat() if isinstance(value, datetime.date) else value  # a datetime is one as well


def to_id(value: Any) -> str:
    """Return a string or a whole number as an id; empty for anything else, as for a blank string."""
    if _is_text(value) and value.strip():
        return str(value)
    is_whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    return str(int(value)) if is_whole and not isinstance(value, bool) else ""


def to_date(value: Any) -> str:
    """Return a string, or seconds (or parts of them) since 1970, or a number such as 20260803, as a date."""
    if _is_text(value):
        return _date_of_number(int(value)) if _EPOCH.fullmatch(value.strip()) else str(value)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return _date_of_number(value) if is_number else ""


def _make_writable(key: str) -> str:
    # JSON can write half of a surrogate pair, which no file of failures can hold. It is shown as JSON writes it.
    return key.encode("utf-8", "backslashreplace").decode("utf-8")


def _look_up(record: Any, key: str) -> Any:
    if not isinstance(record, Mapping):
        return None
    if key in record:
        return record[key]
    first, dot, inner = key.partition(".")
    return _look_up(record.get(first), inner) if dot else None


def _is_text(value: Any) -> bool:
    # JSON can write half of a surrogate pair, which is no character and which no file can hold.
    return isinstance(value, str) and _SURROGATE.search(value) is None


def _find_text(values: Iterable[Any]) -> str | None:
    """Return the first of `values` that is a string and not blank, else a blank one; None if none is a string."""
    texts = [value for value in values if _is_text(value)]
    return next((text for text in texts if text.strip()), texts[0] if texts else None)


def _join_paragraphs(value: Any) -> Any:
    return "\n".join(value) if isinstance(value, list) and value and all(map(_is_text, value)) else value


def _read_text(record: dict[str, Any], values: list[Any], where: str, fields: Fields) -> str:
    """Return the text as a reader of the page sees it: no escapes, no tags."""
    text = _find_text(map(_join_paragraphs, values))
    if text is None:
        keys = fields.find_keys(record)["text"]
        if any(value is not None for value in values):
            raise ArticleError(where, f'the key "{keys[0]}" must hold a string')
        raise ArticleError(where, fields.describe_missing("text", () if keys else record))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    refuse_xml(text, where)
    return plain_text(text)


def _read_references(values: list[Any], key: str, where: str) -> tuple[str, ...]:
    value = values[0] if values else None
    references = value if isinstance(value, list) else [value]
    if not all(entry is None or _is_text(entry) for entry in references):
        raise ArticleError(where, f'the key "{key}" must hold a string or a list of strings')
    return tuple(entry for entry in references if entry and entry.strip())


def _date_of_number(number: float) -> str:
    for scale in _SCALES:
        if _FIRST * scale <= number < _LAST * scale:
            moment = datetime.datetime.fromtimestamp(number // scale, datetime.UTC)
            return moment.date().isoformat() if moment.time() == datetime.time() else moment.isoformat()
    return _date_of_digits(int(number)) if _FIRST_DAY <= number < _LAST_DAY else ""


def _date_of_digits(number: int) -> str:
    try:
        return datetime.date(number // 10000, number // 100 % 100, number % 100).isoformat()
    except ValueError:
        return ""
