"""The contract of a strategy: it proposes candidate bullets; ranking, selection and evidence are the same for all."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Self

from mujaz.models.bundle import Bundle
from mujaz.profiles import Profile
from mujaz.text.document import Document
from mujaz.types import Flag, Sentence

Retelling = Literal["options", "hypotheses"]
"""How something is told anew: with other options, or by the other hypotheses of the beam."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A bullet that a strategy proposes.

    Attributes:
        text: The bullet in Arabic.
        sentences: The sentences that it can rest on, in article order: those that the strategy made it from.
        score: Opinion of the strategy itself, added to the rank; 0 if it has none.
        flags: Findings about how it was made, for an editor.
    """

    text: str
    sentences: tuple[Sentence, ...]
    score: float = 0.0
    flags: tuple[Flag, ...] = ()


class Strategy(ABC):
    """A way of making bullets. `mujaz.summarize.STRATEGIES` names them.

    Attributes:
        bundles: The models behind it.
    """

    bundles: tuple[Bundle, ...] = ()

    @classmethod
    @abstractmethod
    def from_profile(cls, profile: Profile) -> Self:
        """Make the strategy as `profile` wants it.

        Raises:
            ModelError: The strategy needs a model that the profile does not name, or that cannot be loaded.
        """

    @abstractmethod
    def candidates(self, documents: Sequence[Document]) -> list[list[Candidate]]:
        """For each document the bullets that could stand for it, in any order, more than will be kept."""

    def retell(self, requests: Sequence[tuple[Document, Sentence]], retelling: Retelling) -> list[list[Candidate]]:  # noqa: ARG002
        """Return other bullets for the passage that a sentence is in, the best first.

        A strategy with but one way to tell it has none, as here.
        """
        return [[] for _ in requests]
