"""Making a source sentence fit to stand alone, without changing what it says.

Precision first. Three things are taken off, and nothing else is touched:

- connectives that point at the sentence before (`openers`): «من جانبها،», «كما» before a verb, «و», «يذكر أن»;
- a closing attribution that names only a news agency or nobody : «، وفق رويترز», «، بحسب بيان»;
- from long sentences, closing additive or circumstantial clauses (`overlong`): «، هذا إلى جانب …», «، حيث …».

The parts that go never hold a negation, a hedge, a condition, a number or a quotation. «أضاف أن» stays: without it
somebody's words would become the paper's own.
"""

from __future__ import annotations

import re

from mujaz.summarize.trimming.openers import drop_openers
from mujaz.summarize.trimming.overlong import drop_clauses
from mujaz.summarize.trimming.phrases import QUOTES, any_of, phrase

_TAIL = 120
"""Characters from the end in which an attribution is looked for."""

# Agencies that report on others. National ones (SPA, SANA, TASS, Xinhua) speak for their state: who said it matters.
_AGENCY = any_of(
    "رويترز|فرانس برس|الصحافة الفرنسية|أسوشيتد برس|أسوشييتد برس|الأسوشيتد برس|أ ف ب|أ.ف.ب|د ب أ|د.ب.أ|الألمانية"
)
_ACCORDING = any_of("وفق|وفقا ل|بحسب|حسب|نقلا عن|حسبما ذكرت|حسب ما ذكرت|بحسب ما ذكرت|وفق ما ذكرت")
_BUREAU = rf"(?:{any_of('وكالة|وكالة أنباء|وكالة الأنباء')}\s+)?"
_CARRIER = f"{_BUREAU}[{QUOTES}]?{_AGENCY}[{QUOTES}]?(?:\\s+{phrase('للأنباء')})?"
_NOBODY = phrase("بيان")
_CLOSING = re.compile(
    rf"[،,]?\s+{_ACCORDING}\s*(?:{_CARRIER}|{_NOBODY})[\s.]*$|\s*(?:[-–—]\s*|\(\s*){_AGENCY}\s*\)?[\s.]*$"
)


def drop_attribution(text: str) -> str:
    """Return `text` without a closing attribution to an agency or to an unnamed statement.

    A text with quotation marks keeps it: without it a quotation could seem the paper's own words.
    """
    match = _CLOSING.search(text, max(0, len(text) - _TAIL))
    if not match or any(mark in text[: match.start()] for mark in QUOTES):
        return text
    return text[: match.start()]


LEAST_WORDS = 4
"""A step that would leave fewer words is not taken."""


def trim(text: str) -> str:
    """Return `text`, a cleaned sentence, without what does not stand alone, closed as `close` does."""
    for step in (drop_openers, drop_attribution, drop_clauses):
        shorter = step(text)
        if len(shorter.split()) >= LEAST_WORDS:
            text = shorter
    return close(text)


def close(text: str) -> str:
    """Return `text` without list marks before it and loose punctuation after it, closed by a full stop, «؟» or «!»."""
    text = text.strip().lstrip("•*-–— ").rstrip(" .،,؛;:")
    return text if not text or text.endswith(("؟", "?", "!", "…")) else f"{text}."
