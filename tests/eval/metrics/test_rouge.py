"""ROUGE against values worked out by hand."""

from __future__ import annotations

import pytest

from mujaz import __version__
from mujaz.eval.metrics.base import Trials
from mujaz.eval.metrics.rouge import Combination, Rouge, RougeL, RougeLsum, RougeN
from mujaz.eval.metrics.tokenization import ArabicTokenizer

plain = ArabicTokenizer(stem=False)


def rouge(name: str, several: Combination = "best", tokenizer: ArabicTokenizer = plain) -> Rouge:
    variants = {"rougeL": RougeL, "rougeLsum": RougeLsum}
    return variants[name](tokenizer, several) if name in variants else RougeN(int(name[-1]), tokenizer, several)


def measured(name: str, text: str, *references: str, several: Combination = "best") -> tuple[float, float, float]:
    """Precision, recall and F-measure."""
    score = rouge(name, several).score([text], [references])
    assert score.precision is not None
    assert score.recall is not None
    return score.precision, score.recall, score.value


# Five words each, four in common; of four pairs each one, «المنتخب المصري»; the longest common subsequence is
# «المنتخب المصري … على».
REFERENCE = "فاز المنتخب المصري على المغرب"
CANDIDATE = "المنتخب المصري فاز على السنغال"


@pytest.mark.parametrize(("name", "value"), [("rouge1", 80), ("rouge2", 25), ("rougeL", 60), ("rougeLsum", 60)])
def test_two_sentences_of_one_length(name: str, value: float) -> None:
    assert measured(name, CANDIDATE, REFERENCE) == pytest.approx((value, value, value))


@pytest.mark.parametrize(
    ("name", "precision", "recall", "f_measure"),
    [
        # 2 of 2 words, 2 of 5 words, F = 2 * 2 / 7; 1 of 1 pairs, 1 of 4 pairs, F = 2 * 1 / 5.
        ("rouge1", 100, 40, 400 / 7),
        ("rouge2", 100, 25, 40),
        ("rougeL", 100, 40, 400 / 7),
        ("rougeLsum", 100, 40, 400 / 7),
    ],
)
def test_precision_and_recall_differ_with_length(name: str, precision: float, recall: float, f_measure: float) -> None:
    assert measured(name, "المنتخب المصري", REFERENCE) == pytest.approx((precision, recall, f_measure))


@pytest.mark.parametrize(("name", "value"), [("rouge1", 20), ("rouge2", 0), ("rougeL", 20), ("rougeLsum", 20)])
def test_unrelated_sentences_that_share_a_number_score_for_that_number_alone(name: str, value: float) -> None:
    """One word of five: with a tokenizer that keeps only a-z and 0-9 this is 100."""
    unrelated = measured(name, "ارتفع سعر النفط 12 دولارا", "قتل 12 شخصا في الهجوم")
    assert unrelated == pytest.approx((value, value, value))


@pytest.mark.parametrize(
    ("plain_form", "other_form"),
    [
        ("القافلة", "القـــافلة"),  # stretched
        ("القافلة", "القافِلةُ"),  # with vowels
        ("محملة", "محمّلة"),  # with a doubling
        ("ميناء", "ﻣﻴﻨﺎﺀ"),  # in presentation forms
        ("ميناء", "\u200eميناء\u200f"),  # between marks of direction
        ("وصلت", "\ufeff\u2067وصلت\u2069"),  # after a byte order mark, in an isolate
        (" ", "\u00a0"),  # between spaces that do not break
    ],
)
def test_a_text_is_equal_to_itself_however_it_is_encoded(plain_form: str, other_form: str) -> None:
    text = "وصلت القافلة إلى ميناء الريحان محملة بالدواء"
    for metric in (RougeN(1, ArabicTokenizer(), "best"), RougeL(ArabicTokenizer(), "best")):
        assert metric.score([text.replace(plain_form, other_form)], [[text]]).value == 100


def test_a_repeated_word_counts_no_more_often_than_in_the_reference() -> None:
    # نعم: three times against two.
    assert measured("rouge1", "نعم نعم نعم", "نعم نعم لا") == pytest.approx((200 / 3, 200 / 3, 200 / 3))


def test_an_empty_text_scores_zero_even_against_an_empty_reference() -> None:
    assert measured("rouge1", "", REFERENCE) == (0, 0, 0)
    assert measured("rougeLsum", "…", "؟") == (0, 0, 0)


def test_one_word_has_no_pairs_to_score() -> None:
    assert measured("rouge2", "مصر", "مصر") == (0, 0, 0)


