"""An article's text, cut where the evidence of bullets begins and ends."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Span:
    """A part of the text that a bullet rests on; `anchor` is where a link to it leads."""

    start: int
    end: int
    bullet: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a paragraph: the bullets whose evidence it is, and the anchors of the evidence that begins here."""

    text: str
    bullets: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()


def paragraphs(text: str, spans: Iterable[Span]) -> list[list[Piece]]:
    """The paragraphs of `text`, blank ones left out, in pieces that lie wholly inside or outside of each span."""
    begins, ends = defaultdict[int, list[Span]](list), defaultdict[int, list[Span]](list)
    for span in spans:
        begins[span.start].append(span)
        ends[span.end].append(span)
    covering = Counter[str]()
    found: list[list[Piece]] = [[]]
    for start, end in pairwise(sorted({0, len(text)} | begins.keys() | ends.keys())):
        covering.subtract(span.bullet for span in ends[start])
        covering.update(span.bullet for span in begins[start])
        anchors = tuple(span.anchor for span in begins[start])
        for number, line in enumerate(text[start:end].split("\n")):
            if number:
                found.append([])
            if line:
                found[-1].append(Piece(line, tuple(sorted(+covering)), () if number else anchors))
    return [paragraph for paragraph in found if any(piece.text.strip() for piece in paragraph)]
