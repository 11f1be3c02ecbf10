"""Making a source sentence fit to stand alone, without changing what it says.

Precision first. Three things are taken off, each in a module of its own, and nothing else is touched:

- connectives that point at the sentence before (`openers`): «من جانبها،», «كما» before a verb, «و», «يذكر أن»;
- a closing attribution that names only a news agency or nobody (`attribution`): «، وفق رويترز», «، بحسب بيان»;
- from long sentences, closing additive or circumstantial clauses (`overlong`): «، هذا إلى جانب …», «، حيث …».

What goes never holds a negation, a hedge, a condition, a number or a quotation. «أضاف أن» stays: without it somebody's
words would become the paper's own.
"""

from __future__ import annotations

from mujaz.summarize.trimming.attribution import drop_attribution
from mujaz.summarize.trimming.openers import drop_openers
from mujaz.summarize.trimming.overlong import drop_clauses

LEAST_WORDS = 4
"""A step that would leave fewer words is not taken."""


def trim(text: str) -> str:
    """`text`, a cleaned sentence, without what does not stand alone, closed as `close` does."""
    for step in (drop_openers, drop_attribution, drop_clauses):
        shorter = step(text)
        if len(shorter.split()) >= LEAST_WORDS:
            text = shorter
    return close(text)


def close(text: str) -> str:
    """`text` without list marks before it and loose punctuation after it, closed by a full stop, «؟» or «!»."""
    text = text.strip().lstrip("•*-–— ").rstrip(" .،,؛;:")
    return text if not text or text.endswith(("؟", "?", "!", "…")) else f"{text}."
