"""Facts: statements of a text that can be checked, such as numbers, dates and names, in a normalized form."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain
from typing import Any, ClassVar, Generic, Literal, Protocol, TypeAlias, TypeVar, cast

from mujaz.facts.meaning.skeletons import Surroundings
from mujaz.facts.tokens import Tokens
from mujaz.text.proclitics import ARTICLE

Language: TypeAlias = Literal["ar", "en"]

Bound: TypeAlias = Literal["exact", "about", "over", "under", "order"]
"""How a number is meant: ``order`` names a magnitude only («مئات الآلاف», "dozens")."""

Sign: TypeAlias = Literal["", "minus", "down"]

Shift: TypeAlias = tuple[Literal["day", "week", "month", "year"], int]
"""Counted from the day of the text: ``("day", -1)`` is yesterday, ``("year", 0)`` this year."""

NameKind: TypeAlias = Literal["person", "place", "organization", "origin", "unknown"]
"""``origin`` is an adjective that says where somebody or something is from («التركي», "Turkish")."""


class Fact(Protocol):
    """A fact of any kind: all that they share is a span in their text."""

    @property
    def start(self) -> int:
        """Return the first character of the expression."""

    @property
    def end(self) -> int:
        """Return the end of the expression."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a text states it.

    Attributes:
        low: The value after scaling («نصف مليون» is 500000).
        high: The same, but for ranges ("20-30").
        start: The first character of its expression, without proclitics and rounding words.
        end: The end of its expression; units belong to it.
        unit: ``percent``, an ISO 4217 code, a currency's family (``pound``), a measure (``km``), or empty.
        bound: How it is meant.
        ordinal: Whether it tells a rank ("seventh").
        alternative: A second value that it may have: «3.250 كلم» is 3.25 or 3,250, «عقدين» two or 20 years.
        sign: ``minus`` if it is said to be below zero, ``down`` if a word of falling is beside it.
    """

    low: Fraction
    high: Fraction
    start: int
    end: int
    unit: str = ""
    bound: Bound = "exact"
    ordinal: bool = False
    alternative: Fraction | None = None
    sign: Sign = ""


@dataclass(frozen=True, slots=True)
class Date:
    """A date or time as a text states it; fields that it does not state are None.

    Attributes:
        start: The first character of its expression.
        end: The end of its expression.
        weekday: Monday is 1.
        decade: Its first year (1990).
        time: Minutes since midnight.
        either_half: Whether the time may be of either half of the day: "at eight o'clock".
        hijri: Whether year, month and day are of the Hijri calendar.
        direction: -1 for "last June", 1 for "next Sunday".
        shift: A date counted from the text's own.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    decade: int | None = None
    century: int | None = None
    time: int | None = None
    either_half: bool = False
    hijri: bool = False
    direction: Literal[-1, 1] | None = None
    shift: Shift | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """A name as a text states it.

    Attributes:
        start: Its first character, without proclitics and titles, with the Arabic article.
        end: Its end.
        text: The name, with the article that «لل» has swallowed.
    """

    start: int
    end: int
    text: str
    kind: NameKind = "unknown"


