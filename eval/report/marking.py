"""Text on a page: escaped, cut at evidence, with what flags are about and what two texts differ in marked."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from markupsafe import Markup, escape
from rapidfuzz.distance import LCSseq

from mujaz.eval.metrics.tokenization import ArabicTokenizer
from mujaz.flags.catalogue import Place, read_place
from mujaz.types import Flag, Severity

# Embeddings, overrides and isolates, and control characters that mean nothing in a text.
_CONTROL = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def shown(text: str) -> Markup:
    """Return `text` escaped, characters that would act unseen replaced by their names, as in U+202E."""
    marked = _CONTROL.sub(
        lambda match: f'<span class="control" dir="ltr">U+{ord(match[0]):04X}</span>', str(escape(text))
    )
    return Markup(marked)  # noqa: S704 - escaped, and what is put in is ours


LONGEST = 2_000
"""Words of a text that are compared; the time grows with the square."""

_TOKENIZER = ArabicTokenizer(fold=frozenset({"alef", "diacritics", "digits"}))


@dataclass(frozen=True, slots=True)
class Change:
    """Words that both texts have, that only the first has (``del``), or only the second (``ins``)."""

    kind: Literal["same", "del", "ins"]
    text: str


def differences(before: str, after: str) -> list[Change]:
    """Return how `before` becomes `after`. Words whose stems are alike are the same, punctuation does not count."""
    old, new = before.split()[:LONGEST], after.split()[:LONGEST]
    changes = []
    for step in LCSseq.opcodes(list(map(_TOKENIZER, old)), list(map(_TOKENIZER, new))):
        if step.tag == "equal":
            changes.append(Change("same", " ".join(new[step.dest_start : step.dest_end])))
        if step.tag in ("delete", "replace"):
            changes.append(Change("del", " ".join(old[step.src_start : step.src_end])))
        if step.tag in ("insert", "replace"):
            changes.append(Change("ins", " ".join(new[step.dest_start : step.dest_end])))
    return changes


@dataclass(frozen=True, slots=True)
class Span:
    """A part of the text that a bullet rests on; a link to it leads to `anchor`."""

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
    """Return the paragraphs of `text` without blank ones, in pieces that lie wholly inside or outside of each span."""
    begins, ends = defaultdict[int, list[Span]](list), defaultdict[int, list[Span]](list)
    for span in spans:
        begins[span.start].append(span)
        ends[span.end].append(span)
    covering = Counter[str]()
    lines_of_pieces: list[list[Piece]] = [[]]
    for start, end in pairwise(sorted({0, len(text)} | begins.keys() | ends.keys())):
        covering.subtract(span.bullet for span in ends[start])
        covering.update(span.bullet for span in begins[start])
        anchors = tuple(span.anchor for span in begins[start])
        for number, line in enumerate(text[start:end].split("\n")):
            if number:
                lines_of_pieces.append([])
            if line:
                lines_of_pieces[-1].append(Piece(line, tuple(sorted(+covering)), () if number else anchors))
    return [paragraph for paragraph in lines_of_pieces if any(piece.text.strip() for piece in paragraph)]


_WORST_FIRST: tuple[Severity, ...] = ("severe", "warning", "info")


@dataclass(frozen=True, slots=True)
class Highlight:
    """A part of a text, and the severity of the worst flag on it; empty if there is none."""

    text: str
    severity: Severity | str = ""


def highlighted(text: str, part: str, flags: Iterable[Flag]) -> list[Highlight]:
    """Return `text` in pieces, each inside or outside of every span that `flags` name in `part` (``ar``, ``en``).

    Spans that `text` does not have, as when it was corrected since, are left out.
    """
    spans = [(place, flag.severity) for flag in flags for place in _places(flag, part) if place.end <= len(text)]
    borders = sorted({0, len(text), *(border for place, _ in spans for border in (place.start, place.end))})
    return [Highlight(text[start:end], _worst(start, spans)) for start, end in pairwise(borders)]


def _places(flag: Flag, part: str) -> list[Place]:
    places = map(read_place, (flag.where, flag.source))
    return [place for place in places if place and place.part == part]


def _worst(start: int, spans: Sequence[tuple[Place, Severity]]) -> str:
    severities = {severity for place, severity in spans if place.start <= start < place.end}
    return next((severity for severity in _WORST_FIRST if severity in severities), "")
