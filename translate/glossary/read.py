"""Glossaries from files. The suffix tells the format: ``.csv``, ``.tsv``, ``.toml``, ``.tbx``, ``.xml``."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from mujaz.errors import ArticleError, InputError
from mujaz.text.clean import fold
from mujaz.text.decode import decode
from mujaz.text.script import has_arabic
from mujaz.translate.glossary.read_csv import read_csv
from mujaz.translate.glossary.read_tbx import read_tbx
from mujaz.translate.glossary.read_toml import read_toml
from mujaz.translate.glossary.terms import MOST_TERMS, MOST_WORDS, Glossary, Term, count_words

MOST_BYTES = 16 * 1024 * 1024
LONGEST = 200
"""Characters of a term."""


def _decode_for(parse: Callable[[str, str], list[Term]]) -> Callable[[bytes, str], list[Term]]:
    return lambda data, name: parse(decode(data, name), name)


_READERS: dict[str, Callable[[bytes, str], list[Term]]] = {
    ".csv": _decode_for(read_csv),
    ".tsv": _decode_for(read_csv),
    ".toml": _decode_for(read_toml),
    ".tbx": read_tbx,  # XML says itself how it is encoded
    ".xml": read_tbx,
}


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
