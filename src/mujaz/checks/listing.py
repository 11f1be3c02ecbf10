"""Facts of every kind as one list, so that all kinds are checked the same way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from itertools import chain
from typing import Any, Protocol

from mujaz.facts.base import Facts
from mujaz.facts.compare import Unsupported, unsupported

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


def alone(found: Found) -> Facts:
    """Facts of which `found` is the only one."""
    kinds: dict[str, Any] = {name: (found.fact,) if name == f"{found.kind}s" else () for name in _KINDS}
    return Facts(**kinds)


def missing(facts: Facts, source: Facts) -> list[Found]:
    """The facts that have no equal in `source`."""
    return list(listed(unsupported(facts, source)))


_KINDS = tuple(field.name for field in fields(Unsupported))
