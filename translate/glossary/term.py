"""A term and a list of terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from mujaz.translate.glossary.arabic import Finder, Occurrence

MOST_TERMS = 20_000
MOST_WORDS = 12
"""Words of an Arabic term, or of an English form."""


@dataclass(frozen=True, slots=True)
class Term:
    """What one thing is called.

    Attributes:
        arabic: Its names in Arabic, one at least.
        english: The English that is required.
        admitted: Other English that passes.
        forbidden: English that does not.
        case_sensitive: Whether upper and lower case must be as written here.
        where: File and line, or file and entry, for messages.
    """

    arabic: tuple[str, ...]
    english: str
    admitted: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    case_sensitive: bool = False
    where: str = ""

    @property
    def accepted(self) -> tuple[str, ...]:
        """All English that passes, the required first."""
        return (self.english, *self.admitted)


@dataclass(frozen=True)
class Glossary:
    """A term list.

    Attributes:
        terms: In the order of the file.
        name: The file's name, without its folder.
        sha256: Of the file's bytes, in hexadecimal digits.
    """

    terms: tuple[Term, ...]
    name: str = ""
    sha256: str = ""

    def find(self, text: str) -> list[tuple[Term, list[Occurrence]]]:
        """The terms that stand in an Arabic text, in its order, each with its places; linear in its length."""
        places: dict[int, list[Occurrence]] = {}
        for occurrence in self._finder.find(text):
            places.setdefault(occurrence.index, []).append(occurrence)
        return [(self.terms[index], found) for index, found in places.items()]

    @cached_property
    def _finder(self) -> Finder:
        return Finder([(name, index) for index, term in enumerate(self.terms) for name in term.arabic])


def words_of(forms: Sequence[str]) -> int:
    """Words of the longest of `forms`."""
    return max((len(form.split()) for form in forms), default=0)
