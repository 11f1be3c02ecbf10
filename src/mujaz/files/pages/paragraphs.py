"""Joining the plain paragraphs of a long page, many in one element, so that a million of them are read in linear time.

trafilatura asks of each element in turn whether it belongs to the article, and libxml2 compares each with all before
it. Paragraphs with the same attributes and nothing but words that follow one another in one parent belong together.
They are given to both as one paragraph, whose text is split again afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

MOST_JOINED = 200
"""Paragraphs that are joined into one."""

_FORMATTING = frozenset({"b", "strong", "i", "em", "u", "mark"})
# Printable, because trafilatura drops what is not; no text has a use for a picture of a control character.
_BORDER = "\u241e"


def join_paragraphs(tree: Any) -> None:
    """Put plain paragraphs that follow one another into the first of them, `MOST_JOINED` at a time; drop comments.

    Args:
        tree: The root element of the page, as lxml parses it; it is changed.
    """
    etree.strip_elements(tree, etree.Comment, with_tail=False)
    for parent in tree.iter():
        for run in _find_runs(parent):
            run[0].text = f" {_BORDER} ".join(filter(None, map(_read_words, run)))
            del run[0][:]
            for paragraph in run[1:]:
                parent.remove(paragraph)


def split_paragraphs(text: str) -> str:
    """Return the text of a page with each joined paragraph on a line of its own."""
    return "\n".join(map(str.strip, text.split(_BORDER)))


def _find_runs(parent: Any) -> Iterator[list[Any]]:
    """Yield plain paragraphs that follow one another, at least two; the caller may remove all but the first."""
    run: list[Any] = []
    child = next(iter(parent), None)
    while child is not None:
        following = child.getnext()
        is_plain = _is_plain(child)
        if run and not (is_plain and len(run) < MOST_JOINED and child.items() == run[0].items()):
            if len(run) > 1:
                yield run
            run = []
        if is_plain:
            run.append(child)
        child = following
    if len(run) > 1:
        yield run


def _is_plain(element: Any) -> bool:
    """Tell whether it is a paragraph that holds words only, with no text between it and the next element."""
    return (
        element.tag == "p"
        and not (element.tail or "").strip()
        and all(child.tag in _FORMATTING and not len(child) for child in element)
    )


def _read_words(paragraph: Any) -> str:
    text = "".join(paragraph.itertext()) if len(paragraph) else paragraph.text or ""
    return " ".join(text.replace(_BORDER, " ").split())
