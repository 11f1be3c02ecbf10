"""Briefs as HTML, for notebooks and for pages of one's own. Nothing in a brief acts as mark-up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from mujaz.flags.grouping import group_flags
from mujaz.flags.repairs import describe_repairs
from mujaz.pipeline.formats.base import (
    Language,
    OutputFormat,
    Style,
    describe_evidence,
    describe_finding,
    describe_notes,
    describe_tally,
)
from mujaz.pipeline.formats.directions import isolate_numbers
from mujaz.pipeline.formats.lines import describe_making, describe_notice
from mujaz.types import Brief, Bullet
from mujaz.wording import one_line

_ARABIC = 'dir="rtl" lang="ar"'
_ENGLISH = 'dir="ltr" lang="en"'
_HEAD = """<!doctype html>
<html lang="{language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>
<style>body {{ max-width: 50em; margin: 2em auto; padding: 0 1em; font-family: sans-serif }}
footer {{ color: #595959 }}</style></head>
<body>
"""


def to_html(brief: Brief) -> str:
    """Return a brief as one ``<article>`` of HTML: the Arabic, below it the English, evidence, findings and repairs."""
    article = brief.article
    elements = [
        '<article class="mujaz-brief">',
        _make_element("h2", _ARABIC if article.title else 'dir="auto"', article.title or article.id),
        _make_element("p", _ENGLISH, article.title_en),
        _make_element("p", f'class="mujaz-flagged" {_ENGLISH}', describe_tally(brief)),
        f"<ul {_ARABIC}>",
        *map(_make_item, brief.bullets),
        "</ul>",
        *(_make_element("p", f'class="mujaz-note" {_ENGLISH}', line) for line in describe_notes(brief)),
        "</article>",
    ]
    return "\n".join(filter(None, elements)) + "\n"


def write_html(briefs: Iterable[Brief], style: Style) -> Iterator[str]:
    """Yield a page with an ``<article>`` for each brief, and below it where it is from; its title is the first's."""
    is_first = True
    for brief in briefs:
        title = escape(one_line(brief.article.title or brief.article.id))
        head = _HEAD.format(language=style.labels, title=title) if is_first else ""
        yield head + to_html(brief) + _make_footer(brief, style.labels)
        is_first = False
    if not is_first:
        yield "</body>\n</html>\n"


def _make_footer(brief: Brief, language: Language) -> str:
    """Return date, address and id of the article, the notice that a machine wrote the brief, and its making."""
    article = brief.article
    source = " · ".join(filter(None, [article.date, article.url, article.id]))
    notes = [describe_notice(brief, language), describe_making(brief, language)]
    direction = _ARABIC if language == "ar" else _ENGLISH
    lines = [_make_element("p", _ENGLISH, source), *(_make_element("p", direction, note) for note in notes)]
    return f"<footer>{''.join(lines)}</footer>\n"


def _make_item(bullet: Bullet) -> str:
    sentences = "".join(_make_element("blockquote", _ARABIC, evidence.text) for evidence in bullet.evidence)
    evidence = describe_evidence(bullet)
    details = f"<details>{_make_element('summary', '', evidence)}{sentences}</details>" if sentences else evidence
    below = [f"<li>{details}</li>"]
    below += [
        _make_element("li", f'class="mujaz-{finding.severity}"', describe_finding(finding))
        for finding in group_flags(bullet.flags)
    ]
    below += [
        _make_element("li", 'class="mujaz-repaired"', f"repaired: {text.en}")
        for text in describe_repairs(bullet.repairs)
    ]
    arabic, english = _make_element("p", _ARABIC, bullet.ar), _make_element("p", _ENGLISH, bullet.en)
    return f"<li>{arabic}{english}<ul {_ENGLISH}>{''.join(below)}</ul></li>"


def _make_element(name: str, attributes: str, text: str) -> str:
    """Return an element that holds a text; empty without a text."""
    start = f"{name} {attributes}" if attributes else name
    line = one_line(text)
    shown = isolate_numbers(line) if attributes == _ARABIC else line
    return f"<{start}>{escape(shown)}</{name}>" if text else ""


FORMAT = OutputFormat("html", (".html", ".htm"), write_html)
