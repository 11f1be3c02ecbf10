"""Measures without references, worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.eval import Trials, evaluate
from mujaz.eval.inputs.runs import Output, Run
from mujaz.eval.scoring.intrinsic import Intrinsic, copied_fragments, evidence_coverage, measure_summary
from mujaz.types import Article, Brief, BriefArticle, Bullet, Evidence

ARTICLE = "وصل الوفد إلى العاصمة مساء أمس وغادر السفير"
# Copied: «وصل الوفد» (2) and «مساء أمس» (2); «اليوم» is new. Pairs: وصل الوفد, الوفد اليوم, اليوم مساء, مساء أمس.
SUMMARY = "وصل الوفد\nاليوم مساء أمس"

words = st.lists(st.sampled_from("أبجد"), max_size=14)


def plain_fragments(summary: list[str], article: list[str]) -> list[int]:
    """The definition, read literally."""
    fragments, start = [], 0
    while start < len(summary):
        pieces = [summary[start : start + length] for length in range(len(summary) - start + 1)]
        stands = [piece in [article[at : at + len(piece)] for at in range(len(article) + 1)] for piece in pieces]
        length = max(length for length, found in enumerate(stands) if found)
        fragments += [length] if length else []
        start += max(length, 1)
    return fragments


@given(words, words)
def test_fragments_are_those_of_the_definition(summary: list[str], article: list[str]) -> None:
    assert copied_fragments(summary, article) == plain_fragments(summary, article)


def test_fragments_of_repetitive_texts_take_linear_time() -> None:
    # A search that tries each place of the article would take 10**9 steps and more.
    assert copied_fragments(["أ"] * 30_000, ["أ"] * 20_000 + ["ب"] * 20_000) == [20_000, 10_000]


def test_each_measure_is_as_worked_out_by_hand() -> None:
    assert measure_summary(SUMMARY, ARTICLE) == Intrinsic(
        words=5,
        compression=8 / 5,
        coverage=80,
        density=(4 + 4) / 5,
        novel_words=20,
        novel_pairs=50,
        redundancy=0,
    )


def test_a_repeated_bullet_is_redundant() -> None:
    # Pairs: وصل الوفد, الوفد وصل, وصل الوفد: the last one has been there.
    measured = measure_summary("وصل الوفد\nوصل الوفد", ARTICLE)
    assert measured is not None
    assert measured.redundancy == pytest.approx(100 / 3)


def test_a_copied_article_is_one_fragment() -> None:
    measured = measure_summary(ARTICLE, ARTICLE)
    assert measured is not None
    assert (measured.coverage, measured.density, measured.compression, measured.novel_pairs) == (100, 8, 1, 0)


def brief(*spans: tuple[int, int]) -> Brief:
    evidence = tuple(Evidence(start=start, end=end, text=ARTICLE[start:end]) for start, end in spans)
    return Brief(article=BriefArticle(id="a"), bullets=(Bullet(ar="وصل", evidence=evidence),))


def test_evidence_covers_each_letter_once_and_no_spaces() -> None:
    # Eight words of 36 letters; «وصل الوفد» has 8 of them, and is pointed at twice.
    assert sum(map(len, ARTICLE.split())) == 36
    assert evidence_coverage(brief((0, 9), (4, 9)), ARTICLE) == pytest.approx(100 * 8 / 36)
    assert evidence_coverage(brief((0, len(ARTICLE))), ARTICLE) == 100


def test_without_evidence_or_with_that_of_another_text_there_is_no_coverage() -> None:
    assert evidence_coverage(brief(), ARTICLE) is None
    assert evidence_coverage(brief((0, 9)), f"{ARTICLE[1:]} أمس") is None


def test_a_run_has_the_means_of_its_summaries_empty_ones_and_articles_without_text_left_out() -> None:
    texts = (("a", ARTICLE), ("b", ARTICLE), ("c", ARTICLE), ("d", ""))
    articles = [Article(id=key, text=text, references=("وصل",)) for key, text in texts]
    outputs = {"a": Output(SUMMARY), "b": Output(ARTICLE), "c": Output(None), "d": Output(SUMMARY)}
    (result,) = evaluate([Run("ours", outputs)], articles, metrics=["rouge1"], trials=Trials(samples=40)).results
    measured = result.intrinsic
    assert measured is not None
    assert (measured.words, measured.coverage, measured.novel_words) == (6.5, 90, 10)
    none = Run("none", dict.fromkeys(outputs, Output("")))
    (result,) = evaluate([none], articles, metrics=["rouge1"], trials=Trials(samples=40)).results
    assert result.intrinsic is None
