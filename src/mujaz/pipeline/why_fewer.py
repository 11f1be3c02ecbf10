"""Why a brief has fewer bullets than were asked for, in plain words."""

from __future__ import annotations

from mujaz.summarize.ranking import how_many
from mujaz.wording import count_noun

FEWER = "fewer"
"""The key of a brief's provenance that says it."""


def why_fewer(made: int, most: int, sentences: int) -> str:
    """Say why an article gave fewer bullets than `most`.

    Args:
        made: Bullets that it gave.
        most: Bullets that were asked for.
        sentences: Sentences of the article.

    Returns:
        One line; empty if it gave as many.
    """
    if made >= most:
        return ""
    if made >= how_many(sentences, most):
        why = f"the article has {count_noun(sentences, 'sentence')}"
        if sentences > made:
            why += ", and about every two or three of them give one bullet"
    else:
        why = "what else the article says repeats these, or cannot stand alone"
    return f"{count_noun(made, 'bullet')}, not {most}: {why}"
