"""A brief as a piece of HTML, for notebooks and for pages of one's own. Nothing in it acts as mark-up."""

from __future__ import annotations

from html import escape

from mujaz.flags.grouping import findings
from mujaz.flags.repairs import mended
from mujaz.pipeline.render import evidence_line, finding_line, notes_of, tally_line
from mujaz.text.controls import one_line
from mujaz.types import Brief, Bullet

_ARABIC = 'dir="rtl" lang="ar"'
_ENGLISH = 'dir="ltr" lang="en"'


def to_html(brief: Brief) -> str:
    """Return a brief as one ``<article>`` of HTML: the Arabic, below it the English, evidence, findings and repairs."""
    article = brief.article
    parts = [
        '<article class="mujaz-brief">',
        _element("h2", _ARABIC if article.title else 'dir="auto"', article.title or article.id),
        _element("p", _ENGLISH, article.title_en),
        _element("p", f'class="mujaz-flagged" {_ENGLISH}', tally_line(brief)),
        f"<ul {_ARABIC}>",
        *(_bullet(bullet) for bullet in brief.bullets),
        "</ul>",
        *(_element("p", f'class="mujaz-note" {_ENGLISH}', line) for line in notes_of(brief)),
        "</article>",
    ]
    return "\n".join(filter(None, parts)) + "\n"


def _bullet(bullet: Bullet) -> str:
    found = [_element("li", f'class="mujaz-{one.severity}"', finding_line(one)) for one in findings(bullet.flags)]
    repairs = [_element("li", 'class="mujaz-mended"', f"mended: {one.en}") for one in mended(bullet.repairs)]
    sentences = [_element("blockquote", _ARABIC, evidence.text) for evidence in bullet.evidence]
    summary = _element("summary", "", evidence_line(bullet))
    evidence = f"<details>{summary}{''.join(sentences)}</details>" if sentences else escape(evidence_line(bullet))
    below = "".join([f"<li>{evidence}</li>", *found, *repairs])
    english = _element("p", _ENGLISH, bullet.en)
    return f"<li>{_element('p', _ARABIC, bullet.ar)}{english}<ul {_ENGLISH}>{below}</ul></li>"


def _element(name: str, attributes: str, text: str) -> str:
    """Return an element that holds a text; empty without a text."""
    start = f"{name} {attributes}" if attributes else name
    return f"<{start}>{escape(one_line(text))}</{name}>" if text else ""
