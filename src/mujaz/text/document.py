"""An article as the rest of Mujaz reads it: its sentences and where they stand, and nothing else of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mujaz.errors import ArticleError
from mujaz.text.boilerplate import boilerplate_lines, is_boilerplate
from mujaz.text.clean import CleanText, clean
from mujaz.text.dateline import dateline_end
from mujaz.text.headings import find_headings
from mujaz.text.script import require_arabic
from mujaz.text.sentences import sentence_spans
from mujaz.types import Article, Sentence

_LINE = re.compile(r"[^\s](?:[^\n]*[^\s])?")


@dataclass(frozen=True, slots=True)
class Document:
    """An article read.

    Attributes:
        article: As it came in.
        title: Its headline: the article's own, else the one recognized in the text, else empty.
        deck: The line that goes with the headline, empty where none was recognized.
        sentences: What the article says, in order; `index` and `paragraph` count from 0.
        dropped: What of the text is in no sentence: boilerplate, the lines of headline, deck and cross-headings, and
            the dateline. Together with `sentences` it covers the text, white space left out.
    """

    article: Article
    title: str
    deck: str
    sentences: tuple[Sentence, ...]
    dropped: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph of the cleaned text, or a part of one; `start` is where it begins there."""

    text: str
    start: int
    paragraph: int

    def cut(self, start: int, end: int) -> _Line:
        """A part of it, without the space after."""
        return _Line(self.text[start:end].rstrip(), self.start + start, self.paragraph)


def read_document(article: Article) -> Document:
    """Clean an article, part its sentences from the page's furniture, and keep where each stands.

    Raises:
        ArticleError: The text is not Arabic, is too short, or nothing is left of it.
    """
    cleaned = clean(article.text)
    require_arabic(cleaned.text, article.where)
    lines = [_Line(found[0], found.start(), index) for index, found in enumerate(_LINE.finditer(cleaned.text))]
    furniture = boilerplate_lines([line.text for line in lines])
    own = [line for line, is_furniture in zip(lines, furniture, strict=True) if not is_furniture]
    headings = find_headings([line.text for line in own], clean(article.title).text.strip())
    body = {line.paragraph for index, line in enumerate(own) if index not in headings.lines}
    kept, dropped = _part(lines, body)
    if not kept:
        raise ArticleError(article.where, "nothing but headings, links and prompts; there is no article in it")
    return Document(article, headings.title, headings.deck, _sentences(kept, cleaned), _sentences(dropped, cleaned))


def _part(lines: Iterable[_Line], body: set[int]) -> tuple[list[_Line], list[_Line]]:
    """The sentences of the paragraphs in `body`, and all the rest."""
    kept: list[_Line] = []
    dropped: list[_Line] = []
    first = min(body, default=None)
    for line in lines:
        head = dateline_end(line.text) if line.paragraph == first else 0
        dropped += [line.cut(0, head)] if head else []
        for start, end in sentence_spans(line.text[head:]):
            sentence = line.cut(head + start, head + end)
            keep = line.paragraph in body and not is_boilerplate(sentence.text)
            (kept if keep else dropped).append(sentence)
    return kept, dropped


def _sentences(lines: Iterable[_Line], cleaned: CleanText) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(text=line.text, start=span[0], end=span[1], index=index, paragraph=line.paragraph)
        for index, line in enumerate(lines)
        for span in [cleaned.span(line.start, line.start + len(line.text))]
    )
