"""What a summarizer learns from an article."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.training.objectives import Marks, Objectives, take_sentences, take_spans
from mujaz.training.text_files import Texts

MARKS = Marks(title=3, lead=4, mask=5, sentinels=(6, 7, 8, 9))
TEXT = " ".join(["قال الوزير إن المدينة بلا ماء."] * 12)


def encode(texts: list[str]) -> list[list[int]]:
    """A piece a word: ten, and the word's length."""
    return [[10 + len(word) for word in text.split()] for text in texts]


def make(objective: str, article: Texts, longest: int = 30) -> list[tuple[list[int], list[int]]]:
    return list(Objectives(encode, MARKS, longest, np.random.default_rng(1)).examples(objective, article))


def test_a_pair_is_the_cut_text_and_the_whole_abstract() -> None:
    assert make("pairs", Texts("قال الوزير نعم", "", "وافق الوزير"), longest=2) == [([13, 16], [14, 16])]
    assert make("pairs", Texts("قال الوزير نعم", "", "")) == []


def test_a_headline_is_asked_for_with_its_mark() -> None:
    assert make("titles", Texts("قال الوزير نعم", "الوزير يوافق", "")) == [([3, 13, 16, 13], [16, 15])]
    assert make("titles", Texts("قال الوزير نعم", "", "وافق الوزير")) == []


def test_a_lead_is_taken_off_the_text_and_asked_for_with_its_mark() -> None:
    ((source, target),) = make("leads", Texts("وافق الوزير. " + TEXT, "", ""), longest=100)
    assert source == [4, *encode([TEXT])[0]]
    assert target == [14, 17]


def test_an_article_with_too_little_beside_its_lead_teaches_no_lead() -> None:
    assert make("leads", Texts("وافق الوزير. قال نعم.", "", "")) == []


def test_passages_are_whole_sentences_within_the_limit_and_short_rests_are_left_out() -> None:
    examples = make("spans", Texts(TEXT, "", ""), longest=60)
    assert len(examples) == 1
    assert len(make("spans", Texts(TEXT + " " + TEXT, "", ""), longest=60)) == 2


@given(st.integers(2, 300), st.integers(0, 9))
def test_what_spans_take_out_and_what_they_leave_make_up_the_text(length: int, seed: int) -> None:
    text = list(range(100, 100 + length))
    source, target = take_spans(text, MARKS.sentinels, np.random.default_rng(seed))
    assert _filled(source, target) == text
    assert len([i for i in target if i >= 100]) == max(1, round(0.15 * length))


def _filled(source: list[int], target: list[int]) -> list[int]:
    spans: dict[int, list[int]] = {}
    for piece in target:
        if piece in MARKS.sentinels:
            current = spans.setdefault(piece, [])
        else:
            current.append(piece)
    return [piece for at in source for piece in spans.get(at, [at])]


def test_the_sentence_most_like_the_others_is_masked() -> None:
    passage = [[20, 21], [30, 31, 32], [30, 31, 40], [50, 51]]
    assert take_sentences(passage, MARKS.mask, _Never()) == ([20, 21, 5, 30, 31, 40, 50, 51], [30, 31, 32])


def test_now_and_then_the_sentence_stays_in_place_to_be_copied() -> None:
    passage = [[20, 21], [30, 31, 32], [30, 31, 40], [50, 51]]
    seen = [5 not in take_sentences(passage, MARKS.mask, np.random.default_rng(seed))[0] for seed in range(200)]
    assert 20 <= sum(seen) <= 60


class _Never:
    """A generator that never draws a small number."""

    def random(self) -> float:
        return 0.99


@pytest.mark.parametrize("objective", ["spans", "gaps"])
def test_the_same_generator_state_takes_out_the_same(objective: str) -> None:
    article = Texts(TEXT, "", "")
    assert make(objective, article, 100) == make(objective, article, 100) != []
