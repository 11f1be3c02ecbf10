"""What a name is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

NameKind: TypeAlias = Literal["person", "place", "organization", "origin", "unknown"]
"""``origin`` is an adjective that names where somebody or something is from («التركي», "Turkish")."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as a text states it.

    Attributes:
        start: Where it starts; proclitics and titles are left out, the Arabic article belongs to it.
        end: Where it ends.
        text: What stands there, with the article that «لل» has swallowed.
    """

    start: int
    end: int
    text: str
    kind: NameKind = "unknown"
