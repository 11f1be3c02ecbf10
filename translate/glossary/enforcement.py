"""A translation made to keep to the glossary, where that can be done without a doubt; else flagged.

A forbidden form is replaced where it stands, which leaves every other word alone. Where a required term is simply
missing, other hypotheses of the model are looked at. Nothing is ever put in by force: without an alignment that one can
trust there is no telling where.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from mujaz.flags.catalogue import Place, move_flag
from mujaz.translate.glossary.english import Mention, pluralize
from mujaz.translate.glossary.term import Glossary
from mujaz.translate.glossary.violations import Violation, find_violations, flags
from mujaz.translate.translation import Translation
from mujaz.types import Flag

KIND = "glossary"
"""As in `Flag.kind`."""

_ARTICLE = re.compile(r"\b(?P<article>an?|the) $", re.IGNORECASE)
_OPENING = re.compile(r"(?:^|[.!?:][\"'”’)]* )[\"'“‘(]*$")
_SOUNDS = {**dict.fromkeys("aeio", "an"), **dict.fromkeys("bcdfgjklmnpqrstvwxyz", "a")}
"""The article before a word of these first letters; with "u" and "h" it is a matter of sound and stays as it is."""


@dataclass(frozen=True, slots=True, order=True)
class _Edit:
    start: int
    end: int
    new: str


def keep_to(glossary: Glossary, arabic: str, translation: Translation) -> Translation:
    """`translation` of `arabic` with forbidden forms replaced, and a flag for each violation that is left."""
    text = translation.text
    broken = find_violations(glossary, arabic, text)
    if not broken:
        return translation
    edits = list(_apart(sorted(edit for violation in broken for edit in _edits(text, violation))))
    text = _applied(text, edits)
    found = [flag for left in find_violations(glossary, arabic, text) for flag in flags(left, arabic, text)]
    return replace(translation, text=text, flags=(*_following(translation.flags, edits), *found))


def _following(flags: tuple[Flag, ...], edits: Sequence[_Edit]) -> tuple[Flag, ...]:
    """Flags where their words stand after `edits`."""
    for one in reversed(edits):
        changed, by = Place("en", one.start, one.end), len(one.new) - (one.end - one.start)
        flags = tuple(move_flag(flag, changed, by) for flag in flags)
    return flags


def _edits(text: str, violation: Violation) -> Iterator[_Edit]:
    """What puts the required form in the place of the forbidden ones, where they surely stand for this term."""
    if violation.accepted + len(violation.forbidden) <= len(violation.places):
        yield from filter(None, (_edit(text, mention, violation.term.english) for mention in violation.forbidden))


def _edit(text: str, mention: Mention, required: str) -> _Edit | None:
    new, start = required, mention.start
    if mention.plural:
        if not new.split()[-1].islower():
            return None  # the plural of a name or an abbreviation is for a person to make
        new = pluralize(new)
    if mention.possessive:
        new += "'" if new.endswith("s") else "'s"
    if _OPENING.search(text, max(0, start - 8), start):
        new = new[0].upper() + new[1:]
    if (found := _ARTICLE.search(text, max(0, start - 8), start)) and (article := found["article"]):
        if article.lower() == "the":
            new = new.removeprefix("the ")
        else:
            start, new = found.start(), f"{_like(article, _SOUNDS.get(new[0].lower(), article))} {new}"
    return _Edit(start, mention.end, new)


def _like(old: str, new: str) -> str:
    return new.capitalize() if old[0].isupper() else new


def _apart(edits: Sequence[_Edit]) -> Iterator[_Edit]:
    """Those of `edits`, in order, that overlap no other."""
    reach = 0
    for one, after in zip_longest(edits, edits[1:]):
        if one.start >= reach and (after is None or one.end <= after.start):
            yield one
        reach = max(reach, one.end)


def _applied(text: str, edits: Sequence[_Edit]) -> str:
    """`text` after `edits`, which are in its order."""
    parts, at = [], 0
    for one in edits:
        parts += [text[at : one.start], one.new]
        at = one.end
    return "".join([*parts, text[at:]])
