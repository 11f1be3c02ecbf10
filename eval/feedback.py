"""Editors' verdicts, out of a report or a document that came back, and what they are good for: references and pairs."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mujaz.errors import InputError
from mujaz.eval.corrections.base import ReturnedLine
from mujaz.eval.corrections.word import read_word
from mujaz.eval.corrections.xliff import read_xliff
from mujaz.files.formats.base import read_whole
from mujaz.files.formats.json import parse_json
from mujaz.files.opening import open_source
from mujaz.types import Article

SCHEMA = "mujaz.feedback/1"

MOST_BYTES = 16 * 1024 * 1024
"""The largest file of verdicts that is read: some fifty thousand."""

RETURNED = "mujaz"
"""The system of verdicts in documents, which do not tell the name of the file of briefs."""

_READERS: dict[str, Callable[[bytes, str], Iterable[ReturnedLine]]] = {
    ".docx": read_word,
    ".xlf": read_xliff,
    ".xliff": read_xliff,
}
"""How a file that came back is read, by its suffix; any other was exported from a report."""

_Model = TypeVar("_Model", bound=BaseModel)


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Verdict(_Frozen):
    """The verdict of an editor on a bullet or a headline.

    Attributes:
        bullet: The bullet's place in its summary, from 0; ``headline`` for the headline.
        ar: The Arabic as the system wrote it, as `en` is its English; a headline's is the article's own.
        edited_ar: The Arabic as the editor wants it, if the verdict is ``fix``; likewise `edited_en`.
    """

    article: str
    system: str
    bullet: Annotated[int, Field(ge=0)] | Literal["headline"]
    verdict: Literal["accept", "fix", "reject"]
    ar: str
    en: str
    edited_ar: str | None = None
    edited_en: str | None = None

    @property
    def is_headline(self) -> bool:
        """Tell whether it is about the headline."""
        return self.bullet == "headline"

    @property
    def subject(self) -> str:
        """Say in words which line it is about."""
        return "the headline" if self.bullet == "headline" else f"bullet {self.bullet + 1}"

    @property
    def place(self) -> tuple[str, str, int]:
        """Return article, system and place in the brief, to sort by; the headline comes before the bullets."""
        return self.article, self.system, -1 if self.bullet == "headline" else self.bullet

    @property
    def approved(self) -> tuple[str, str]:
        """Arabic and English as they may be published, each on one line; empty when they are rejected."""
        if self.verdict == "reject":
            return "", ""
        is_fixed = self.verdict == "fix"
        arabic = self.edited_ar if is_fixed and self.edited_ar is not None else self.ar
        english = self.edited_en if is_fixed and self.edited_en is not None else self.en
        return join_line(arabic), join_line(english)


class Feedback(_Frozen):
    """The file that one editor exported."""

    schema_: Literal["mujaz.feedback/1"] = Field(alias="schema")
    report: str
    verdicts: tuple[Verdict, ...]


def read_feedback(paths: Iterable[str | Path], *, accept_unchanged: bool = False) -> list[Verdict]:
    """Read the verdicts in exported files and in documents that came back, by article, system and place.

    Args:
        paths: Files that a report exported (JSON), and those that `mujaz brief` wrote as DOCX or XLIFF and that
            somebody changed.
        accept_unchanged: Whether a line of a document that nobody changed is accepted; otherwise it has no verdict.

    Raises:
        InputError: A file cannot be read or is no such export, or two files differ about a bullet or headline.
    """
    verdicts: dict[tuple[str, str, int], Verdict] = {}
    for path in paths:
        for verdict in _read(str(path), accept_unchanged):
            if verdicts.setdefault(verdict.place, verdict) != verdict:
                where = f"{verdict.subject} of {verdict.article!r} by {verdict.system}"
                raise InputError(f"{path}: {where} has another verdict than before; settle it and take one out")
    return [verdicts[key] for key in sorted(verdicts)]


def to_references(verdicts: Iterable[Verdict], articles: Mapping[str, Article]) -> Iterator[dict[str, Any]]:
    """Return a record in XL-Sum's shape for each article that has an approved bullet, its bullets one a line.

    If several systems were judged, each makes a reference of its own. The contents of `articles` are added. Of approved
    headlines the first is taken: ``title``, in place of the article's own, and ``title_en``.

    Raises:
        InputError: `articles` is not empty and lacks one.
    """
    for key, group in groupby(verdicts, key=lambda verdict: verdict.article):
        if articles and key not in articles:
            raise InputError(f"the article {key!r} has verdicts but is not among the articles")
        judged = list(group)
        titles = [verdict.approved for verdict in judged if verdict.is_headline]
        summaries = _summaries(verdict for verdict in judged if not verdict.is_headline)
        if any(summaries.values()):
            yield _record(articles.get(key), {"id": key, **_titles(titles), **summaries})


def to_pairs(verdicts: Iterable[Verdict]) -> list[tuple[str, str]]:
    """Arabic and English of what was approved and has both, each pair once: pairs that train a translator."""
    approved = (verdict.approved for verdict in verdicts)
    return list(dict.fromkeys((arabic, english) for arabic, english in approved if arabic and english))


def _summaries(bullets: Iterable[Verdict]) -> dict[str, list[str]]:
    """Return the summaries that each system's approved bullets make, in either language."""
    references: dict[str, list[str]] = {"summary": [], "summary_en": []}
    for _, judged in groupby(bullets, key=lambda verdict: verdict.system):
        for texts, lines in zip(
            references.values(), zip(*(verdict.approved for verdict in judged), strict=True), strict=True
        ):
            if summary := "\n".join(filter(None, lines)):
                texts.append(summary)
    return references


