"""How many bullets, and which."""

from __future__ import annotations

import pytest

from mujaz.summarize.ranking import Placed, how_many, select
from mujaz.summarize.strategies.base import Candidate
from mujaz.summarize.terms import TermSpace


@pytest.mark.parametrize(
    ("sentences", "bullets"), [(0, 1), (1, 1), (2, 1), (3, 1), (4, 2), (5, 2), (8, 3), (10, 4), (13, 5), (2500, 5)]
)
def test_a_short_article_gets_a_bullet_for_every_two_or_three_sentences(sentences: int, bullets: int) -> None:
    assert how_many(sentences, 5) == bullets


def test_no_more_than_the_profile_allows() -> None:
    assert how_many(100, 2) == 2
    assert how_many(3, 1, alone=3) == 1


@pytest.mark.parametrize(("alone", "bullets"), [(0, 1), (1, 1), (2, 2), (3, 2)])
def test_of_a_few_sentences_two_that_stand_alone_are_two_bullets(alone: int, bullets: int) -> None:
    assert how_many(3, 5, alone=alone) == bullets


def _placed(*ranked: tuple[str, float]) -> list[Placed]:
    space = TermSpace(text for text, _ in ranked)
    return [Placed(Candidate(text, ()), space.vector(text), rank) for text, rank in ranked]


def _texts(chosen: list[Placed]) -> list[str]:
    return [one.candidate.text for one in chosen]


def test_the_best_come_first_and_ties_go_to_the_earlier() -> None:
    placed = _placed(("سوق النفط", 0.1), ("حصاد القمح", 0.5), ("مناجم الذهب", 0.5))
    assert _texts(select(placed, 2)) == ["حصاد القمح", "مناجم الذهب"]


def test_a_bullet_that_says_the_same_is_left_out_even_when_fewer_remain() -> None:
    placed = _placed(("ارتفاع سعر النفط", 1.0), ("سعر النفط في ارتفاع", 0.9), ("النفط", 0.8))
    assert _texts(select(placed, 3)) == ["ارتفاع سعر النفط"]


def test_a_new_point_is_preferred_to_a_slightly_better_ranked_repetition() -> None:
    placed = _placed(
        ("ارتفاع سعر النفط في الأسواق", 1.0), ("ارتفاع سعر النفط بعد قرار المنظمة", 0.9), ("حصاد القمح وفير", 0.8)
    )
    assert _texts(select(placed, 2)) == ["ارتفاع سعر النفط في الأسواق", "حصاد القمح وفير"]
