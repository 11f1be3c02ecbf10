"""How large an HTML page may be: counted in its bytes, before anything parses it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mujaz.errors import ArticleError
from mujaz.types import Page

MOST_BYTES = 64 * 1024 * 1024
"""Bytes of a page."""

MOST_TAGS = 1_200_000
"""Start tags of a page; news pages have some thousands."""

MOST_ELEMENTS = 100_000
"""Elements of a page, plain paragraphs left out: what extracts an article takes time by their square."""

MOST_ATTRIBUTES = 1_000
"""Attributes of one tag: libxml2 compares each with all before it."""

HARMLESS_BYTES, HARMLESS_TAGS, HARMLESS_TAG_BYTES = 2 * 1024 * 1024, 5_000, 16 * 1024
"""Bytes, tags and bytes of the longest tag up to which any page is read within seconds."""

_START = re.compile(rb"<[A-Za-z]")
# Neither gives back what it took, and each takes something also when its end is missing: linear.
_TAG = re.compile(rb"<[A-Za-z][^>]*+")
_QUOTED = re.compile(rb"\"[^\"]*+\"?|'[^']*+'?")
_ATTRIBUTE = re.compile(rb"[\s/]+[^\s/]")


@dataclass(frozen=True, slots=True)
class PageSize:
    """The size of a page, in the numbers that reading time depends on.

    Attributes:
        bytes: Its bytes.
        tags: Start tags, also those in comments and scripts.
        longest_tag: Bytes of the longest tag.
        attributes: Attributes of the tag that has most, if no ``>`` in a value hides them.
    """

    bytes: int
    tags: int
    longest_tag: int
    attributes: int

    @property
    def is_harmless(self) -> bool:
        """Whether any page of this size is read within seconds."""
        return self.bytes <= HARMLESS_BYTES and self.tags <= HARMLESS_TAGS and self.longest_tag <= HARMLESS_TAG_BYTES


def measure_page(data: bytes) -> PageSize:
    """Return the size of a page."""
    tags = longest = attributes = 0
    for tag in _TAG.finditer(data):
        length = tag.end() - tag.start()
        longest = max(longest, length)
        tags += 1
        if length > 2 * MOST_ATTRIBUTES:  # fewer bytes hold fewer attributes
            tags += len(_START.findall(data, tag.start() + 2, tag.end()))
            attributes = max(attributes, len(_ATTRIBUTE.findall(_QUOTED.sub(b"", tag[0]))))
    return PageSize(len(data), tags, longest, attributes)


def refuse_oversized(page: Page, size: PageSize) -> None:
    """Make sure that a page is not larger than any article's.

    Raises:
        ArticleError: It is; names the limit.
    """
    limits = (
        (size.bytes > MOST_BYTES, f"larger than {MOST_BYTES // 2**20} MB"),
        (size.tags > MOST_TAGS, f"more than {MOST_TAGS:,} tags"),
        (size.attributes > MOST_ATTRIBUTES, f"a tag with more than {MOST_ATTRIBUTES:,} attributes"),
    )
    if reason := next((words for is_over, words in limits if is_over), None):
        raise ArticleError(page.where, f"no page of an article: {reason}", article_id=page.id)


def refuse_crowded(page: Page, elements: int) -> None:
    """Make sure that a page has not more elements beside its plain paragraphs than can be read in time.

    Raises:
        ArticleError: It has; names the limit.
    """
    if elements > MOST_ELEMENTS:
        reason = f"no page of an article: more than {MOST_ELEMENTS:,} tags beside plain paragraphs"
        raise ArticleError(page.where, reason, article_id=page.id)
