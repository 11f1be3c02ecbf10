"""One summary of an article's beginning, as the papers on mT5 and XL-Sum make and measure it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mujaz.summarize.strategies.base import Candidate
from mujaz.summarize.strategies.mt5 import Mt5
from mujaz.text.clean import for_model
from mujaz.text.document import Document
from mujaz.types import Passage, Sentence


class Mt5Single(Mt5):
    """Proposes one bullet: all that the model writes for as much of the article as it reads.

    Only this can be compared with published scores (Hasan et al. 2021); several bullets come from several passages.
    """

    def candidates(self, documents: Sequence[Document]) -> list[list[Candidate]]:
        """One bullet a document, its sentences joined."""
        return [[_joined(found)] for found in super().candidates(documents)]

    def _pack(self, document: Document) -> list[Passage]:
        read = self._beginning(document.sentences)
        return [Passage(text=" ".join(for_model(sentence.text) for sentence in read), sentences=read)]

    def _beginning(self, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
        """The sentences that the model reads, the last of them in part."""
        pieces = 0
        for index, sentence in enumerate(sentences):
            if pieces >= self._options.max_input_pieces:
                return tuple(sentences[:index])
            pieces += self._engine.count_pieces(for_model(sentence.text))
        return tuple(sentences)


def _joined(found: Sequence[Candidate]) -> Candidate:
    flags = dict.fromkeys(flag for candidate in found for flag in candidate.flags)
    return replace(found[0], text=" ".join(candidate.text for candidate in found), flags=tuple(flags))
