"""Editors' verdicts, as a report exports them, and what they are good for: references and training pairs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mujaz.errors import InputError
from mujaz.pipeline.parsing import parsed
from mujaz.pipeline.sources import opened, whole
from mujaz.types import Article

SCHEMA = "mujaz.feedback/1"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Verdict(_Frozen):
    """What an editor said of a bullet.

    Attributes:
        bullet: The bullet's place in its summary, from 0.
        ar: The bullet's Arabic as the system wrote it, as `en` is its English.
        edited_ar: The Arabic as the editor wants it, where the verdict is ``fix``; likewise `edited_en`.
    """

    article: str
    system: str
    bullet: int = Field(ge=0)
    verdict: Literal["accept", "fix", "reject"]
    ar: str
    en: str
    edited_ar: str | None = None
    edited_en: str | None = None

    @property
    def approved(self) -> tuple[str, str]:
        """Arabic and English as they may be published, each on one line; empty where the bullet is rejected."""
        if self.verdict == "reject":
            return "", ""
        is_fixed = self.verdict == "fix"
        arabic = self.edited_ar if is_fixed and self.edited_ar is not None else self.ar
        english = self.edited_en if is_fixed and self.edited_en is not None else self.en
        return _line(arabic), _line(english)


class Feedback(_Frozen):
    """What one editor exported."""

    schema_: Literal["mujaz.feedback/1"] = Field(alias="schema")
    report: str
    verdicts: tuple[Verdict, ...]


def read_feedback(paths: Iterable[str | Path]) -> list[Verdict]:
    """The verdicts in exported files, by article, system and place.

    Raises:
        InputError: A file cannot be read or is no such export, or two files differ about a bullet.
    """
    found: dict[tuple[str, str, int], Verdict] = {}
    for path in paths:
        for verdict in _read(str(path)).verdicts:
            key = (verdict.article, verdict.system, verdict.bullet)
            if found.setdefault(key, verdict) != verdict:
                where = f"bullet {verdict.bullet + 1} of {verdict.article!r} by {verdict.system}"
                raise InputError(f"{path}: {where} has another verdict than before; settle it and take one out")
    return [found[key] for key in sorted(found)]


def to_references(verdicts: Iterable[Verdict], articles: Mapping[str, Article]) -> Iterator[dict[str, Any]]:
    """A record in XL-Sum's shape for each article of which some bullet was approved, its bullets one a line.

    Where several systems were judged, each makes a reference of its own. What `articles` hold is added.

    Raises:
        InputError: `articles` is not empty and lacks one.
    """
    for key, group in groupby(verdicts, key=lambda verdict: verdict.article):
        if articles and key not in articles:
            raise InputError(f"the article {key!r} has verdicts but is not among the articles")
        summaries = [
            tuple("\n".join(filter(None, texts)) for texts in zip(*(one.approved for one in judged), strict=True))
            for _, judged in groupby(group, key=lambda verdict: verdict.system)
        ]
        arabic, english = ([text for text in texts if text] for texts in zip(*summaries, strict=True))
        if arabic or english:
            yield _record(key, articles.get(key), arabic, english)


def to_pairs(verdicts: Iterable[Verdict]) -> list[tuple[str, str]]:
    """Arabic and English of the approved bullets that have both, each pair once: what trains a translator."""
    approved = (verdict.approved for verdict in verdicts)
    return list(dict.fromkeys((arabic, english) for arabic, english in approved if arabic and english))


def _record(key: str, article: Article | None, arabic: list[str], english: list[str]) -> dict[str, Any]:
    known = {"title": article.title, "text": article.text, "url": article.url, "date": article.date} if article else {}
    summaries = {"summary": arabic, "summary_en": english}
    return {"id": key, **{name: value for name, value in (known | summaries).items() if value}}


def _read(path: str) -> Feedback:
    with opened(path) as source:
        content = parsed(whole(source.stream, source.name), source.name, is_line=False)
        try:
            return Feedback.model_validate(content)
        except ValidationError as exc:
            first = exc.errors()[0]
            place = ".".join(map(str, first["loc"]))
            raise InputError(f"{source.name}: no exported verdicts: {place}: {first['msg']}") from exc


def _line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
