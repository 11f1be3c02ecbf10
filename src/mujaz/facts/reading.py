"""What the readers of both languages give: a value and the tokens that it took."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

from mujaz.facts.base import Bound
from mujaz.facts.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Reading:
    """A number read from tokens.

    Attributes:
        skip: How many characters of its first token are proclitics.
        scale: The scale that was named last (1000 of «3 آلاف»), 1 where none was.
        other: A second reading of it, where how it is written leaves two.
    """

    value: Fraction
    start: int
    end: int
    skip: int = 0
    scale: int = 1
    bound: Bound = "exact"
    ordinal: bool = False
    unit: str = ""
    other: Fraction | None = None

    def times(self, factor: Fraction | int, end: int, scale: int) -> Reading:
        """Return the reading with a scale after it, which ends before token `end`."""
        other = None if self.other is None else self.other * factor
        return replace(self, value=self.value * factor, end=end, scale=scale, other=other)


Reader: TypeAlias = Callable[[Tokens, int], Reading | None]
