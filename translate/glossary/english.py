"""English forms of a term in English text, in singular and plural, with or without a possessive."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_CONSONANT_Y = re.compile(r"[^aeiou\W\d_]y", re.IGNORECASE)
_SIBILANTS = ("s", "x", "z", "ch", "sh")


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a form stands.

    Attributes:
        start: Where it starts.
        end: Where it ends, with its ending.
        plural: Whether a plural was made of the form.
        possessive: The possessive as written, or empty.
    """

    start: int
    end: int
    plural: bool = False
    possessive: str = ""


def mentions(forms: Iterable[str], text: str, *, case_sensitive: bool) -> list[Mention]:
    """Where any of `forms` stands in `text`, in its order; of two that overlap the first, the longer."""
    lowered = text.lower()
    found = [
        Mention(match.start(), match.end(), bool(match["plural"]), match["possessive"] or "")
        for form in forms
        if form.split(maxsplit=1)[0][:-1].lower() in lowered  # spares making a pattern for what is not there
        # Whatever is asked for: "WHO" is not "who".
        for match in _pattern(form, case_sensitive or form.isupper()).finditer(text)
    ]
    kept: list[Mention] = []
    for one in sorted(found, key=lambda mention: (mention.start, -mention.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def pluralize(form: str) -> str:
    """The regular plural of the last word of `form`."""
    if _CONSONANT_Y.fullmatch(form[-2:]):
        return f"{form[:-1]}ies"
    return f"{form}es" if form.lower().endswith(_SIBILANTS) else f"{form}s"


@lru_cache(maxsize=1 << 12)
def _pattern(form: str, case_sensitive: bool) -> re.Pattern[str]:
    body = r"[\s-]+".join(re.escape(word) for word in form.split())
    if case_sensitive and form[0].islower():  # a sentence may begin with it
        body = f"[{form[0]}{form[0].upper()}]{body[1:]}"
    plural = "(?P<plural>e?s)?"
    if _CONSONANT_Y.fullmatch(form[-2:]):
        body, plural = body[:-1], "(?:y|(?P<plural>ies))"
    return re.compile(rf"(?<!\w){body}{plural}(?P<possessive>['’]s?)?(?!\w)", 0 if case_sensitive else re.IGNORECASE)
