"""Cutting sentences that are too long."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.text.clauses import split_clauses


def count(text: str) -> int:
    return len(text.split())


def test_what_fits_is_left_whole() -> None:
    assert split_clauses("  جملة قصيرة، لا تقطع  ", count, 5) == ["جملة قصيرة، لا تقطع"]
    assert split_clauses(" ", count, 5) == []


@pytest.mark.parametrize(
    ("text", "limit", "parts"),
    [
        (
            "أعلنت الوزارة خطة جديدة لدعم المزارعين، وقال الوزير إن التنفيذ سيبدأ قريبا",
            8,
            ["أعلنت الوزارة خطة جديدة لدعم المزارعين،", "وقال الوزير إن التنفيذ سيبدأ قريبا"],
        ),
        (
            "أعلنت الوزارة، بعد تأخير طويل، خطة جديدة؛ وقال الوزير إن التنفيذ سيبدأ قريبا",
            9,
            ["أعلنت الوزارة، بعد تأخير طويل، خطة جديدة؛", "وقال الوزير إن التنفيذ سيبدأ قريبا"],
        ),
        (
            "أعلنت الوزارة خطة جديدة لدعم المزارعين وقال الوزير إن التنفيذ سيبدأ في الربيع المقبل",
            10,
            ["أعلنت الوزارة خطة جديدة لدعم المزارعين", "وقال الوزير إن التنفيذ سيبدأ في الربيع المقبل"],
        ),
        ("تعمل اللجنة،وتجتمع غدا", 2, ["تعمل اللجنة،", "وتجتمع غدا"]),
        (
            "زار وزير المالية مدينة جدة ووزير العدل مدينة أبها",
            6,
            ["زار وزير المالية مدينة جدة", "ووزير العدل مدينة أبها"],
        ),
    ],
    ids=["comma", "semicolon before comma", "conjunction", "comma without space", "conjunction before a word in waw"],
)
def test_cuts_are_made_where_it_reads_best(text: str, limit: int, parts: list[str]) -> None:
    assert split_clauses(text, count, limit) == parts


@pytest.mark.parametrize(
    "whole",
    [
        "5,2",
        "5،2",
        "١٬٢٣٤",
        "1 000 000",
        "د. سامي",
        "أ.د. سامي",
        "«الشرق الأوسط»",
        '"بنك التنمية"',
        "Getty Images",
        "12:30",
        "40 %",
    ],
)
@given(before=st.integers(0, 12), after=st.integers(0, 12), limit=st.integers(2, 9))
def test_figures_titles_and_names_are_never_cut(whole: str, before: int, after: int, limit: int) -> None:
    text = f"{'كلمة ' * before}{whole}{' كلمة' * after}"
    assert any(whole in part for part in split_clauses(text, count, limit))


@given(st.text(st.sampled_from('قال وثم،؛:«»".5 '), max_size=120), st.integers(1, 10))
def test_the_parts_are_the_text_up_to_white_space(text: str, limit: int) -> None:
    assert "".join("".join(split_clauses(text, count, limit)).split()) == "".join(text.split())


@given(st.lists(st.sampled_from(["كلمة", "أخرى،", "وقال", "ثم", "في", "بن"]), max_size=80), st.integers(1, 12))
def test_no_part_is_above_the_limit_where_there_are_spaces_to_cut_at(tokens: list[str], limit: int) -> None:
    assert all(count(part) <= limit for part in split_clauses(" ".join(tokens), count, limit))


def test_parts_are_of_like_size() -> None:
    sizes = [count(part) for part in split_clauses("كلمة، " * 61, count, 60)]
    assert len(sizes) == 2
    assert min(sizes) >= 30


def test_a_sentence_of_fifty_thousand_words_is_cut() -> None:
    parts = split_clauses("قالت اللجنة إن العمل مستمر " * 10_000, count, 40)
    assert max(map(count, parts)) <= 40
    assert sum(map(count, parts)) == 50_000
