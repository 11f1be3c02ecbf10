"""The headline of an HTML page, without the name of the site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from mujaz.text.words import words

_PARTS = re.compile(r"\s+[-–—•·/\\~]+\s+|\s*[|»«›‹¦]\s*|\s*:\s+")
_SITE = re.compile(r"(?:صحيفة|جريدة|موقع|قناة|وكالة|شبكة|بوابة|مجلة|إذاعة|تلفزيون|منصة|أخبار)(?:\s\S+){1,4}$")
_SITE_NAMES = frozenset({"og:site_name", "application-name", "apple-mobile-web-app-title", "al:android:app_name"})
_SHORTEST = 2
_MOST_HEADINGS = 5


def find_page_title(tree: Any, title: str) -> str:
    """Return the headline of a page: a heading that its title holds, else the title without the site's name.

    Args:
        tree: The root element of the page, as lxml parses it.
        title: What the page calls itself; may be empty.
    """
    headings = [text for heading in islice(tree.iter("h1"), _MOST_HEADINGS) if (text := _text(heading))]
    sites = [words(name) for name in _site_names(tree)]
    headings = [heading for heading in headings if words(heading) not in sites]
    for heading in headings:
        if len(words(heading)) >= _SHORTEST and _holds(words(title), words(heading)):
            return heading
    rest = _without_site(title, sites)
    return rest or next(iter(headings), title)


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _site_names(tree: Any) -> Iterator[str]:
    for meta in tree.iter("meta"):
        if {meta.get("property"), meta.get("name")} & _SITE_NAMES and meta.get("content"):
            yield meta.get("content")


def _holds(title: Sequence[str], heading: Sequence[str]) -> bool:
    """Whether `title` begins or ends with the words of `heading`."""
    return title[: len(heading)] == heading or title[-len(heading) :] == heading


def _without_site(title: str, sites: Sequence[Sequence[str]]) -> str:
    """`title` without a first or last part that names the site."""
    gaps = list(_PARTS.finditer(title))
    if gaps and _is_site(title[gaps[-1].end() :], sites):
        return title[: gaps[-1].start()].strip()
    if gaps and _is_site(title[: gaps[0].start()], sites):
        return title[gaps[0].end() :].strip()
    return "" if not gaps and words(title) in sites else title


def _is_site(part: str, sites: Sequence[Sequence[str]]) -> bool:
    found = words(part)
    return any(found == site or (found and _holds(site, found)) for site in sites) or bool(
        _SITE.fullmatch(part.strip())
    )
