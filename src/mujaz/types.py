"""The domain's types: the values that flow from an article to a brief.

They depend on nothing else in Mujaz; `Brief` alone hands itself to what shows it. All are frozen. `Article` and `Brief`
are what users meet and carry the published JSON Schema; spans always count characters of `Article.text`.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    model_serializer,
)

SCHEMA = "mujaz.brief/1"
"""Name and version of the JSON form of a `Brief`; changes when a reader of the old form would misread the new."""

Severity = Literal["info", "warning", "severe"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _text(value: Any) -> Any:
    """Return what databases and tables give in place of a text as one: nothing for None and NaN, a date by ISO."""
    is_date = isinstance(value, datetime.date)  # a datetime is one as well
    if value is None or ((is_date or isinstance(value, float)) and value != value):  # NaN, and pandas' NaT
        return ""
    return value.isoformat() if is_date else value


def _id(value: Any) -> Any:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return str(value) if is_number else _text(value)


_Text = Annotated[str, BeforeValidator(_text)]


class Article(_Frozen):
    """A news article as it came in. All but `text` may be left out, or be None.

    Attributes:
        id: Given, else the file's stem; unique within a run. An article without one gets one from who works on it.
        title: The headline, empty when none is known.
        text: The decoded text, newlines as LF; every span counts its characters.
        url: Where it was published, empty when unknown.
        date: ISO date of publication, empty when unknown.
        references: Reference summaries in Arabic, each a whole summary (bullets one a line).
        references_en: The same in English.
        times: Places in the text, of subtitles: a character, and the second at which what begins there is said.
        source: The file, and the line if there is one (``news.jsonl:17``), for messages.
    """

    id: Annotated[str, BeforeValidator(_id)] = ""
    text: str
    title: _Text = ""
    url: _Text = ""
    date: _Text = ""
    references: tuple[str, ...] = ()
    references_en: tuple[str, ...] = ()
    times: tuple[tuple[int, int], ...] = Field(default=(), repr=False)
    source: str = Field(default="", exclude=True, repr=False)

    if TYPE_CHECKING:  # what the validators take, for type checkers and editors

        def __init__(
            self,
            *,
            text: str,
            id: str | int | None = "",  # noqa: A002 - the field's name
            title: str | None = "",
            url: str | None = "",
            date: str | datetime.date | None = "",
            references: Sequence[str] = (),
            references_en: Sequence[str] = (),
            times: Sequence[tuple[int, int]] = (),
            source: str = "",
        ) -> None: ...

    @property
    def where(self) -> str:
        """Return its name in messages: its source, else its id."""
        return self.source or self.id or "an article without an id"


class Page(_Frozen):
    """A file of one article as it came in; whoever works on it makes an article of it (`mujaz.files.formats`).

    Attributes:
        id: Given, else the file's stem; unique within a run.
        data: Its bytes, in whatever encoding.
        source: The file.
        kind: A suffix that tells its format.
        title: The headline, if it is known from elsewhere; else what is found in the file counts.
        url: Likewise its address.
        date: Likewise its date.
    """

    id: str
    data: bytes = Field(repr=False)
    source: str
    kind: str = ".html"
    title: str = ""
    url: str = ""
    date: str = ""

    @property
    def where(self) -> str:
        """Return its name in messages."""
        return self.source


class Sentence(_Frozen):
    """A sentence of an article: `text` is its cleaned form, `start`/`end` its span in `Article.text`."""

    text: str
    start: int
    end: int
    index: int = 0
    paragraph: int = 0


class Passage(_Frozen):
    """Consecutive sentences that fit a model's input; `text` is what the model is given."""

    text: str
    sentences: tuple[Sentence, ...]


class Evidence(_Frozen):
    """A span of the article that supports a bullet; `text` is exactly ``article.text[start:end]``.

    Attributes:
        second: Of subtitles the second at which it is said; None, and left out of JSON, for other articles.
    """

    start: int
    end: int
    text: str
    second: int | None = None

    @model_serializer(mode="wrap")
    def _leave_out_unknown(self, serialize: SerializerFunctionWrapHandler) -> dict[str, Any]:
        values: dict[str, Any] = serialize(self)
        if self.second is None:
            values.pop("second", None)
        return values


