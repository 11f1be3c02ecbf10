"""What makes a bullet worth keeping."""

from __future__ import annotations

import pytest

from mujaz.summarize.ranking import Features, Ranking
from mujaz.summarize.strategies.base import Candidate
from mujaz.summarize.strategies.extractive import Extractive
from mujaz.text.document import Document
from tests.summarize.documents import document


def _features(small: Document) -> list[Features]:
    ranking = Ranking(small)
    (candidates,) = Extractive().candidates([small])
    return [ranking.features(one, ranking.space.vector(one.text)) for one in candidates]


def test_position_falls_as_one_over_n() -> None:
    found = _features(document("افتتح الوزير الجسر.", "زار الوزير المدرسة.", "غادر الوزير المدينة."))
    assert [one.position for one in found] == [1, 1 / 2, 1 / 3]


def test_far_rises_evenly_over_the_first_ten_sentences_and_no_further() -> None:
    found = _features(document(*(f"افتتح الوزير الجسر رقم {number}." for number in range(13))))
    assert [one.far for one in found[:3]] == [0, 0.1, 0.2]
    assert [one.far for one in found[9:]] == [0.9, 1, 1, 1]


def test_a_bullet_with_somebodys_own_words_is_quoted() -> None:
    found = _features(document("قال الوزير «نعم».", 'قال "نعم".', "وافق الوزير."))
    assert [one.quoted for one in found] == [1, 1, 0]


def test_title_is_the_share_of_the_headlines_words_and_zero_without_headline() -> None:
    sentences = ("افتتح الوزير الجسر الجديد.", "سافر المدير صباحا.")
    assert [one.title for one in _features(document(*sentences, title="الوزير والجسر الجديد"))] == [1, 0]
    assert [one.title for one in _features(document(*sentences))] == [0, 0]


def test_words_of_the_deck_count_as_those_of_the_headline() -> None:
    found = _features(document("افتتح الوزير الجسر.", "سافر المدير صباحا.", deck="سفر المدير صباحا"))
    assert found[1].title > found[0].title


def test_short_and_long_grow_beyond_their_bounds() -> None:
    found = _features(document("وصل الوفد.", "كلمة " * 20, "كلمة " * 55, "كلمة " * 90))
    assert [one.short for one in found] == [0.75, 0, 0, 0]
    assert [one.long for one in found] == [0, 0, 0.5, 1]


def test_the_strategys_own_opinion_is_added_to_the_rank() -> None:
    small = document("افتتح الوزير الجسر.")
    ranking = Ranking(small)
    plain, marked = (Candidate("افتتح الوزير الجسر.", small.sentences, score) for score in (0.0, -0.5))
    assert ranking.place(marked).rank == pytest.approx(ranking.place(plain).rank - 0.5)
