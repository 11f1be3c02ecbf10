"""Verbs that open sentences."""

from __future__ import annotations

import pytest

from mujaz.text.verbs import PAST_VERBS, SAYING_VERBS, VERBS, opens_sentence


def test_forms_are_made_of_stems() -> None:
    assert {"قال", "قالت", "يقول", "تقول", "سيقول"} <= SAYING_VERBS
    assert {"جري", "جرت", "بلغت"} <= PAST_VERBS
    assert "يبلغ" in VERBS
    assert "يبلغ" not in PAST_VERBS


@pytest.mark.parametrize("noun", ["دعت", "سعت", "بنت", "وزير", "زير", "الد"])
def test_what_would_be_another_word_with_the_conjunction_is_left_out(noun: str) -> None:
    assert noun not in VERBS


@pytest.mark.parametrize(
    ("text", "opens"), [("أعلنت الوزارة", True), ("«في المدينة", True), ("خلافات مستمرة", False), ("", False)]
)
def test_a_verb_or_particle_opens_a_sentence(text: str, opens: bool) -> None:
    assert opens_sentence(text) is opens
