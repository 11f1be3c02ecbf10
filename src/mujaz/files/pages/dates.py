"""The date of publication that an HTML page gives for its article; never one that was made up from a year.

In this order: structured data (JSON-LD), meta elements, an element that is marked as the date, a date by itself at the
article's head. Dates of teasers, of the day, of a copyright line and inside the text are somebody else's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from lxml import etree

from mujaz.facts.find import find_facts

_META_NAMES = """
article:published_time og:article:published_time og:published_time datepublished date dc.date dcterms.date
dc.date.issued dcterms.issued dcterms.created dc.date.created publish-date publish_date publishdate pubdate
publication_date publication-date date_published published_time published-date sailthru.date parsely-pub-date
article_date_original article.published citation_publication_date rnews:datepublished
"""
_META = frozenset(_META_NAMES.split())
_ARTICLE_TYPE = re.compile(r"Article|Report|BlogPosting|LiveBlog")
_MOST_NESTED = 6
_NOT_ITS_OWN = re.compile(
    r"related|recommend|sidebar|widget|teaser|card|popular|latest|trending|comment|footer|promo|similar|next|prev"
    r"|ticker|archive|today|current|clock|weather|copyright|menu|nav\b|also|most-",
    re.IGNORECASE,
)
_DATED = re.compile(r"date|time|publish|posted|stamp|تاريخ", re.IGNORECASE)
_OUTSIDE_NAMES = """
aside nav footer form script style noscript template head
"""
_OUTSIDE = frozenset(_OUTSIDE_NAMES.split())
_LONGEST = 140
_PARAGRAPH = 60
_MOST_PARAGRAPHS = 2
"""Paragraphs after which a date is no longer at the article's head."""
_BESIDE, _BESIDE_MARKED = 20, 60
"""Letters that may stand beside a date that is there by itself, and in an element that is marked as a date."""
_UPDATED = re.compile(r"تحديث|تعديل|updated|modified", re.IGNORECASE)
_ISO = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_YEARS = (1900, 2100)


def find_page_date(tree: Any) -> str:
    """Return the ISO date that the page gives for its article, else an empty text.

    Args:
        tree: The root element of the page, as lxml parses it.
    """
    for found in (*_structured(tree), *_named(tree), *_shown(tree)):
        if day := to_iso(found):
            return day
    return ""


def to_iso(text: str) -> str:
    """Return the first whole date of `text` (day, month and year) in ISO form, empty where there is none."""
    if iso := _ISO.match(text):
        return _checked(*map(int, iso.groups()))
    for language in ("ar", "en"):
        for found in find_facts(text[:_LONGEST], language).dates:
            if found.year and found.month and found.day and not found.hijri:
                return _checked(found.year, found.month, found.day)
    return ""


def _checked(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat() if _YEARS[0] <= year <= _YEARS[1] else ""
    except ValueError:
        return ""


def _structured(tree: Any) -> Iterator[str]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            try:
                data = json.loads(script.text or "")
            except (ValueError, RecursionError):
                continue
            yield from _published(data, _MOST_NESTED)


def _published(data: Any, depth: int) -> Iterator[str]:
    if not depth:
        return
    if isinstance(data, list):
        for entry in data:
            yield from _published(entry, depth - 1)
    elif isinstance(data, dict):
        day = data.get("datePublished") or data.get("dateCreated")
        if isinstance(day, str) and _ARTICLE_TYPE.search(str(data.get("@type"))):
            yield day
        for key in ("@graph", "mainEntity"):
            yield from _published(data.get(key), depth - 1)


def _named(tree: Any) -> Iterator[str]:
    for meta in tree.iter("meta"):
        names = {(meta.get(key) or "").lower() for key in ("property", "name", "itemprop")}
        if not names.isdisjoint(_META):
            yield meta.get("content") or ""


def _shown(tree: Any) -> Iterator[str]:
    """What elements at the article's head say that are marked as its date, or hold nothing but a date."""
    inside = paragraphs = 0
    has_heading = next(tree.iter("h1"), None) is not None
    is_below_heading = not has_heading
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in {"article", "main"}:
            inside += 1 if event == "start" else -1
        if event == "end":
            is_below_heading = is_below_heading or tag == "h1"
            continue
        if _is_elsewhere(element, tag) or (tag == "header" and not inside and not is_below_heading):
            walk.skip_subtree()
            continue
        text = _own_text(element)
        paragraphs += tag == "p" and len(text) >= _PARAGRAPH
        if paragraphs > _MOST_PARAGRAPHS:
            return
        if inside or is_below_heading:
            yield from _date_of(element, tag, text)


def _is_elsewhere(element: Any, tag: str) -> bool:
    return (
        not tag or tag in _OUTSIDE or (tag not in {"html", "body"} and _NOT_ITS_OWN.search(_marks(element)) is not None)
    )


def _marks(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _own_text(element: Any) -> str:
    """The text of an element and of its children, not of what is below them: linear over a page."""
    parts = [element.text or ""]
    for child in element[:4]:
        parts += [(child.text or "") if isinstance(child.tag, str) else "", child.tail or ""]
    return " ".join(" ".join(parts).split())


def _date_of(element: Any, tag: str, text: str) -> Iterator[str]:
    is_marked = tag == "time" or element.get("itemprop") == "datePublished"
    if is_marked and (given := element.get("datetime") or element.get("content")):
        if not _UPDATED.search(text + _marks(element)):
            yield given
        return
    if not text or len(text) > _LONGEST or _UPDATED.search(text):
        return
    beside = _letters_beside_date(text)
    is_marked = is_marked or _DATED.search(_marks(element)) is not None
    if beside is not None and beside <= (_BESIDE_MARKED if is_marked else _BESIDE):
        yield text


def _letters_beside_date(text: str) -> int | None:
    if not any(map(str.isdigit, text)):
        return None
    dates = [found for found in find_facts(text, "ar").dates if found.year and found.month and found.day]
    if not dates:
        return None
    within = sum(sum(map(str.isalpha, text[found.start : found.end])) for found in dates)
    return sum(map(str.isalpha, text)) - within
