"""What the readers of both languages give: a value and the tokens that it took."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

from mujaz.facts.base import Bound
from mujaz.facts.tokens import Tokens

_OF_YEARS = frozenset({10, 100})


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

    def told_also_by(self, parts: int) -> Reading:
        """Return the reading with what it is in a unit of which `parts` are one of its own.

        Whole numbers are told so of decades and centuries only: two hours are seldom 120 minutes.
        """
        rare = self.value.denominator == 1 and parts not in _OF_YEARS
        return self if parts == 1 or rare or self.other is not None else replace(self, other=self.value * parts)

    def times(self, factor: Fraction | int, end: int, scale: int) -> Reading:
        """Return the reading with a scale after it, which ends before token `end`."""
        other = None if self.other is None else self.other * factor
        return replace(self, value=self.value * factor, end=end, scale=scale, other=other)


Reader: TypeAlias = Callable[[Tokens, int], Reading | None]
