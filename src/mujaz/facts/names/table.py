"""The names of one article, mentions of the same put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mujaz.facts.names.base import Name, NameKind
from mujaz.facts.names.matching import same_name

MOST_ENTITIES = 300
"""Names of an article that are told apart; what comes after them is only matched letter by letter."""


@dataclass(frozen=True, slots=True)
class NamedEntity:
    """Who or what an article names, once or often.

    Attributes:
        mentions: In the article's order.
    """

    mentions: tuple[Name, ...]

    @property
    def name(self) -> str:
        """The longest mention's text: the fullest name."""
        return max((mention.text for mention in self.mentions), key=len)

    @property
    def kind(self) -> NameKind:
        """The first kind that is known."""
        return next((mention.kind for mention in self.mentions if mention.kind != "unknown"), "unknown")


class NameTable:
    """The entities of one article.

    A mention belongs to an entity when it is the same name as its fullest mention, by `same_name`. A mention that could
    belong to two, as a surname that two people share, goes to the one that was named last.
    """

    def __init__(self, names: Iterable[Name]) -> None:
        self._groups: list[list[Name]] = []
        self._known: dict[str, list[Name]] = {}
        for name in names:
            self._add(name)

    @property
    def entities(self) -> tuple[NamedEntity, ...]:
        """In the order in which the article first names them."""
        return tuple(NamedEntity(tuple(group)) for group in self._groups)

    def find(self, name: Name | str) -> NamedEntity | None:
        """The entity that `name`, in either script, may stand for; None where there is none."""
        return next((entity for entity in self.entities if same_name(entity.name, name)), None)

    def _add(self, name: Name) -> None:
        group = self._known.get(name.text)
        if group is None and len(self._groups) < MOST_ENTITIES:
            group = next((one for one in reversed(self._groups) if _one_entity(one, name)), None)
        if group is None:
            group = []
            self._groups.append(group)
        self._known[name.text] = group
        group.append(name)


def _one_entity(group: list[Name], name: Name) -> bool:
    fullest = max(group, key=lambda mention: len(mention.text))
    return (fullest.kind == "origin") == (name.kind == "origin") and same_name(fullest, name)
