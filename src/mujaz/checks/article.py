"""The facts that an article states, found once, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from mujaz.facts.base import Fact, Facts
from mujaz.facts.compare import find_misplaced, is_supported, join_facts
from mujaz.facts.find import find_facts
from mujaz.facts.kinds import kind_of
from mujaz.flags.catalogue import Place
from mujaz.text.document import Document
from mujaz.text.proclitics import AND, CONJUNCTIONS, DENIALS, has_host
from mujaz.types import Sentence

# A letter, but for the «و» and «ف» that trimming takes off a sentence's first word.
_INSIDE_WORD = re.compile(r"(?:[^\W_](?<![وف])|[^\W_][وف])$")
_COMPARED = 100_000
"""Characters of an article in which the words around a fact are looked at: some fifteen times a long article."""

_TURNING = DENIALS | {"غير", "بلا", "قد", "ربما", "لعل"}
"""Words behind which a text says something else than with them: those that deny, and hedges."""


@dataclass(frozen=True, slots=True)
class _Part:
    """The headline, the deck or a sentence; headline and deck have no `sentence`."""

    text: str
    facts: Facts
    sentence: Sentence | None = None


def _may_begin_after(before: str) -> bool:
    """Tell whether a text is whole without what comes before it in its sentence."""
    if _INSIDE_WORD.search(before):
        return False
    last = before.removesuffix(AND).split()[-1:]
    return not last or not has_host(last[0], _TURNING, CONJUNCTIONS)


class ArticleFacts:
    """The facts of an article: of its sentences, headline and deck, not of what was set aside as boilerplate.

    Names are supported by its words, without being found in it. The facts are found when they are first asked for: a
    brief whose bullets are the article's sentences and whose English agrees with them never asks.
    """

    def __init__(self, document: Document) -> None:
        self._document = document

    def quotes(self, text: str) -> bool:
        """Tell whether a sentence of the article has `text` word for word, its closing mark aside.

        It may begin anywhere in the sentence, but not behind a word that negates or hedges it.
        """
        words = text.rstrip(".… ")
        cuts = (sentence.text.partition(words) for sentence in self._document.sentences)
        return any(_may_begin_after(before) for before, match, _ in cuts if match)

    @cached_property
    def facts(self) -> Facts:
        """Join the facts of all parts; spans count the characters of the part that each is from."""
        return join_facts(part.facts for part in self._parts)

    def states(self, fact: Fact) -> bool:
        """Tell whether the headline, the deck or one sentence states what a fact of another text states.

        One sentence must have the whole name: among all words of a long article some are spelled like any.
        """
        if not is_supported(fact, self.facts):  # asked first, since it costs less than each sentence by itself
            return False
        return not kind_of(fact).by_words or next(self._supporting(fact), None) is not None

    def recognizes(self, fact: Fact) -> bool:
        """Tell whether the fact is found in the first sentence with it: words spelled like a name are no name."""
        first = next(self._supporting(fact), None)
        return first is not None and (not kind_of(fact).by_words or _find_equal(first, fact) is not None)

    def locate(self, fact: Fact) -> Place | None:
        """Return the place at which the article first states the same; None if that is not known."""
        return next(filter(None, (self._place(part, fact) for part in self._supporting(fact))), None)

    def _supporting(self, fact: Fact) -> Iterator[_Part]:
        return (part for part in self._parts if part.facts.words and is_supported(fact, part.facts))

    def find_misplaced(self, text: str, facts: Facts) -> Facts:
        """Find the facts of an Arabic text that the article has elsewhere, while among the same words it has others."""
        return find_misplaced(text, facts, *self._beginning)

    @cached_property
    def _beginning(self) -> tuple[str, Facts]:
        """The beginning of the article, with which words are compared, and its facts."""
        text = "\n".join(part.text for part in self._parts)[:_COMPARED]
        return text, find_facts(text, "ar")

    @cached_property
    def _parts(self) -> tuple[_Part, ...]:
        return tuple(self._read())

    def _read(self) -> Iterator[_Part]:
        for text in filter(None, (self._document.title, self._document.deck)):
            yield _Part(text, find_facts(text, "ar", names=False))
        for sentence in self._document.sentences:
            yield _Part(sentence.text, find_facts(sentence.text, "ar", names=False), sentence)

    def _place(self, part: _Part, fact: Fact) -> Place | None:
        """Return the place of that fact in `part`; the whole of it if that cannot be told."""
        start, end = _span(part, fact)
        if part.sentence is None:
            return Place("title", start, end) if part.text == self._document.title else None
        first, last = part.sentence.start, part.sentence.end
        if self._document.article.text[first:last] != part.text:  # cleaned: characters were taken out or changed
            return Place("article", first, last)
        return Place("article", first + start, first + end)


def _span(part: _Part, fact: Fact) -> tuple[int, int]:
    equal = _find_equal(part, fact)
    return (equal.start, equal.end) if equal else (0, len(part.text))


def _find_equal(part: _Part, fact: Fact) -> Fact | None:
    """Return the fact of `part` that is the same."""
    kind = kind_of(fact)
    facts = find_arabic_facts(part.text) if kind.by_words else part.facts
    return next((candidate for candidate in facts.of(kind.type) if kind.is_same(fact, candidate)), None)


@lru_cache(maxsize=64)
def find_arabic_facts(text: str) -> Facts:
    """Find the facts of a sentence, which is asked about for each name that it may support, and each hypothesis."""
    return find_facts(text, "ar")
