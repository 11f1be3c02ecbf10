"""Bullets against bullets, in whatever order they come."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.eval.metrics.aligned import BulletScore, RougeAligned, assign, score_bullets
from mujaz.eval.metrics.registry import build_metrics

ARRIVED, LEFT = "وصل الوفد إلى العاصمة", "غادر السفير المدينة"
aligned = RougeAligned("aligned-ar", "ar")
sizes = st.tuples(st.integers(1, 5), st.integers(1, 5))
tables = sizes.flatmap(
    lambda size: st.lists(st.lists(st.integers(0, 9), min_size=size[1], max_size=size[1]), min_size=1, max_size=size[0])
)


def highest_total(table: list[list[int]]) -> int:
    """Of all assignments, tried one by one."""
    columns = list(range(len(table[0]))) + [-1] * len(table)
    choices = permutations(columns, len(table))
    return max(sum(table[row][column] for row, column in enumerate(chosen) if column >= 0) for chosen in choices)


@given(tables)
def test_no_assignment_has_a_higher_total(table: list[list[int]]) -> None:
    pairs = assign(table)
    assert sum(table[row][column] for row, column in pairs) == highest_total(table)
    for side in zip(*pairs, strict=True):
        assert len(set(side)) == len(side)


def test_the_greedy_choice_is_not_always_the_best() -> None:
    # Taking 9 first leaves 0; 8 + 8 is more.
    assert assign([[9, 8], [8, 0]]) == [(0, 1), (1, 0)]


def test_what_shares_nothing_is_not_paired() -> None:
    assert assign([[0, 0], [0, 5]]) == [(1, 1)]
    assert assign([]) == []
    assert assign([[], []]) == []


def test_the_order_of_bullets_does_not_matter() -> None:
    score = aligned.score([f"{ARRIVED}\n{LEFT}"], [[f"{LEFT}\n{ARRIVED}"]])
    assert (score.value, score.precision, score.recall) == (100, 100, 100)


def test_a_bullet_without_a_partner_counts_as_zero() -> None:
    # One of the two bullets is met: precision 1/1, recall 1/2, F = 2 * 1 / 3.
    score = aligned.score([LEFT], [[f"{ARRIVED}\n{LEFT}"]])
    assert score.value == pytest.approx(200 / 3)
    assert (score.precision, score.recall) == (100, 50)


def test_a_pair_counts_by_its_common_words() -> None:
    # «وصل الوفد» against four words: F = 2 * 2 / 6.
    assert aligned.score(["وصل الوفد"], [[ARRIVED]]).value == pytest.approx(200 / 3)


def test_the_best_of_several_references_counts() -> None:
    assert aligned.score([LEFT], [[ARRIVED, LEFT]]).value == 100


def test_the_signature_says_that_bullets_were_aligned() -> None:
    assert aligned.signature([["a"]]).startswith("rouge1-aligned|lang:ar|stem:snowball-")
    (english,) = build_metrics(["aligned"])
    assert english.signature([["a"]]).startswith("rouge1-aligned|lang:en|stem:no|norm:none|refs:1|")


def test_thousands_of_lines_are_not_all_compared_with_each_other() -> None:
    text = "\n".join(["نعم"] * 5_000)
    # A hundred pairs of 5,000.
    assert aligned.score([text], [[text]]).value == pytest.approx(2)


def test_each_bullet_is_scored_against_its_partner_alone() -> None:
    metrics = build_metrics(["rouge1", "bleu", "chrf"])
    first, second, third = score_bullets(
        ["He stayed", "The envoy left the city", "The delegation arrived"],
        ["The delegation arrived", "The envoy left town"],
        metrics,
        "en",
    )
    assert first == BulletScore(0, None, {})
    assert (second.reference, third.reference) == (1, 0)
    assert third.scores == pytest.approx({"bleu": 100, "chrf": 100})


def test_short_bullets_are_scored_with_effective_order() -> None:
    # Three words have no 4-grams: without effective order BLEU would be near zero.
    (bullet,) = score_bullets(["The delegation arrived"], ["The delegation arrived"], build_metrics(["bleu"]), "en")
    assert bullet.scores["bleu"] == pytest.approx(100)
