"""XML of any kind: feeds, translation memories, newswire formats. It is no prose; read as prose it gives nonsense."""

from __future__ import annotations

import re

from mujaz.errors import ArticleError
from mujaz.text.markup import ELEMENTS

XML_HEAD = 4096
"""Characters in which the root element begins."""

_PROLOG = re.compile(r"\ufeff?\s*(?P<xml><\?xml\b)?")
_ROOT = re.compile(
    r"(?:\s|<\?[^<>]*\?>|<!--(?:(?!-->).)*+-->|<![A-Za-z](?:[^<>\[]|\[[^\]]*\])*>)*+<(?P<name>[A-Za-z_][\w:.-]*)(?=[\s/>])",
    re.DOTALL,
)
_KINDS = {
    "rss": "an RSS feed",
    "rdf:rdf": "an RSS feed",
    "feed": "an Atom feed",
    "urlset": "a sitemap",
    "sitemapindex": "a sitemap",
    "tmx": "a translation memory (TMX)",
    "xliff": "a translation file (XLIFF)",
    "tei": "a TEI document",
    "nitf": "a newswire document (NITF)",
    "newsml": "a newswire document (NewsML)",
    "newsitem": "a newswire document (NewsML)",
}


def refuse_xml(text: str, where: str) -> None:
    """Refuse what is XML and no HTML.

    Args:
        text: The text, its beginning at least.
        where: The place that the error names.

    Raises:
        ArticleError: It is XML; the message says which kind if that is known.
    """
    head = text[:XML_HEAD].lstrip("\ufeff")
    prolog = _PROLOG.match(head)
    if not (prolog and head.lstrip().startswith("<")):
        return
    root = _ROOT.match(head)
    name = root["name"].lower() if root else ""
    if name == "html" or (not prolog["xml"] and (not name or name in ELEMENTS or not _is_closed(name, text))):
        return
    kind = _KINDS.get(name, "XML")
    raise ArticleError(where, f"this is {kind}, and XML is not read: give the articles as text, HTML or JSON")


def _is_closed(name: str, text: str) -> bool:
    return f"</{name}" in text.lower() or len(text) >= XML_HEAD
