"""A line of a brief as it went out and as it came back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from lxml import etree
from pydantic import BaseModel, ConfigDict, Field

from mujaz.errors import InputError


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


def parse_xml(content: bytes, name: str) -> Any:
    """Return the root of a document; `name` is that of its file.

    Raises:
        InputError: No XML, or XML that declares a type or entities, which could grow without bound.
    """
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as exc:
        raise InputError(f"{name}: damaged: {exc}") from exc
    if root.getroottree().docinfo.internalDTD is not None:
        raise InputError(f"{name}: its XML declares a type or entities; save it again without")
    return root
