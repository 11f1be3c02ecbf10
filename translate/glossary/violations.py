"""English that does not keep to the glossary: found, put right if that can be done without a doubt, else flagged.

A forbidden form is replaced in its place, which leaves every other word alone. If a required term is simply missing,
other hypotheses of the model are looked at. Nothing is ever put in by force: without an alignment that one can trust
nobody knows the right place.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, zip_longest

from mujaz.flags.catalogue import Place, make_flag
from mujaz.text.replacements import Edit, apply_edits, move_flags
from mujaz.translate.glossary.terms import Glossary, Occurrence, Term
from mujaz.translate.translation import Translation
from mujaz.types import Flag

KIND = "glossary"
"""As in `Flag.kind`."""

_CONSONANT_Y = re.compile(r"[^aeiou\W\d_]y", re.IGNORECASE)
_SIBILANTS = ("s", "x", "z", "ch", "sh")

_ARTICLE = re.compile(r"\b(?P<article>an?|the) $", re.IGNORECASE)
_OPENING = re.compile(r"(?:^|[.!?:][\"'”’)]* )[\"'“‘(]*$")
_SOUNDS = {**dict.fromkeys("aeio", "an"), **dict.fromkeys("bcdfgjklmnpqrstvwxyz", "a")}
"""The article before a word of these first letters; with "u" and "h" it is a matter of sound and stays as it is."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An English form of a term in a text.

    Attributes:
        start: The index of its first character.
        end: The index after its ending.
        plural: Whether a plural was made of the form.
        possessive: The possessive as written, or empty.
    """

    start: int
    end: int
    plural: bool = False
    possessive: str = ""


@dataclass(frozen=True, slots=True)
class Violation:
    """A term of the Arabic that the English has not as it should.

    Attributes:
        term: The term.
        occurrences: The term in the Arabic, once at least.
        forbidden: English that is forbidden for it.
        accepted: How often the English has what passes. 0 if it is missing, else something is forbidden beside it.
    """

    term: Term
    occurrences: tuple[Occurrence, ...]
    forbidden: tuple[Mention, ...]
    accepted: int


def keep_to(glossary: Glossary, arabic: str, translation: Translation) -> Translation:
    """Return `translation` of `arabic` with forbidden forms replaced, and a flag for each violation that is left."""
    text = translation.text
    violations = find_violations(glossary, arabic, text)
    if not violations:
        return translation
    edits = list(_drop_overlapping(sorted(edit for violation in violations for edit in _make_edits(text, violation))))
    text = apply_edits(text, edits)
    flags = [
        flag
        for violation in find_violations(glossary, arabic, text)
        for flag in flag_violation(violation, arabic, text)
    ]
    return replace(translation, text=text, flags=(*move_flags(translation.flags, edits), *flags))


def find_violations(glossary: Glossary, arabic: str, english: str) -> list[Violation]:
    """Find the violations in `english` as the translation of `arabic`, in the order of the Arabic.

    Only terms that the Arabic has are looked at. A term that it has twice and the English once is no violation, since
    English may say "it". Nor is a forbidden form inside what passes for a term ("Union" in "European Union").
    """
    present = glossary.find(arabic)
    accepted = [find_mentions(term.accepted, english, case_sensitive=term.case_sensitive) for term, _ in present]
    covered = _Covered([mention for of_term in accepted for mention in of_term])
    return [
        Violation(term, tuple(occurrences), tuple(forbidden), len(of_term))
        for (term, occurrences), of_term in zip(present, accepted, strict=True)
        if (forbidden := _find_forbidden(term, english, covered)) or not of_term
    ]


def _find_forbidden(term: Term, english: str, covered: _Covered) -> list[Mention]:
    mentions = find_mentions(term.forbidden, english, case_sensitive=term.case_sensitive)
    return [mention for mention in mentions if not covered.overlaps(mention)]


class _Covered:
    """The parts of a text that mentions cover, for looking up in logarithmic time."""

    def __init__(self, mentions: list[Mention]) -> None:
        mentions.sort(key=lambda mention: mention.start)
        self._starts = [mention.start for mention in mentions]
        self._reach = list(accumulate((mention.end for mention in mentions), max))

    def overlaps(self, mention: Mention) -> bool:
        """Tell whether a mention shares characters with one of them."""
        before = bisect_left(self._starts, mention.end)
        return before > 0 and self._reach[before - 1] > mention.start


def find_mentions(forms: Iterable[str], text: str, *, case_sensitive: bool) -> list[Mention]:
    """Find `forms` in `text`, in its order, in singular and plural, with or without a possessive.

    Of two that overlap the first counts, of two that begin together the longer.
    """
    lowered = text.lower()
    candidates = [
        Mention(match.start(), match.end(), bool(match["plural"]), match["possessive"] or "")
        for form in forms
        if form.split(maxsplit=1)[0][:-1].lower() in lowered  # spares making a pattern for what is not there
        # Whatever is asked for: "WHO" is not "who".
        for match in _make_pattern(form, case_sensitive or form.isupper()).finditer(text)
    ]
    mentions: list[Mention] = []
    for mention in sorted(candidates, key=lambda mention: (mention.start, -mention.end)):
        if not mentions or mention.start >= mentions[-1].end:
            mentions.append(mention)
    return mentions


@lru_cache(maxsize=1 << 12)
def _make_pattern(form: str, case_sensitive: bool) -> re.Pattern[str]:
    body = r"[\s-]+".join(re.escape(word) for word in form.split())
    if case_sensitive and form[0].islower():  # a sentence may begin with it
        body = f"[{form[0]}{form[0].upper()}]{body[1:]}"
    plural = "(?P<plural>e?s)?"
    if _CONSONANT_Y.fullmatch(form[-2:]):
        body, plural = body[:-1], "(?:y|(?P<plural>ies))"
    return re.compile(rf"(?<!\w){body}{plural}(?P<possessive>['’]s?)?(?!\w)", 0 if case_sensitive else re.IGNORECASE)


def flag_violation(violation: Violation, arabic: str, english: str) -> Iterator[Flag]:
    """Yield a flag on each forbidden form, or one that says that the term is missing."""
    occurrence = violation.occurrences[0]
    source = Place("ar", occurrence.start, occurrence.end)
    quotes = {"other": arabic[occurrence.start : occurrence.end], "wanted": violation.term.english}
    for mention in violation.forbidden:
        place = Place("en", mention.start, mention.end)
        yield make_flag("term-forbidden", place, source, text=english[mention.start : mention.end], **quotes)
    if not violation.forbidden:
        yield make_flag("term-missing", "en", source, **quotes)


def _make_edits(text: str, violation: Violation) -> Iterator[Edit]:
    """Yield the edits that put the required form in the place of the forbidden ones, if those surely mean the term."""
    if violation.accepted + len(violation.forbidden) <= len(violation.occurrences):
        yield from filter(None, (_edit(text, mention, violation.term.english) for mention in violation.forbidden))


def _edit(text: str, mention: Mention, required: str) -> Edit | None:
    new, start = required, mention.start
    if mention.plural:
        if not new.split()[-1].islower():
            return None  # the plural of a name or an abbreviation is for a person to make
        new = pluralize(new)
    if mention.possessive:
        new += "'" if new.endswith("s") else "'s"
    if _OPENING.search(text, max(0, start - 8), start):
        new = new[0].upper() + new[1:]
    if (match := _ARTICLE.search(text, max(0, start - 8), start)) and (article := match["article"]):
        if article.lower() == "the":
            new = new.removeprefix("the ")
        else:
            start, new = match.start(), f"{_match_case(article, _SOUNDS.get(new[0].lower(), article))} {new}"
    return Edit(start, mention.end, new)


def pluralize(form: str) -> str:
    """Return the regular plural of the last word of `form`."""
    if _CONSONANT_Y.fullmatch(form[-2:]):
        return f"{form[:-1]}ies"
    return f"{form}es" if form.lower().endswith(_SIBILANTS) else f"{form}s"


def _match_case(old: str, new: str) -> str:
    return new.capitalize() if old[0].isupper() else new


def _drop_overlapping(edits: Sequence[Edit]) -> Iterator[Edit]:
    """Yield those of `edits`, in order, that overlap no other."""
    reach = 0
    for edit, following in zip_longest(edits, edits[1:]):
        if edit.start >= reach and (following is None or edit.end <= following.start):
            yield edit
        reach = max(reach, edit.end)
