"""An article as the rest of Mujaz reads it: its sentences with their places, and nothing else of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mujaz.errors import ArticleError
from mujaz.text.boilerplate import boilerplate_lines, is_boilerplate
from mujaz.text.bulletin import cut_bulletin
from mujaz.text.clean import CleanText, clean
from mujaz.text.headings import find_headings
from mujaz.text.labels import dateline_end, label_end
from mujaz.text.script import MIN_WORDS, is_foreign, require_arabic
from mujaz.text.sentences import sentence_spans
from mujaz.text.words import words
from mujaz.text.wrapping import join_wrapped, table_rows
from mujaz.types import Article, Sentence

MOST_SENTENCES = 1_100_000
"""Lines of an article, and its sentences: each takes a kilobyte of memory or more, however few letters it has."""

SHORTEST_REPEAT = 4
"""Words of a paragraph from which on it is left out when it comes again."""

_STOP = re.compile(r"[.!؟?…][»\"”)\]]*$")
_LINE = re.compile(r"[^\s](?:[^\n]*[^\s])?")


@dataclass(frozen=True, slots=True)
class Document:
    """An article read.

    Attributes:
        article: As it came in.
        title: Its headline: the article's own, else the one recognized in the text, else empty.
        deck: The line that goes with the headline, empty if none was recognized.
        sentences: The sentences of the article, in order; `index` and `paragraph` count from 0.
        dropped: The parts of the text that are in no sentence: boilerplate, the lines of headline, deck and
            cross-headings, the dateline, labels at the heads of lines, rows of tables, what is in another
            language, and paragraphs that come again. With `sentences` it covers the text, white space left out.
        items: How many unrelated items a bulletin without punctuation has; 1 for an article.
        foreign: How many of the dropped are sentences in another language than Arabic.
    """

    article: Article
    title: str
    deck: str
    sentences: tuple[Sentence, ...]
    dropped: tuple[Sentence, ...]
    items: int = 1
    foreign: int = 0


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph of the cleaned text, or a part of one; `start` is its first character there."""

    text: str
    start: int
    paragraph: int

    def cut(self, start: int, end: int) -> _Line:
        """Return a part of it, without the space after."""
        return _Line(self.text[start:end].rstrip(), self.start + start, self.paragraph)


def read_document(article: Article) -> Document:
    """Clean an article, part its sentences from the page's furniture, and keep the place of each.

    Raises:
        ArticleError: The text is not Arabic, is too short, has too many lines or sentences, or nothing is left of it.
    """
    cleaned = clean(article.text)
    require_arabic(cleaned.text, article.where)
    _refuse_more(sum(1 for _ in _LINE.finditer(cleaned.text)), article.where)
    cleaned = join_wrapped(cleaned)
    lines = [_Line(match[0], match.start(), index) for index, match in enumerate(_LINE.finditer(cleaned.text))]
    # With their tabs and wide gaps, which part the cells of tables.
    typed = [article.text[slice(*cleaned.span(line.start, line.start + len(line.text)))] for line in lines]
    body_lines = _own_lines(lines, typed)
    headings = find_headings([line.text for line in body_lines], clean(article.title).text.strip())
    body = {line.paragraph for index, line in enumerate(body_lines) if index not in headings.lines}
    sentence_lines, dropped, items = _part(lines, body, article.where)
    if not sentence_lines:
        raise ArticleError(article.where, "nothing but headings, links and prompts; there is no article in it")
    sentences, other_sentences = _sentences(sentence_lines, cleaned), _sentences(dropped, cleaned)
    foreign = sum(len(words(sentence.text)) >= MIN_WORDS and is_foreign(sentence.text) for sentence in other_sentences)
    return Document(article, headings.title, headings.deck, sentences, other_sentences, items, foreign)


def _refuse_more(count: int, where: str) -> None:
    if count > MOST_SENTENCES:
        raise ArticleError(where, f"more than {MOST_SENTENCES:,} lines or sentences; split it")


def _own_lines(lines: Sequence[_Line], typed: Sequence[str]) -> list[_Line]:
    """Those of `lines` that may be the article's: no furniture, no rows of tables, no other language, nothing twice."""
    article_lines: list[_Line] = []
    seen: set[tuple[str, ...]] = set()
    furniture = boilerplate_lines([line.text for line in lines])
    for line, is_furniture, is_row in zip(lines, furniture, table_rows(typed), strict=True):
        key = tuple(words(line.text))
        is_repeat = key in seen and len(key) >= SHORTEST_REPEAT and _STOP.search(line.text)  # else it is a headline
        seen.add(key)
        if not (is_furniture or is_row or is_repeat or is_foreign(line.text)):
            article_lines.append(line)
    return article_lines


def _part(lines: Iterable[_Line], body: set[int], where: str) -> tuple[list[_Line], list[_Line], int]:
    """The sentences of the paragraphs in `body`, all the rest, and how many items of a bulletin are in the former."""
    sentences: list[_Line] = []
    dropped: list[_Line] = []
    first = min(body, default=None)
    extra_items = 0
    for line in lines:
        head = label_end(line.text)
        head += dateline_end(line.text[head:]) if line.paragraph == first else 0
        dropped += [line.cut(0, head)] if head else []
        for start, end in sentence_spans(line.text[head:]):
            _refuse_more(len(sentences) + len(dropped) + 1, where)
            sentence = line.cut(head + start, head + end)
            keep = line.paragraph in body and not is_boilerplate(sentence.text) and not is_foreign(sentence.text)
            cuts, items = cut_bulletin(sentence.text) if keep else ([], 1)
            extra_items += items - 1
            (sentences if keep else dropped).extend(
                sentence.cut(*span) for span in pairwise([0, *cuts, len(sentence.text)])
            )
    return sentences, dropped, 1 + extra_items


def _sentences(lines: Iterable[_Line], cleaned: CleanText) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(text=line.text, start=span[0], end=span[1], index=index, paragraph=line.paragraph)
        for index, line in enumerate(lines)
        for span in [cleaned.span(line.start, line.start + len(line.text))]
    )
