"""Packing sentences into passages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mujaz.text.passages import pack
from mujaz.types import Sentence


def count(text: str) -> int:
    return len(text.split())


def characters(text: str) -> int:
    return len(text)


def sentences(*lengths: int) -> list[Sentence]:
    texts = [" ".join([f"كلمة{index}"] * length) for index, length in enumerate(lengths)]
    return [Sentence(text=text, start=0, end=len(text), index=index) for index, text in enumerate(texts)]


def sizes(*lengths: int, limit: int) -> list[list[int]]:
    return [[count(sentence.text) for sentence in p.sentences] for p in pack(sentences(*lengths), count, limit)]


def test_a_short_article_is_one_passage() -> None:
    (passage,) = pack(sentences(3, 4), count, 100)
    assert passage.text == "كلمة0 كلمة0 كلمة0 كلمة1 كلمة1 كلمة1 كلمة1"


def test_passages_are_of_like_size_so_that_no_short_sentence_is_left_alone() -> None:
    assert sizes(20, 20, 20, 5, limit=64) == [[20, 20], [20, 5]]


def test_no_sentences_make_no_passages() -> None:
    assert pack([], count, 10) == []


def test_a_sentence_above_the_limit_is_cut_into_passages_of_its_own() -> None:
    passages = pack(sentences(3, 25, 3), count, 10)
    assert [passage.sentences[0].index for passage in passages] == [0, *[1] * (len(passages) - 2), 2]
    assert all(count(passage.text) <= 10 for passage in passages)


def test_a_passage_is_what_models_are_given() -> None:
    (passage,) = pack([Sentence(text="بلغ  ٥٪ عام ٢٠٢٤", start=0, end=16)], count, 10)
    assert passage.text == "بلغ 5% عام 2024"


@given(st.lists(st.integers(1, 30), max_size=40), st.integers(2, 40))
def test_passages_hold_all_sentences_in_order_within_the_limit(lengths: list[int], limit: int) -> None:
    given_sentences = sentences(*lengths)
    passages = pack(given_sentences, count, limit)
    assert " ".join(passage.text for passage in passages) == " ".join(one.text for one in given_sentences)
    assert all(count(passage.text) <= limit for passage in passages)
    indexes = [one.index for passage in passages for one in passage.sentences]
    assert indexes == sorted(indexes)
    assert set(indexes) == set(range(len(lengths)))


@given(st.lists(st.integers(1, 5), max_size=40))
def test_a_count_of_characters_also_stays_within_the_limit(lengths: list[int]) -> None:
    assert all(characters(passage.text) <= 60 for passage in pack(sentences(*lengths), characters, 60))
