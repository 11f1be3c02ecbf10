"""The headline of an HTML page, without the name of the site, and the date of publication that it gives."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from lxml import etree

from mujaz.facts.find import find_facts
from mujaz.text.words import words

_TITLE_GAP = re.compile(r"\s+[-–—•·/\\~]+\s+|\s*[|»«›‹¦]\s*|\s*:\s+")
_SITE = re.compile(r"(?:صحيفة|جريدة|موقع|قناة|وكالة|شبكة|بوابة|مجلة|إذاعة|تلفزيون|منصة|أخبار)(?:\s\S+){1,4}$")
_SITE_NAMES = frozenset({"og:site_name", "application-name", "apple-mobile-web-app-title", "al:android:app_name"})
_SHORTEST_HEADING = 2
_MOST_HEADINGS = 5

_META_NAMES = """
article:published_time og:article:published_time og:published_time datepublished date dc.date dcterms.date
dc.date.issued dcterms.issued dcterms.created dc.date.created publish-date publish_date publishdate pubdate
publication_date publication-date date_published published_time published-date sailthru.date parsely-pub-date
article_date_original article.published citation_publication_date rnews:datepublished
"""
_META = frozenset(_META_NAMES.split())
_ARTICLE_TYPE = re.compile(r"Article|Report|BlogPosting|LiveBlog")
_MOST_NESTED = 6
_OTHERS = re.compile(
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
_MOST_ELEMENTS = 2_000
"""Elements after which it is not either: an article may have no line that is long enough for a paragraph."""
_MOST_LETTERS, _MOST_LETTERS_MARKED = 20, 60
"""Letters that an element may have beside its date: any element, and one that is marked as a date."""
_UPDATED = re.compile(r"تحديث|تعديل|updated|modified", re.IGNORECASE)
_ISO = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_YEARS = (1900, 2100)


def find_page_title(tree: Any, title: str) -> str:
    """Return the headline of a page: a heading that its title holds, else the title without the site's name.

    Args:
        tree: The root element of the page, as lxml parses it.
        title: The title that the page gives; may be empty.
    """
    texts = (" ".join("".join(heading.itertext()).split()) for heading in islice(tree.iter("h1"), _MOST_HEADINGS))
    sites = [words(name) for name in _find_site_names(tree)]
    headings = [text for text in texts if text and words(text) not in sites]
    for heading in headings:
        if len(words(heading)) >= _SHORTEST_HEADING and _has_end(words(title), words(heading)):
            return heading
    return _cut_site(title, sites) or next(iter(headings), title)


def find_page_date(tree: Any) -> str:
    """Return the ISO date that the page gives for its article, else an empty text; never one made up from a year.

    Looked at in this order: structured data (JSON-LD), meta elements, an element that is marked as the date, a date by
    itself at the article's head. Dates of teasers, of the day, of a copyright line and inside the text are not its own.

    Args:
        tree: The root element of the page, as lxml parses it.
    """
    for text in (*_read_structured(tree), *_read_meta(tree), *_read_head(tree)):
        if day := to_iso(text):
            return day
    return ""


def to_iso(text: str) -> str:
    """Return the first whole date of `text` (day, month and year) in ISO form, empty if there is none."""
    if iso := _ISO.match(text):
        return _make_iso(*map(int, iso.groups()))
    for language in ("ar", "en"):
        for day in find_facts(text[:_LONGEST], language).dates:
            if day.year and day.month and day.day and not day.hijri:
                return _make_iso(day.year, day.month, day.day)
    return ""


def _make_iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat() if _YEARS[0] <= year <= _YEARS[1] else ""
    except ValueError:
        return ""


def _read_structured(tree: Any) -> Iterator[str]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            try:
                data = json.loads(script.text or "")
            except (ValueError, RecursionError):
                continue
            yield from _find_published(data, _MOST_NESTED)


def _find_published(data: Any, depth: int) -> Iterator[str]:
    if not depth:
        return
    if isinstance(data, list):
        for entry in data:
            yield from _find_published(entry, depth - 1)
    elif isinstance(data, dict):
        day = data.get("datePublished") or data.get("dateCreated")
        if isinstance(day, str) and _ARTICLE_TYPE.search(str(data.get("@type"))):
            yield day
        for key in ("@graph", "mainEntity"):
            yield from _find_published(data.get(key), depth - 1)


def _read_meta(tree: Any) -> Iterator[str]:
    for meta in tree.iter("meta"):
        names = {(meta.get(key) or "").lower() for key in ("property", "name", "itemprop")}
        if not names.isdisjoint(_META):
            yield meta.get("content") or ""


def _read_head(tree: Any) -> Iterator[str]:
    """Yield the texts of elements at the article's head that are marked as its date, or hold nothing but a date."""
    inside = paragraphs = elements = 0
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
        text = _near_text(element)
        paragraphs += tag == "p" and len(text) >= _PARAGRAPH
        if paragraphs > _MOST_PARAGRAPHS:
            return
        if inside or is_below_heading:
            elements += 1
            if elements > _MOST_ELEMENTS:
                return
            yield from _read_dates(element, tag, text)


