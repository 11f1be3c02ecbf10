"""Sentences too long for a bullet."""

from __future__ import annotations

import re
from bisect import bisect_left

from mujaz.summarize.phrases import (
    CONDITIONS,
    HEDGES,
    NEGATIONS,
    NUMBER_WORDS,
    QUOTES,
    any_of,
    bare,
    find_place,
    strip_marks,
)
from mujaz.text.proclitics import ARTICLE
from mujaz.text.verbs import SAYING_VERBS, VERBS

LONG_WORDS = 40
"""Sentences up to this length keep all their clauses."""

MAIN_CLAUSE_WORDS = 10
"""No fewer words are left of a sentence that loses clauses."""

LONGEST_WORD = 20
"""Characters of a word, more than the mean of any text."""

_PROTECTED = NEGATIONS | HEDGES | CONDITIONS | NUMBER_WORDS
_KEPT = re.compile(rf"[\d{QUOTES}()\[\]]")
_THAT = frozenset({"ان", "بان", "انه", "انها", "انهم"})

_OPENERS = any_of(
    "وذلك|هذا إلى جانب|هذا بالإضافة إلى|هذا فضلا عن|إلى جانب|فضلا عن|علاوة على|بالإضافة إلى|مشيرا إلى أن|مشيرة إلى أن"
    "|لافتا إلى أن|لافتة إلى أن|مؤكدا أن|مؤكدة أن|موضحا أن|موضحة أن|مضيفا أن|مضيفة أن|فيما|في حين|حيث"
)
_CLAUSE = re.compile(rf"[،,]\s+(?:(?P<opener>{_OPENERS}\b)|(?P<and>و))?")


def drop_clauses(text: str) -> str:
    """Return `text` without closing clauses that it can spare, as few as bring it to `LONG_WORDS`, or all of them.

    Only a sentence that opens with its verb is touched, so that the main clause surely comes first; and only clauses
    that hold no negation, hedge, condition, number, quotation or bracket go.
    """
    plain = strip_marks(text)
    starts = _word_starts(plain)
    if len(starts) <= LONG_WORDS:
        return text
    cuts = [cut for cut in _closing_clauses(plain) if bisect_left(starts, cut) >= MAIN_CLAUSE_WORDS]
    fitting = [cut for cut in cuts if bisect_left(starts, cut) <= LONG_WORDS]
    cut = next(iter(fitting or cuts[-1:]), len(plain))
    words = [bare(word) for word in plain[:cut].split()]
    opens_with_main_clause = words[0] in VERBS and (words[0] not in SAYING_VERBS or not _THAT.isdisjoint(words))
    return text[: find_place(text, cut)] if opens_with_main_clause else text


def _closing_clauses(text: str) -> list[int]:
    """Where the clauses begin from which on all can go, the last one first."""
    kept_end = max((token.end() for token in re.finditer(r"\S+", text) if _is_kept(token.group())), default=0)
    cuts = []
    for comma in reversed(list(_CLAUSE.finditer(text))):
        # A segment with neither an opener nor «و» may resume the main clause: nothing before it can go.
        if comma.start() < kept_end or not (comma["opener"] or comma["and"]):
            break
        if comma["opener"]:
            cuts.append(comma.start())
    return cuts


def _is_kept(token: str) -> bool:
    word = bare(token)
    forms = {word, word[1:], word.removeprefix(ARTICLE), word[1:].removeprefix(ARTICLE)}
    return bool(_KEPT.search(token)) or not forms.isdisjoint(_PROTECTED)


def shorten(text: str, most: int) -> str:
    """Return the first `most` words of `text`, up to a comma if there is one in their second half, closed by «…».

    Text without spaces is cut after as many characters as so many words of `LONGEST_WORD` have.
    """
    starts = _word_starts(text)
    head = text[: starts[most]].rstrip() if len(starts) > most else text
    head = head[: most * LONGEST_WORD]
    if head == text:
        return text
    comma = max(head.rfind("،"), head.rfind("؛"))
    return (head[:comma] if comma > len(head) // 2 else head).rstrip(" ،؛:.") + "…"


def _word_starts(text: str) -> list[int]:
    return [word.start() for word in re.finditer(r"\S+", text)]
