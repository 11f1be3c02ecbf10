"""Arabic bullets compared with their article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mujaz.checks.article import ArticleFacts
from mujaz.checks.flagging import compare_meaning, flag_fact, quote
from mujaz.facts.compare import find_unsupported
from mujaz.facts.find import find_facts
from mujaz.flags.catalogue import Place, make_flag
from mujaz.summarize.strategies.mt5 import loops
from mujaz.text.boilerplate import is_boilerplate
from mujaz.types import Bullet, Flag

_SENTINEL = re.compile(r"<extra_id_\d{1,3}>|⁇|</?s>|<(?:pad|unk)>")


def check_arabic(bullet: Bullet, article: ArticleFacts) -> tuple[Flag, ...]:
    """Return what an editor should know about a bullet; nothing if it is the article's own words."""
    if article.quotes(bullet.ar):
        return ()
    return (*_flag_text(bullet.ar, article), *_flag_turned(bullet))


def _flag_text(text: str, article: ArticleFacts) -> Iterator[Flag]:
    if sentinel := _SENTINEL.search(text):
        yield make_flag("bullet-sentinel", Place("ar", *sentinel.span()), piece=sentinel[0])
    if loops(text):
        yield make_flag("bullet-loop", "ar")
    if is_boilerplate(text):
        yield make_flag("bullet-boilerplate", "ar")
    yield from _flag_facts(text, article)


def _flag_facts(text: str, article: ArticleFacts) -> Iterator[Flag]:
    """Flag what the article does not state, or only elsewhere."""
    facts = find_facts(text, "ar")
    absent = list(find_unsupported(facts, article.facts))
    for fact in absent:
        yield flag_fact("fact-not-in-article", fact, Place("ar", fact.start, fact.end), text=quote(text, fact))
    for fact in article.find_misplaced(text, facts):
        if fact not in absent:
            yield flag_fact("fact-misplaced", fact, Place("ar", fact.start, fact.end), text=quote(text, fact))


def _flag_turned(bullet: Bullet) -> Iterator[Flag]:
    """Flag what the bullet turns round of its evidence; places are those of the article."""
    for evidence in bullet.evidence:
        yield from compare_meaning(evidence.text, bullet.ar, "ar", offset=evidence.start)
