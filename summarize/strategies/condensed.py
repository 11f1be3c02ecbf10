"""The article's own sentences, shortened: what can be spared is left out."""

from __future__ import annotations

from dataclasses import replace
from typing import Self

from mujaz.profiles import Profile
from mujaz.summarize.condensing import AIM, condense
from mujaz.summarize.strategies.base import Candidate
from mujaz.summarize.strategies.extractive import Extractive
from mujaz.types import Sentence

COST_OF_A_WORD = 0.09
"""Loss in rank for each word over the aim: of two sentences that tell as much, the shorter one is taken."""


class Condensed(Extractive):
    """Proposes every sentence, trimmed and shortened to so many words if that can be done without changing it.

    Args:
        words: Words of a bullet that are aimed at.
    """

    def __init__(self, words: int = AIM) -> None:
        self._words = words

    @classmethod
    def from_profile(cls, profile: Profile) -> Self:
        """Take the aim from the profile."""
        return cls(profile.words)

    def _propose(self, sentence: Sentence) -> Candidate:
        candidate = super()._propose(sentence)
        text = condense(candidate.text, self._words)
        over = max(0, len(text.split()) - self._words)
        return replace(candidate, text=text, score=-COST_OF_A_WORD * over)