def _is_elsewhere(element: Any, tag: str) -> bool:
    return not tag or tag in _OUTSIDE or (tag not in {"html", "body"} and _OTHERS.search(_marks(element)) is not None)


def _marks(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _near_text(element: Any) -> str:
    """Return the text of an element and of its children, not of deeper ones: linear over a page."""
    texts = [element.text or ""]
    for child in element[:4]:
        texts += [(child.text or "") if isinstance(child.tag, str) else "", child.tail or ""]
    return " ".join(" ".join(texts).split())


def _read_dates(element: Any, tag: str, text: str) -> Iterator[str]:
    is_marked = tag == "time" or element.get("itemprop") == "datePublished"
    if is_marked and (stamp := element.get("datetime") or element.get("content")):
        if not _UPDATED.search(text + _marks(element)):
            yield stamp
        return
    if not text or len(text) > _LONGEST or _UPDATED.search(text):
        return
    letters = _count_other_letters(text)
    is_marked = is_marked or _DATED.search(_marks(element)) is not None
    if letters is not None and letters <= (_MOST_LETTERS_MARKED if is_marked else _MOST_LETTERS):
        yield text


def _count_other_letters(text: str) -> int | None:
    if not any(map(str.isdigit, text)):
        return None
    dates = [day for day in find_facts(text, "ar").dates if day.year and day.month and day.day]
    if not dates:
        return None
    inside = sum(sum(map(str.isalpha, text[day.start : day.end])) for day in dates)
    return sum(map(str.isalpha, text)) - inside


def _find_site_names(tree: Any) -> Iterator[str]:
    for meta in tree.iter("meta"):
        if {meta.get("property"), meta.get("name")} & _SITE_NAMES and meta.get("content"):
            yield meta.get("content")


def _has_end(title: Sequence[str], heading: Sequence[str]) -> bool:
    """Tell whether `title` begins or ends with the words of `heading`."""
    return title[: len(heading)] == heading or title[-len(heading) :] == heading


def _cut_site(title: str, sites: Sequence[Sequence[str]]) -> str:
    """Return `title` without a first or last part that names the site."""
    gaps = list(_TITLE_GAP.finditer(title))
    if gaps and _is_site(title[gaps[-1].end() :], sites):
        return title[: gaps[-1].start()].strip()
    if gaps and _is_site(title[: gaps[0].start()], sites):
        return title[gaps[0].end() :].strip()
    return "" if not gaps and words(title) in sites else title


def _is_site(text: str, sites: Sequence[Sequence[str]]) -> bool:
    name = words(text)
    is_named = any(name == site or (name and _has_end(site, name)) for site in sites)
    return is_named or _SITE.fullmatch(text.strip()) is not None
