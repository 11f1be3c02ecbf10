"""Glossaries from files. The suffix tells the format: ``.csv``, ``.tsv``, ``.toml``, ``.tbx``, ``.xml``."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from mujaz.errors import ArticleError, InputError, shorten
from mujaz.text import toml
from mujaz.text.clean import fold
from mujaz.text.decode import decode
from mujaz.text.script import has_arabic
from mujaz.translate.glossary.read_tbx import read_tbx
from mujaz.translate.glossary.terms import MOST_TERMS, MOST_WORDS, Glossary, Term, count_words

MOST_BYTES = 16 * 1024 * 1024
LONGEST = 200
"""Characters of a term."""

NEEDED = ("ar", "en")
COLUMNS = (*NEEDED, "admitted", "forbidden", "case_sensitive")
SEPARATOR = "|"
"""Between several values of a cell."""

_DELIMITERS = "\t;,"
_TRUTHS = {"": False, "no": False, "false": False, "0": False, "yes": True, "true": True, "1": True}

_HEADER = re.compile(r"[ \t]*\[\[[ \t]*term[ \t]*\]\]")


def read_glossary(path: str | Path) -> Glossary:
    """Read the glossary in the file at `path`.

    Raises:
        InputError: The file cannot be read, is of no known format, or an entry cannot be used; names file and line.
    """
    file = Path(path)
    parse = _READERS.get(file.suffix.lower())
    if parse is None:
        raise InputError(f"glossary {file.name}: its suffix must be one of {', '.join(_READERS)}")
    data = _read_bytes(file)
    try:
        terms = parse(data, file.name)
    except ArticleError as exc:  # of an unknown encoding
        raise InputError(f"glossary {exc}") from exc
    _require_usable(terms, file.name)
    return Glossary(tuple(terms), file.name, hashlib.sha256(data).hexdigest())


def _read_bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as exc:
        raise InputError(f"glossary {file.name} cannot be read: {exc.strerror}") from exc
    if len(data) > MOST_BYTES:
        raise InputError(f"glossary {file.name} is larger than {MOST_BYTES // 2**20} MB")
    return data


def _require_usable(terms: list[Term], name: str) -> None:
    if not terms:
        raise InputError(f"glossary {name} has no terms with both Arabic and English")
    if len(terms) > MOST_TERMS:
        raise InputError(f"glossary {name} has {len(terms)} terms; {MOST_TERMS} are read at most")
    for term in terms:
        if problem := _find_problem(term):
            raise InputError(f"{term.where}: {problem}")
    _require_one_meaning(terms)


def _find_problem(term: Term) -> str | None:
    """Return what is wrong with a term by itself."""
    forms = (*term.arabic, *term.accepted, *term.forbidden)
    english = (*term.accepted, *term.forbidden)
    problems = (
        (form for form in forms if len(form) > LONGEST or count_words([form]) > MOST_WORDS),
        (form for form in term.arabic if not has_arabic(form)),
        (form for form in english if has_arabic(form) or not any(map(str.isalnum, form))),
        _list_contradictions(term),
    )
    messages = (
        f"“{{}}” is too long: at most {LONGEST} characters and {MOST_WORDS} words",
        "“{}” is given as Arabic and has no Arabic letter",
        "“{}” is given as English and is not",
        "“{}” is both allowed and forbidden",
    )
    first = ((message, next(iter(forms), None)) for message, forms in zip(messages, problems, strict=True))
    return next((message.format(form[:60]) for message, form in first if form is not None), None)


def _list_contradictions(term: Term) -> Iterable[str]:
    fold_case = str if term.case_sensitive else str.lower
    accepted = {fold_case(form) for form in term.accepted}
    return (form for form in term.forbidden if fold_case(form) in accepted)


def _require_one_meaning(terms: list[Term]) -> None:
    seen: dict[str, Term] = {}
    for term in terms:
        for name in term.arabic:
            first = seen.setdefault(fold(name), term)
            if first is not term:
                raise InputError(f"{term.where}: «{name}» is in {first.where} already, as “{first.english}”")


def read_csv(text: str, name: str) -> list[Term]:
    """Return the terms of a table whose first line names the columns; with commas, semicolons or tabs between them.

    Raises:
        InputError: A column is missing or unknown, or a line does not fit; names the line.
    """
    head = text.split("\n", 1)[0]
    delimiter = next((mark for mark in _DELIMITERS if mark in head), ",")
    rows = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    try:
        columns = _read_columns(next(rows, []), name)
        return [_read_row(columns, row, f"{name}:{rows.line_num}") for row in rows if any(map(str.strip, row))]
    except csv.Error as exc:
        raise InputError(f"{name}:{rows.line_num}: not a table: {exc}") from exc


def _read_columns(row: Sequence[str], name: str) -> list[str]:
    columns = [cell.strip().lower() for cell in row]
    unknown = [column for column in columns if column not in COLUMNS]
    missing = [column for column in NEEDED if column not in columns]
    if unknown or missing or len(set(columns)) < len(columns):
        raise InputError(f"{name}:1: the first line must name columns among {', '.join(COLUMNS)}; ar and en are needed")
    return columns


def _read_row(columns: Sequence[str], row: Sequence[str], where: str) -> Term:
    if len(row) > len(columns):
        raise InputError(f"{where}: {len(row)} cells for {len(columns)} columns; put text with separators in quotes")
    cells = dict(zip(columns, row, strict=False))
    arabic, english = _split_values(cells.get("ar", "")), _split_values(cells.get("en", ""))
    if not arabic or len(english) != 1:
        raise InputError(f"{where}: a term needs Arabic in ar and one English form in en")
    truth = cells.get("case_sensitive", "").strip().lower()
    if truth not in _TRUTHS:
        raise InputError(f"{where}: case_sensitive is yes or no, not “{truth[:60]}”")
    admitted, forbidden = _split_values(cells.get("admitted", "")), _split_values(cells.get("forbidden", ""))
    return Term(arabic, english[0], admitted, forbidden, _TRUTHS[truth], where)


def _split_values(cell: str) -> tuple[str, ...]:
    return tuple(" ".join(value.split()) for value in cell.split(SEPARATOR) if value.strip())


def read_toml(text: str, name: str) -> list[Term]:
    """Return the terms of a TOML document.

    Raises:
        InputError: It is not TOML, or a term lacks a key, has an unknown one or a value of the wrong kind.
    """
    document = toml.read_toml(text, name)
    entries = document.pop("term", None)
    if document or not isinstance(entries, list):
        raise InputError(f"{name}: a glossary has tables [[term]] and nothing else")
    places = [f"{name}:{n}" for n, line in enumerate(text.split("\n"), start=1) if _HEADER.match(line)]
    if len(places) != len(entries):  # the list is written in another way
        places = [f"{name}: term {number}" for number in range(1, len(entries) + 1)]
    return [_read_entry(*each) for each in zip(entries, places, strict=True)]


def _read_entry(entry: Any, where: str) -> Term:
    if not isinstance(entry, dict) or (unknown := sorted(entry.keys() - set(COLUMNS))):
        raise InputError(f"{where}: unknown key {shorten(unknown[0])!r}; a term has {', '.join(sorted(COLUMNS))}")
    english, sensitive = entry.get("en"), entry.get("case_sensitive", False)
    if not isinstance(english, str) or not english.strip():
        raise InputError(f"{where}: en is needed, a text")
    if not isinstance(sensitive, bool):
        raise InputError(f"{where}: case_sensitive is true or false")
    arabic, admitted, forbidden = (_list_values(entry, key, where) for key in ("ar", "admitted", "forbidden"))
    if not arabic:
        raise InputError(f"{where}: ar is needed, a text or a list of texts")
    return Term(arabic, " ".join(english.split()), admitted, forbidden, sensitive, where)


def _list_values(entry: dict[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = entry.get(key, [])
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise InputError(f"{where}: {key} is a text or a list of texts")
    return tuple(" ".join(value.split()) for value in values if value.strip())


def _decode_for(parse: Callable[[str, str], list[Term]]) -> Callable[[bytes, str], list[Term]]:
    return lambda data, name: parse(decode(data, name), name)


_READERS: dict[str, Callable[[bytes, str], list[Term]]] = {
    ".csv": _decode_for(read_csv),
    ".tsv": _decode_for(read_csv),
    ".toml": _decode_for(read_toml),
    ".tbx": read_tbx,  # XML says itself how it is encoded
    ".xml": read_tbx,
}
