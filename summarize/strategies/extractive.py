"""The article's own sentences as bullets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from mujaz.flags.catalogue import make_flag
from mujaz.profiles import Profile
from mujaz.summarize.dependence import only_asks
from mujaz.summarize.overlong import shorten
from mujaz.summarize.strategies.base import Candidate, Strategy
from mujaz.summarize.trimming import trim
from mujaz.text.document import Document
from mujaz.types import Sentence

MOST_WORDS = 120
"""A sentence that is longer even when trimmed makes a bullet that breaks off here, and says so."""

_BREAKS_OFF = make_flag("breaks-off", "ar", most=MOST_WORDS)


class Extractive(Strategy):
    """Proposes every sentence, trimmed so that it stands alone; no question if there are statements."""

    @classmethod
    def from_profile(cls, profile: Profile) -> Self:  # noqa: ARG003  (the interface has it)
        """Needs nothing of the profile."""
        return cls()

    def candidates(self, documents: Sequence[Document]) -> list[list[Candidate]]:
        """Return each sentence of each document that states something, or all of them if none does."""
        return [[self._propose(sentence) for sentence in _find_statements(document)] for document in documents]

    def _propose(self, sentence: Sentence) -> Candidate:
        return quote_sentence(sentence)


def _find_statements(document: Document) -> Sequence[Sentence]:
    return [sentence for sentence in document.sentences if not only_asks(sentence.text)] or document.sentences


def quote_sentence(sentence: Sentence) -> Candidate:
    """Return `sentence` as a bullet."""
    text = trim(sentence.text)
    short = shorten(text, MOST_WORDS)
    return Candidate(text=short, sentences=(sentence,), flags=() if short == text else (_BREAKS_OFF,))
