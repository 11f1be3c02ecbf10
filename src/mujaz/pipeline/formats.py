"""The forms in which a stream of briefs is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mujaz.errors import InputError
from mujaz.pipeline.render import to_markdown, to_text
from mujaz.types import Brief

FORMATS = ("text", "markdown", "json", "jsonl")
SUFFIXES = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}


@dataclass(frozen=True, slots=True)
class Form:
    """How briefs are written.

    Attributes:
        format: One of `FORMATS`.
        text: Whether JSON holds the article's text.
        arranged: What is done to lines of the text format, as for terminals that do not reorder Arabic.
        colours: Whether the text format is for a terminal with colours.
        several: Asked once the stream has ended: was more than one article read, so that JSON is an array?
    """

    format: str
    text: bool = True
    arranged: Callable[[str], str] = str
    colours: bool = False
    several: Callable[[], bool] = lambda: False

    def pieces(self, briefs: Iterable[Brief]) -> Iterator[str]:
        """The output piece by piece, each as soon as its brief is there; nothing where there are no briefs."""
        if self.format == "json":
            yield from self._json(brief.to_json(text=self.text, indent=2) for brief in briefs)
        elif self.format == "jsonl":
            yield from (brief.to_json(text=self.text) + "\n" for brief in briefs)
        else:
            yield from _separated(self._readable(brief) for brief in briefs)

    def _readable(self, brief: Brief) -> str:
        if self.format == "markdown":
            return to_markdown(brief)
        return to_text(brief, self.arranged, colours=self.colours)

    def _json(self, objects: Iterator[str]) -> Iterator[str]:
        first, second = next(objects, None), next(objects, None)
        if first is None:
            return
        if second is None and not self.several():
            yield first + "\n"
            return
        yield "[\n" + first
        if second is not None:
            yield ",\n" + second
        for following in objects:
            yield ",\n" + following
        yield "\n]\n"


def format_of(path: str | None, given: str | None, suffixes: Mapping[str, str] = SUFFIXES) -> str:
    """The format to write: the one `given`, else what the suffix of `path` says by `suffixes`, text without a path.

    Raises:
        InputError: The suffix says nothing.
    """
    if given or path is None:
        return given or "text"
    suffix = Path(path).suffix.lower()
    if suffix not in suffixes:
        formats = "|".join(dict.fromkeys(suffixes.values()))
        raise InputError(f"{path}: the suffix {suffix!r} tells no format; give --format {formats}")
    return suffixes[suffix]


def _separated(texts: Iterator[str]) -> Iterator[str]:
    for number, text in enumerate(texts):
        yield text if number == 0 else "\n" + text
