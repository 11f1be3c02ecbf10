"""English held against its Arabic and against the article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Literal

from mujaz.checks.article import ArticleFacts
from mujaz.checks.lengths import compare_lengths
from mujaz.checks.listing import Found, lost, missing
from mujaz.checks.meaning import compare_meaning
from mujaz.facts.base import Facts
from mujaz.facts.compare import same_number
from mujaz.facts.find import find_facts
from mujaz.facts.names.base import Name
from mujaz.facts.words.nonwords import find_nonwords
from mujaz.flags.catalogue import Place, make_flag
from mujaz.types import Flag

Part = Literal["en", "title_en"]
LONGEST = 3_000
"""Characters of a text whose facts are compared: a headline may have any length, and comparing takes its square."""

_PEOPLE = frozenset({"person", "unknown"})
_APART = 0.4
"""By what part of its text a name may stand earlier or later than the one that it stands for."""

_THOUSAND = 1000
_ARABIC_OF = {"en": "ar", "title_en": "title"}


class Subject:
    """An Arabic text that has an English rendering, and the article that it is from.

    Attributes:
        arabic: A bullet or a headline.
        article: Facts of its article.
        part: What the English is called in flags.
        side: What the Arabic is called in flags.
    """

    def __init__(self, arabic: str, article: ArticleFacts, part: Part = "en") -> None:
        self.arabic = arabic
        self.article = article
        self.part = part
        self.side = _ARABIC_OF[part]

    @cached_property
    def facts(self) -> Facts:
        """The facts of the Arabic, found once."""
        return find_facts(self.arabic[:LONGEST], "ar")


def check_english(subject: Subject, english: str) -> tuple[Flag, ...]:
    """What an editor should know about `english` as the rendering of the subject's Arabic."""
    if not subject.arabic.strip():
        return ()
    facts = find_facts(english[:LONGEST], "en")
    added, gone = missing(facts, subject.facts), lost(subject.facts, facts)
    flags = (
        *_Comparison(subject, english).flags(added, gone),
        *_nonwords(subject, english[:LONGEST]),
        *_doubtful_figures(subject, english, facts),
        *compare_meaning(subject.arabic, english, "en", (subject.side, subject.part)),
        *compare_lengths(subject.arabic, english, subject.part),
    )
    first_of_each = {flag.message: flag for flag in reversed(flags)}
    return tuple(reversed(first_of_each.values()))


def _nonwords(subject: Subject, english: str) -> Iterator[Flag]:
    for start, end in find_nonwords(subject.arabic[:LONGEST], english):
        yield make_flag("nonword", Place(subject.part, start, end), text=english[start:end])


def _doubtful_figures(subject: Subject, english: str, facts: Facts) -> Iterator[Flag]:
    """Flags on Arabic figures whose dot may part thousands or decimals, when the English has one of both readings."""
    for number in subject.facts.numbers:
        if number.other is None or number.low * _THOUSAND != number.other:
            continue
        said = next((other for other in facts.numbers if same_number(number, other)), None)
        if said is not None:
            places = Place(subject.part, said.start, said.end), Place(subject.side, number.start, number.end)
            quoted = {"text": english[said.start : said.end], "other": subject.arabic[number.start : number.end]}
            one, two = (f"{float(value):,.10g}" for value in (number.low, number.other))
            yield make_flag("two-readings", *places, one=one, two=two, **quoted)


def faults(arabic: str, english: str) -> int:
    """How far `english` is from stating what `arabic` states: what it adds counts three times what it loses.

    A word that is none counts as what it loses: something is said by it that cannot be understood.
    """
    ours, theirs = find_facts(english, "en"), _arabic_facts(arabic)
    nonwords = sum(1 for _ in find_nonwords(arabic, english))
    return 3 * len(missing(ours, theirs)) + len(lost(theirs, ours)) + nonwords


@lru_cache(maxsize=16)
def _arabic_facts(text: str) -> Facts:
    return find_facts(text, "ar")  # asked for once for each hypothesis of a segment


class _Comparison:
    """One English text beside its Arabic."""

    def __init__(self, subject: Subject, english: str) -> None:
        self._subject = subject
        self._english = english

    def flags(self, added: Sequence[Found], lost: Sequence[Found]) -> Iterator[Flag]:
        """Flags on facts that the English adds and on those that it loses, kind by kind."""
        for kind in dict.fromkeys(found.kind for found in (*added, *lost)):
            ours, theirs = ([found for found in group if found.kind == kind] for group in (added, lost))
            if len(ours) == len(theirs) == 1 and self._answers(ours[0], theirs[0]):
                yield self._instead(ours[0], theirs[0])
            else:
                yield from map(self._added, ours)
                yield from map(self._lost, theirs)

    def _answers(self, ours: Found, theirs: Found) -> bool:
        """Whether one may stand for the other: of names, no person for a place, and about where it stood."""
        if not isinstance(ours.fact, Name) or not isinstance(theirs.fact, Name):
            return True
        people = {name.kind in _PEOPLE for name in (ours.fact, theirs.fact)}
        before = ours.fact.start / len(self._english), theirs.fact.start / len(self._subject.arabic)
        return len(people) == 1 and abs(before[0] - before[1]) <= _APART

    def _instead(self, ours: Found, theirs: Found) -> Flag:
        subject = self._subject
        said = {"text": ours.quoted(self._english), "other": theirs.quoted(subject.arabic)}
        return make_flag(f"{ours.kind}-instead", _place(subject.part, ours), _place(subject.side, theirs), **said)

    def _added(self, found: Found) -> Flag:
        place, text = _place(self._subject.part, found), found.quoted(self._english)
        if not self._subject.article.states(found):
            return make_flag(f"{found.kind}-invented", place, text=text)
        if not self._subject.article.names(found):  # words that are spelled like it are no place to look at
            return make_flag(f"{found.kind}-resembling", place, text=text)
        return make_flag(f"{found.kind}-elsewhere", place, self._subject.article.where(found) or "", text=text)

    def _lost(self, found: Found) -> Flag:
        other = found.quoted(self._subject.arabic)
        return make_flag(f"{found.kind}-lost", self._subject.part, _place(self._subject.side, found), other=other)


def _place(part: str, found: Found) -> Place:
    return Place(part, found.fact.start, found.fact.end)
