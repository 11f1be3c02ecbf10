"""Mark-up that came along with an article's text: tags, shortcodes, Markdown, subtitles; XML, which is refused.

The mark-up is gone for good: `Article.text` is the text that a reader of the page sees, and spans count that.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from mujaz.errors import ArticleError

_UNICODE = re.compile(r"(?:\\{1,2}u[0-9a-fA-F]{4})+")
_CODE_UNIT = re.compile(r"u([0-9a-fA-F]{4})")
# Not the folders of «C:\news»: what a break parts is Arabic, a mark, or opens with a capital.
_BREAK = re.compile(r"(?<![A-Za-z\\:])(?:\\{1,2}[rn])+(?![a-z])")
_TAB = re.compile(r"(?<![A-Za-z\\:])\\{1,2}t(?![a-z])")
_MARK = re.compile(r"\\(?=[\"'/«»])")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_NESTED = 2  # «&amp;nbsp;»


def undo_escapes(text: str) -> str:
    """Return `text` with written escapes and entities made characters; linear in its length."""
    if "\\" in text:
        text = _UNICODE.sub(_characters, text)
        text = _MARK.sub("", _TAB.sub(" ", _BREAK.sub("\n", text)))
    for _ in range(_NESTED):
        if "&" not in text:
            break
        text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    return text


def _characters(escapes: re.Match[str]) -> str:
    units = b"".join(int(unit, 16).to_bytes(2, "little") for unit in _CODE_UNIT.findall(escapes[0]))
    return units.decode("utf-16-le", "replace")


_CLOCK = r"(?:\d{1,3}:)?\d{2}:\d{2}[.,]\d{3}"
_TIMES = re.compile(rf"\s*({_CLOCK})\s*-->\s*{_CLOCK}")
_NO_SPEECH = re.compile(r"\s*(?:\d+|WEBVTT|NOTE|STYLE|REGION|Kind:|Language:|X-TIMESTAMP-MAP)")
_STYLE = re.compile(r"\{\\[^{}]*\}|</?[vc](?:[.\s][^<>]*)?>")
_DASH = re.compile(r"^[-–—]\s*")
_SENTENCE_END = re.compile(r"[.!؟?…][»\"”)\]]*$")


def is_subtitles(text: str) -> bool:
    """Return whether `text` begins as a file of subtitles does: times of a cue stand in its first lines."""
    return "-->" in text and any(map(_TIMES.match, text.lstrip("\ufeff\n ").split("\n", 12)[:12]))


def spoken_text(text: str) -> str:
    """Return what the cues of `text` say, a sentence a line: numbers, times, notes and styles are gone."""
    return join_cues(read_cues(text))[0]


def join_cues(cues: Iterable[tuple[int, str]]) -> tuple[str, list[tuple[int, int]]]:
    """Return what cues say, a sentence a line, and for each cue the character at which it begins, and its second.

    Args:
        cues: The second at which each begins, and a line that it says.
    """
    lines: list[str] = []
    places: list[tuple[int, int]] = []
    goes_on, length = False, 0
    for second, line in cues:
        is_new = not goes_on or _DASH.match(line) is not None
        gap = ("\n" if is_new else " ") if lines else ""
        words = _DASH.sub("", line) if is_new else line
        places.append((length + len(gap), second))
        lines.append(gap + words)
        length += len(gap) + len(words)
        goes_on = _SENTENCE_END.search(line) is None
    return "".join(lines), places


def read_cues(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that cues of subtitles say, each with the second at which its cue begins.

    A line that the cue before it ended with is left out: captions that roll say each twice.
    """
    second, before = 0, ""
    for block in re.split(r"\n[^\S\n]*\n", text):
        lines = block.strip("\n").split("\n")
        times = next((index for index, line in enumerate(lines) if _TIMES.match(line)), None)
        if times is None and _NO_SPEECH.match(lines[0]):
            continue
        if times is not None and (match := _TIMES.match(lines[times])):
            second = _count_seconds(match[1])
        for line in (_STYLE.sub("", line).strip() for line in lines[0 if times is None else times + 1 :]):
            if line and line != before:
                yield second, line
            before = line or before


def _count_seconds(clock: str) -> int:
    seconds = 0
    for part in re.split(r"[.,]", clock)[0].split(":"):
        seconds = 60 * seconds + int(part)
    return seconds


_BLOCKS_NAMES = """
address article aside blockquote body br center dd details div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 head
header hr html main ol p pre section summary table tbody tfoot thead title tr ul
"""
_BLOCKS = frozenset(_BLOCKS_NAMES.split())
_UNREAD_NAMES = """
button figcaption iframe nav noscript script select style svg template textarea
"""
_UNREAD = frozenset(_UNREAD_NAMES.split())
"""Elements that hold nothing of an article."""

_INLINE_NAMES = """
a abbr acronym b bdi bdo big cite code del dfn em embed figure font i img input ins kbd label li link mark meta object
picture q rp rt ruby s samp small source span strike strong sub sup td th time tt u var video audio wbr c v lang
"""
_INLINE = frozenset(_INLINE_NAMES.split())
ELEMENTS = _BLOCKS | _UNREAD | _INLINE
"""The names of HTML elements that an article's text may have."""

