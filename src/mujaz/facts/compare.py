"""Compares the facts of two texts: those of one that the other does not state, or in another place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain

from mujaz.facts.base import AnyKind, Fact, Facts
from mujaz.facts.find import find_facts
from mujaz.facts.kinds import KINDS, kind_of
from mujaz.facts.lexicon import count_verbs, find_nonwords
from mujaz.facts.meaning.compare import compare_polarity
from mujaz.facts.meaning.skeletons import Surroundings

LONGEST = 3_000
"""Characters of a text that are compared with its translation: comparing takes the square."""

_FEWER_VERBS = 2
"""A text may say with one verb what another says with so many, not with more."""


def find_unsupported(facts: Facts, source: Facts) -> Facts:
    """Find the facts that have no equal in `source`.

    The other way round, ``find_unsupported(source, facts)`` is what `facts` leaves out. The time taken is that of
    `facts` times `source`: one of them should be short. Each `Kind` says what it passes over.
    """
    return _of_each_kind(lambda kind: kind.find_unsupported(facts, source))


def find_omitted(source: Facts, facts: Facts) -> Facts:
    """Find the facts of an Arabic text that are not among those of its translation.

    Arabic names are found with less certainty than English ones: only people and known places count.
    """
    return _of_each_kind(lambda kind: kind.find_omitted(source, facts))


def find_misplaced(text: str, facts: Facts, source_text: str, source: Facts) -> Facts:
    """Find the facts of `text` that `source_text` states elsewhere only, while among the same words it states another.

    Both texts are Arabic; `facts` and `source` are theirs. Numbers and dates that `source` does not state at all are
    left to `find_unsupported`. Names are not all recognized in `source`, so those in the place of another count here
    also if it does not have them.
    """
    near, source_near = Surroundings(text), Surroundings(source_text)
    return _of_each_kind(lambda kind: kind.find_misplaced(facts, source, near, source_near))


def _of_each_kind(find: Callable[[AnyKind], Iterable[Fact]]) -> Facts:
    return Facts({kind.type: tuple(find(kind)) for kind in KINDS})


def is_supported(fact: Fact, source: Facts) -> bool:
    """Tell whether one fact, looked at by itself, has an equal in `source`."""
    kind = kind_of(fact)
    return not any(kind.find_unsupported(Facts({kind.type: (fact,)}), source))


def join_facts(texts: Iterable[Facts]) -> Facts:
    """Return the facts of several texts as those of one; their spans are of no more use."""
    facts_of_texts = list(texts)
    joined = {kind.type: tuple(chain.from_iterable(facts.of(kind.type) for facts in facts_of_texts)) for kind in KINDS}
    return Facts(joined, tuple(chain.from_iterable(facts.words for facts in facts_of_texts)))


def keeps_facts(arabic: str, old: str, new: str) -> bool:
    """Tell whether the translation `new` has what `old` has of `arabic`: facts, denials, a verb.

    A text that is translated again in clauses may come back without its verb, its denial or a figure, or with more
    words that are no words. Repairs by such a text are not worth it.
    """
    arabic, old, new = (text[:LONGEST] for text in (arabic, old, new))
    source = find_facts(arabic, "ar")
    return (
        _find_omitted_spans(source, new) <= _find_omitted_spans(source, old)
        and _changes(arabic, new) <= _changes(arabic, old)
        and _count_nonwords(arabic, new) <= _count_nonwords(arabic, old)
        and count_verbs(new) * _FEWER_VERBS >= count_verbs(old)
    )


def _find_omitted_spans(source: Facts, english: str) -> set[tuple[int, int]]:
    return {(fact.start, fact.end) for fact in find_omitted(source, find_facts(english, "en"))}


def _changes(arabic: str, english: str) -> set[str]:
    return {change.kind for change in compare_polarity(arabic, english, "ar", "en")}


def _count_nonwords(arabic: str, english: str) -> int:
    return sum(1 for _ in find_nonwords(arabic, english))
