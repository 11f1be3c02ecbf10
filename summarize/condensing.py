"""Shortening a sentence by leaving parts of it out, and the judge of any shorter text of a sentence.

Words are only taken out, never put in or changed. A part goes if the sentence says the same without it: brackets, the
second name of a month, a relative clause between commas, and clauses that go on behind the main one. Whoever made a
shorter text, `may_stand_for` decides whether it may stand for the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mujaz.facts.meaning.compare import compare_polarity
from mujaz.summarize.phrases import CONDITIONS, HEDGES, NEGATIONS, bare
from mujaz.text.clauses import LEANS_ON_NEXT
from mujaz.text.proclitics import without_and
from mujaz.text.verbs import SAYING_VERBS, VERBS
from mujaz.text.words import folded_words, stem, words

AIM = 18
"""Words of a bullet that are aimed at."""

FEWEST_WORDS = 6
"""A shorter text says too little."""

_THAT = folded_words("أن إن بأن أنه أنها أنهم إنه إنها إنهم")
_RELATIVE = folded_words("الذي التي الذين اللذان اللذين اللتان اللتين اللواتي")
_ADDED = folded_words("فيما بينما حيث كما علما إذ لذلك")
"""First words of a clause of its own behind the main one. It may be left out whatever it says."""
_SUBORDINATE = folded_words("""
    مشيرا مشيرة مؤكدا مؤكدة موضحا موضحة مضيفا مضيفة لافتا لافتة مبينا مبينة معربا معربة مشددا مشددة معتبرا
    معتبرة وذلك وهو وهي وهم وسط بحضور بمشاركة ضمن تمهيدا عقب إثر بهدف بعدما قبيل إضافة فضلا خصوصا خاصة لاسيما
    ولاسيما وخاصة وخصوصا
""")
"""First words of a clause that hangs on the main one. It stays if it denies, doubts or limits something."""
_TWO_WORDS = {("بعد", "ان"), ("في", "حين"), ("الي", "جانب"), ("في", "اشاره"), ("علي", "هامش")}
_TURNING = NEGATIONS | HEDGES | CONDITIONS
_OPEN_END = LEANS_ON_NEXT | _RELATIVE | _THAT | folded_words("و أو ثم بل حيث فيما بينما كما التي الذي")

_COMMA = re.compile(r"\s*[،,؛]\s*(?!\d)")
_BRACKETS = re.compile(r"\s*\([^()«»\"“”]{1,60}\)|\s*\[[^\[\]«»\"“”]{1,60}\]")
_MONTHS = (
    r"كانون الثاني|شباط|آذار|اذار|نيسان|أيار|ايار|حزيران|تموز|آب|أيلول|ايلول|تشرين الأول|تشرين الاول|تشرين الثاني"
    r"|كانون الأول|كانون الاول"
)
_TWO_MONTHS = re.compile(rf"(?:{_MONTHS})\s*[/(]\s*([ء-ي]{{4,8}})\)?")
_PAIRS = (("«", "»"), ("(", ")"), ("[", "]"), ("“", "”"))


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a sentence between commas: its characters, with the comma before it, and whether it may go."""

    start: int
    end: int
    may_go: bool


def condense(text: str, most: int = AIM) -> str:
    """Return a sentence with as few parts left out as bring it to `most` words, or with all that can go.

    Args:
        text: A sentence that stands alone, as `trim` returns it.
        most: Words; a sentence that has no more stays as it is.
    """
    best = text
    while len(best.split()) > most:
        shorter = next((candidate for candidate in _propose(best) if may_stand_for(text, candidate)), None)
        if shorter is None:
            break
        best = shorter
    return best


def _propose(text: str) -> Iterator[str]:
    """Yield texts that lack one part of `text`, those first of which least is lost."""
    for pattern, replacement in ((_TWO_MONTHS, r"\1"), (_BRACKETS, "")):
        if (shorter := pattern.sub(replacement, text, count=1)) != text:
            yield shorter
    stop = text[-1:] if text.endswith((".", "!", "؟")) else ""
    body = text.removesuffix(stop)
    for part in reversed(_divide(body)):
        if part.may_go:
            yield body[: part.start].rstrip(" ،,") + _resume(body[part.end :]) + stop


def _resume(rest: str) -> str:
    """Return what comes behind a part that was left out, with a comma only before another clause."""
    following = _COMMA.sub("", rest, count=1) if rest else ""
    if not following:
        return ""
    goes_on = bare(following.split()[0]) in _THAT or without_and(following.split()[0]) == following.split()[0]
    return f" {following}" if goes_on else f"، {following}"


