"""Reading training text: tables of pairs, articles, translation memories, a newsroom's own archive."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass
from io import BufferedReader
from pathlib import Path
from typing import Any
from xml.parsers import expat

from mujaz.errors import InputError
from mujaz.text.clean import for_model
from mujaz.training.recipe import Development, Recipe, Source
from mujaz.training.templates import TEMPLATES, make_template_pairs
from mujaz.translate.normalize import normalize_source

Pair = tuple[str, str]


# The text of a bundle must be normalized in training as it is in use.
_NORMALIZE: dict[str, Callable[[str], str]] = {"translate": normalize_source, "summarize": for_model}


@dataclass(frozen=True)
class Texts:
    """The texts of an article that training uses; a missing one is empty."""

    text: str
    title: str
    summary: str


def read_pairs(path: Path) -> Iterator[Pair]:
    """Read source and target of each item of a file; items with an empty side are left out.

    A ``.tsv`` has them in its first two columns, a ``.jsonl`` as the article's text and (first) summary; either may be
    gzip'd.

    Raises:
        InputError: The file is missing, or a line is not of that form.
    """
    if path.name.removesuffix(".gz").endswith(".tsv"):
        return read_table(path)
    pairs = ((article.text, article.summary) for article in read_texts(path))
    return (pair for pair in pairs if pair[0] and pair[1])


def read_table(path: Path) -> Iterator[Pair]:
    """Read the first two columns of a ``.tsv``; lines with an empty one are left out.

    Raises:
        InputError: The file is missing, or a line has no two columns.
    """
    pairs = (_parse_tsv(line, position) for position, line in read_lines(path))
    return (pair for pair in pairs if pair[0] and pair[1])


def read_texts(path: Path) -> Iterator[Texts]:
    """Read the articles of a ``.jsonl``.

    Raises:
        InputError: The file is missing, or a line is not of that form.
    """
    return (_parse_article(line, position) for position, line in read_lines(path))


def read_lines(path: Path) -> Iterator[tuple[str, str]]:
    """Yield each line of a file, gzip'd or not, after its position, as ``name:number``.

    Raises:
        InputError: The file is missing, or not UTF-8.
    """
    zipped = path.name.endswith(".gz")
    kind = "a gzip'd UTF-8" if zipped else "a UTF-8"
    opener = gzip.open if zipped else open
    try:
        with opener(path, "rt", encoding="utf-8", newline="\n") as lines:
            for number, line in enumerate(lines, 1):
                yield f"{path.name}:{number}", line.rstrip("\r\n")
    except FileNotFoundError as exc:
        raise InputError(f"{path}: no such file; docs/data.md says how to obtain it") from exc
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as exc:
        raise InputError(f"{path}: not {kind} file: {exc}") from exc


def _parse_tsv(line: str, position: str) -> Pair:
    columns = line.split("\t")
    if len(columns) < 2:
        raise InputError(f"{position}: a line needs a source and a target, separated by a tab")
    return columns[0], columns[1]


def _parse_article(line: str, position: str) -> Texts:
    try:
        article = json.loads(line)
        summary = article.get("summary") or ""
        first = summary[0] if isinstance(summary, list) else summary
        texts = Texts(text=article["text"], title=article.get("title") or "", summary=first)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as exc:
        raise InputError(f"{position}: not an article in JSON with text and summary") from exc
    if not all(isinstance(text, str) for text in astuple(texts)):
        raise InputError(f"{position}: not an article in JSON: text, title or summary is no text")
    return texts


def read_translations(path: Path) -> Iterator[Pair]:
    """Read Arabic and English of a file, by its ending: ``.tsv``, ``.tmx`` or ``.jsonl``, each also with ``.gz``.

    A record in JSON Lines has ``summary`` and ``summary_en``, bullets one a line, as `mujaz feedback` writes them. It
    may have ``title`` and ``title_en``. Bullets are paired in order; a record with more on one side gives none.

    Raises:
        InputError: The file is missing, of another kind, or a line of it is not of that form.
    """
    name = path.name.removesuffix(".gz")
    if name.endswith(".tsv"):
        return read_table(path)
    if name.endswith(".tmx"):
        return read_tmx(path)
    if name.endswith(".jsonl"):
        return (pair for position, line in read_lines(path) for pair in _parse_record(line, position))
    raise InputError(f"{path}: a translator learns from .tsv, .tmx and .jsonl files, gzip'd or not")


def _parse_record(line: str, position: str) -> Iterator[Pair]:
    if not line.strip():
        return
    try:
        record: dict[str, Any] = json.loads(line)
        texts = [(record.get(key), record.get(f"{key}_en")) for key in ("title", "summary")]
        sides = [(_lines(arabic), _lines(english)) for arabic, english in texts]
    except (ValueError, TypeError, AttributeError, RecursionError) as exc:
        raise InputError(f"{position}: not a record in JSON with summary and summary_en") from exc
    for arabic, english in sides:
        if len(arabic) == len(english):
            yield from zip(arabic, english, strict=True)


def _lines(value: str | list[str] | None) -> list[str]:
    """Return the bullets of a summary, or of several."""
    texts = [value] if isinstance(value, str) else value or []
    return [line.strip() for text in texts for line in text.splitlines() if line.strip()]


MARKUP = {"bpt", "ept", "ph", "it", "ut"}
"""Elements of a segment whose content is formatting code and not text."""


MAX_SEGMENT = 20_000
"""Characters of a segment that are read; a pair of such length is left out later, as too long to learn from."""


MAX_DEPTH = 100
"""Elements within elements; those of the format need ten."""


_CHUNK = 1 << 16


_LONGEST = 1 << 22
"""Bytes of one tag or comment, which the parser keeps in memory."""


_LANGUAGE = ("xml:lang", "lang")


def read_tmx(path: Path, source: str = "ar", target: str = "en") -> Iterator[tuple[str, str]]:
    """Read a translation memory (TMX 1.4): the segments of each unit in two languages, whatever their country.

    Units that lack a language are left out. The file is read as a stream by a parser that expands no entities, since
    they could grow without bound or name other files. A document type is accepted, since exporters write one, and not
    fetched.

    Args:
        path: A ``.tmx`` or ``.tmx.gz``.
        source: Code of the source's language.
        target: Code of the target's.

    Raises:
        InputError: Missing, not XML, cut off, or with entities of its own.
    """
    reader = _Reader(source, target)
    try:
        with gzip.open(path, "rb") if path.name.endswith(".gz") else path.open("rb") as file:
            yield from reader.read(file)
    except FileNotFoundError as exc:
        raise InputError(f"{path}: no such file") from exc
    except (OSError, EOFError, zlib.error, expat.ExpatError, LookupError, ValueError) as exc:
        # The last two: an encoding that Python does not know, or the parser cannot use.
        raise InputError(f"{path}: not a readable TMX file: {exc}") from exc
    except _EntityError as exc:
        raise InputError(f"{path}: declares entities of its own, and is refused; export it again without") from exc


class _EntityError(Exception):
    """The file declares an entity."""


class _Reader:
    """Expat's handlers, and the segments of the current unit."""

    def __init__(self, source: str, target: str) -> None:
        self._languages = (source, target)
        self._pairs: list[tuple[str, str]] = []
        self._unit: dict[str, str] = {}
        self._language = ""
        self._text: list[str] | None = None
        self._length = 0
        self._markup = 0
        self._depth = 0

    def read(self, file: gzip.GzipFile | BufferedReader) -> Iterator[tuple[str, str]]:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = _refuse
        size = 0
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            parser.Parse(chunk, False)
            if size - parser.CurrentByteIndex > _LONGEST:
                raise ValueError(f"a tag of more than {_LONGEST:,} bytes")
            yield from self._pairs
            self._pairs.clear()
        parser.Parse(b"", True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise ValueError(f"more than {MAX_DEPTH} elements within each other")
        if name == "tu":
            self._unit = {}
        elif name == "tuv":
            code = next((attributes[key] for key in _LANGUAGE if key in attributes), "")
            self._language = code.replace("_", "-").partition("-")[0].lower()
        elif name == "seg":
            self._text, self._length, self._markup = [], 0, 0
        elif name in MARKUP:
            self._markup += 1

    def _end(self, name: str) -> None:
        self._depth -= 1
        if name == "seg" and self._text is not None:
            if self._language in self._languages:
                self._unit[self._language] = " ".join("".join(self._text).split())
            self._text = None
        elif name in MARKUP:
            self._markup -= 1
        elif name == "tu":
            source, target = (self._unit.get(language, "") for language in self._languages)
            if source and target:
                self._pairs.append((source, target))

    def _characters(self, data: str) -> None:
        if self._text is not None and self._markup == 0 and self._length < MAX_SEGMENT:
            self._text.append(data[: MAX_SEGMENT - self._length])
            self._length += len(data)


def _refuse(*_declaration: object) -> None:
    raise _EntityError


def load_pairs(recipe: Recipe, data: Path, source: Source | Development) -> list[Pair]:
    """Read a file's pairs, normalized as the bundle's inputs will be."""
    normalize = _NORMALIZE[recipe.task]
    read = read_translations if recipe.task == "translate" else read_pairs
    pairs = make_template_pairs(recipe.seed) if source.file == TEMPLATES else read(data / source.file)
    return [(normalize(text), normalize(target)) for text, target in pairs]


def load_all_pairs(recipe: Recipe, data: Path) -> list[Pair]:
    """Read the pairs of all sources, as `load_pairs`."""
    return [pair for source in recipe.sources for pair in load_pairs(recipe, data, source)]
