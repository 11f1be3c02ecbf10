"""XML of any kind is refused by name; HTML and text are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from mujaz.errors import ArticleError
from mujaz.files.articles import read_articles
from mujaz.text.markup import refuse_xml

NEWS = "دشن وزير الري صباح الأحد سدا جديدا على وادي الغزلان."
PROLOG = '<?xml version="1.0" encoding="utf-8"?>\n'
FEEDS = [
    (f'{PROLOG}<rss version="2.0"><channel><item><title>{NEWS}</title></item></channel></rss>', "an RSS feed"),
    (f'<rss version="2.0"><channel><item><description>{NEWS}</description></item></channel></rss>', "an RSS feed"),
    (f'{PROLOG}<rdf:RDF xmlns:rdf="x"><item><title>{NEWS}</title></item></rdf:RDF>', "an RSS feed"),
    (
        f'<!-- أخبار -->\n<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>{NEWS}</title></entry></feed>',
        "an Atom feed",
    ),
]
OTHERS = [
    (f'{PROLOG}<!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><tu><seg>{NEWS}</seg></tu></tmx>', "(TMX)"),
    (f'{PROLOG}<xliff version="1.2"><file><source>{NEWS}</source></file></xliff>', "(XLIFF)"),
    (f"{PROLOG}<newsItem><p>{NEWS}</p></newsItem>", "(NewsML)"),
    (f"{PROLOG}<أخبار><خبر>{NEWS}</خبر></أخبار>", "XML"),
    (f"\ufeff  {PROLOG}<article><para>{NEWS}</para></article>", "XML"),
]


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        *((name, *feed) for name in ("feed.txt", "feed.html") for feed in FEEDS),
        *((name, *other) for name in ("feed.xml", "feed.txt", "feed", "feed.html") for other in OTHERS),
    ],
)
def test_xml_is_refused_by_any_name_and_a_feed_that_is_named_as_text(
    tmp_path: Path, name: str, text: str, kind: str
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    (found,) = read_articles([str(path)])
    assert isinstance(found, ArticleError)
    assert kind in found.reason
    assert "\n" not in str(found)


def test_xml_in_utf_16_is_refused_too(tmp_path: Path) -> None:
    path = tmp_path / "feed.txt"
    path.write_text(FEEDS[0][0], encoding="utf-16")
    (found,) = read_articles([str(path)])
    assert isinstance(found, ArticleError)


def test_xml_in_a_field_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('id,text\n1,"' + FEEDS[0][0].replace('"', '""') + '"\n', encoding="utf-8")
    (found,) = read_articles([str(path)])
    assert isinstance(found, ArticleError)
    assert "an RSS feed" in found.reason


@pytest.mark.parametrize(
    "text",
    [
        NEWS,
        f"<p>{NEWS}</p>",
        f"<writer@example.com> كتب: {NEWS}",
        f"<<{NEWS}>>",
        f"{PROLOG}<!DOCTYPE html><html><body><p>{NEWS}</p></body></html>",
        f"<article><p>{NEWS}</p></article>",
    ],
)
def test_text_and_html_are_no_xml(text: str) -> None:
    refuse_xml(text, "a.txt")
