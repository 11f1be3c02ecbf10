"""Briefs as feeds, as feedparser reads them."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import feedparser
import pytest
from lxml import etree

from mujaz.pipeline.formats import formats_by_name
from mujaz.pipeline.formats.base import Language, Style
from mujaz.types import Brief
from tests.pipeline.briefs import MIXED_AR, a_brief, a_mixed_brief

ATOM = "{http://www.w3.org/2005/Atom}"


def write(name: str, *briefs: Brief, labels: Language = "en") -> str:
    return "".join(map(str, formats_by_name()[name].write(briefs, Style(labels=labels))))


@pytest.mark.parametrize(("name", "version"), [("rss", "rss20"), ("atom", "atom10")])
def test_feedparser_reads_an_item_for_each_brief(name: str, version: str) -> None:
    feed = feedparser.parse(write(name, a_mixed_brief("a"), a_brief("b")))
    assert (feed.bozo, feed.version) == (False, version)
    assert feed.feed.title == "Briefs"
    assert feed.feed.subtitle == "Machine output. Not for publication unseen."
    first, second = feed.entries
    assert first.link == "https://news.example/profits?a=1&b=2"
    assert first.id != second.id
    assert second.title == "School opens"
    text = first.content[0].value if name == "atom" else first.summary
    assert MIXED_AR in text
    assert "The English has “2.51”." in text


def test_an_english_headline_with_a_severe_flag_gives_way_to_the_arabic_one() -> None:
    titles = [entry.title for entry in feedparser.parse(write("rss", a_mixed_brief())).entries]
    assert titles == ["أرباح Nile Tech ترتفع +18.5%"]


def test_titles_are_arabic_if_labels_are() -> None:
    feed = feedparser.parse(write("atom", a_brief(), labels="ar"))
    assert (feed.feed.title, feed.entries[0].title) == ("المواجيز", "افتتاح المدرسة")


def test_an_item_keeps_its_id_from_feed_to_feed() -> None:
    ids = [feedparser.parse(write(name, a_brief("x"))).entries[0].id for name in ("rss", "rss", "atom")]
    assert len(set(ids)) == 1


def test_rss_has_what_the_specification_requires() -> None:
    channel = etree.fromstring(write("rss", a_mixed_brief("a"), a_brief("b")).encode()).find("channel")
    assert channel is not None
    assert all(channel.findtext(name) for name in ("title", "link", "description"))
    assert channel.findtext("link") == "https://news.example/"
    for item in channel.iter("item"):
        assert item.findtext("title")
        assert parsedate_to_datetime(item.findtext("pubDate", "")).year in (2024, 2026)
        guid = item.find("guid")
        assert guid is not None
        assert guid.get("isPermaLink") == "false"


def test_atom_has_what_the_specification_requires() -> None:
    root = etree.fromstring(write("atom", a_mixed_brief("a"), a_brief("b")).encode())
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Mujaz"
    assert root.findtext(f"{ATOM}updated") == "2026-10-18T00:00:00+00:00"
    for element in [root, *root.iter(f"{ATOM}entry")]:
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1
        assert urlsplit(element.findtext(f"{ATOM}id", "")).scheme == "urn"


@pytest.mark.parametrize("name", ["rss", "atom"])
@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "http://[", "//news.example/a"])
def test_only_addresses_of_the_web_become_links(name: str, url: str) -> None:
    brief = a_brief()
    brief = brief.model_copy(update={"article": brief.article.model_copy(update={"url": url, "date": "yesterday"})})
    written = write(name, brief)
    assert not feedparser.parse(written).bozo
    assert "<link" not in written.replace("<link>about:blank</link>", "")


def test_mark_up_in_an_article_stays_text() -> None:
    bullet = a_brief().bullets[0].model_copy(update={"en": "<script>alert(1)</script>"})
    assert "&amp;lt;script&amp;gt;" in write("rss", a_brief(bullets=(bullet,)))
