"""A line of a brief as it went out and as it came back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class SentLine(BaseModel):
    """A headline or a bullet as Mujaz wrote it: the article's id, its place in the brief, Arabic and English."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    article: str
    bullet: Annotated[int, Field(ge=0)] | Literal["headline"]
    ar: str
    en: str


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """A line that came back.

    Attributes:
        sent: As it was.
        ar: As it is now, on one line; likewise `en`. Both are empty if the line was taken out.
        is_approved: Whether somebody said that it may be published as it is now.
    """

    sent: SentLine
    ar: str
    en: str
    is_approved: bool = False
