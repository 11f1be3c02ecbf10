"""Facts of every kind as one list, so that all kinds are checked the same way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from itertools import chain
from typing import Any, Protocol

from mujaz.facts.base import Facts
from mujaz.facts.compare import Unsupported, omitted_names, same_date, same_name, same_number, unsupported

_LONGEST_QUOTE = 80


class Fact(Protocol):
    """What facts of all kinds have: a span in their text."""

    @property
    def start(self) -> int:
        """Where its expression starts."""

    @property
    def end(self) -> int:
        """Where it ends."""


@dataclass(frozen=True, slots=True)
class Found:
    """A fact of a text.

    Attributes:
        kind: As in `Flag.kind`: ``number``, ``date``, ``name``.
        fact: The fact itself.
    """

    kind: str
    fact: Fact

    def quoted(self, text: str) -> str:
        """How `text`, in which it was found, says it; cut where it is very long."""
        said = " ".join(text[self.fact.start : self.fact.end].split())
        return said if len(said) <= _LONGEST_QUOTE else f"{said[:_LONGEST_QUOTE]}…"


def listed(facts: Facts | Unsupported) -> Iterator[Found]:
    """All facts, kind after kind."""
    for name in _KINDS:
        yield from (Found(name.removesuffix("s"), fact) for fact in getattr(facts, name))


def together(several: Iterable[Facts]) -> Facts:
    """The facts of several texts as those of one; their spans are of no more use."""
    all_of_them = list(several)
    names = [field.name for field in fields(Facts)]
    return Facts(**{name: tuple(chain.from_iterable(getattr(facts, name) for facts in all_of_them)) for name in names})


def alone(*several: Found) -> Facts:
    """Facts of which there are no others."""
    kinds: dict[str, Any] = {
        name: tuple(found.fact for found in several if name == f"{found.kind}s") for name in _KINDS
    }
    return Facts(**kinds)


def same(one: Found, other: Found) -> bool:
    """Whether two facts of one kind can be the same, of one language or of two."""
    return bool(_SAME[one.kind](one.fact, other.fact))


def missing(facts: Facts, source: Facts) -> list[Found]:
    """The facts that have no equal in `source`."""
    return list(listed(unsupported(facts, source)))


def lost(source: Facts, facts: Facts) -> list[Found]:
    """The facts of an Arabic text that are not among those of its translation."""
    left_out = missing(replace(source, names=()), facts)
    # Arabic names are known with less certainty than English ones, so that not all of them are expected.
    return left_out + [Found("name", name) for name in omitted_names(source, facts)]


_KINDS = tuple(field.name for field in fields(Unsupported))
_SAME: dict[str, Callable[[Any, Any], bool]] = {"number": same_number, "date": same_date, "name": same_name}
