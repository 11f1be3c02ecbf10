"""What a system wrote about a set of articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Output:
    """A system's summary of one article, bullets one a line; None where it wrote none in that language."""

    ar: str | None = None
    en: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A system's outputs by article id."""

    name: str
    outputs: Mapping[str, Output]
