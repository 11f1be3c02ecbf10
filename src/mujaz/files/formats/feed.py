"""RSS, Atom and JSON Feed: each entry an article. RSS and Atom need the extra [feeds]."""

from __future__ import annotations

import calendar
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from mujaz.errors import ArticleError, MissingExtraError
from mujaz.files.fetching.addresses import is_address, make_whole
from mujaz.files.fetching.fetcher import FETCHERS
from mujaz.files.formats.base import Entry, InputFormat, Reading, read_whole
from mujaz.files.process import PARSER
from mujaz.files.records import Fields, read_record, to_date
from mujaz.text.decode import decode
from mujaz.text.markup import FEED_ROOTS, find_root, plain_line, refuse_xml
from mujaz.types import Page

MOST_BYTES = 16 * 1024 * 1024
"""Bytes of a feed."""

MOST_ENTRIES = 10_000
"""Entries of a feed: some hundreds are parsed in a second."""

_JSON_FEED = "https://jsonfeed.org/version/"
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_ENTRY = re.compile(r"<(?:\w+:)?(?:item|entry)\b", re.IGNORECASE)
_ENCODING = re.compile(r"\A(\s*<\?xml\b[^<>]*?)\sencoding\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*')")


def read_feed(stream: io.BufferedReader, name: str, reading: Reading) -> Iterator[Entry]:
    """Yield for each entry of an RSS or Atom feed an article, its id empty if it has none, or what is wrong with it.

    Raises:
        ArticleError: No feed, too large, entities are declared in it, or the extra is missing.
    """
    text = decode(read_whole(stream, name, MOST_BYTES), name)
    if find_root(text) not in FEED_ROOTS:
        refuse_xml(text, name)
        raise ArticleError(name, "no feed: its root element is neither rss, feed nor rdf:RDF")
    if _ENTITY.search(text):
        raise ArticleError(name, "it declares entities, which no feed needs; it is not read")
    if sum(1 for _ in _ENTRY.finditer(text)) > MOST_ENTRIES:
        raise ArticleError(name, f"more than {MOST_ENTRIES:,} entries; no feed has so many")
    # Written anew as UTF-8: what a feed says of its encoding is often not true.
    data = _ENCODING.sub(r"\1", text).encode()
    records = PARSER.run(parse_feed, data, name, base=name if is_address(name) else "")
    if not records:
        raise ArticleError(name, "no entries in this feed")
    for number, record in enumerate(records, start=1):
        yield _read_entry(record, f"{name}: entry {number}", reading)


def parse_feed(data: bytes, *, base: str = "") -> list[dict[str, str]]:
    """Return for each entry of a feed in UTF-8 its id, title, text, url and date, as far as it has them.

    Args:
        data: The feed.
        base: The address that it was fetched from.

    Raises:
        ArticleError: The extra is missing.
    """
    try:
        import feedparser  # an extra
    except ImportError as exc:
        raise ArticleError("", str(MissingExtraError("reading RSS and Atom", "feeds"))) from exc
    # As a file: of bytes alone it tries whether they name a file or an address.
    feed = feedparser.parse(io.BytesIO(data), response_headers={"content-type": "application/xml; charset=utf-8"})
    return [_make_record(entry, make_whole(base, feed.feed.get("link", ""))) for entry in feed.entries]


def _make_record(entry: Mapping[str, Any], base: str) -> dict[str, str]:
    texts = [content.get("value", "") for content in entry.get("content", ())]
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    return {
        "id": entry.get("id", "") or entry.get("link", ""),
        "title": entry.get("title", ""),
        "text": max([*texts, entry.get("summary", "")], key=len),
        "url": make_whole(base, entry.get("link", "")),
        "date": to_date(calendar.timegm(moment)) if moment else entry.get("published", ""),
    }


def is_json_feed(value: Any) -> bool:
    """Tell whether a JSON value is a feed and not an article."""
    return isinstance(value, dict) and str(value.get("version")).startswith(_JSON_FEED)


def read_json_feed(feed: Mapping[str, Any], name: str, reading: Reading) -> Iterator[Entry]:
    """Yield for each item of a JSON Feed an article, or what is wrong with it."""
    items = feed.get("items")
    base = str(feed.get("home_page_url") or feed.get("feed_url") or "")
    for number, item in enumerate(items if isinstance(items, list) else [], start=1):
        where = f"{name}: entry {number}"
        if isinstance(item, dict):
            yield _read_entry(_make_json_record(item, base), where, reading)
        else:
            yield ArticleError(where, "not a JSON object")


def _make_json_record(item: Mapping[str, Any], base: str) -> dict[str, Any]:
    address = next((item[key] for key in ("url", "external_url") if isinstance(item.get(key), str)), "")
    texts = (item.get(key) for key in ("content_html", "content_text", "summary"))
    return {
        "id": item.get("id") or address,
        "title": item.get("title"),
        "text": next((text for text in texts if isinstance(text, str) and text.strip()), ""),
        "url": make_whole(base, address),
        "date": item.get("date_published"),
    }


def _read_entry(record: dict[str, Any], where: str, reading: Reading) -> Entry:
    has_page = is_address(record["url"])
    if reading.full_text and has_page:
        return _fetch_page(record, where, reading)
    if not record["text"].strip():
        advice = "; --full-text fetches its page" if has_page else ""
        return ArticleError(where, f"the entry has no text{advice}", article_id=str(record["id"]))
    return read_record(record, where, Fields())


def _fetch_page(record: dict[str, Any], where: str, reading: Reading) -> Entry:
    try:
        fetched = FETCHERS[reading.allow_private].fetch(record["url"])
    except ArticleError as exc:
        return ArticleError(where, str(exc), article_id=str(record["id"]))
    return Page(
        id=str(record["id"]),
        data=fetched.body,
        source=where,
        kind=".pdf" if fetched.body.startswith(b"%PDF-") else ".html",
        title=plain_line(record["title"]) if isinstance(record["title"], str) else "",
        url=record["url"],
        date=to_date(record["date"]),
    )


FORMAT = InputFormat(
    suffixes=(".rss", ".atom", ".xml"),
    read=read_feed,
    matches=lambda head: find_root(head.decode("utf-8", "replace")) in FEED_ROOTS,
)
