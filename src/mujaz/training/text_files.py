"""Reading training text: tables of pairs, articles, translation memories, a newsroom's own archive."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from mujaz.errors import ArticleError, InputError
from mujaz.files.opening import open_source
from mujaz.files.pairs.tmx import read_tmx
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
        return _read_memory(path)
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


def _read_memory(path: Path) -> Iterator[Pair]:
    try:
        with open_source(str(path)) as source:
            yield from ((pair.arabic, pair.english) for pair in read_tmx(source.stream, path.name))
    except ArticleError as exc:
        raise InputError(str(exc)) from exc


def load_pairs(recipe: Recipe, data: Path, source: Source | Development) -> list[Pair]:
    """Read a file's pairs, normalized as the bundle's inputs will be."""
    normalize = _NORMALIZE[recipe.task]
    read = read_translations if recipe.task == "translate" else read_pairs
    pairs = make_template_pairs(recipe.seed) if source.file == TEMPLATES else read(data / source.file)
    return [(normalize(text), normalize(target)) for text, target in pairs]


def load_all_pairs(recipe: Recipe, data: Path) -> list[Pair]:
    """Read the pairs of all sources, as `load_pairs`."""
    return [pair for source in recipe.sources for pair in load_pairs(recipe, data, source)]
