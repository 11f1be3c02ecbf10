"""Facts that a text takes from another place of its source: "5 dead" where the source has 9 dead, and 5 elsewhere.

That a fact stands somewhere in a long article says little of a short one: there are many numbers and names, and few
weekdays. So the words around it are compared, which needs both texts in one language.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Literal, Protocol, TypeAlias, TypeVar

from mujaz.facts.base import Facts, Number
from mujaz.facts.compare import Unsupported
from mujaz.facts.kept import NAMES
from mujaz.facts.meaning.skeletons import noun_skeleton
from mujaz.facts.names.base import Name
from mujaz.facts.names.letters import bare
from mujaz.facts.names.parts import parts_of
from mujaz.facts.same import same_date, same_number
from mujaz.facts.tokens import Tokens

Word: TypeAlias = tuple[Literal[-1, 1], str]
"""The consonants of a word, and whether it stands before a fact or after it."""

_AROUND = 5
_LEAST = 3
_BETTER, _NAME_BETTER = 2, 3


class _Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


P = TypeVar("P", bound=_Placed)


def misplaced(text: str, facts: Facts, source_text: str, source: Facts) -> Unsupported:
    """The facts of `text` that `source_text` states elsewhere only, while among the same words it states another.

    Both texts are of one language; `facts` and `source` are theirs. Numbers and dates that `source` does not state at
    all are the business of `unsupported`; of names, which are not all recognized in `source`, those are given here too
    that stand in the place of another.
    """
    here, there = _Around(text), _Around(source_text)
    numbers = [number for number in facts.numbers if number.bound != "order"]
    counted = [number for number in source.numbers if number.bound != "order"]
    return Unsupported(
        tuple(number for number in numbers if _elsewhere(number, numbers, counted, here, there, same_number)),
        tuple(date for date in facts.dates if _elsewhere(date, facts.dates, source.dates, here, there, same_date)),
        tuple(name for name in facts.names if _replaces(name, facts.names, source.names, here, there)),
    )


def _elsewhere(
    fact: P, facts: Sequence[P], source: Sequence[P], here: _Around, there: _Around, same: Callable[[P, P], bool]
) -> bool:
    """Whether the words of `fact` stand around one of `source` that nothing in `facts` says.

    Fewer of them are enough where what it counts is counted there, and never by a number like it: «5 عمال».
    """
    words, counted = here.words(fact), here.counted(fact)
    own = [other for other in source if same(fact, other)]
    if not own and not _by_form(fact):
        return False
    better = max((len(words & there.words(other)) for other in own), default=0) + _BETTER
    telling = counted and all(there.counted(other) != counted for other in own)

    def likely(other: P) -> bool:
        least = better if telling and there.counted(other) == counted else max(_LEAST, better)
        return len(words & there.words(other)) >= least

    return any(not any(same(one, other) for one in facts) for other in filter(likely, source))


def _by_form(fact: object) -> bool:
    """A one or two, which `unsupported` passes over."""
    return isinstance(fact, Number) and fact.low == fact.high and fact.low in {1, 2}


def _replaces(name: Name, names: Sequence[Name], source: Sequence[Name], here: _Around, there: _Around) -> bool:
    """Whether a name that nothing in `names` says stands in `source` where `name` stands: beside the same word."""
    if name.kind == "origin":
        return False
    words, beside = here.words(name), here.beside(name)
    own = (len(words & there.words(other)) for other in source if _one_name(name, other))
    least = max(_LEAST, max(own, default=0) + _NAME_BETTER)
    likely = (
        other for other in source if _is_place(name) == _is_place(other) and len(words & there.words(other)) >= least
    )
    return any(
        not beside.isdisjoint(there.beside(other)) and not any(_one_name(one, other) for one in names)
        for other in likely
    )


def _is_place(name: Name) -> bool:
    return name.kind == "place"


def _one_name(one: Name, other: Name) -> bool:
    """Whether two Arabic names may be one: they share a word, or are known as one (a country and its people)."""
    return not _marks(one.text).isdisjoint(_marks(other.text))


@lru_cache(maxsize=NAMES)
def _marks(name: str) -> frozenset[str]:
    """What tells names apart: their words without proclitics, and what they are known as."""
    parts = parts_of(name)
    known = {f"={entity.key}" for part in parts for entity in part.entities}
    return frozenset(known.union(*(bare(word) for part in parts for word in part.words if part.telling or not known)))


class _Around:
    """The words around the facts of a text, by their consonants."""

    def __init__(self, text: str) -> None:
        self._tokens = Tokens(text)
        self._starts = [self._tokens[at].start for at in range(len(self._tokens))]
        self._known: dict[tuple[int, int], frozenset[Word]] = {}

    def words(self, fact: _Placed) -> frozenset[Word]:
        """The words next to `fact`, some on either side."""
        place = fact.start, fact.end
        if place not in self._known:
            self._known[place] = self._near(fact, _AROUND)
        return self._known[place]

    def beside(self, fact: _Placed) -> frozenset[Word]:
        """The one word before `fact` and the one after it."""
        return self._near(fact, 1)

    def counted(self, fact: _Placed) -> str:
        """The consonants of the word right after a number; empty where none follows."""
        end = bisect_left(self._starts, fact.end)
        return next((bones for _, bones in self._words(1, range(end, end + 1)) if isinstance(fact, Number)), "")

    def _near(self, fact: _Placed, count: int) -> frozenset[Word]:
        first = bisect_right(self._starts, fact.start) - 1  # the token that it begins in, with its proclitic
        end = bisect_left(self._starts, fact.end)
        return self._words(-1, range(first - count, first)) | self._words(1, range(end, end + count))

    def _words(self, side: Literal[-1, 1], places: range) -> frozenset[Word]:
        words = (self._tokens[at] for at in places)
        return frozenset(
            (side, noun_skeleton(token.key)) for token in words if token.kind == "word" and len(token.key) > 1
        )