class Flag(_Frozen):
    """A finding about a bullet or a headline, in words that an editor understands.

    Attributes:
        kind: The kind of finding (``degenerate``, ``truncated``, ``unsupported``, ``number``...).
        severity: ``severe`` must not be published unseen; ``warning`` deserves a look; ``info`` explains.
        message: One sentence in English.
        where: The part it is about: ``ar``, ``en``, ``title_en``, with a span if there is one (``en:4-9``).
        message_ar: The same sentence in Arabic; empty in briefs of versions that had none.
        source: The span on the other side, with which it should agree: of the bullet's Arabic (``ar:4-9``), of the
            headline (``title:0-4``) or of the article's text (``article:120-126``); empty if there is none.
    """

    kind: str
    severity: Severity
    message: str
    where: str
    message_ar: str = ""
    source: str = ""

    @property
    def part(self) -> str:
        """Return the part that it is about: `where` without its span."""
        return self.where.partition(":")[0]


class Repair(_Frozen):
    """An attempt to repair a text with a severe finding.

    Attributes:
        step: The step of repair (``clauses``, ``hypotheses``, ``corrected``...; docs/checks.md lists them).
        where: ``ar``, ``en`` or ``title_en``.
        taken: Whether the text is now what this step made.
    """

    step: str
    where: str
    taken: bool


class Bullet(_Frozen):
    """One point of a brief: Arabic, English, the sentences that it rests on in article order, and what was found."""

    ar: str
    en: str = ""
    evidence: tuple[Evidence, ...] = ()
    flags: tuple[Flag, ...] = ()
    scores: dict[str, float] = Field(default_factory=dict)
    repairs: tuple[Repair, ...] = ()


class BriefArticle(_Frozen):
    """The article's part of a brief; `title_en` is the translated headline, `text` is None if left out."""

    id: str
    title: str = ""
    title_en: str = ""
    text: str | None = None
    url: str = ""
    date: str = ""


class Brief(_Frozen):
    """An article, its bullets, and where they come from. It holds no timings, so that equal runs write equal briefs.

    Attributes:
        article: The article, as far as the brief holds it.
        bullets: In article order.
        flags: Findings about the brief as a whole (the headline, the model behind all bullets).
        repairs: Attempts to repair the English headline.
        provenance: Profile, strategy, bundles with their hashes, versions.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    schema_: str = Field(default=SCHEMA, alias="schema")
    article: BriefArticle
    bullets: tuple[Bullet, ...]
    flags: tuple[Flag, ...] = ()
    repairs: tuple[Repair, ...] = ()
    provenance: dict[str, Any] = Field(default_factory=dict)

    def __repr__(self) -> str:
        """The article's id, how many bullets there are, and how many of them have something severe or a warning."""
        worst = [{flag.severity for flag in bullet.flags} for bullet in self.bullets]
        severe = sum("severe" in severities for severities in worst)
        warned = sum("warning" in severities and "severe" not in severities for severities in worst)
        counts = {"bullets": len(self.bullets), "severe": severe, "with_a_warning": warned}
        fields = [repr(self.article.id), *(f"{name}={count}" for name, count in counts.items() if count)]
        return f"Brief({', '.join(fields)})"

    __str__ = __repr__

    def to_json(self, *, text: bool = True, indent: int | None = None) -> str:
        """Return the brief as JSON text, UTF-8 letters kept; `text=False` leaves the article's text out."""
        brief = self if text else self.model_copy(update={"article": self.article.model_copy(update={"text": None})})
        exclude = None if text else {"article": {"text"}}
        return brief.model_dump_json(by_alias=True, indent=indent, exclude=exclude)

    def to_markdown(self) -> str:
        """Return the brief as Markdown: the Arabic as a list, the English nested in it, findings below."""
        from mujaz.pipeline.formats.markdown import to_markdown  # formats know briefs, not the other way round

        return to_markdown(self)

    def to_html(self) -> str:
        """Return the brief as a piece of HTML for a page: all text escaped, each with its direction and language."""
        from mujaz.pipeline.formats.html import to_html  # as above

        return to_html(self)

    def _repr_html_(self) -> str:
        """Return the piece of HTML that notebooks show."""
        return self.to_html()