def _divide(text: str) -> list[_Part]:
    """Divide a sentence at its commas into its main clause and the parts behind it."""
    commas = [match for match in _COMMA.finditer(text) if _is_outside(text, match.start())]
    starts = [match.start() for match in commas]
    texts = [text[match.end() : end] for match, end in zip(commas, [*starts, len(text)][1:], strict=True)]
    parts: list[_Part] = []
    for index, (start, part) in enumerate(zip(starts, texts, strict=True)):
        end = starts[index + 1] if index + 1 < len(starts) else len(text)
        following = texts[index + 1] if index + 1 < len(texts) else ""
        parts.append(_Part(start, end, _has_main_clause(text[:start]) and _may_go(part, following)))
    for index, (start, part) in enumerate(zip(starts, texts, strict=True)):
        is_aside = bool(part) and bare(part.split()[0]) in _RELATIVE and index + 1 < len(texts)
        if is_aside and not parts[index].may_go and not _turns(part):
            parts[index] = _Part(start, starts[index + 1], may_go=_resumes(texts[index + 1]))
    return parts


def _is_outside(text: str, position: int) -> bool:
    """Tell whether a place is in no quotation or bracket."""
    before = text[:position]
    return before.count('"') % 2 == 0 and all(before.count(first) == before.count(last) for first, last in _PAIRS)


def _may_go(part: str, following: str) -> bool:
    """Tell whether a part behind a main clause may go: what follows it must not be a piece of it."""
    if not part or (following and not _opens_part(following)):
        return False
    first, *others = [bare(word) for word in part.split()]
    host = without_and(first)
    is_added = first in _ADDED or (host != first and host in VERBS) or (host in _THAT and host != first)
    if is_added:
        return host not in CONDITIONS
    hangs = first in _SUBORDINATE | _RELATIVE or (first, *others[:1]) in _TWO_WORDS
    return hangs and not _turns(part)


def _opens_part(text: str) -> bool:
    """Tell whether a part between commas begins something of its own, rather than going on with the one before."""
    first = bare(text.split()[0]) if text else ""
    host = without_and(first)
    opens = _ADDED | _SUBORDINATE | folded_words("بحسب وفق وفقا حسب نقلا طبقا")
    return first in opens or (host != first and host in VERBS | _THAT)


def _resumes(text: str) -> bool:
    """Tell whether a part goes on with a main clause that a relative clause broke off: a verb, or «إن» and the like."""
    first = bare(text.split()[0]) if text else ""
    return first in _THAT or first in VERBS or first.startswith(("ل", "في", "من", "على", "الي"))


def _turns(part: str) -> bool:
    """Tell whether a part denies, doubts or limits something."""
    return any(not {bare(word), without_and(bare(word))}.isdisjoint(_TURNING) for word in part.split())


def _has_main_clause(head: str) -> bool:
    """Tell whether a text holds a whole clause: one that begins with its verb, or a noun with a verb."""
    tokens = [bare(word) for word in head.split()]
    if len(tokens) < FEWEST_WORDS:
        return False
    if tokens[0] in VERBS:
        return tokens[0] not in SAYING_VERBS or not _THAT.isdisjoint(tokens) or tokens[0] in _TRANSITIVE
    verbs = sum(token in VERBS for token in tokens)
    return verbs > sum(token in _RELATIVE for token in tokens)


_TRANSITIVE = folded_words("أعلن أعلنت أكد أكدت كشف كشفت أعرب أعربت حذر حذرت")
"""Verbs of saying that take what was said as an object, too: «أعلن الوزير استقالته»."""


def may_stand_for(sentence: str, shorter: str) -> bool:
    """Tell whether a shorter text may stand for a sentence: it says nothing else, and is whole.

    Its words are those of the sentence in their order; nothing is turned round; who speaks is still told; quotations
    and brackets are closed; it has a verb if the sentence has one, and it does not end in the middle of a phrase.
    """
    tokens = shorter.split()
    return (
        len(tokens) >= FEWEST_WORDS
        and _stands_in_order(shorter, sentence)
        and _is_closed(shorter)
        and bare(tokens[-1]) not in _OPEN_END
        and _keeps_verbs([bare(word) for word in sentence.split()], [bare(word) for word in tokens])
        and not compare_polarity(sentence, shorter, "ar", "ar")
    )


def _stands_in_order(text: str, sentence: str) -> bool:
    remaining = iter([stem(without_and(word)) for word in words(sentence)])
    return all(stem(without_and(word)) in remaining for word in words(text))


def _is_closed(text: str) -> bool:
    return text.count('"') % 2 == 0 and all(text.count(first) == text.count(last) for first, last in _PAIRS)


def _keeps_verbs(sentence: Sequence[str], shorter: Sequence[str]) -> bool:
    """Tell whether a verb is left, and a verb of saying at the head is still there."""
    if any(token in VERBS for token in sentence) and not any(without_and(token) in VERBS for token in shorter):
        return False
    says = [without_and(token) for token in sentence[:2] if without_and(token) in SAYING_VERBS]
    return all(verb in map(without_and, shorter) for verb in says)