def _titles(approved: Iterable[tuple[str, str]]) -> dict[str, str]:
    arabic, english = next(((ar, en) for ar, en in approved if ar or en), ("", ""))
    return {name: text for name, text in (("title", arabic), ("title_en", english)) if text}


def _record(article: Article | None, judged: dict[str, Any]) -> dict[str, Any]:
    fields = {"title": article.title, "text": article.text, "url": article.url, "date": article.date} if article else {}
    return {"id": judged["id"], **{name: value for name, value in (fields | judged).items() if value}}


def _read(path: str, accept_unchanged: bool) -> Iterable[Verdict]:
    reader = _READERS.get(Path(path).suffix.lower())
    with open_source(path) as source:
        data = read_whole(source.stream, source.name, MOST_BYTES)
    if reader is None:
        return _read_exported(data, source.name).verdicts
    judged = (_judge(line, accept_unchanged) for line in reader(data, source.name))
    return [verdict for verdict in judged if verdict]


def _judge(line: ReturnedLine, accept_unchanged: bool) -> Verdict | None:
    """Return the verdict that lies in how a line came back; None if there is none in it."""
    sent = line.sent
    is_changed = (join_line(line.ar), join_line(line.en)) != (join_line(sent.ar), join_line(sent.en))
    fields: dict[str, Any] = {
        "article": sent.article,
        "system": RETURNED,
        "bullet": sent.bullet,
        "ar": sent.ar,
        "en": sent.en,
    }
    if not line.ar and not line.en:
        return Verdict(**fields, verdict="reject")
    if is_changed:
        return Verdict(**fields, verdict="fix", edited_ar=line.ar, edited_en=line.en)
    return Verdict(**fields, verdict="accept") if line.is_approved or accept_unchanged else None


def _read_exported(data: bytes, name: str) -> Feedback:
    content = parse_json(data, name, is_line=False, is_copied=True)
    if not isinstance(content, dict) or not isinstance(content.get("verdicts"), list):
        raise InputError(f"{name}: no exported verdicts: not an object with a list of verdicts")
    # One by one, and no key that is unknown: pydantic would gather what is wrong with each of millions.
    verdicts = [_valid(Verdict, entry, name, f"verdicts.{number}.") for number, entry in enumerate(content["verdicts"])]
    return _valid(Feedback, {**content, "verdicts": verdicts}, name)


def _valid(model: type[_Model], content: Any, name: str, place: str = "") -> _Model:
    if isinstance(content, dict):
        known = {field.alias or key for key, field in model.model_fields.items()}
        if unknown := next((key for key in content if key not in known), None):
            raise InputError(f"{name}: no exported verdicts: {place}{unknown}: Extra inputs are not permitted")
    try:
        return model.model_validate(content)
    except ValidationError as exc:
        first = exc.errors()[0]
        loc = ".".join(map(str, first["loc"]))
        raise InputError(f"{name}: no exported verdicts: {place}{loc}: {first['msg']}") from exc


def join_line(text: str) -> str:
    """Return `text` on one line, in composed letters, as verdicts are compared."""
    return " ".join(unicodedata.normalize("NFC", text).split())
