"""Feeds: each entry is an article, whatever the feed is called and written in; hostile ones cost themselves only."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mujaz.errors import ArticleError
from mujaz.files.articles import read_articles
from mujaz.files.formats import feed
from mujaz.files.formats.docx import parse_docx
from mujaz.files.formats.feed import parse_feed
from mujaz.files.formats.pdf import parse_pdf
from mujaz.types import Article

NEWS = "افتتحت البلدية حديقة الصفصاف أمام الزوار صباح الأحد."
MORE = "وتضم الحديقة ملعبا وألف شجرة زيتون، بكلفة ثلاثة ملايين دينار."
CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'


def rss(item: str, *, channel: str = "", head: str = "", prolog: str = "<?xml version='1.0'?>") -> str:
    return f'{prolog}<rss version="2.0" {head}><channel>{channel}<item>{item}</item></channel></rss>'


def atom(entry: str, head: str = "") -> str:
    return f'<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom" {head}><entry>{entry}</entry></feed>'


def read(folder: Path, data: str | bytes, name: str = "feed.xml") -> list[Article | ArticleError]:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(read_articles([str(path)]))


FEEDS = [
    rss(f"<description>{NEWS}</description>"),
    rss(f"<title>عنوان</title><description>{NEWS}</description>"),
    rss(f"<description>&lt;p&gt;{NEWS}&lt;/p&gt;</description>"),
    rss(f"<description><![CDATA[<p>{NEWS}<br/></p>]]></description>"),
    rss(f"<description>موجز</description><content:encoded><![CDATA[{NEWS}]]></content:encoded>", head=CONTENT),
    rss(f"<description>{NEWS}</description><content:encoded>قصير</content:encoded>", head=CONTENT),
    rss(f"<description>&lt;script&gt;alert(1)&lt;/script&gt;{NEWS}</description>"),
    rss(f"<description>{NEWS}&lt;style&gt;p{{}}&lt;/style&gt;&lt;img src=x onerror=y&gt;</description>"),
    rss(f"<description>{NEWS}</description>", prolog="<!-- أخبار -->"),
    rss(f"<description>{NEWS}</description>", prolog='<?xml version="1.0"?><!DOCTYPE rss SYSTEM "rss.dtd">'),
    rss(f"<description>{NEWS}</description>", prolog="\ufeff<?xml version='1.0' encoding='utf-8'?>\n"),
    rss(f"<description>{NEWS}</description>", prolog="<?xml version='1.0' encoding='iso-8859-1'?>"),
    rss(f"<description>{NEWS}</description><unclosed>"),
    rss(f"<description>{NEWS}</description><link>http://[</link>"),
    rss(f"<title>أخبار & آراء</title><description>{NEWS}</description>"),
    f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
    f"<item><description>{NEWS}</description></item></rdf:RDF>",
    atom(f"<summary>{NEWS}</summary>"),
    atom(f'<content type="html">&lt;p&gt;{NEWS}&lt;/p&gt;</content>'),
    atom(f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{NEWS}</p></div></content>'),
    atom(f'<summary>موجز</summary><content type="text">{NEWS}</content>', 'xml:lang="ar"'),
    json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_text": NEWS}]}),
    json.dumps({"version": "https://jsonfeed.org/version/1", "items": [{"content_html": f"<p>{NEWS}</p>"}]}, indent=1),
]


@pytest.mark.parametrize("text", FEEDS)
def test_the_text_of_an_entry_is_the_longest_that_it_has_without_tags_and_scripts(tmp_path: Path, text: str) -> None:
    (article,) = read(tmp_path, text, "feed.json" if text.startswith("{") else "feed.xml")
    assert isinstance(article, Article)
    assert article.text == NEWS


@pytest.mark.parametrize("encoding", ["cp1256", "utf-16", "utf-16-be", "utf-8"])
@pytest.mark.parametrize("declared", ["windows-1256", "utf-8", "nonsense"])
def test_an_encoding_is_told_by_the_letters_and_not_by_what_the_feed_says(
    tmp_path: Path, encoding: str, declared: str
) -> None:
    text = rss(f"<description>{NEWS}</description>", prolog=f'<?xml version="1.0" encoding="{declared}"?>\n')
    (article,) = read(tmp_path, text.encode(encoding))
    assert isinstance(article, Article)
    assert article.text == NEWS


@pytest.mark.parametrize("name", ["feed", "feed.xml", "feed.rss", "feed.atom", "feed.php"])
def test_a_feed_is_read_by_any_of_its_names(tmp_path: Path, name: str) -> None:
    (article,) = read(tmp_path, rss(f"<description>{NEWS}</description>"), name)
    assert isinstance(article, Article)


def test_an_article_has_what_its_entry_says_of_it(tmp_path: Path) -> None:
    item = (
        f"<title>حديقة &lt;b&gt;جديدة&lt;/b&gt;</title><link>../a/7?utm_source=rss&amp;id=3</link><guid>t-7</guid>"
        f"<pubDate>Sun, 17 May 2026 08:30:00 +0300</pubDate><description>&lt;p&gt;{NEWS}&lt;/p&gt;{MORE}</description>"
    )
    (article,) = read(tmp_path, rss(item, channel="<link>https://news.example/ar/</link>"))
    assert isinstance(article, Article)
    assert (article.id, article.title, article.url) == ("t-7", "حديقة جديدة", "https://news.example/a/7?id=3")
    assert (article.text, article.date) == (f"{NEWS}\n{MORE}", "2026-05-17T05:30:00+00:00")
    assert article.source.endswith("feed.xml: entry 1")


def test_an_item_of_a_json_feed_does_too(tmp_path: Path) -> None:
    item = {"id": 7, "title": "حديقة", "url": "/a/7", "date_published": "2026-05-17", "content_text": NEWS}
    value = {"version": "https://jsonfeed.org/version/1.1", "home_page_url": "https://news.example", "items": [item, 5]}
    article, error = read(tmp_path, json.dumps(value), "feed.json")
    assert isinstance(article, Article)
    assert (article.id, article.title, article.url) == ("7", "حديقة", "https://news.example/a/7")
    assert (article.text, article.date) == (NEWS, "2026-05-17")
    assert str(error).endswith("feed.json:1: entry 2: not a JSON object")


def test_an_entry_without_a_text_is_an_error_of_its_own(tmp_path: Path) -> None:
    text = rss(f"<title>عنوان</title><guid>1</guid></item><item><description>{NEWS}</description>")
    error, article = read(tmp_path, text)
    assert isinstance(error, ArticleError)
    assert (error.article_id, error.reason) == ("1", "the entry has no text")
    assert isinstance(article, Article)
    assert article.id == "feed"


@pytest.mark.parametrize(
    ("module", "parse", "extra"),
    [("feedparser", parse_feed, "feeds"), ("mammoth", parse_docx, "documents"), ("bidi", parse_pdf, "documents")],
)
def test_without_an_extra_the_message_names_it(
    module: str, parse: Callable[[bytes], Any], extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ArticleError, match=rf"needs the extra \[{extra}\]: "):
        parse(b"")


BOMB = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_before_the_feed_is_parsed(
    tmp_path: Path, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "PARSER", None)
    (error,) = read(tmp_path, rss(f"<description>{NEWS}&c;</description>", prolog=BOMB).encode(encoding))
    assert str(error).endswith("feed.xml: it declares entities, which no feed needs; it is not read")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<rss/>", "no entries in this feed"),
        (rss("", prolog="") + " " * feed.MOST_BYTES, "larger than 16 MB"),
        (f"<channel><p>{NEWS}</p></channel>", "this is XML, and XML is not read"),
        (NEWS, "no feed: its root element is neither rss, feed nor rdf:RDF"),
        ("<rss>" + "<item>" * (feed.MOST_ENTRIES + 1), "more than 10,000 entries"),
    ],
)
def test_what_is_no_feed_is_refused_in_one_line(tmp_path: Path, text: str, reason: str) -> None:
    (error, *_) = read(tmp_path, text)
    assert isinstance(error, ArticleError)
    assert reason in error.reason