class TestRougeLsum:
    def test_the_union_of_subsequences_counts(self) -> None:
        """Lin's example (2004, section 3.2): w1 w2 and w1 w3 w5 make four of five words; the lines have ten words."""
        reference = "واحد اثنان ثلاثة أربعة خمسة"
        bullets = "واحد اثنان ستة سبعة ثمانية\nواحد ثلاثة ثمانية تسعة خمسة"
        assert measured("rougeLsum", bullets, reference) == pytest.approx((40, 80, 160 / 3))

    def test_the_order_of_bullets_does_not_matter_to_it_but_to_rouge_l(self) -> None:
        reference = "وصل الوزير صباحا\nغادر السفير مساء"
        bullets = "غادر السفير مساء\nوصل الوزير صباحا"
        assert measured("rougeLsum", bullets, reference) == pytest.approx((100, 100, 100))
        assert measured("rougeL", bullets, reference) == pytest.approx((50, 50, 50))

    def test_a_word_of_one_bullet_is_not_counted_for_two_reference_lines(self) -> None:
        # The union has «الوزير» twice, the bullet once: 1 of 1, 1 of 4.
        assert measured("rougeLsum", "الوزير", "الوزير وصل\nالوزير غادر") == pytest.approx((100, 25, 40))

    def test_blank_lines_are_no_bullets(self) -> None:
        assert measured("rougeLsum", "\nوصل الوزير\n\n", "وصل الوزير") == pytest.approx((100, 100, 100))


# Against «ب ج»: F = 50 (1 of 2, 1 of 2), 2 * 2 / 6 = 66.67 (2 of 2, 2 of 4), 0.
SEVERAL = ("ب س", "ب ج د ه", "ش ص")


def test_of_several_references_the_best_counts() -> None:
    assert measured("rouge1", "ب ج", *SEVERAL) == pytest.approx((100, 50, 200 / 3))


def test_the_jackknife_leaves_each_reference_out_in_turn() -> None:
    # Best of the others: 66.67, 50, 66.67; precision 100, 50, 100; recall 50, 50, 50.
    assert measured("rouge1", "ب ج", *SEVERAL, several="jackknife") == pytest.approx((250 / 3, 50, 550 / 9))


def test_the_jackknife_of_one_reference_is_that_reference() -> None:
    assert measured("rouge1", "ب ج", SEVERAL[0], several="jackknife") == pytest.approx((50, 50, 50))


def test_the_score_of_a_set_is_the_mean_of_its_articles() -> None:
    score = rouge("rouge1").score(["وصل الوزير", "غادر", CANDIDATE], [["وصل الوزير"], ["بقي"], [REFERENCE]])
    assert score.per_item == pytest.approx((100, 0, 80))
    assert score.value == pytest.approx(60)
    assert score.items == 3


def test_stemming_lets_forms_of_a_word_match() -> None:
    stemming = rouge("rouge1", tokenizer=ArabicTokenizer())
    assert stemming.score(["الحكومة"], [["حكومة"]]).value == 100
    assert rouge("rouge1").score(["الحكومة"], [["حكومة"]]).value == 0


@pytest.mark.parametrize(
    ("references", "several", "trials", "signature"),
    [
        ([["أ"], ["ب"]], "best", None, "refs:1|boot:no"),
        ([["أ", "ب"], ["ج", "د"]], "best", None, "refs:2-best|boot:no"),
        ([["أ", "ب"], ["ج"]], "jackknife", Trials(), "refs:var-jackknife|boot:1000-seed12345"),
    ],
)
def test_the_signature_names_every_setting(
    references: list[list[str]], several: Combination, trials: Trials | None, signature: str
) -> None:
    expected = f"rouge|lang:ar|stem:no|norm:none|{signature}|v:{__version__}"
    assert rouge("rougeL", several).signature(references, trials) == expected


# Computed by rouge-score 0.1.2 (its RougeScorer with a tokenizer that splits at spaces), which has no part in the
# code that is tested: F-measures of ROUGE-1, ROUGE-2, ROUGE-L, ROUGE-Lsum.
PUBLISHED: list[tuple[str, str, tuple[float, float, float, float]]] = [
    (
        "أعلنت وزارة الصحة تسجيل 45 إصابة جديدة بالحصبة\nدعت الوزارة الأهالي إلى تطعيم الأطفال",
        "سجلت وزارة الصحة 45 إصابة بالحصبة خلال أسبوع\nالوزارة تدعو الأهالي إلى تطعيم أطفالهم قبل بدء المدارس",
        (58.0645, 27.5862, 58.0645, 58.0645),
    ),
    (
        "تراجع سعر الصرف إلى 30 جنيها للدولار بعد قرار البنك المركزي رفع الفائدة",
        "رفع البنك المركزي سعر الفائدة نقطتين بعد تراجع سعر الصرف إلى 30 جنيها للدولار",
        (88.8889, 56.0, 51.8519, 51.8519),
    ),
    (
        "قال الوزير إن الوزير السابق قال إن القرار قرار الوزير",
        "إن القرار قرار الوزير السابق\nقال الوزير إن الوزير لا يقرر وحده",
        (81.8182, 80.0, 54.5455, 72.7273),
    ),
]


@pytest.mark.parametrize(("text", "reference", "values"), PUBLISHED)
def test_the_values_are_those_of_rouge_score(
    text: str, reference: str, values: tuple[float, float, float, float]
) -> None:
    names = ("rouge1", "rouge2", "rougeL", "rougeLsum")
    assert [measured(name, text, reference)[2] for name in names] == pytest.approx(values, abs=1e-4)
