"""The registry of the kinds of facts: to add one, subclass `Kind` in a file of its own and list it here."""

from __future__ import annotations

from mujaz.facts.base import AnyKind, Fact
from mujaz.facts.dates.kind import Dates
from mujaz.facts.names.kind import Names
from mujaz.facts.numbers.kind import Numbers

KINDS: list[AnyKind] = [Numbers(), Dates(), Names()]
"""Every kind, in the order in which flags report them."""


def kind_of(fact: Fact) -> AnyKind:
    """Return the kind of a fact.

    Raises:
        LookupError: No kind has facts of this class.
    """
    for kind in KINDS:
        if isinstance(fact, kind.type):
            return kind
    raise LookupError(f"{type(fact).__name__} is no kind of fact")
