"""What a summarizer's generations are good for: sentinels removed, sentences apart, degenerate text refused."""

from __future__ import annotations

import re

from mujaz.engines.base import Generation
from mujaz.summarize.trimming import close
from mujaz.text.clean import for_model
from mujaz.text.script import has_arabic
from mujaz.text.sentences import split_sentences
from mujaz.text.words import looping_phrase, words

LEAST_WORDS = 4
"""A shorter output is no sentence."""

LEAST_DISTINCT = 0.5
"""An output whose different words are a smaller share of all goes round in circles."""

LONGEST_PHRASE = 4
"""Loops of phrases up to this many words are looked for."""

_SENTINEL = re.compile(r"<extra_id_\d+>")
_ENDS = (".", "؟", "?", "!", "…", "»", '"')


def usable_sentences(generation: Generation) -> list[str]:
    """The sentences of the best hypothesis that can be bullets; none when it is empty, loops or has no Arabic.

    What was cut at the limit of output pieces loses its unfinished last sentence.
    """
    if not generation.hypotheses:
        return []
    text = for_model(_SENTINEL.sub(" ", generation.best.text))
    sentences = [] if loops(text) else split_sentences(text)
    if sentences and not generation.best.finished and not sentences[-1].endswith(_ENDS):
        sentences = sentences[:-1]
    return [close(sentence) for sentence in sentences if has_arabic(sentence) and len(words(sentence)) >= LEAST_WORDS]


def loops(text: str) -> bool:
    """Whether one to four words stand three times in a row, or hardly any word is new."""
    found = words(text)
    if len(set(found)) < LEAST_DISTINCT * len(found):
        return True
    return looping_phrase(found, LONGEST_PHRASE) is not None
