"""Facts that a text takes from another place of its source: "5 dead" where the source has 9 dead, and 5 elsewhere.

That a fact stands somewhere in a long article says little of a short one: there are many numbers, and few weekdays. So
the words around it are compared, which needs both texts in one language.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from mujaz.facts.base import Facts, Number
from mujaz.facts.compare import Unsupported
from mujaz.facts.same import same_date, same_number
from mujaz.facts.skeletons import noun_skeleton
from mujaz.facts.tokens import Tokens

_AROUND = 5
_LEAST = 3
_BETTER = 2


class _Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


P = TypeVar("P", bound=_Placed)


def misplaced(text: str, facts: Facts, source_text: str, source: Facts) -> Unsupported:
    """The facts of `text` that `source_text` states elsewhere only, while among the same words it states another.

    Both texts are of one language; `facts` and `source` are theirs. What `source` does not state at all is the
    business of `unsupported`.
    """
    here, there = _Around(text), _Around(source_text)
    numbers = [number for number in facts.numbers if number.bound != "order"]
    counted = [number for number in source.numbers if number.bound != "order"]
    return Unsupported(
        tuple(number for number in numbers if _elsewhere(number, numbers, counted, here, there, same_number)),
        tuple(date for date in facts.dates if _elsewhere(date, facts.dates, source.dates, here, there, same_date)),
    )


def _elsewhere(
    fact: P, facts: Sequence[P], source: Sequence[P], here: _Around, there: _Around, same: Callable[[P, P], bool]
) -> bool:
    """Whether the words of `fact` stand around one of `source` that nothing in `facts` says."""
    words = here.words(fact)
    own = [len(words & there.words(other)) for other in source if same(fact, other)]
    if not own and not _by_form(fact):
        return False
    least = max(_LEAST, max(own, default=0) + _BETTER)
    likely = (other for other in source if len(words & there.words(other)) >= least)
    return any(not any(same(one, other) for one in facts) for other in likely)


def _by_form(fact: object) -> bool:
    """A one or two, which `unsupported` passes over."""
    return isinstance(fact, Number) and fact.low == fact.high and fact.low in {1, 2}


class _Around:
    """The words around the facts of a text, by their consonants."""

    def __init__(self, text: str) -> None:
        self._tokens = Tokens(text)
        self._starts = [self._tokens[at].start for at in range(len(self._tokens))]
        self._known: dict[tuple[int, int], frozenset[str]] = {}

    def words(self, fact: _Placed) -> frozenset[str]:
        """The words next to `fact`, some on either side."""
        place = fact.start, fact.end
        if place not in self._known:
            self._known[place] = self._near(*place)
        return self._known[place]

    def _near(self, start: int, end: int) -> frozenset[str]:
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        near = [*range(first - _AROUND, first), *range(last, last + _AROUND)]
        words = (self._tokens[at] for at in near)
        return frozenset(noun_skeleton(token.key) for token in words if token.kind == "word" and len(token.key) > 1)
