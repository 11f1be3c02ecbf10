"""Glossaries in TOML: a table ``[[term]]`` for each, with the keys of a row in CSV; several values are a list."""

from __future__ import annotations

import re
from typing import Any

from mujaz.errors import InputError, shorten
from mujaz.text import toml
from mujaz.translate.glossary.terms import Term

_KEYS = {"ar", "en", "admitted", "forbidden", "case_sensitive"}
_HEADER = re.compile(r"[ \t]*\[\[[ \t]*term[ \t]*\]\]")


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
    return [_make_term(*each) for each in zip(entries, places, strict=True)]


def _make_term(entry: Any, where: str) -> Term:
    if not isinstance(entry, dict) or (unknown := sorted(entry.keys() - _KEYS)):
        raise InputError(f"{where}: unknown key {shorten(unknown[0])!r}; a term has {', '.join(sorted(_KEYS))}")
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
