"""What a system wrote about a set of articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mujaz.eval.metrics.base import Language
from mujaz.types import Brief


@dataclass(frozen=True, slots=True)
class Output:
    """A system's summary of one article, bullets one a line; None where it wrote none in that language.

    Attributes:
        brief: What the summary was taken from, where that is known: evidence, flags, provenance.
    """

    ar: str | None = None
    en: str | None = None
    brief: Brief | None = None

    def text(self, language: Language) -> str | None:
        """The summary in `language`."""
        return self.ar if language == "ar" else self.en


@dataclass(frozen=True, slots=True)
class Run:
    """A system's outputs by article id, in memory or read when they are asked for.

    Attributes:
        file: The file that holds them, empty when they come from none.
    """

    name: str
    outputs: Mapping[str, Output]
    file: str = ""
