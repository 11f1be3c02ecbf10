"""What a strategy is: it proposes candidate bullets; ranking, selection and evidence are the same for all."""

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
        score: What the strategy itself thinks of it, added to its rank; 0 where it has no opinion.
        flags: What an editor should know about how it was made.
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
        """The strategy as `profile` wants it.

        Raises:
            ModelError: The strategy needs a model that the profile does not name, or that cannot be loaded.
        """

    @abstractmethod
    def candidates(self, documents: Sequence[Document]) -> list[list[Candidate]]:
        """For each document the bullets that could stand for it, in any order, more than will be kept."""

    def retell(self, requests: Sequence[tuple[Document, Sentence]], how: Retelling) -> list[list[Candidate]]:  # noqa: ARG002
        """For the passage of a document in which a sentence stands, other bullets, the best first.

        None where the strategy has but one way to tell it, as it is by default.
        """
        return [[] for _ in requests]
