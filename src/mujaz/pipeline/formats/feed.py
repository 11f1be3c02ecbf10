"""Briefs as feeds, RSS 2.0 and Atom: an item for each brief, with both languages, flags and evidence in its HTML."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from itertools import chain, islice
from typing import Any
from urllib.parse import urlsplit

from mujaz.pipeline.formats.base import Language, OutputFormat, Style
from mujaz.pipeline.formats.html import to_html
from mujaz.pipeline.formats.labels import label
from mujaz.pipeline.formats.lines import describe_notice, list_lines
from mujaz.pipeline.formats.xml import Envelope, Namespaces, make_element, write_elements
from mujaz.types import Brief

_ATOM = "http://www.w3.org/2005/Atom"
_NAMESPACES: Namespaces = {None: _ATOM}
_NO_ADDRESS = "about:blank"
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def write_rss(briefs: Iterable[Brief], style: Style) -> Iterator[str]:
    """Yield a channel, item by item; its link is the site of the first article."""
    briefs = iter(briefs)
    for first in islice(briefs, 1):
        head = {
            "title": label("briefs", style.labels),
            "link": _find_site(first),
            "description": label("not_public", style.labels),
            "generator": "mujaz",
        }
        elements = [make_element(name, text=text) for name, text in head.items()]
        envelopes = [Envelope("rss", {"version": "2.0"}), Envelope("channel", {}, elements)]
        yield from write_elements(
            chain([first], briefs), envelopes, lambda brief, _number: [_make_item(brief, style.labels)], {}
        )


def write_atom(briefs: Iterable[Brief], style: Style) -> Iterator[str]:
    """Yield a feed once all briefs are there: it begins with the date of the latest."""
    collected = list(briefs)
    if not collected:
        return
    latest = max(_read_date(brief) or _LONG_AGO for brief in collected)
    head = [
        _make("title", text=label("briefs", style.labels)),
        _make("subtitle", text=label("not_public", style.labels)),
        _make("id", text=_make_id(_find_site(collected[0]))),
        _make("updated", text=_show(latest)),
        _make("author", _make("name", text="Mujaz")),
        _make("generator", text="mujaz"),
    ]
    envelope = Envelope(f"{{{_ATOM}}}feed", {}, head)
    yield from write_elements(
        collected, [envelope], lambda brief, _number: [_make_entry(brief, style.labels)], _NAMESPACES
    )


def _make_item(brief: Brief, language: Language) -> Any:
    article, date = brief.article, _read_date(brief)
    fields = {
        "title": _choose_title(brief, language),
        "link": _find_address(brief),
        "description": _write_content(brief, language),
        "pubDate": format_datetime(date) if date else "",
    }
    elements = [make_element(name, text=text) for name, text in fields.items() if text]
    return make_element("item", *elements, make_element("guid", text=_make_id(article.id), isPermaLink="false"))


def _make_entry(brief: Brief, language: Language) -> Any:
    address = _find_address(brief)
    links = [_make("link", rel="alternate", href=address)] if address else []
    return _make(
        "entry",
        _make("title", text=_choose_title(brief, language)),
        _make("id", text=_make_id(brief.article.id)),
        _make("updated", text=_show(_read_date(brief) or _LONG_AGO)),
        *links,
        _make("content", text=_write_content(brief, language), type="html"),
    )


def _make(tag: str, *children: Any, text: str = "", **attributes: str) -> Any:
    return make_element(f"{{{_ATOM}}}{tag}", *children, text=text, namespaces=_NAMESPACES, **attributes)


def _choose_title(brief: Brief, language: Language) -> str:
    """Return the headline in a language; the article's own Arabic one if the English has a severe flag."""
    article = brief.article
    headline = next((line for line in list_lines(brief) if line.bullet == "headline"), None)
    is_unfit = language == "ar" or headline is None or headline.severity == "severe"
    return (article.title if is_unfit else article.title_en) or article.title or article.id


def _write_content(brief: Brief, language: Language) -> str:
    notice = describe_notice(brief, language)
    return to_html(brief) + (f"<p><small>{notice}</small></p>" if notice else "")


def _find_address(brief: Brief) -> str:
    """Return the article's address; empty if it has none that a browser may follow."""
    return brief.article.url if _find_site(brief) != _NO_ADDRESS else ""


def _find_site(brief: Brief) -> str:
    """Return the address of the article's site, such as ``https://news.example/``."""
    try:
        address = urlsplit(brief.article.url)
    except ValueError:
        return _NO_ADDRESS
    is_of_web = address.scheme in ("http", "https") and address.netloc
    return f"{address.scheme}://{address.netloc}/" if is_of_web else _NO_ADDRESS


def _make_id(name: str) -> str:
    """Return an address that stands for a name and is the same in every feed."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"


def _read_date(brief: Brief) -> datetime | None:
    """Return the article's date, in UTC if it names no zone; None if it has none."""
    try:
        date = datetime.fromisoformat(brief.article.date)
    except ValueError:
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)


def _show(date: datetime) -> str:
    return date.isoformat(timespec="seconds")


RSS = OutputFormat("rss", (".rss",), write_rss)
ATOM = OutputFormat("atom", (".atom",), write_atom)