_TAG = re.compile(
    r"<(?:!--|(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*(?:[:-][a-zA-Z0-9-]+)?)(?=[\s/>.])[^<>]*>|![a-zA-Z][^<>]*>)"
)
_SHORTCODE = re.compile(
    r"\[/?(?:caption|gallery|embed|video|audio|playlist|youtube|tweet|twitter|facebook|instagram|contact-form-7|vc_\w+"
    r"|et_pb_\w+|su_\w+|wp_\w+|quote|url|img|b|i|u|size|color|center|left|right)\b[^\[\]\n]*\]"
    r"|\[/?[a-z][a-z0-9_-]*\s[^\[\]\n=]*=[^\[\]\n]*\]"
)
_CAPTION = re.compile(r"\[caption\b[^\[\]\n]*\][^\[\]]*\[/caption\]")
_MARKDOWN = (
    (re.compile(r"!\[[^\[\]\n]*\]\([^()\s]*(?:\s\"[^\"\n]*\")?\)"), ""),
    (re.compile(r"\[([^\[\]\n]+)\]\((?:[a-z]+:|/|#)[^()\s]*(?:\s\"[^\"\n]*\")?\)"), r"\1"),
    (re.compile(r"^\s{0,3}\[[^\[\]\n]+\]:\s+(?:https?:|www\.)\S+.*$", re.MULTILINE), ""),
    (re.compile(r"(?<![A-Za-z0-9*])(\*{1,3})(?=[^\s*])([^*\n]+)(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"(?<![A-Za-z0-9_])__(?=[^\s_])([^_\n]+)(?<=\S)__(?!\w)"), r"\1"),
    (re.compile(r"~~(?=\S)([^~\n]+)~~"), r"\1"),
    (re.compile(r"(?<!`)(`{1,3})(?=[^`])([^`\n]+)\1(?!`)"), r"\2"),
    (re.compile(r"^[^\S\n]{0,3}#{1,6}[^\S\n]+(?=\S)", re.MULTILINE), ""),
    (re.compile(r"^[^\S\n]{0,3}(?:>[^\S\n]?)+", re.MULTILINE), ""),
    (re.compile(r"^[^\S\n]{0,3}(?:=|-){3,}[^\S\n]*$", re.MULTILINE), ""),
)
_TITLE = re.compile(r"\s*#[^\S\n]+(?P<title>\S[^\n]*)")
_MARKDOWN_SIGNS = re.compile(r"[*`~\[#>_]|^[=-]{3}", re.MULTILINE)


def plain_text(text: str) -> str:
    """Return `text` without escapes, tags, shortcodes, Markdown and the times of subtitles; linear in its length.

    Elements that are blocks end a line, items of a list open one. Text without mark-up comes back as it is.
    """
    plain = _undone(text)
    return text if plain == text else plain.strip()


def _undone(text: str) -> str:
    text = undo_escapes(text)
    if is_subtitles(text):
        text = spoken_text(text)
    if "<" in text:
        text = "".join(_untagged(text))
    if "[" in text:
        text = _SHORTCODE.sub("", _CAPTION.sub("", text))
    if _MARKDOWN_SIGNS.search(text):
        for pattern, plain in _MARKDOWN:
            text = pattern.sub(plain, text)
    return text


def plain_line(text: str) -> str:
    """Return `text`, such as a headline, without mark-up and on one line."""
    plain = plain_text(text)
    return text if plain == text else " ".join(plain.split())


def markdown_title(text: str) -> str:
    """Return the headline that `text` opens with in Markdown («# …»); empty if it does not."""
    match = _TITLE.match(text)
    return plain_line(match["title"].strip()) if match else ""


def _untagged(text: str) -> Iterator[str]:
    """The parts of `text` between its tags, and the stand-in for each tag."""
    lower, start = text.lower(), 0
    last_end = {name: lower.rfind(f"</{name}") for name in _UNREAD}
    comment_end = text.rfind("-->")
    position = 0
    while tag := _TAG.search(text, position):
        position = tag.end()
        name = (tag["name"] or "").lower()
        if name and not (name in ELEMENTS or ":" in name):
            continue  # «<writer@example.com>»
        yield text[start : tag.start()]
        yield _stand_in(name, is_end=bool(tag["end"]))
        if tag[0] == "<!--":
            position = text.find("-->", position) + 3 if position <= comment_end else position
        elif name in _UNREAD and not tag["end"] and position <= last_end[name]:
            position = lower.find(f"</{name}", position)
        start = position
    yield text[start:]


def _stand_in(name: str, *, is_end: bool) -> str:
    if name == "li":
        return "" if is_end else "\n• "
    if name in {"td", "th"}:
        return "\t" if is_end else ""
    return "\n" if name in _BLOCKS or name == "figcaption" else ""


XML_HEAD = 4096
"""Characters in which the root element begins."""

_PROLOG = re.compile(r"\ufeff?\s*(?P<xml><\?xml\b)?")
_ROOT = re.compile(
    r"(?:\s|<\?[^<>]*\?>|<!--(?:(?!-->).)*+-->|<![A-Za-z](?:[^<>\[]|\[[^\]]*\])*>)*+<(?P<name>[A-Za-z_][\w:.-]*)(?=[\s/>])",
    re.DOTALL,
)
FEED_ROOTS = frozenset({"rss", "rdf:rdf", "feed"})
"""Root elements of RSS and Atom, lower case."""

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
    name = find_root(head)
    if name == "html" or (not prolog["xml"] and (not name or name in ELEMENTS or not _is_closed(name, text))):
        return
    if name in FEED_ROOTS:
        raise ArticleError(where, f"this is {_KINDS[name]}: give it as a file of its own, named .xml")
    kind = _KINDS.get(name, "XML")
    raise ArticleError(where, f"this is {kind}, and XML is not read: give the articles as text, HTML or JSON")


def find_root(text: str) -> str:
    """Return the name of the root element of XML or HTML, lower case; empty if `text` begins with none."""
    root = _ROOT.match(text[:XML_HEAD].lstrip("\ufeff"))
    return root["name"].lower() if root else ""


def _is_closed(name: str, text: str) -> bool:
    return f"</{name}" in text.lower() or len(text) >= XML_HEAD
