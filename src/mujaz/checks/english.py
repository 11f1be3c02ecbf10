"""English compared with its Arabic and with the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from mujaz.checks.article import ArticleFacts, find_arabic_facts
from mujaz.checks.flagging import compare_meaning, flag_fact, quote
from mujaz.facts.base import Fact, Facts
from mujaz.facts.compare import find_omitted, find_unsupported
from mujaz.facts.find import find_facts
from mujaz.facts.kinds import kind_of
from mujaz.facts.lexicon import find_nonwords
from mujaz.facts.numbers.kind import is_same_number
from mujaz.flags.catalogue import Place, make_flag
from mujaz.text.clean import fold
from mujaz.types import Flag

LONGEST = 3_000
"""Characters of a text whose facts are compared: a headline may have any length, and comparing takes its square."""

MOST, SPARE = 1.6, 6
"""English of more than 1.6 words for one of the Arabic, and 6, may add something."""

LEAST, JUDGED_FROM = 0.6, 8
"""English of fewer than 0.6 words for one of the Arabic may leave something out, if the Arabic has 8 or more.

Of 3,400 human pairs (PUD and the dev set of MT-GenEval) 1 is over the upper bound and 5 are under the lower. What no
reader may take for a translation is the translator's own business (`mujaz.translate.degenerate`).
"""

_WORD = re.compile(r"\w+(?:['’.,-]\w+)*")
_THOUSAND = 1000


class Subject:
    """An Arabic text that has an English rendering, and the article that it is from.

    Attributes:
        arabic: A bullet or a headline.
        article: Facts of its article; None if it is not known.
    """

    def __init__(self, arabic: str, article: ArticleFacts | None = None) -> None:
        self.arabic = arabic
        self.article = article

    @cached_property
    def facts(self) -> Facts:
        """Find the facts of the Arabic, once."""
        return find_facts(self.arabic[:LONGEST], "ar")


def check_english(subject: Subject, english: str) -> tuple[Flag, ...]:
    """Return what an editor should know about `english` as the rendering of the subject's Arabic."""
    if not subject.arabic.strip():
        return ()
    facts = find_facts(english[:LONGEST], "en")
    added, omitted = find_unsupported(facts, subject.facts), find_omitted(subject.facts, facts)
    flags = (
        *_Comparison(subject, english).make_flags(added, omitted),
        *_flag_nonwords(subject, english[:LONGEST]),
        *_flag_doubtful_figures(subject, english, facts),
        *compare_meaning(subject.arabic, english, "en"),
        *compare_lengths(subject.arabic, english),
    )
    first_of_each = {flag.message: flag for flag in reversed(flags)}
    return tuple(reversed(first_of_each.values()))


def _flag_nonwords(subject: Subject, english: str) -> Iterator[Flag]:
    for start, end in find_nonwords(subject.arabic[:LONGEST], english):
        yield make_flag("nonword", Place("en", start, end), text=english[start:end])


def _flag_doubtful_figures(subject: Subject, english: str, facts: Facts) -> Iterator[Flag]:
    """Flag Arabic figures whose dot may be one of thousands or decimals, when the English has one of both readings."""
    for number in subject.facts.numbers:
        if number.alternative is None or number.low * _THOUSAND != number.alternative:
            continue
        reading = next((candidate for candidate in facts.numbers if is_same_number(number, candidate)), None)
        if reading is not None:
            places = Place("en", reading.start, reading.end), Place("ar", number.start, number.end)
            quotes = {"text": english[reading.start : reading.end], "other": subject.arabic[number.start : number.end]}
            first, second = (f"{float(value):,.10g}" for value in (number.low, number.alternative))
            yield make_flag("two-readings", *places, one=first, two=second, **quotes)


def compare_lengths(arabic: str, english: str) -> list[Flag]:
    """Return a flag if the English is much longer or shorter than its Arabic, though not absurdly so."""
    in_arabic = len(_WORD.findall(fold(arabic)))  # folded, since a vowel sign would cut a word in two
    in_english = len(_WORD.findall(english))
    if in_english > MOST * in_arabic + SPARE:
        return [make_flag("addition", "en", made=in_english, given=in_arabic)]
    if in_arabic >= JUDGED_FROM and in_english < LEAST * in_arabic:
        return [make_flag("omission", "en", made=in_english, given=in_arabic)]
    return []


def count_faults(arabic: str, english: str) -> int:
    """Count how far `english` is from stating what `arabic` states: an added fact counts three times a lost one.

    A made-up word counts as a lost fact: nobody understands it.
    """
    facts, source = find_facts(english, "en"), find_arabic_facts(arabic)
    nonwords = sum(1 for _ in find_nonwords(arabic, english))
    added, omitted = list(find_unsupported(facts, source)), list(find_omitted(source, facts))
    return 3 * len(added) + len(omitted) + nonwords


class _Comparison:
    """One English text beside its Arabic."""

    def __init__(self, subject: Subject, english: str) -> None:
        self._subject = subject
        self._english = english

    def make_flags(self, added: Facts, omitted: Facts) -> Iterator[Flag]:
        """Make flags on facts that the English adds and on those that it omits, kind by kind."""
        for kind in dict.fromkeys(kind_of(fact) for fact in (*added, *omitted)):
            wrong, lacking = added.of(kind.type), omitted.of(kind.type)
            if len(wrong) == len(lacking) == 1 and kind.may_replace(*wrong, *lacking, self._distance(*wrong, *lacking)):
                yield self._flag_replacement(*wrong, *lacking)
            else:
                yield from map(self._flag_addition, wrong)
                yield from map(self._flag_omission, lacking)

    def _distance(self, fact: Fact, replaced: Fact) -> float:
        """Return how far from each other two facts are, as a share of their texts."""
        return abs(fact.start / len(self._english) - replaced.start / len(self._subject.arabic))

    def _flag_replacement(self, fact: Fact, replaced: Fact) -> Flag:
        subject = self._subject
        quotes = {"text": quote(self._english, fact), "other": quote(subject.arabic, replaced)}
        return flag_fact("fact-instead", fact, _place("en", fact), _place("ar", replaced), **quotes)

    def _flag_addition(self, fact: Fact) -> Flag:
        article, place, text = self._subject.article, _place("en", fact), quote(self._english, fact)
        if article is None:
            return flag_fact("fact-added", fact, place, text=text)
        if not article.states(fact):
            return flag_fact("fact-invented", fact, place, text=text)
        if not article.recognizes(fact):  # words that are spelled like it are no place to look at
            return flag_fact("fact-resembling", fact, place, text=text)
        return flag_fact("fact-elsewhere", fact, place, article.locate(fact) or "", text=text)

    def _flag_omission(self, fact: Fact) -> Flag:
        return flag_fact("fact-lost", fact, "en", _place("ar", fact), other=quote(self._subject.arabic, fact))


def _place(part: str, fact: Fact) -> Place:
    return Place(part, fact.start, fact.end)