F = TypeVar("F", bound=Fact)


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a text, kind after kind, each kind in the order of the text. True if there are any.

    Attributes:
        by_kind: The facts by their class.
        words: The words of the text, among which names of another text are looked for.
    """

    by_kind: Mapping[type, tuple[Fact, ...]]
    words: tuple[str, ...] = ()

    def of(self, kind: type[F]) -> tuple[F, ...]:
        """Return the facts of one class."""
        return cast("tuple[F, ...]", self.by_kind.get(kind, ()))

    @property
    def numbers(self) -> tuple[Number, ...]:
        """Return the numbers, without the digits of dates."""
        return self.of(Number)

    @property
    def dates(self) -> tuple[Date, ...]:
        """Return the dates and times."""
        return self.of(Date)

    @property
    def names(self) -> tuple[Name, ...]:
        """Return the names."""
        return self.of(Name)

    def __iter__(self) -> Iterator[Fact]:
        return chain.from_iterable(self.by_kind.values())

    def __bool__(self) -> bool:
        return any(self.by_kind.values())


class Search:
    """A text in which facts of every kind are looked for, one kind after another.

    Attributes:
        text: The text.
        language: Its language.
        tokens: Its words, digits and marks.
    """

    def __init__(self, text: str, language: Language) -> None:
        self.text = text
        self.language = language
        self.tokens = Tokens(text)
        self._taken: set[int] = set()

    def take(self, facts: Iterable[Fact]) -> None:
        """Mark the characters of `facts`: they are no part of a fact of another kind."""
        for fact in facts:
            self._taken.update(range(fact.start, fact.end))

    def taken_tokens(self) -> set[int]:
        """Return the indices of the tokens that are a part of a fact found before."""
        if not self._taken:
            return set()
        return {index for index, token in enumerate(self.tokens) if self.is_taken(token.start, token.end)}

    def is_taken(self, start: int, end: int) -> bool:
        """Tell whether a span begins or ends in a fact that was found before."""
        return start in self._taken or end - 1 in self._taken


LEAST_SHARED = 3
"""Words that a misplaced fact must share with the one in whose place it is."""

_BETTER = 2
"""How many more of them that must be than it shares with any that it may rightly be."""

D = TypeVar("D", Number, Date)


def with_article(fact: D, text: str) -> D:
    """Return the fact with the Arabic article before it in its span: «السادس من آب», not «سادس من آب»."""
    start = fact.start - len(ARTICLE)
    return replace(fact, start=start) if start >= 0 and text.startswith(ARTICLE, start) else fact


class Kind(ABC, Generic[F]):
    """A kind of fact: how it is found and compared, and what flags call it.

    Attributes:
        type: The class of its facts.
        name: Its word in `Flag.kind`.
        noun: Its name in English messages.
        noun_ar: Its name in Arabic messages, with the article.
        priority: Kinds with a higher one are found first; their words are no facts of the kinds below.
        by_words: Whether the words of a text alone can support such a fact, so that it need not be found there.
    """

    type: type[F]
    name: ClassVar[str]
    noun: ClassVar[str]
    noun_ar: ClassVar[str]
    priority: ClassVar[int] = 0
    by_words: ClassVar[bool] = False

    @abstractmethod
    def find(self, search: Search) -> Iterable[F]:
        """Find the facts of this kind in a text, in its order."""

    @abstractmethod
    def is_same(self, first: F, second: F) -> bool:
        """Tell whether two facts, of one language or of two, can be the same."""

    def find_unsupported(self, facts: Facts, source: Facts) -> Iterable[F]:
        """Find the facts of this kind that have no equal in `source`."""
        stated = source.of(self.type)
        return (fact for fact in facts.of(self.type) if not any(self.is_same(fact, equal) for equal in stated))

    def find_omitted(self, source: Facts, facts: Facts) -> Iterable[F]:
        """Find the facts of this kind in an Arabic `source` that `facts`, of its translation, leaves out."""
        return self.find_unsupported(source, facts)

    def find_misplaced(self, facts: Facts, source: Facts, near: Surroundings, source_near: Surroundings) -> Iterable[F]:  # noqa: ARG002
        """Find the facts that `source` states elsewhere only, while among the same words it states another.

        A long article has many numbers and names, and few weekdays: that a fact is somewhere in it says little. So the
        words around it are compared, and both texts must be Arabic. A kind that does not say otherwise has none.
        """
        return ()

    def is_misplaced(
        self,
        fact: F,
        facts: Sequence[F],
        source: Sequence[F],
        near: Surroundings,
        source_near: Surroundings,
        counted: str = "",
    ) -> bool:
        """Tell whether the words of `fact` are around one of `source` that nothing in `facts` says.

        Fewer of them are enough if the thing it counts is counted there, and never by a number like it: «5 عمال».

        Args:
            fact: A fact that `source` states.
            facts: The facts of this kind in its text.
            source: The facts of this kind in the source.
            near: The words around `facts`.
            source_near: The words around `source`.
            counted: The consonants of the noun that the fact counts; empty if it counts none.
        """
        words = near.words(fact.start, fact.end)
        equals = [stated for stated in source if self.is_same(fact, stated)]
        shared = (len(words & source_near.words(stated.start, stated.end)) for stated in equals)
        better = max(shared, default=0) + _BETTER
        telling = counted and all(source_near.next_word(stated.end) != counted for stated in equals)

        def is_likely(stated: F) -> bool:
            least = better if telling and source_near.next_word(stated.end) == counted else max(LEAST_SHARED, better)
            return len(words & source_near.words(stated.start, stated.end)) >= least

        return any(not any(self.is_same(said, stated) for said in facts) for stated in filter(is_likely, source))

    def may_replace(self, fact: F, replaced: F, distance: float) -> bool:  # noqa: ARG002
        """Tell whether a wrong `fact` of a translation may be what became of `replaced` in its source.

        Args:
            fact: A fact that the source does not have.
            replaced: A fact that the translation does not have.
            distance: How far from each other they are, as a share of their texts.
        """
        return True


AnyKind: TypeAlias = Kind[Any]
