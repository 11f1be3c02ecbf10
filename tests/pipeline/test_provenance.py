"""Why there are fewer bullets than were asked for."""

from __future__ import annotations

import pytest

from mujaz.pipeline.provenance import explain_fewer

SHORT = "and about every two or three of them give one bullet"
ALIKE = "what else the article says repeats these, or cannot stand alone"


@pytest.mark.parametrize(
    ("made", "most", "sentences", "said"),
    [
        (3, 3, 4, ""),
        (2, 3, 5, f"2 bullets, not 3: the article has 5 sentences, {SHORT}"),
        (1, 3, 1, "1 bullet, not 3: the article has 1 sentence"),
        (2, 3, 40, f"2 bullets, not 3: {ALIKE}"),
        (1, 5, 5, f"1 bullet, not 5: {ALIKE}"),
    ],
)
def test_it_is_the_length_of_the_article_or_else_what_its_sentences_say(
    made: int, most: int, sentences: int, said: str
) -> None:
    assert explain_fewer(made, most, sentences) == said
